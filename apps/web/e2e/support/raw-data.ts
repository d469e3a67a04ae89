import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './house';

/** A row of a shipped file, by column name, as text. */
export type RawRow = Record<string, string>;

/** Reads a shipped CSV file (which quotes nothing that the tests look at) with nothing of the project's own. */
export function rawRows(file: string): RawRow[] {
  const [head = '', ...lines] = readFileSync(join(dataFolder, file), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** The mean of a column per value of another, empty cells left out. */
export function meanBy(rows: RawRow[], group: string, value: string): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const row of rows) {
    const [name, text] = [row[group] ?? '', row[value] ?? ''];
    if (text === '') continue;
    const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
    sums.set(name, { sum: sum + Number(text), count: count + 1 });
  }
  return new Map([...sums].map(([name, { sum, count }]) => [name, sum / count]));
}
