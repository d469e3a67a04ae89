import type { TimeColumn } from '../link/time-columns.js';
import type { Filter } from '../query.js';
import type { TimeMention } from '../time/time-mentions.js';
import type { Fragment } from './fragment.js';
import type { Reading } from './reading.js';

const joiners = new Set(['and', 'or', 'vs', 'versus', 'than', 'with', 'to', 'against', 'compared', ',']);
const passed = new Set(['in', 'on', 'the', 'during', 'at', 'for', 'of']);

/**
 * Reads `summer vs winter`, `weekends compared to weekdays`: parts of every year that are set side by side, each a group of its own.
 * False where they are not compared, and so are filters.
 */
export function readComparedSeasons(
  reading: Reading,
  fragment: Fragment,
  mentions: readonly TimeMention[],
  time: TimeColumn | undefined,
): boolean {
  const seasons = mentions.flatMap((mention) =>
    mention.meaning.kind === 'season' ? [{ ...mention, meaning: mention.meaning }] : [],
  );
  const [first, second, ...others] = seasons;
  if (first === undefined || second === undefined || others.length > 0 || time === undefined) return false;
  const between = reading.tokens.slice(first.end, second.start).map(({ word }) => word);
  const joined =
    between.some((word) => joiners.has(word)) &&
    between.every((word) => joiners.has(word) || passed.has(word));
  const contrasts =
    fragment.comparison ||
    between.some((word) => !['and', ',', 'or', 'to'].includes(word) && !passed.has(word));
  const { part } = first.meaning;
  const spans = [first, second].some(({ meaning }) => meaning.values.length > 1);
  const overlap = first.meaning.values.some((value) => second.meaning.values.includes(value));
  if (!joined || overlap || second.meaning.part !== part || !(contrasts || (spans && part === 'weekday')))
    return false;
  const cases = [first, second].map(({ start, end, meaning }) => ({
    name: reading.tokens
      .slice(start, end)
      .map(({ text }) => text)
      .join(' '),
    filter: seasonFilter(time, part, meaning.values),
  }));
  const values = [...first.meaning.values, ...second.meaning.values];
  if (values.length < lengths[part]) fragment.filters.push(seasonFilter(time, part, values));
  fragment.groups.push({ column: time.column, alias: 'part', cases });
  fragment.comparison = true;
  return true;
}

const lengths = { month: 12, quarter: 4, weekday: 7 } as const;

const seasonFilter = (
  time: TimeColumn,
  part: 'month' | 'quarter' | 'weekday',
  values: readonly number[],
): Filter => ({ kind: 'season', column: time.column, timeKind: time.kind, part, values: [...values] });
