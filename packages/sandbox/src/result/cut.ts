import type { Cell, Table } from '../plan/index.js';
import type { SandboxLimits } from '../limits.js';

/** Characters of JSON that a cell takes beside its text. */
const cellOverhead = 8;

/** Keeps as many of a table's first rows as fit the limits. */
export function cutTable(table: Table, limits: SandboxLimits): Table {
  const shown = table.data[0]?.length ?? 0;
  const byCells = Math.floor(limits.tableCells / Math.max(1, table.columns.length));
  const rows = rowsThatFit(table.data, Math.min(shown, limits.tableRows, byCells), limits.tableCharacters);
  const data = rows < shown ? table.data.map((column) => column.slice(0, rows)) : table.data;
  return { ...table, data, truncated: table.rowCount > rows };
}

function rowsThatFit(data: readonly Cell[][], rows: number, characters: number): number {
  let left = characters;
  for (let row = 0; row < rows; row += 1) {
    for (const column of data) left -= lengthOf(column[row] ?? null);
    if (left < 0) return row;
  }
  return rows;
}

function lengthOf(cell: Cell): number {
  if (typeof cell === 'string') return cell.length + cellOverhead;
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell).length : cellOverhead;
}
