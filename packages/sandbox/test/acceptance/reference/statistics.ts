/** Textbook statistics and list helpers, written for these tests alone: none of the code under test is behind them. */

type Key = string | number | boolean | null;

/** The rows of each key, in the order of the first row of each. */
export function groups<Row, Name extends Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Name,
): [Name, Row[]][] {
  const found = new Map<Name, Row[]>();
  for (const row of rows) {
    const group = found.get(keyOf(row));
    if (group) group.push(row);
    else found.set(keyOf(row), [row]);
  }
  return [...found];
}

/** An item that must be there. */
export function at<Item>(items: readonly Item[], index: number): Item {
  const item = items.at(index);
  if (item === undefined) throw new Error(`there is no item ${index} among ${items.length}`);
  return item;
}

type Order<Row> = (left: Row, right: Row) => number;

function compare(left: Key, right: Key): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}

/** From small to large; nulls last. */
export function ascending<Row>(keyOf: (row: Row) => Key): Order<Row> {
  return (left, right) => compare(keyOf(left), keyOf(right));
}

/** From large to small; nulls last. */
export function descending<Row>(keyOf: (row: Row) => Key): Order<Row> {
  return (left, right) => {
    const [first, second] = [keyOf(left), keyOf(right)];
    return first === null || second === null ? compare(first, second) : compare(second, first);
  };
}

/** The rows in order; rows that are equal in every order stay as they were. */
export function sorted<Row>(rows: readonly Row[], ...orders: Order<Row>[]): Row[] {
  return rows.toSorted((left, right) => {
    for (const order of orders) {
      const result = order(left, right);
      if (result !== 0) return result;
    }
    return 0;
  });
}

/** A row with further columns. */
export function extended<Row extends object, More extends object>(row: Row, more: More): Row & More {
  return { ...row, ...more };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** A sample's variance. */
export function variance(values: readonly number[]): number {
  const center = mean(values);
  return sum(values.map((value) => (value - center) ** 2)) / (values.length - 1);
}

/** A sample's standard deviation. */
export function std(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

export function min(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

export function max(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

/** Linearly interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((left, right) => left - right);
  const position = (ordered.length - 1) * share;
  const below = at(ordered, Math.floor(position));
  const above = at(ordered, Math.ceil(position));
  return below + (above - below) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function covariance(left: readonly number[], right: readonly number[]): number {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  return (
    sum(left.map((value, index) => (value - leftMean) * (at(right, index) - rightMean))) / (left.length - 1)
  );
}

/** Pearson's correlation. */
export function correlation(left: readonly number[], right: readonly number[]): number {
  return covariance(left, right) / (std(left) * std(right));
}

/** Ranks from 1; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Running totals. */
export function running(values: readonly number[]): number[] {
  let total = 0;
  return values.map((value) => (total += value));
}

/** Halves go away from zero. */
export function round(value: number, decimals = 0): number {
  const factor = 10 ** decimals;
  const scaled = Math.abs(value) * factor;
  // A half that binary fractions put just below itself is a half all the same.
  return (Math.sign(value) * Math.round(scaled + Number.EPSILON * scaled)) / factor;
}

export function present<Value>(values: readonly (Value | null)[]): Value[] {
  return values.filter((value) => value !== null);
}

/** How many rows there are of each key, in the order of the first row of each. */
export function counts<Row, Name extends Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Name,
): [Name, number][] {
  return groups(rows, keyOf).map(([name, items]) => [name, items.length]);
}

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const monthOf = (day: string): number => Number(day.slice(5, 7));
export const quarterOf = (day: string): number => Math.ceil(monthOf(day) / 3);
/** Monday is 1. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
