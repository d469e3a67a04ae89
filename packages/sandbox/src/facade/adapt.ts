import {
  createObject,
  GuestMap,
  isPlainObject,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';
import { DtypeFunction } from './dtype-function.js';
import type { FrameHost } from './host.js';
import { sortOrders } from './sort-orders.js';

type Adapter = (args: GuestValue[], host: FrameHost) => GuestValue[];

function object(entries: readonly (readonly [string, GuestValue])[]): GuestObject {
  const made = createObject();
  for (const [name, value] of entries) made[name] = value;
  return made;
}

/** `sales`, `sales.csv`, `data/sales.parquet` and, if nothing else has that name, `Sales` are the dataset `sales`. */
function datasetName(name: string, host: FrameHost): string {
  const known = host.datasets().map((dataset) => dataset.name);
  if (known.includes(name)) return name;
  const base = name.replace(/^.*[/\\]/, '');
  const bare = base.replace(/\.(csv|tsv|json|ndjson|jsonl|parquet|arrow|ipc|feather)$/i, '');
  for (const candidate of [base, bare]) {
    if (known.includes(candidate)) return candidate;
  }
  const folded = known.filter((candidate) => candidate.toLowerCase() === bare.toLowerCase());
  const [only] = folded;
  return only !== undefined && folded.length === 1 ? only : bare;
}

const keyed: Adapter = (args) => {
  const [first, second] = args;
  if (typeof first === 'string' && typeof second === 'string') return [object([[first, second]])];
  return first instanceof GuestMap ? [object(entriesOf(first))] : args;
};

function entriesOf(map: GuestMap): (readonly [string, GuestValue])[] {
  return [...map.entries].flatMap(([key, value]) =>
    typeof key === 'string' || typeof key === 'number' ? [[String(key), value] as const] : [],
  );
}

const replaced: Adapter = (args) => {
  const [first, ...rest] = args;
  const pairs =
    first instanceof GuestMap ? [...first.entries] : isPairs(first) ? Object.entries(first) : undefined;
  if (pairs === undefined) return args;
  return [pairs.map(([key]) => key), pairs.map(([, value]) => value), ...rest];
};

function isPairs(value: GuestValue): value is GuestObject {
  return isPlainObject(value) && !('old' in value && 'new' in value);
}

const joined: Adapter = (args) => {
  const [other, on, how] = args;
  if (on === undefined || isPlainObject(on)) return args;
  const options: (readonly [string, GuestValue])[] = [['on', on]];
  if (typeof how === 'string') options.push(['how', how]);
  if (isPlainObject(how)) options.push(...Object.entries(how));
  return [other, object(options)];
};

const separated: Adapter = (args) => {
  const [list, separator, ...rest] = args;
  if (!Array.isArray(list) || typeof separator !== 'string') return args;
  return [list, object([['separator', separator]]), ...rest];
};

/** Calls whose habitual spellings differ from the specification's order of parameters, by operation. */
const adapters: Readonly<Record<string, Adapter>> = {
  'pl.scan': ([name], host) => [typeof name === 'string' ? datasetName(name, host) : name],
  'pl.schema': ([name], host) => [typeof name === 'string' ? datasetName(name, host) : name],
  'pl.concatStr': separated,
  'frame.collect': () => [],
  'frame.lazy': () => [],
  'frame.toRecords': () => [],
  'frame.rows': () => [],
  'frame.toSeries': () => [],
  'frame.toString': () => [],
  'frame.rename': keyed,
  'frame.join': joined,
  'frame.sort': sortOrders,
  'expression.replace': replaced,
};

/** The arguments of a call, rearranged where habit differs from the specification. */
export function adaptArguments(id: string, args: GuestValue[], host: FrameHost): GuestValue[] {
  const adapter = Object.hasOwn(adapters, id) ? adapters[id] : undefined;
  return adapter === undefined ? args : adapter(args, host);
}

/** The type in `pl.col(pl.Float64)`. */
export function dtypeSelection(args: readonly GuestValue[]): string | undefined {
  const [only] = args;
  return only instanceof DtypeFunction ? only.dtype : undefined;
}
