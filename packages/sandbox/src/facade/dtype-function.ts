import { isPlainObject, NativeFunction, type GuestValue } from '../language/index.js';
import { nativeDtype } from '../plan/dtypes.js';

/**
 * A data type as the guest holds it. It can be called, since models write both `pl.Datetime` and `pl.Datetime('ms')`;
 * the call gives the type with what it was told: a unit and a time zone, a precision and a scale, an inner type.
 */
export class DtypeFunction extends NativeFunction {
  readonly dtype: string;

  constructor(name: string, dtype: string) {
    super(name, (args) => {
      const told = toldDtype(dtype, args);
      return told === undefined ? this : new DtypeFunction(name, told);
    });
    this.dtype = dtype;
  }
}

/** A type with its details; `undefined` when nothing was told that makes one. */
function toldDtype(dtype: string, args: readonly GuestValue[]): string | undefined {
  const [first, second] = args;
  const options = isPlainObject(first) ? first : undefined;
  const details: Readonly<Record<string, () => string>> = {
    list: () => `list[${dtypeOfValue(first) ?? ''}]`,
    decimal: () => {
      const precision = options === undefined ? first : options['precision'];
      const scale = options === undefined ? second : options['scale'];
      return `decimal[${typeof precision === 'number' ? precision : 38},${typeof scale === 'number' ? scale : 0}]`;
    },
    datetime: () => {
      const unit = options === undefined ? first : (options['timeUnit'] ?? options['time_unit']);
      const zone = options === undefined ? second : (options['timeZone'] ?? options['time_zone']);
      return `datetime[${typeof unit === 'string' ? unit : 'us'}${typeof zone === 'string' ? `,${zone}` : ''}]`;
    },
    duration: () => {
      const unit = options === undefined ? first : (options['timeUnit'] ?? options['time_unit']);
      return `duration[${typeof unit === 'string' ? unit : 'us'}]`;
    },
  };
  const made = args.length > 0 && Object.hasOwn(details, dtype) ? details[dtype]?.() : undefined;
  return made !== undefined && nativeDtype(made) !== undefined ? made : undefined;
}

const names: Readonly<Record<string, readonly string[]>> = {
  i8: ['Int8'],
  i16: ['Int16'],
  i32: ['Int32'],
  i64: ['Int64', 'Int', 'Integer', 'int'],
  u8: ['UInt8'],
  u16: ['UInt16'],
  u32: ['UInt32'],
  u64: ['UInt64'],
  f32: ['Float32'],
  f64: ['Float64', 'Float', 'float', 'Number', 'number'],
  decimal: ['Decimal'],
  str: ['String', 'Utf8', 'Str', 'string'],
  bool: ['Bool', 'Boolean', 'boolean'],
  date: ['Date'],
  datetime: ['Datetime', 'DateTime'],
  duration: ['Duration'],
  time: ['Time'],
  categorical: ['Categorical'],
  list: ['List'],
};

const byName: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([dtype, spellings]) =>
    [dtype, ...spellings].map((spelling) => [spelling, dtype] as const),
  ),
);

/** The members of `pl` that are types. */
export const dtypeFunctions: ReadonlyMap<string, DtypeFunction> = new Map(
  Object.entries(names).flatMap(([dtype, spellings]) =>
    spellings
      .filter((name) => /^[A-Z]/.test(name))
      .map((name) => [name, new DtypeFunction(name, dtype)] as const),
  ),
);

/** JavaScript's own constructors as types: `cast(String)`. */
const constructors: ReadonlyMap<string, string> = new Map([
  ['String', 'str'],
  ['Number', 'f64'],
  ['Boolean', 'bool'],
]);

/** The type that a value names: `pl.Int64`, `'Int64'` or `'i64'`. */
export function dtypeOfValue(value: GuestValue): string | undefined {
  if (value instanceof DtypeFunction) return value.dtype;
  if (value instanceof NativeFunction) return constructors.get(value.name);
  if (typeof value !== 'string') return undefined;
  return byName.get(value) ?? (nativeDtype(value) === undefined ? undefined : value);
}

/** The names of types, for near names. */
export const dtypeNames: readonly string[] = [...byName.keys()];
