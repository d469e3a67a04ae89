import { createObject, GuestError, type GuestValue } from '../../language/index.js';
import { PlanErrorCode } from '../../plan/error-code.js';
import { columnValues, recordRows } from '../../plan/limits.js';
import { guestColumn, guestRecords, guestRows } from '../guest-table.js';
import { columnNode, createNode } from '../plan-capability.js';
import {
  nodeArgument,
  number,
  read,
  receiverNode,
  rowCount,
  schema,
  text,
  type Method,
  type MethodCall,
} from './method-call.js';

function height(call: MethodCall): number {
  return rowCount(call, receiverNode(call));
}

/** A list, as in Python, whose parts also have the names that they have in nodejs-polars. */
function shape(call: MethodCall): GuestValue {
  const [rows, columns] = [height(call), schema(call).columns.length];
  const list = [rows, columns];
  call.context.nameParts(list, { height: rows, width: columns });
  return list;
}

export function schemaObject(columns: readonly { name: string; dtype: string }[]): GuestValue {
  const types = createObject();
  for (const column of columns) types[column.name] = column.dtype;
  return types;
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

function distinctRows(call: MethodCall): number {
  const columns = (call.args['columns'] ?? []) as readonly string[];
  return rowCount(call, createNode('frame.unique', receiverNode(call), { subset: columns }));
}

function equals(call: MethodCall): boolean {
  const [one, other] = [read(call, recordRows), read(call, recordRows, nodeArgument(call, 'other'))];
  return JSON.stringify([one.columns, one.data]) === JSON.stringify([other.columns, other.data]);
}

/** What hands the values of a frame to the program. */
export const frameValueMethods: Readonly<Record<string, Method>> = {
  'frame.columns': (call) => schema(call).columns.map((column) => column.name),
  'frame.dtypes': (call) => schema(call).columns.map((column) => column.dtype),
  'frame.schema': (call) => schemaObject(schema(call).columns),
  'frame.height': height,
  'frame.width': (call) => schema(call).columns.length,
  'frame.shape': shape,
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
  'frame.toString': (call) => call.receiver?.display(call.context) ?? '',
  'frame.item': item,
};
