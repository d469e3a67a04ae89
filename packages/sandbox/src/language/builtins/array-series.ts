import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import type { GuestArray, GuestValue } from '../values.js';
import type { Method } from './method.js';

type ArrayMethod = Method<GuestArray>;

/** The numbers of a column: nulls are left out, as polars does; a flag counts as 0 or 1. */
function numbersOf(target: GuestArray, run: Run): number[] {
  run.charge(target.length);
  run.allocate(8 * target.length);
  return target.flatMap((value) => {
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'number' ? value : [];
  });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : total(numbers) / numbers.length;
}

/** A sample's variance, as that of polars. */
function variance(numbers: readonly number[]): number | null {
  const center = mean(numbers);
  if (center === null || numbers.length < 2) return null;
  return total(numbers.map((value) => (value - center) ** 2)) / (numbers.length - 1);
}

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((left, right) => left - right);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

function numeric(calculate: (numbers: readonly number[]) => number | null): ArrayMethod {
  return (target, _args, run) => calculate(numbersOf(target, run));
}

/** The value that comes first by an order; texts are compared as texts. */
function extreme(isBefore: (left: number | string, right: number | string) => boolean): ArrayMethod {
  return (target, _args, run) => {
    run.charge(target.length);
    let best: number | string | null = null;
    for (const value of target) {
      if (typeof value !== 'number' && typeof value !== 'string') continue;
      if (best === null || isBefore(value, best)) best = value;
    }
    return best;
  };
}

function distinct(target: GuestArray, run: Run): GuestArray {
  run.charge(target.length);
  run.allocate(16 * target.length);
  return [...new Set<GuestValue>(target)];
}

const countDistinct: ArrayMethod = (target, _args, run) => distinct(target, run).length;

const countNulls: ArrayMethod = (target, _args, run) => {
  run.charge(target.length);
  return target.filter((value) => value === null || value === undefined).length;
};

const itself: ArrayMethod = (target) => target;

/**
 * What a series of polars has and an array of JavaScript has not. `df.getColumn(name)` gives an array here, and
 * programs go on as with a series: `df.getColumn('salary').mean()`.
 */
export const arraySeriesMethods = table<ArrayMethod>({
  sum: numeric(total),
  mean: numeric(mean),
  median: numeric(median),
  std: numeric((numbers) => {
    const squared = variance(numbers);
    return squared === null ? null : Math.sqrt(squared);
  }),
  var: numeric(variance),
  min: extreme((left, right) => left < right),
  max: extreme((left, right) => left > right),
  unique: (target, _args, run) => distinct(target, run),
  nUnique: countDistinct,
  n_unique: countDistinct,
  nullCount: countNulls,
  null_count: countNulls,
  toArray: itself,
  toList: itself,
  to_list: itself,
});
