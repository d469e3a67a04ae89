import { dtypes, type NativeDtype, type NativeSeries } from './native.js';

const simple: Readonly<Record<string, NativeDtype>> = {
  i8: dtypes.Int8,
  i16: dtypes.Int16,
  i32: dtypes.Int32,
  i64: dtypes.Int64,
  u8: dtypes.UInt8,
  u16: dtypes.UInt16,
  u32: dtypes.UInt32,
  u64: dtypes.UInt64,
  f32: dtypes.Float32,
  f64: dtypes.Float64,
  bool: dtypes.Bool,
  str: dtypes.String,
  date: dtypes.Date,
  datetime: dtypes.Datetime('us'),
  duration: dtypes.Duration('us'),
  time: dtypes.Time,
  categorical: dtypes.Categorical,
};

const names: Readonly<Record<string, string>> = {
  Int8: 'i8',
  Int16: 'i16',
  Int32: 'i32',
  Int64: 'i64',
  UInt8: 'u8',
  UInt16: 'u16',
  UInt32: 'u32',
  UInt64: 'u64',
  Float32: 'f32',
  Float64: 'f64',
  Bool: 'bool',
  String: 'str',
  Utf8: 'str',
  Date: 'date',
  Datetime: 'datetime',
  Duration: 'duration',
  Time: 'time',
  Categorical: 'categorical',
  Enum: 'categorical',
  Decimal: 'decimal',
  Struct: 'struct',
  Null: 'null',
  Binary: 'binary',
};

/** Families of types that a selector chooses by, and the names of types that belong to them. */
const families: Readonly<Record<string, RegExp>> = {
  numeric: /^([iuf]\d+|decimal)$/,
  integer: /^[iu]\d+$/,
  float: /^f\d+$/,
  string: /^str$/,
  boolean: /^bool$/,
  temporal: /^(date|datetime|time|duration)$/,
  categorical: /^categorical$/,
};

/** Whether a column's type is of a family, or the type that a name such as `datetime[us]` asks for. */
export function isOfFamily(dtype: string, family: string): boolean {
  const pattern = Object.hasOwn(families, family) ? families[family] : undefined;
  if (pattern !== undefined) return pattern.test(dtype);
  if (family === 'list') return dtype.startsWith('list');
  return dtype === family || dtype === family.replace(/^(datetime|duration|decimal)\[.*\]$/, '$1');
}

type TimeUnit = 'ms' | 'us' | 'ns';

/**
 * The native type of a type's name: `i64`, `datetime[ms]`, `datetime[us,Europe/Oslo]`, `duration[ns]`, `decimal[10,2]`,
 * `list[str]`, …; `undefined` when there is none.
 */
export function nativeDtype(name: string): NativeDtype | undefined {
  if (Object.hasOwn(simple, name)) return simple[name];
  const [, family, inner = ''] = /^(list|datetime|duration|decimal)\[(.{1,100})\]$/.exec(name) ?? [];
  switch (family) {
    case 'list': {
      const item = nativeDtype(inner);
      return item === undefined ? undefined : dtypes.List(item);
    }
    case 'datetime': {
      const [, unit, zone] = /^(ms|us|ns)(?:,([\w/+-]{1,60}))?$/.exec(inner) ?? [];
      return unit === undefined ? undefined : dtypes.Datetime(unit as TimeUnit, zone ?? null);
    }
    case 'duration': {
      return /^(ms|us|ns)$/.test(inner) ? dtypes.Duration(inner as TimeUnit) : undefined;
    }
    case 'decimal': {
      const [, precision, scale] = /^(\d{1,2}),(\d{1,2})$/.exec(inner) ?? [];
      const fits = Number(precision) >= 1 && Number(precision) <= 38 && Number(scale) <= Number(precision);
      return fits ? dtypes.Decimal(Number(precision), Number(scale)) : undefined;
    }
    default: {
      return undefined;
    }
  }
}

/** The name of a native type, such as `i64` or `list[str]`. */
export function dtypeName(dtype: NativeDtype | string): string {
  const variant = typeof dtype === 'string' ? dtype : dtype.variant;
  if (variant === 'List' || variant === 'FixedSizeList' || variant === 'Array') {
    const inner =
      typeof dtype === 'string'
        ? undefined
        : (dtype.inner as readonly (NativeDtype | string)[] | undefined)?.[0];
    return inner === undefined ? 'list' : `list[${dtypeName(inner)}]`;
  }
  return names[variant] ?? variant.toLowerCase();
}

/** The time zone of a datetime type; empty when it has none. */
export function timeZoneOf(dtype: NativeDtype | string): string {
  if (typeof dtype === 'string' || dtype.variant !== 'Datetime') return '';
  const zone = (dtype.inner as readonly unknown[] | undefined)?.[1];
  return typeof zone === 'string' ? zone : '';
}

/** The unit of a datetime or duration type. */
export function timeUnitOf(dtype: NativeDtype | string): TimeUnit {
  const unit = typeof dtype === 'string' ? undefined : (dtype.inner as readonly unknown[] | undefined)?.[0];
  return unit === 'us' || unit === 'ns' ? unit : 'ms';
}

export function isNumericName(name: string): boolean {
  return /^[iuf]\d+$/.test(name) || name === 'decimal';
}

export function isTemporalName(name: string): boolean {
  return name === 'date' || name === 'datetime';
}

/** The type of a series. For one that JavaScript has no form for the native layer throws, and names it. */
export function dtypeOf(series: NativeSeries): NativeDtype | string {
  try {
    return series.dtype;
  } catch (error) {
    const named =
      error instanceof Error ? /DataType (\w+) is not supported/.exec(error.message)?.[1] : undefined;
    return named ?? 'Unknown';
  }
}
