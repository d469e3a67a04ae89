import {
  createObject,
  GuestDate,
  GuestError,
  GuestMap,
  GuestSet,
  isPlainObject,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import type { Literal } from '../plan/plan.js';
import { aggregationDictionary } from './aggregation-dictionary.js';
import { DtypeFunction } from './dtype-function.js';
import { describeValue } from './describe-value.js';
import type { FrameHost } from './host.js';
import { columnNode, createNode, literalNode, PlanCapability, type Facade } from './plan-capability.js';
import { sortOrders } from './sort-orders.js';
import { toLiteral } from './convert.js';

type Adapter = (args: GuestValue[], facade: Facade) => GuestValue[];

function object(entries: readonly (readonly [string, GuestValue])[]): GuestObject {
  const made = createObject();
  for (const [name, value] of entries) made[name] = value;
  return made;
}

function invalid(message: string, hint: string): GuestError {
  return new GuestError(PlanErrorCode.ArgumentInvalid, message, { hint });
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

const named: Adapter = ([name], { host }) => [typeof name === 'string' ? datasetName(name, host) : name];

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

/** `replace({ a: 'Alpha' })`, or with a Map: the values and their replacements. */
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

/** `filter({ city: 'Oslo', year: [2023, 2024] })`: each column equal to a value, or to one of a list. */
const filtered: Adapter = (args, facade) =>
  args.flatMap((arg) => {
    if (!isPlainObject(arg) || Object.hasOwn(arg, 'predicates')) return [arg];
    return Object.entries(arg).map(([name, value]) => facade.wrap(equality(name, value), 'expression'));
  });

function equality(name: string, value: GuestValue): PlanCapability['node'] {
  if (Array.isArray(value)) {
    const values = value.map((item) => comparable(name, item));
    return createNode('expression.isIn', columnNode(name), { values });
  }
  const isExpression = value instanceof PlanCapability && value.kind === 'expression';
  const other = isExpression ? value.node : literalNode(comparable(name, value));
  return createNode('expression.eq', columnNode(name), { other });
}

function comparable(name: string, value: GuestValue): Literal {
  const literal = toLiteral(value);
  if (literal !== undefined) return literal;
  throw invalid(
    `filter: ${name} is compared with ${describeValue(value)}.`,
    "Compare with a value or a list of them: df.filter({ city: 'Oslo', year: [2023, 2024] }).",
  );
}

const unnamedSeries: Adapter = (args) => {
  const [first] = args;
  return Array.isArray(first) || first instanceof GuestSet ? [undefined, ...args] : args;
};

/** The values of a `pl.Series`, where a list is wanted. */
const listed: Adapter = (args) => {
  const [first] = args;
  if (!(first instanceof PlanCapability)) return args;
  const values = first.node.op === 'pl.Series' ? first.node.args?.['values'] : undefined;
  if (Array.isArray(values)) return [(values as Literal[]).map((value) => guestLiteral(value))];
  throw invalid(
    'isIn looks in a list of values, not in a frame or an expression.',
    "Pass other.getColumn('id'), or keep the matching rows with df.join(other, { on: 'id', how: 'semi' }).",
  );
};

function guestLiteral(value: Literal): GuestValue {
  if (typeof value !== 'object' || value === null) return value;
  return value.type === 'number' ? Number(value.text) : new GuestDate(value.milliseconds);
}

/** `aggregateFunction: pl.element().sum()` as the word `sum`. */
const pivoted: Adapter = (args) =>
  args.map((arg) => {
    if (!isPlainObject(arg)) return arg;
    return object(
      Object.entries(arg).map(([name, value]) => {
        if (!/^agg/i.test(name) || !(value instanceof PlanCapability)) return [name, value];
        return [name, value.node.op.replace(/^(expression|pl)\./, '')];
      }),
    );
  });

/** Rolling over rows, of which a window in time is none. */
const rolled: Adapter = (args) => {
  const inTime = args.some(
    (arg) =>
      (typeof arg === 'string' && /^\d/.test(arg)) ||
      (isPlainObject(arg) && ('by' in arg || typeof (arg['windowSize'] ?? arg['window_size']) === 'string')),
  );
  if (!inTime) return args;
  throw invalid(
    'A rolling expression goes over a number of rows.',
    "Roll over a span of time with df.groupByRolling('date', { period: '7d' }).agg(pl.col('price').mean().alias('average')).",
  );
};

const rollingNames = ['Mean', 'Sum', 'Min', 'Max', 'Median', 'Std', 'Var', 'Skew'];

/** Calls whose habitual spellings differ from the specification's order of parameters, by operation. */
const adapters: Readonly<Record<string, Adapter>> = {
  'pl.scan': named,
  'pl.schema': named,
  'pl.Series': unnamedSeries,
  'pl.concatStr': separated,
  'frame.collect': () => [],
  'frame.lazy': () => [],
  'frame.toRecords': () => [],
  'frame.rows': () => [],
  'frame.toString': () => [],
  'frame.rename': keyed,
  'frame.join': joined,
  'frame.sort': sortOrders,
  'frame.filter': filtered,
  'frame.pivot': pivoted,
  'groupBy.agg': aggregationDictionary,
  'expression.replace': replaced,
  'expression.replaceStrict': replaced,
  'expression.isIn': listed,
  'expression.isNotIn': listed,
  ...Object.fromEntries(rollingNames.map((name) => [`expression.rolling${name}`, rolled])),
};

/** The arguments of a call, rearranged where habit differs from the specification. */
export function adaptArguments(id: string, args: GuestValue[], facade: Facade): GuestValue[] {
  const adapter = Object.hasOwn(adapters, id) ? adapters[id] : undefined;
  return adapter === undefined ? args : adapter(args, facade);
}

/** The types in `pl.col(pl.Float64, pl.Int64)`; `undefined` when its arguments are names. */
export function dtypeSelection(args: readonly GuestValue[]): string[] | undefined {
  const values = args.flatMap((arg) => (Array.isArray(arg) ? arg : [arg]));
  const types = values.filter((value) => value instanceof DtypeFunction);
  return types.length > 0 && types.length === values.length ? types.map(({ dtype }) => dtype) : undefined;
}
