import type { Table } from '@sallyport/agent';

/** One column of a result. */
type Column = Table['columns'][number];

/** Reads a table out of a tool result; undefined when the value is not one. */
export function readTable(value: unknown): Table | undefined {
  if (!isRecord(value) || !Array.isArray(value.columns) || !Array.isArray(value.data)) return undefined;
  const columns = value.columns.map(readColumn);
  if (columns.includes(undefined) || value.data.length !== columns.length) return undefined;
  if (!value.data.every((column) => Array.isArray(column))) return undefined;
  const data = value.data as Table['data'];
  const shown = data[0]?.length ?? 0;
  return {
    columns: columns as Column[],
    data,
    rowCount: typeof value.rowCount === 'number' ? value.rowCount : shown,
    truncated: value.truncated === true,
  };
}

/** A column of a result or a dataset; undefined when the value is not one. */
function readColumn(value: unknown): Column | undefined {
  if (!isRecord(value) || typeof value.name !== 'string') return undefined;
  return { name: value.name, dtype: typeof value.dtype === 'string' ? value.dtype : 'unknown' };
}

/** The table's rows, in order, each as long as there are columns. */
export function rowsOf(table: Table): Table['data'] {
  const count = table.data.reduce((most, column) => Math.max(most, column.length), 0);
  return Array.from({ length: count }, (_, row) => table.data.map((column) => column[row] ?? null));
}

/** True for columns whose cells are numbers (and so are aligned to the right and compared as numbers). */
export function isNumericType(dtype: string): boolean {
  return /^(?:[iu](?:8|16|32|64|128)|f(?:32|64)|decimal.*)$/.test(dtype);
}

/** True for a plain object: what JSON calls an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
