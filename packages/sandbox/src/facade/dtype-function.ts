import { NativeFunction, type GuestValue } from '../language/index.js';

/**
 * A data type as the guest holds it. It can be called, since models write both `pl.Datetime` and `pl.Datetime('ms')`;
 * the call gives the type again.
 */
export class DtypeFunction extends NativeFunction {
  readonly dtype: string;

  constructor(name: string, dtype: string) {
    super(name, (args) => {
      const inner = dtypeOfValue(args[0]);
      return dtype === 'list' && inner !== undefined ? new DtypeFunction(name, `list[${inner}]`) : this;
    });
    this.dtype = dtype;
  }
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
  f64: ['Float64', 'Float', 'float', 'Decimal', 'Number', 'number'],
  str: ['String', 'Utf8', 'Str', 'string'],
  bool: ['Bool', 'Boolean', 'boolean'],
  date: ['Date'],
  datetime: ['Datetime', 'DateTime'],
  duration: ['Duration'],
  time: ['Time'],
  categorical: ['Categorical', 'Enum'],
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

/** The type that a value names: `pl.Int64`, `'Int64'` or `'i64'`. */
export function dtypeOfValue(value: GuestValue): string | undefined {
  if (value instanceof DtypeFunction) return value.dtype;
  if (typeof value !== 'string') return undefined;
  return byName.get(value) ?? (/^list\[[a-z0-9]+\]$/.test(value) ? value : undefined);
}
