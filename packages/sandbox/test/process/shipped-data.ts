import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { shippedData } from './harness.js';

/** A row of a file, by column, as it is written there. */
export type Row = Record<string, string>;

/** The rows of a shipped CSV file, read without any of the code under test. None of them has a quote in it. */
export function readRows(file: string, delimiter = ','): Row[] {
  const [header = '', ...lines] = readFileSync(join(shippedData, file), 'utf8').trim().split(/\r?\n/);
  const names = header.split(delimiter);
  return lines.map(
    (line) => Object.fromEntries(line.split(delimiter).map((text, index) => [names[index], text])) as Row,
  );
}

export function readRecords<Record>(file: string): Record[] {
  return JSON.parse(readFileSync(join(shippedData, file), 'utf8')) as Record[];
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
