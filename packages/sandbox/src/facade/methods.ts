import { createObject, GuestError, type CallContext, type GuestValue } from '../language/index.js';
import { unknownDataset } from '../plan/errors.js';
import { PlanErrorCode } from '../plan/error-code.js';
import { columnValues, partitions, recordRows } from '../plan/limits.js';
import type { PlanArgument, PlanNode } from '../plan/plan.js';
import type { Table } from '../plan/table.js';
import { guestColumn, guestRecords, guestRows, spend } from './guest-table.js';
import { columnNode, createNode, PlanCapability, type Facade } from './plan-capability.js';

/** What a method or property of the facade gets to see. */
export interface MethodCall {
  readonly facade: Facade;
  readonly context: CallContext;
  /** The step it is a member of; none for `pl` itself. */
  readonly receiver: PlanCapability | undefined;
  /** The converted arguments. */
  readonly args: Readonly<Record<string, PlanArgument>>;
  /** The arguments as they were given. */
  readonly given: readonly GuestValue[];
}

export type Method = (call: MethodCall) => GuestValue;

function receiverNode(call: MethodCall): PlanNode {
  if (call.receiver === undefined) throw new GuestError(PlanErrorCode.PlanInvalid, 'There is no frame here.');
  return call.receiver.node;
}

function expression(call: MethodCall, node: PlanNode): GuestValue {
  return call.facade.wrap(node, 'expression');
}

function frame(call: MethodCall, node: PlanNode): GuestValue {
  return call.facade.wrap(node, 'frame');
}

function read(call: MethodCall, limit: number, node = receiverNode(call)): Table {
  const table = call.facade.host.execute(node, { kind: 'rows', limit });
  spend(table, call.context);
  return table;
}

function schema(call: MethodCall): Table {
  return call.facade.host.execute(receiverNode(call), { kind: 'schema' });
}

function rowCount(call: MethodCall, node: PlanNode): number {
  return call.facade.host.execute(node, { kind: 'count' }).rowCount;
}

function height(call: MethodCall): number {
  return rowCount(call, receiverNode(call));
}

function schemaObject(columns: readonly { name: string; dtype: string }[]): GuestValue {
  const types = createObject();
  for (const column of columns) types[column.name] = column.dtype;
  return types;
}

function names(call: MethodCall): string[] {
  return [...((call.args['names'] ?? []) as readonly string[])];
}

function datasetSchema(call: MethodCall): GuestValue {
  const wanted = text(call.args['name']);
  const datasets = call.facade.host.datasets();
  const dataset = datasets.find((candidate) => candidate.name === wanted);
  if (dataset === undefined)
    throw unknownDataset(
      wanted,
      datasets.map((candidate) => candidate.name),
    );
  return schemaObject(dataset.columns);
}

function item(call: MethodCall): GuestValue {
  const { row, column } = call.args;
  const table = read(call, recordRows);
  if (row === undefined) {
    if (table.rowCount !== 1 || table.columns.length !== 1) {
      throw new GuestError(
        PlanErrorCode.ArgumentInvalid,
        `item() needs a frame of one row and one column; this one has ${table.rowCount} rows and ${table.columns.length} columns.`,
        { hint: "Use .item(0, 'column') or .row(0)." },
      );
    }
    return guestColumn(table, 0)[0];
  }
  const index =
    typeof column === 'string'
      ? table.columns.findIndex((candidate) => candidate.name === column)
      : Number(column ?? 0);
  const values = index >= 0 && index < table.columns.length ? guestColumn(table, index) : undefined;
  const position = Number(row) < 0 ? table.rowCount + Number(row) : Number(row);
  if (values === undefined || !(position >= 0 && position < table.rowCount)) {
    throw new GuestError(
      PlanErrorCode.ArgumentInvalid,
      'item() is given a row or column that is not there.',
      {
        hint: `There are ${table.rowCount} rows and the columns ${table.columns.map((candidate) => candidate.name).join(', ')}.`,
      },
    );
  }
  return values[position];
}

function row(call: MethodCall): GuestValue {
  const index = Number(call.args['index']);
  const node = createNode('frame.slice', receiverNode(call), { offset: index, length: 1 });
  const [values] = guestRows(read(call, 1, node));
  if (values === undefined) throw new GuestError(PlanErrorCode.ArgumentInvalid, `There is no row ${index}.`);
  return values;
}

/** The values of a column, by name. */
export function columnOf(call: Omit<MethodCall, 'args' | 'given'>, name: string): GuestValue {
  const full: MethodCall = { ...call, args: {}, given: [] };
  const node = createNode('frame.select', receiverNode(full), { expressions: [columnNode(name)] });
  return guestColumn(read(full, columnValues, node), 0);
}

