import { GuestDate, isPlainObject, type GuestValue } from '../language/index.js';
import { chartRows } from '../plan/limits.js';
import type { Cell, Column, Table } from '../plan/table.js';
import { chartError } from './chart-values.js';
import { describeValue } from './describe-value.js';
import { FrameCapability } from './frame-capability.js';

/**
 * What a chart is drawn from, as a table: a frame, a list of records, or `{ values: [records] }`.
 *
 * @throws GuestError when it has more rows than a chart carries.
 */
export function chartTable(data: GuestValue): Table {
  if (data instanceof FrameCapability) {
    const table = data.collect(chartRows);
    if (table.truncated) throw tooManyRows(table.rowCount);
    return table;
  }
  if (isPlainObject(data) && Array.isArray(data['values'])) return tableOfRecords(data['values']);
  if (Array.isArray(data)) return tableOfRecords(data);
  throw chartError(`the data must be a frame or a list of records, not ${describeValue(data)}.`);
}

function tooManyRows(count: number): Error {
  return chartError(
    `${count} rows are too many to draw: at most ${chartRows}. Aggregate first, or draw df.sample({ n: 1000 }).`,
  );
}

function tableOfRecords(records: readonly GuestValue[]): Table {
  if (records.length > chartRows) throw tooManyRows(records.length);
  const names = new Set<string>();
  for (const record of records) {
    if (!isPlainObject(record))
      throw chartError(`each row of the data must be an object, not ${describeValue(record)}.`);
    for (const name of Object.keys(record)) names.add(name);
  }
  const columns: Column[] = [];
  const data: Cell[][] = [];
  for (const name of names) {
    const cells = records.map((record) =>
      cellOf(isPlainObject(record) && Object.hasOwn(record, name) ? record[name] : null),
    );
    columns.push({ name, dtype: dtypeOf(cells) });
    data.push(cells);
  }
  return { columns, data, rowCount: records.length, truncated: false };
}

function cellOf(value: GuestValue): Cell {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof GuestDate && Number.isInteger(value.time))
    return new Date(value.time).toISOString().slice(0, 19);
  return null;
}

function dtypeOf(cells: readonly Cell[]): string {
  const present = cells.filter((cell) => cell !== null);
  if (present.length === 0) return 'null';
  if (present.every((cell) => typeof cell === 'number')) return 'f64';
  if (present.every((cell) => typeof cell === 'boolean')) return 'bool';
  return present.every((cell) => typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(cell))
    ? 'date'
    : 'str';
}

/** The drawn columns as rows. A date gets a clock time, without which Vega would read it in another time zone. */
export function chartValues(table: Table, used: ReadonlySet<string>): Record<string, Cell>[] {
  const drawn = table.columns.flatMap((column, index) => {
    if (!used.has(column.name)) return [];
    const cells = table.data[index] ?? [];
    return [{ name: column.name, cells: cells.map((cell) => drawnCell(cell, column.dtype)) }];
  });
  return Array.from({ length: table.rowCount }, (_, row) => {
    const record = Object.create(null) as Record<string, Cell>;
    for (const { name, cells } of drawn) record[name] = cells[row] ?? null;
    return record;
  });
}

function drawnCell(cell: Cell, dtype: string): Cell {
  if (typeof cell !== 'string') return cell;
  if (dtype === 'date' && cell.length === 10) return `${cell}T00:00:00`;
  return /^f\d/.test(dtype) ? null : cell;
}
