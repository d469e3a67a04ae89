import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type polars from 'nodejs-polars';

/** A piece of work in the forms that each contestant takes. All must come to the same. */
export interface Work {
  readonly id: 'trivial' | 'small' | 'large' | 'records' | 'loop';
  readonly title: string;
  /** Rounds in the long and the short form; those that are left out come before them. */
  readonly rounds: number;
  readonly fastRounds: number;
  readonly warmUp: number;
  /** What a model would write, over datasets by name. */
  readonly program: string;
  /** The same by hand, without any guard; the program itself where there is none. `read` opens a data file by name. */
  readonly plain?: (pl: typeof polars, read: Read) => unknown;
}

export type Read = (name: string) => ReturnType<typeof polars.scanCSV>;

/** The data files of the works. */
export interface DataFiles {
  readonly people: string;
  readonly large: string;
}

export const works: readonly Work[] = [
  {
    id: 'trivial',
    title: '`1 + 1`',
    rounds: 200,
    fastRounds: 50,
    warmUp: 10,
    program: '1 + 1',
  },
  {
    id: 'small',
    title: 'group-by of 15 rows, sorted, as records',
    rounds: 160,
    fastRounds: 50,
    warmUp: 10,
    program:
      "pl.scan('people').groupBy('department').agg(pl.col('salary').mean().alias('mean')).sort('department').toRecords()",
    plain: (pl, read) => byDepartment(pl, read('people')),
  },
  {
    id: 'large',
    title: 'the same over the large file',
    rounds: 15,
    fastRounds: 5,
    warmUp: 1,
    program:
      "pl.scan('large').groupBy('department').agg(pl.col('salary').mean().alias('mean')).sort('department').toRecords()",
    plain: (pl, read) => byDepartment(pl, read('large')),
  },
  {
    id: 'records',
    title: '10,000 rows as records, summed in a loop',
    rounds: 15,
    fastRounds: 5,
    warmUp: 1,
    program:
      "let total = 0; for (const row of pl.scan('large').head(10000).toRecords()) { if (row.salary > 50000) total += row.salary * 2; } total",
    plain: (_pl, read) => {
      let total = 0;
      for (const row of read('large').head(10_000).collectSync().toRecords()) {
        const salary = Number(row['salary']);
        if (salary > 50_000) total += salary * 2;
      }
      return total;
    },
  },
  {
    id: 'loop',
    title: 'a loop of 1,000,000 rounds',
    rounds: 15,
    fastRounds: 5,
    warmUp: 1,
    program: 'let sum = 0; for (let i = 0; i < 1e6; i += 1) sum += i % 7; sum',
  },
];

function byDepartment(pl: typeof polars, frame: ReturnType<Read>): unknown {
  return frame
    .groupBy('department')
    .agg(pl.col('salary').mean().alias('mean'))
    .sort('department')
    .collectSync()
    .toRecords();
}

/** Of the rows that benches and proofs make. */
export const departments = [
  'Design',
  'Engineering',
  'Finance',
  'Legal',
  'Marketing',
  'Operations',
  'People',
  'Research',
  'Sales',
  'Support',
];

/** Writes the data files, the large one with so many rows. */
export function writeData(folder: string, rows: number): DataFiles {
  mkdirSync(folder, { recursive: true });
  const files = { people: join(folder, 'people.csv'), large: join(folder, 'large.csv') };
  writeFileSync(files.people, employees(15));
  writeFileSync(files.large, employees(rows));
  return files;
}

function employees(rows: number): string {
  const lines = ['id,name,department,region,salary,hire_date,score'];
  for (let row = 0; row < rows; row += 1) {
    const day = String(1 + (row % 28)).padStart(2, '0');
    const department = departments[row % departments.length] ?? '';
    const salary = 30_000 + ((row * 37) % 90_000);
    lines.push(
      `${row},employee ${(row * 7919) % 200_000},${department},region ${row % 50},${salary},2020-03-${day},${(row % 1000) / 10}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
