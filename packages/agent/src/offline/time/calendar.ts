import { wordTable } from '../words/word-table.js';

/** A stretch of time, from `from` up to but without `to`; ISO dates. */
export interface Period {
  from: string;
  to: string;
}

const iso = (year: number, month: number, day = 1): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

export const yearPeriod = (year: number): Period => ({ from: iso(year, 1), to: iso(year + 1, 1) });
export const monthPeriod = (year: number, month: number): Period => ({
  from: iso(year, month),
  to: iso(year, month + 1),
});
export const quarterPeriod = (year: number, quarter: number): Period => ({
  from: iso(year, quarter * 3 - 2),
  to: iso(year, quarter * 3 + 1),
});
export const halfPeriod = (year: number, half: number): Period => ({
  from: iso(year, half * 6 - 5),
  to: iso(year, half * 6 + 1),
});
export const dayPeriod = (year: number, month: number, day: number): Period => ({
  from: iso(year, month, day),
  to: iso(year, month, day + 1),
});

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

interface Parts {
  year: number;
  month: number;
  day: number;
}

export function partsOf(date: string): Parts {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

/** The period of a unit that ends with the one around `anchor`, `count` units long. */
export function lastPeriods(unit: Unit, count: number, anchor: string): Period {
  const { year, month, day } = partsOf(anchor);
  switch (unit) {
    case 'day':
      return { from: iso(year, month, day - count + 1), to: iso(year, month, day + 1) };
    case 'week':
      return { from: iso(year, month, day - 7 * count + 1), to: iso(year, month, day + 1) };
    case 'month':
      return { from: iso(year, month - count + 1), to: iso(year, month + 1) };
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      return { from: iso(year, (quarter - count) * 3 + 1), to: iso(year, quarter * 3 + 1) };
    }
    case 'year':
      return { from: iso(year - count + 1, 1), to: iso(year + 1, 1) };
    default:
      return unit satisfies never;
  }
}

/** The unit before the one around `anchor`. */
export function previousPeriod(unit: Unit, anchor: string): Period {
  const { from } = lastPeriods(unit, 1, anchor);
  const { year, month, day } = partsOf(from);
  return lastPeriods(unit, 1, iso(year, month, day - 1));
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const monthEntries = monthNames.map((name, index) => [name.toLowerCase(), index + 1] as const);

/** Months by their names and their first three letters. */
export const monthNumbers: Readonly<Record<string, number>> = wordTable(
  Object.fromEntries([
    ...monthEntries,
    ...monthEntries.map(([name, month]) => [name.slice(0, 3), month] as const),
    ['sept', 9],
  ]),
);

export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export const weekdayNumbers: Readonly<Record<string, number>> = wordTable(
  Object.fromEntries(weekdayNames.map((name, index) => [name.toLowerCase(), index + 1])),
);

export const seasonMonths: Readonly<Record<string, readonly number[]>> = wordTable({
  spring: [3, 4, 5],
  summer: [6, 7, 8],
  autumn: [9, 10, 11],
  winter: [12, 1, 2],
});
