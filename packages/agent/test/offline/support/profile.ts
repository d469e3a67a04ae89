import type { ColumnProfile, DatasetProfile } from '../../../src/offline/index.js';

export type Row = Record<string, string | number | boolean | null>;

const sampleLimit = 12;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

function dtypeOf(values: readonly (string | number | boolean)[]): string {
  if (values.length === 0) return 'str';
  if (values.every((value) => typeof value === 'boolean')) return 'bool';
  if (values.every((value) => typeof value === 'number'))
    return values.every((value) => Number.isInteger(value)) ? 'i64' : 'f64';
  return values.every((value) => typeof value === 'string' && isoDate.test(value)) ? 'date' : 'str';
}

const compare = (one: string | number | boolean, other: string | number | boolean): number =>
  one < other ? -1 : one > other ? 1 : 0;

function profileColumn(name: string, rows: readonly Row[]): ColumnProfile {
  const cells = rows.map((row) => row[name] ?? null);
  const values = cells.filter((cell): cell is string | number | boolean => cell !== null);
  const distinct = [...new Set(values)];
  const sorted = [...values].sort(compare);
  return {
    name,
    dtype: dtypeOf(values),
    nulls: cells.length - values.length,
    distinct: distinct.length,
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    samples: distinct.slice(0, sampleLimit),
  };
}

/** Describes rows as the sandbox would, in plain JavaScript. */
export function profileRows(name: string, rows: readonly Row[], title?: string): DatasetProfile {
  const names = Object.keys(rows[0] ?? {});
  return {
    name,
    title: title ?? name,
    description: '',
    rows: rows.length,
    columns: names.map((column) => profileColumn(column, rows)),
  };
}
