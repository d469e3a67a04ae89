import {
  isInteger,
  isNumeric,
  isTemporal,
  isText,
  type ColumnProfile,
  type ColumnSummary,
  type DatasetSummary,
} from '../catalog.js';
import type { TimeKind } from '../query.js';
import { wordsOfName } from '../words/tokens.js';

/** A column that stands for time, and how it stores it. */
export interface TimeColumn {
  column: string;
  kind: TimeKind;
}

const isoDate = /^\d{4}-\d{2}-\d{2}([T ].*)?$/;

const looksLikeDates = (column: ColumnProfile): boolean =>
  isText(column) &&
  column.samples !== undefined &&
  column.samples.length > 0 &&
  column.samples.every((sample) => sample === null || (typeof sample === 'string' && isoDate.test(sample)));

const looksLikeYears = (column: ColumnProfile): boolean => {
  if (!isInteger(column) && !isNumeric(column)) return false;
  const names = wordsOfName(column.name);
  if (!names.includes('year') && !names.includes('yr')) return false;
  const inRange = (value: unknown): boolean =>
    typeof value !== 'number' || (value >= 1_000 && value <= 2_200);
  return inRange(column.min) && inRange(column.max);
};

/** How a column stands for time; undefined when it doesn't. */
export function timeKindOf(column: ColumnSummary): TimeKind | undefined {
  if (isTemporal(column)) return column.dtype.startsWith('datetime') ? 'datetime' : 'date';
  if (looksLikeDates(column)) return 'text';
  return looksLikeYears(column) ? 'year-number' : undefined;
}

/** The columns of a dataset that stand for time, the likeliest one first. */
export function timeColumnsOf(dataset: DatasetSummary): TimeColumn[] {
  const found = dataset.columns.flatMap((column) => {
    const kind = timeKindOf(column);
    return kind === undefined ? [] : [{ column: column.name, kind }];
  });
  const rank = ({ column, kind }: TimeColumn): number =>
    (kind === 'year-number' ? 2 : 0) + (/^(date|time|day)$/i.test(column) ? -1 : 0);
  return found.sort((one, other) => rank(one) - rank(other));
}

/** The last moment that a time column holds, as an ISO date; undefined when the profile doesn't say. */
export function latestDate(dataset: DatasetSummary, time: TimeColumn): string | undefined {
  const column: ColumnProfile | undefined = dataset.columns.find(({ name }) => name === time.column);
  const { max } = column ?? {};
  if (typeof max === 'number' && time.kind === 'year-number') return `${max}-12-31`;
  return typeof max === 'string' && isoDate.test(max) ? max.slice(0, 10) : undefined;
}

/** The first moment that a time column holds. */
export function earliestDate(dataset: DatasetSummary, time: TimeColumn): string | undefined {
  const column: ColumnProfile | undefined = dataset.columns.find(({ name }) => name === time.column);
  const { min } = column ?? {};
  if (typeof min === 'number' && time.kind === 'year-number') return `${min}-01-01`;
  return typeof min === 'string' && isoDate.test(min) ? min.slice(0, 10) : undefined;
}
