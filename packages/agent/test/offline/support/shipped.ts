import { dataFolder } from './sandbox.js';
import type { Row } from './profile.js';
import { readRows } from './raw-data.js';

const rows = (file: string): Row[] => readRows(`${dataFolder}${file}`);

/** The shipped files, read in plain JavaScript. */
export const employees = rows('employees.csv');
export const sales = rows('sales.csv');
export const weather = rows('seattle-weather.csv');
export const cars = rows('cars.json');
export const gapminder = rows('gapminder.json');
export const birdstrikes = rows('birdstrikes.csv');
export const carbon = rows('co2-concentration.csv');
export const unemployment = rows('unemployment-across-industries.json');
export const electricity = rows('iowa-electricity.csv');

export const number = (row: Row, column: string): number => row[column] as number;
export const text = (row: Row, column: string): string => String(row[column] ?? '');

export const numbers = (from: readonly Row[], column: string): number[] =>
  from.map((row) => row[column]).filter((cell): cell is number => typeof cell === 'number');
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
    : (sorted[Math.floor(middle)] ?? 0);
}

export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

export function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [left, right] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  const top = sum(pairs.map(([one, other]) => (one - left) * (other - right)));
  return (
    top /
    Math.sqrt(
      sum(pairs.map(([one]) => (one - left) ** 2)) * sum(pairs.map(([, other]) => (other - right) ** 2)),
    )
  );
}

/** One number per group. */
export function perGroup(
  from: readonly Row[],
  key: (row: Row) => string,
  reduce: (group: Row[]) => number,
): Record<string, number> {
  const groups = new Map<string, Row[]>();
  for (const row of from) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return Object.fromEntries([...groups].map(([name, group]) => [name, reduce(group)]));
}

export const revenue = (from: readonly Row[]): number =>
  sum(from.map((row) => number(row, 'quantity') * number(row, 'unit_price')));
export const between = (from: readonly Row[], column: string, first: string, last: string): Row[] =>
  from.filter((row) => text(row, column) >= first && text(row, column) <= last);

export const inYear = (from: readonly Row[], column: string, year: number): Row[] =>
  between(from, column, `${year}-01-01`, `${year}-12-31`);
export const inMonth = (from: readonly Row[], column: string, month: number): Row[] =>
  from.filter((row) => Number(text(row, column).slice(5, 7)) === month);
export const inQuarter = (from: readonly Row[], column: string, quarter: number): Row[] =>
  from.filter((row) => Math.ceil(Number(text(row, column).slice(5, 7)) / 3) === quarter);
export const where = (from: readonly Row[], column: string, value: unknown): Row[] =>
  from.filter((row) => row[column] === value);
export const count = (group: readonly Row[]): number => group.length;
export const average =
  (column: string) =>
  (group: readonly Row[]): number =>
    mean(numbers(group, column));
export const total =
  (column: string) =>
  (group: readonly Row[]): number =>
    sum(numbers(group, column));
