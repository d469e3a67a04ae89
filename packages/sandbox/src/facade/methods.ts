import {
  createObject,
  GuestError,
  isPlainObject,
  type CallContext,
  type GuestValue,
} from '../language/index.js';
import { unknownDataset } from '../plan/errors.js';
import { PlanErrorCode } from '../plan/error-code.js';
import { columnValues, recordRows } from '../plan/limits.js';
import type { PlanArgument, PlanNode } from '../plan/plan.js';
import type { Table } from '../plan/table.js';
import { guestColumn, guestRecords, guestRows, spend } from './guest-table.js';
import { columnNode, createNode, type Facade, type PlanCapability } from './plan-capability.js';
import { dtypeOfValue } from './dtype-function.js';

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

function height(call: MethodCall): number {
  return call.facade.host.execute(receiverNode(call), { kind: 'count' }).rowCount;
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

function castFrame(call: MethodCall): GuestValue {
  const [types] = call.given;
  if (!isPlainObject(types)) {
    throw new GuestError(PlanErrorCode.ArgumentInvalid, 'cast needs the types by column.', {
      hint: 'Example: df.cast({ year: pl.String })',
    });
  }
  const expressions = Object.entries(types).map(([name, type]) => {
    const dtype = dtypeOfValue(type);
    if (dtype === undefined)
      throw new GuestError(PlanErrorCode.ArgumentInvalid, `cast: ${name} needs a type such as pl.Int64.`);
    return createNode('expression.cast', columnNode(name), { dtype });
  });
  return frame(call, createNode('frame.withColumns', receiverNode(call), { expressions }));
}

function item(call: MethodCall): GuestValue {
  const [row, column] = call.given;
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
  return (call) =>
    frame(call, createNode(op, receiverNode(call), { method, columns: call.args['columns'] ?? [] }));
}

function columnReduction(name: string): Method {
  return (call) => expression(call, createNode(`expression.${name}`, columnNode(...names(call))));
}

const columnReductions = ['sum', 'mean', 'median', 'min', 'max', 'std', 'var', 'first', 'last', 'nUnique'];
const frameReductions = ['sum', 'mean', 'median', 'min', 'max', 'std', 'var', 'nullCount'];

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
        a: call.args['a'] as PlanNode,
        b: call.args['b'] as PlanNode,
        method: 'spearman',
      }),
    ),
  'frame.cast': castFrame,
  ...Object.fromEntries(frameReductions.map((name) => [`frame.${name}`, reduction('frame.reduce', name)])),
  'frame.vstack': (call) =>
    frame(
      call,
      createNode('pl.concat', undefined, { frames: [receiverNode(call), call.args['other'] as PlanNode] }),
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
  'frame.toSeries': (call) => columnOf(call, schema(call).columns[0]?.name ?? ''),
  'frame.toString': (call) => call.receiver?.display(call.context) ?? '',
  'frame.item': item,
  ...Object.fromEntries(
    [...columnReductions].map((name) => [`groupBy.${name}`, reduction('groupBy.reduce', name)]),
  ),
  'groupBy.count': (call) => frame(call, createNode('groupBy.len', receiverNode(call), { name: 'count' })),
  'expression.lead': (call) =>
    expression(call, createNode('expression.shift', receiverNode(call), { n: -number(call.args['n'], 1) })),
  'expression.topK': (call) =>
    expression(
      call,
      createNode('expression.head', createNode('expression.sort', receiverNode(call), { descending: true }), {
        n: number(call.args['k'], 5),
      }),
    ),
  'expression.corr': (call) =>
    expression(
      call,
      createNode('pl.corr', undefined, { a: receiverNode(call), b: call.args['other'] as PlanNode }),
    ),
};
