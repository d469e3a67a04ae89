import type { Cell, Table } from '@sallyport/agent';
import { isNumericType, rowsOf } from './table';

/**
 * The table as CSV (RFC 4180: CRLF, doubled quotes). Text that a spreadsheet would run as a formula (CWE-1236) gets a
 * leading apostrophe, in the header row too; numbers stay numbers.
 */
export function toCsv(table: Table): string {
  return delimited(table, ',', '\r\n', quoteCsv);
}

/** The table as tab-separated text for the clipboard, with the same formula guard. */
export function toTsv(table: Table): string {
  return delimited(table, '\t', '\n', (text) => text.replaceAll(/[\t\r\n]+/g, ' '));
}

/** Text that no spreadsheet takes for a formula. */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

function delimited(
  table: Table,
  separator: string,
  newline: string,
  quote: (text: string) => string,
): string {
  const header = table.columns.map((column) => quote(guardFormula(column.name)));
  const lines = rowsOf(table).map((row) =>
    row.map((cell, index) => quote(cellText(cell, table.columns[index]?.dtype ?? ''))).join(separator),
  );
  return [header.join(separator), ...lines].join(newline) + newline;
}

function cellText(cell: Cell, dtype: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'string') {
    // Integers beyond 2^53 arrive as text: they are still numbers, and a sign is not a formula.
    return isNumericType(dtype) && /^-?\d+(?:\.\d+)?$/.test(cell) ? cell : guardFormula(cell);
  }
  return guardFormula(JSON.stringify(cell));
}

function quoteCsv(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
