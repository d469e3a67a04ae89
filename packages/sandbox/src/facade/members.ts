import { ErrorCode, GuestError, NativeFunction } from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import { membersOf, operations, type Operation, type Receiver } from './spec/index.js';

const tables = new Map<Receiver, ReadonlyMap<string, Operation>>();

function table(receiver: Receiver): ReadonlyMap<string, Operation> {
  const known = tables.get(receiver);
  if (known !== undefined) return known;
  const made = membersOf(receiver);
  tables.set(receiver, made);
  return made;
}

/** The operation that a member's name means, in any of its spellings. */
export function operationOf(receiver: Receiver, name: string): Operation | undefined {
  return table(receiver).get(name);
}

/** The canonical names of a receiver's members. */
export function memberNamesOf(receiver: Receiver): string[] {
  return operations
    .filter((operation) => operation.receiver === receiver && operation.form !== 'internal')
    .map((operation) => operation.name);
}

const callbackHint =
  "Write it as an expression, for example pl.col('price').mul(2) or pl.when(…).then(…).otherwise(…); for plain JavaScript use df.toRecords().map(…).";
const outputHint =
  'Nothing can be written. Make the frame the last expression of the program: it becomes the result.';
const sqlHint =
  "There is no SQL: write pl.scan('name').filter(…).groupBy('city').agg(pl.col('price').sum()).";
const datasetHint = "Read a dataset by its name: pl.scan('name'). pl.datasets() lists them.";

/** Members of polars that there are on purpose not, with what to write instead. */
const refused: readonly (readonly [readonly Receiver[], RegExp, string])[] = [
  [
    ['expression', 'frame', 'groupBy', 'str', 'list', 'pl'],
    /^(map|apply|for_?each|pipe|reduce|fold|eval|rolling_?map|map_?(elements|batches|rows|groups|dict))$/i,
    callbackHint,
  ],
  [['frame', 'pl'], /^(write|sink)_?\w*$/i, outputHint],
  [
    ['frame'],
    /^(serialize|deserialize|explain|show_?graph|profile|to_?(csv|parquet|json_?file|excel|pandas|arrow))$/i,
    outputHint,
  ],
  [['frame', 'pl'], /^(sql|SQLContext|sql_context|sqlContext)$/, sqlHint],
  [
    ['pl'],
    /^(read_?(database|excel|delta|avro)\w*|scan_?(iceberg|delta|pyarrow\w*)|fromExternal|from_?(pandas|arrow))$/i,
    datasetHint,
  ],
  [
    ['pl'],
    /^Enum$/,
    "Use texts, and order them by a number: pl.col('size').replaceStrict({ small: 0, large: 1 }), or cast to pl.Categorical.",
  ],
  [['frame', 'expression'], /^(plot|hvplot|hist_?plot|style)$/, 'Draw with chart(df, { mark, encoding }).'],
  [
    ['expression'],
    /^rolling_?\w*_?by$/i,
    "Roll over a span of time with df.groupByRolling('date', { period: '7d' }).agg(pl.col('price').mean()).",
  ],
  [['expression'], /^(repeat_?by|reshape|extend_?constant)$/i, 'Its result could grow without a bound.'],
  [['frame'], /^(query)$/, "Filter with expressions: df.filter(pl.col('year').eq(2005))."],
  [
    ['frame'],
    /^(loc|at|iat|xs)$/,
    "Filter with expressions: df.filter(pl.col('year').eq(2005)), or df.slice(0, 5).",
  ],
  [['frame'], /^(iloc)$/, 'Take rows by position with df.slice(3, 1), or values with df.row(3).'],
  [['frame'], /^(merge)$/, "Join with df.join(other, { on: 'id', how: 'left' })."],
  [['frame'], /^sort_?values$/i, "Sort with df.sort('price', { descending: true })."],
  [['frame'], /^(iterrows|itertuples|iter_?slices)$/i, 'Loop over df.toRecords().'],
  [['frame'], /^(reset_?index|set_?index)$/i, 'Frames have no index: its columns are columns.'],
  [['expression'], /^(desc|asc)(ending)?$/, "Sort with df.sort('price', { descending: true })."],
  [['frame'], /^join_?where$/i, "Join on keys, or join with { how: 'cross' } and filter."],
  [
    ['pl'],
    /^(Config|enable_string_cache|enableStringCache|setRandomSeed|set_random_seed)$/,
    'Leave it out: it is not needed.',
  ],
];

/** Members of pandas that are read, not called: a function in their place would give `undefined` without a word. */
const readNotCalled = /^(?:loc|iloc|at|iat)$/;

const namespaces: readonly Receiver[] = ['str', 'dt', 'list'];

/**
 * A function that refuses to be called, with the reason; `undefined` for a name that means nothing.
 *
 * @throws GuestError for a name that is not called but read.
 */
export function refusedMember(receiver: Receiver, name: string): NativeFunction | undefined {
  const namespace = receiver === 'expression' && namespaces.find((each) => operationOf(each, name));
  if (namespace) {
    return new NativeFunction(name, () => {
      throw new GuestError(ErrorCode.MemberUnknown, `Expression has no member \`${name}\`.`, {
        hint: `It is in a namespace: .${namespace}.${name}(…).`,
      });
    });
  }
  const entry = refused.find(([receivers, pattern]) => receivers.includes(receiver) && pattern.test(name));
  if (entry === undefined) return undefined;
  const refuse = (): never => {
    throw new GuestError(PlanErrorCode.ArgumentInvalid, `${name} is not available here.`, { hint: entry[2] });
  };
  return readNotCalled.test(name) ? refuse() : new NativeFunction(name, refuse);
}
