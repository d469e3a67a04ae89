import type { Cell, Table } from '../../plan/index.js';
import { printable, widthOf } from './printable.js';

/** Rows and characters of a cell that a person is shown. `--json` gives all that a result has. */
const shownRows = 50;
const shownWidth = 48;

const numeric = /^(?:[iu]\d+|f\d+|decimal|duration)/;

/** A table as aligned text: names, types, rows, and a line that counts what is not shown. */
export function tableText(table: Table): string {
  if (table.columns.length === 0) return `a table without columns, ${rows(table.rowCount)}`;
  const columns = table.columns.map(({ name, dtype }, index) => {
    const cells = (table.data[index] ?? []).slice(0, shownRows).map((cell) => cut(cellText(cell)));
    const texts = [cut(printable(name)), printable(dtype), ...cells];
    const width = Math.max(...texts.map(widthOf));
    return texts.map((text) => pad(text, width, numeric.test(dtype)));
  });
  const height = columns[0]?.length ?? 0;
  const lines = Array.from({ length: height }, (_, row) =>
    columns
      .map((column) => column[row] ?? '')
      .join('  ')
      .trimEnd(),
  );
  return [...lines, footer(table, height - 2)].join('\n');
}

function footer({ rowCount, columns }: Table, shown: number): string {
  const count = `${rows(rowCount)}, ${columns.length} column${columns.length === 1 ? '' : 's'}`;
  return shown < rowCount ? `(the first ${shown} of ${count})` : `(${count})`;
}

function rows(count: number): string {
  return `${count.toLocaleString('en-US')} row${count === 1 ? '' : 's'}`;
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return printable(cell);
  if (typeof cell === 'number')
    return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(10)));
  return printable(JSON.stringify(cell) ?? 'null');
}

function cut(text: string): string {
  if (widthOf(text) <= shownWidth) return text;
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += widthOf(character);
    if (width >= shownWidth) break;
    kept += character;
  }
  return `${kept}…`;
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}