function reduction(op: 'frame.reduce' | 'groupBy.reduce', method: string): Method {
  return (call) => {
    const { columns = [], quantile } = call.args;
    const args: Record<string, PlanArgument> = { method, columns };
    if (quantile !== undefined) args['quantile'] = quantile;
    const node = createNode(op, receiverNode(call), args);
    if (op === 'frame.reduce') call.facade.host.execute(node, { kind: 'schema' });
    return frame(call, node);
  };
}

function columnReduction(name: string): Method {
  return (call) => expression(call, createNode(`expression.${name}`, columnNode(...names(call))));
}

const reductions = ['sum', 'mean', 'median', 'min', 'max', 'std', 'var', 'nullCount'];
const columnReductions = [...reductions, 'first', 'last', 'nUnique', 'any', 'implode', 'cumSum'];
const frameReductions = [...reductions, 'count', 'quantile'];
const groupReductions = [...reductions, 'first', 'last', 'nUnique', 'quantile'];

/** An argument that is a step itself. */
function nodeArgument(call: MethodCall, name: string): PlanNode {
  const node = call.args[name];
  if (typeof node === 'object' && node !== null && 'op' in node) return node;
  throw new GuestError(PlanErrorCode.PlanInvalid, `${name} is missing.`);
}

function extremes(descending: boolean): Method {
  return (call) =>
    expression(
      call,
      createNode('expression.head', createNode('expression.sort', receiverNode(call), { descending }), {
        n: number(call.args['k'], 5),
      }),
    );
}

function renamed(op: string): Method {
  return (call) => expression(call, createNode(op, receiverNode(call), { text: text(call.args['text']) }));
}

function distinctRows(call: MethodCall): number {
  const columns = (call.args['columns'] ?? []) as readonly string[];
  return rowCount(call, createNode('frame.unique', receiverNode(call), { subset: columns }));
}

function equals(call: MethodCall): boolean {
  const [one, other] = [read(call, recordRows), read(call, recordRows, nodeArgument(call, 'other'))];
  return JSON.stringify([one.columns, one.data]) === JSON.stringify([other.columns, other.data]);
}

/** The columns of another frame, or expressions, beside the frame's own. */
function hstack(call: MethodCall): GuestValue {
  const given = call.given.flatMap((value) => (Array.isArray(value) ? value : [value]));
  const steps = given.filter((value) => value instanceof PlanCapability);
  const [other] = steps;
  if (steps.length === given.length && other?.kind === 'frame' && steps.length === 1) {
    const frames = [receiverNode(call), other.node];
    return frame(call, createNode('pl.concat', undefined, { frames, how: 'horizontal' }));
  }
  if (
    given.length > 0 &&
    steps.length === given.length &&
    steps.every((step) => step.kind === 'expression')
  ) {
    const expressions = steps.map((step) => step.node);
    return frame(call, createNode('frame.withColumns', receiverNode(call), { expressions }));
  }
  throw new GuestError(PlanErrorCode.ArgumentInvalid, 'hstack needs a frame, or columns such as pl.Series.', {
    hint: "Example: df.hstack([pl.Series('n', [1, 2, 3])])",
  });
}

function insertColumn(call: MethodCall): GuestValue {
  const columns = schema(call).columns.map((column) => columnNode(column.name));
  const index = number(call.args['index'], 0);
  const position = index < 0 ? Math.max(0, columns.length + index) : Math.min(index, columns.length);
  const expressions = columns.toSpliced(position, 0, nodeArgument(call, 'column'));
  return frame(call, createNode('frame.select', receiverNode(call), { expressions }));
}

/** A frame per distinct key: those rows that have it, found by a join, which compares every type exactly. */
function partitionBy(call: MethodCall): GuestValue {
  const columns = (call.args['columns'] ?? []) as readonly string[];
  const on = columns.map((name) => columnNode(name));
  const all = createNode('frame.collect', receiverNode(call));
  const keys = createNode(
    'frame.collect',
    createNode('frame.unique', createNode('frame.select', all, { expressions: on })),
  );
  const count = rowCount(call, keys);
  if (count > partitions) {
    throw new GuestError(
      PlanErrorCode.ResultTooLarge,
      `partitionBy would make ${count} frames; it may make ${partitions}.`,
      { hint: "Aggregate with df.groupBy('city').agg(…) instead." },
    );
  }
  return Array.from({ length: count }, (_, offset) => {
    const other = createNode('frame.slice', keys, { offset, length: 1 });
    return frame(call, createNode('frame.join', all, { other, on, how: 'semi', nullsEqual: true }));
  });
}

/** The values of an expression that reads no column. */
function constantValues(call: MethodCall): GuestValue[] {
  const node = createNode('pl.select', undefined, { expressions: [receiverNode(call)] });
  return guestColumn(read(call, columnValues, node), 0);
}

