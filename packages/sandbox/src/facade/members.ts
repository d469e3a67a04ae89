import { GuestError, NativeFunction } from '../language/index.js';
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
const datasetHint = "Read a dataset by its name: pl.scan('name'). pl.datasets() lists them.";

/** Members of polars that there are on purpose not, with what to write instead. */
const refused: readonly (readonly [readonly Receiver[], RegExp, string])[] = [
  [
    ['expression', 'frame', 'groupBy', 'str', 'list', 'pl'],
    /^(map|apply|forEach|for_each|pipe|reduce|fold|eval|map_?(elements|batches|rows|groups|dict)|mapElements|mapBatches|mapRows|mapGroups|iterRows)$/i,
    callbackHint,
  ],
  [['frame', 'pl'], /^(write|sink)_?\w*$/i, outputHint],
  [
    ['frame'],
    /^(serialize|deserialize|explain|show_?graph|profile|to_?(csv|parquet|json_?file|excel|pandas|arrow))$/i,
    outputHint,
  ],
  [
    ['pl'],
    /^(sql|SQLContext|sql_context|read_?(database|excel|delta|avro)\w*|scan_?(iceberg|delta|pyarrow\w*)|fromExternal|from_?(pandas|arrow))$/i,
    datasetHint,
  ],
  [['pl'], /^Series$/, 'Use a plain array, or pl.DataFrame({ name: [ … ] }).'],
  [
    ['pl'],
    /^(Config|enable_string_cache|enableStringCache|setRandomSeed|set_random_seed)$/,
    'Leave it out: it is not needed.',
  ],
];

/** A function that refuses to be called, with the reason; `undefined` for a name that means nothing. */
export function refusedMember(receiver: Receiver, name: string): NativeFunction | undefined {
  const entry = refused.find(([receivers, pattern]) => receivers.includes(receiver) && pattern.test(name));
  if (entry === undefined) return undefined;
  return new NativeFunction(name, () => {
    throw new GuestError(PlanErrorCode.ArgumentInvalid, `${name} is not available here.`, { hint: entry[2] });
  });
}
