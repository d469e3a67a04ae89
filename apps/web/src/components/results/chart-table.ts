import type { Cell, Table } from '@sallyport/agent';
import { chartRows } from './chart-spec';

/** The rows that a chart carries, as a table. */
export function chartTable(spec: Record<string, unknown>): Table {
  const rows = chartRows(spec);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const data = names.map((name) => rows.map((row) => (row[name] ?? null) as Cell));
  const columns = names.map((name, index) => ({ name, dtype: guessType(data[index] ?? []) }));
  return { columns, data, rowCount: rows.length, truncated: false };
}

function guessType(cells: Cell[]): string {
  const present = cells.filter((cell) => cell !== null);
  return present.length > 0 && present.every((cell) => typeof cell === 'number') ? 'f64' : 'str';
}