function constantItem(call: MethodCall): GuestValue {
  const values = constantValues(call);
  if (values.length === 1) return values[0];
  throw new GuestError(PlanErrorCode.ArgumentInvalid, `item() needs one value; there are ${values.length}.`, {
    hint: 'Use .toArray(), or reduce the values first.',
  });
}

function text(value: PlanArgument | undefined): string {
  return typeof value === 'string' ? value : '';
}

function number(value: PlanArgument | undefined, usual: number): number {
  return typeof value === 'number' ? value : usual;
}

/** Members which the facade answers itself, by operation. */
export const methods: Readonly<Record<string, Method>> = {
  'pl.datasets': (call) => call.facade.host.datasets().map((dataset) => dataset.name),
  'pl.schema': datasetSchema,
  'pl.count': (call) =>
    expression(
      call,
      names(call).length === 0
        ? createNode('expression.alias', createNode('pl.len'), { name: 'count' })
        : createNode('expression.count', columnNode(...names(call))),
    ),
  ...Object.fromEntries(columnReductions.map((name) => [`pl.${name}`, columnReduction(name)])),
  'pl.quantile': (call) =>
    expression(
      call,
      createNode('expression.quantile', columnNode(...names(call)), {
        quantile: number(call.args['quantile'], 0.5),
      }),
    ),
  'pl.spearmanRankCorr': (call) =>
    expression(
      call,
      createNode('pl.corr', undefined, {
        a: nodeArgument(call, 'a'),
        b: nodeArgument(call, 'b'),
        method: 'spearman',
      }),
    ),
  ...Object.fromEntries(frameReductions.map((name) => [`frame.${name}`, reduction('frame.reduce', name)])),
  'frame.vstack': (call) =>
    frame(
      call,
      createNode('pl.concat', undefined, { frames: [receiverNode(call), nodeArgument(call, 'other')] }),
    ),
  'frame.lazy': (call) => call.receiver,
  'frame.columns': (call) => schema(call).columns.map((column) => column.name),
  'frame.dtypes': (call) => schema(call).columns.map((column) => column.dtype),
  'frame.schema': (call) => schemaObject(schema(call).columns),
  'frame.height': height,
  'frame.width': (call) => schema(call).columns.length,
  'frame.shape': (call) => [height(call), schema(call).columns.length],
  'frame.isEmpty': (call) => height(call) === 0,
  'frame.toRecords': (call) => guestRecords(read(call, recordRows)),
  'frame.rows': (call) => guestRows(read(call, recordRows)),
  'frame.row': row,
  'frame.getColumn': (call) => columnOf(call, text(call.args['name'])),
  'frame.getColumns': (call) => {
    const table = read(call, columnValues);
    return table.columns.map((_, index) => guestColumn(table, index));
  },
  'frame.toSeries': (call) => columnOf(call, schema(call).columns[number(call.args['index'], 0)]?.name ?? ''),
  'frame.nUnique': distinctRows,
  'frame.equals': equals,
  'frame.hstack': hstack,
  'frame.insertColumn': insertColumn,
  'frame.partitionBy': partitionBy,
  'frame.toString': (call) => call.receiver?.display(call.context) ?? '',
  'frame.item': item,
  ...Object.fromEntries(
    groupReductions.map((name) => [`groupBy.${name}`, reduction('groupBy.reduce', name)]),
  ),
  'groupBy.count': (call) => frame(call, createNode('groupBy.len', receiverNode(call), { name: 'count' })),
  'expression.lead': (call) =>
    expression(call, createNode('expression.shift', receiverNode(call), { n: -number(call.args['n'], 1) })),
  'groupBy.all': (call) =>
    frame(call, createNode('groupBy.agg', receiverNode(call), { aggregations: [createNode('pl.all')] })),
  'expression.isNotIn': (call) =>
    expression(
      call,
      createNode(
        'expression.not',
        createNode('expression.isIn', receiverNode(call), { values: call.args['values'] ?? [] }),
      ),
    ),
  'expression.topK': extremes(true),
  'expression.bottomK': extremes(false),
  'expression.corr': (call) =>
    expression(
      call,
      createNode('pl.corr', undefined, {
        a: receiverNode(call),
        b: nodeArgument(call, 'other'),
        method: text(call.args['method']) || 'pearson',
      }),
    ),
  'expression.cov': (call) =>
    expression(
      call,
      createNode('pl.cov', undefined, { a: receiverNode(call), b: nodeArgument(call, 'other') }),
    ),
  'expression.toArray': (call) => constantValues(call),
  'expression.item': constantItem,
  'list.explode': (call) => expression(call, createNode('expression.explode', receiverNode(call))),
  'name.keep': (call) => expression(call, createNode('expression.keepName', receiverNode(call))),
  'name.prefix': renamed('expression.prefix'),
  'name.suffix': renamed('expression.suffix'),
};
