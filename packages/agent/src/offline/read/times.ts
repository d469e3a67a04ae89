import type { TimeColumn } from '../link/time-columns.js';
import type { Filter, GroupKey, TimeBucket } from '../query.js';
import type { TimeMeaning, TimeMention } from '../time/time-mentions.js';
import { superlatives } from '../words/lexicon.js';
import type { Fragment } from './fragment.js';
import type { Reading } from './reading.js';
import { readComparedSeasons } from './seasons.js';

/** The time column that the words near a time point at (`hired in 2020`), else the dataset's first. */
function timeColumnFor(reading: Reading, mention?: TimeMention): TimeColumn | undefined {
  const [first] = reading.timeColumns;
  if (reading.timeColumns.length < 2 && mention === undefined) return first;
  const pointed = reading.mentions
    .filter(({ start }) => mention === undefined || Math.abs(start - mention.start) <= 4)
    .flatMap(({ alternatives, start, end }) =>
      alternatives.flatMap(({ target, weight }) => {
        const first = alternatives[0]?.weight ?? 0;
        const time =
          target.kind === 'column' && weight >= first
            ? reading.timeColumns.find(({ column }) => column === target.column)
            : undefined;
        return time === undefined ? [] : [{ time, weight, start, end }];
      }),
    )
    .sort((one, other) => other.weight - one.weight)[0];
  if (pointed === undefined) return first;
  if (pointed.weight >= 1.3 && mention !== undefined) reading.use(pointed.start, pointed.end);
  return pointed.time;
}

const negations = new Set(['not', 'excluding', 'except', 'without', 'exclude']);

function toFilter(meaning: TimeMeaning, time: TimeColumn, negated: boolean): Filter | undefined {
  if (meaning.kind === 'bucket') return undefined;
  if (meaning.kind === 'season')
    return {
      kind: 'season',
      column: time.column,
      timeKind: time.kind,
      part: meaning.part,
      values: meaning.values,
    };
  return {
    kind: 'period',
    column: time.column,
    timeKind: time.kind,
    from: meaning.from,
    to: meaning.to,
    ...(negated ? { negated } : {}),
  };
}

const leads = new Set([
  'in',
  'on',
  'during',
  'for',
  'of',
  'from',
  'since',
  'before',
  'after',
  'until',
  'till',
  'between',
  'the',
  'by',
  'only',
  'throughout',
  'within',
  'over',
  'year',
  'at',
  'through',
  'per',
  'each',
  'every',
  'across',
  'to',
  'starting',
]);

interface ClosedPeriod {
  mention: TimeMention;
  from: string;
  to: string;
}

const joiners = new Set(['and', 'or', 'vs', 'versus', 'to', 'with', 'than', ',', 'against', 'compared', '&']);

/** Several years or months joined by `and`, `or`, `vs` are set side by side; otherwise the periods are filters. */
function readComparedPeriods(
  reading: Reading,
  fragment: Fragment,
  mentions: readonly TimeMention[],
): boolean {
  const all = mentions.filter(({ meaning }) => meaning.kind === 'period');
  const periods = all
    .flatMap((mention): ClosedPeriod[] =>
      mention.meaning.kind === 'period' &&
      mention.meaning.from !== undefined &&
      mention.meaning.to !== undefined
        ? [{ mention, from: mention.meaning.from, to: mention.meaning.to }]
        : [],
    )
    .sort((one, other) => one.from.localeCompare(other.from));
  const [first] = periods;
  const last = periods.at(-1);
  if (first === undefined || last === undefined || periods.length < 2 || periods.length < all.length)
    return false;
  const joined = all.slice(0, -1).every(({ end }) => joiners.has(reading.word(end))) || fragment.comparison;
  const time = timeColumnFor(reading, all[0]);
  if (!joined || time === undefined) return false;
  const bucket = bucketOfPeriod(first.from, first.to);
  if (bucket === undefined || periods.some(({ from, to }) => bucketOfPeriod(from, to) !== bucket))
    return false;
  const spans = { kind: 'period' as const, column: time.column, timeKind: time.kind };
  fragment.filters.push({ ...spans, from: first.from, to: last.to });
  for (const [index, { to }] of periods.entries()) {
    const next = periods[index + 1];
    if (next !== undefined && to < next.from)
      fragment.filters.push({ ...spans, from: to, to: next.from, negated: true });
  }
  fragment.groups.push(timeGroup(time, bucket));
  fragment.comparison = true;
  return true;
}

/** Two closed periods that share no day leave no row: the question meant something that was not read. */
function readContradiction(reading: Reading, fragment: Fragment, mentions: readonly TimeMention[]): void {
  let seen: { from: string; to: string } | undefined;
  for (const { start, end, meaning } of mentions) {
    if (meaning.kind !== 'period' || meaning.from === undefined || meaning.to === undefined) continue;
    if (seen !== undefined && (meaning.from >= seen.to || meaning.to <= seen.from)) {
      const words = reading.tokens.slice(start, end).map(({ text }) => text);
      fragment.essentialUnknown.push(words.join(' '));
    }
    seen = { from: meaning.from, to: meaning.to };
  }
}

function bucketOfPeriod(from: string, to: string): TimeBucket | undefined {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days > 360 && days < 370) return 'year';
  if (days > 88 && days < 94) return 'quarter';
  if (days > 27 && days < 32) return 'month';
  return days === 1 ? 'day' : undefined;
}

/** Whether a time can be told from a year alone. */
const fitsYears = (meaning: TimeMeaning): boolean =>
  meaning.kind === 'period' &&
  [meaning.from, meaning.to].every((date) => date === undefined || date.endsWith('-01-01'));

/** A group by a unit of time. */
export function timeGroup(time: TimeColumn, bucket: TimeBucket): GroupKey {
  const kept = time.kind === 'year-number' || (bucket === 'day' && time.kind === 'date');
  return {
    column: time.column,
    ...(time.kind === 'year-number' ? {} : { bucket }),
    alias: kept ? time.column : bucket.replaceAll('-', '_'),
  };
}

/** `the warmest month on average` is a month of any year. */
function usualPart(reading: Reading, bucket: TimeBucket, time: TimeColumn): TimeBucket {
  if ((bucket !== 'month' && bucket !== 'quarter') || time.kind === 'year-number') return bucket;
  const text = reading.tokens.map(({ word }) => word).join(' ');
  const usually = /\b(on average|typically|usually|normally|generally|in general)\b/.test(text);
  const ranks = reading.tokens.some(({ word }) => Object.hasOwn(superlatives, word));
  return usually && ranks ? `${bucket}-of-year` : bucket;
}

/** Reads `in 2023`, `Q1`, `before March`, `monthly`, `by year` as filters and groups. */
export function readTimes(reading: Reading, fragment: Fragment): void {
  const free = reading.times.filter((mention) => reading.isFree(mention));
  const spans = free.filter(({ meaning }) => meaning.kind !== 'bucket');
  const compared = readComparedPeriods(reading, fragment, spans);
  const seasonal = readComparedSeasons(reading, fragment, spans, timeColumnFor(reading, spans[0]));
  const lone = free.filter(
    ({ meaning }) => !(compared && meaning.kind === 'period') && !(seasonal && meaning.kind === 'season'),
  );
  if (!compared) readContradiction(reading, fragment, spans);
  for (const mention of free) {
    reading.use(mention.start, mention.end);
    if (leads.has(reading.word(mention.start - 1))) reading.use(mention.start - 1);
  }
  const seasons: Extract<Filter, { kind: 'season' }>[] = [];
  for (const mention of lone) {
    const time = timeColumnFor(reading, mention);
    if (time === undefined) {
      const words = reading.tokens.slice(mention.start, mention.end).map(({ text }) => text);
      fragment.essentialUnknown.push(words.join(' '));
      continue;
    }
    if (mention.meaning.kind === 'bucket') {
      const group = timeGroup(time, usualPart(reading, mention.meaning.bucket, time));
      if (time.kind === 'year-number' && mention.meaning.bucket !== 'year') {
        fragment.essentialUnknown.push(reading.word(mention.start));
      } else if (!fragment.groups.some(({ alias }) => alias === group.alias)) fragment.groups.push(group);
      continue;
    }
    if (time.kind === 'year-number' && !fitsYears(mention.meaning)) {
      fragment.essentialUnknown.push(
        reading.tokens
          .slice(mention.start, mention.end)
          .map(({ text }) => text)
          .join(' '),
      );
      continue;
    }
    if (mention.meaning.kind === 'period' && mention.meaning.assumption !== undefined)
      reading.assume(mention.meaning.assumption);
    const filter = toFilter(
      mention.meaning,
      time,
      negations.has(reading.word(mention.start - 1)) || negations.has(reading.word(mention.start - 2)),
    );
    const same = filter?.kind === 'season' ? seasons.find(({ part }) => part === filter.part) : undefined;
    if (same !== undefined && filter?.kind === 'season') {
      same.values = [...new Set([...same.values, ...filter.values])];
      if (fragment.comparison && filter.part !== 'weekday')
        fragment.groups.push(timeGroup(time, `${filter.part}-of-year`));
    } else if (filter !== undefined) {
      fragment.filters.push(filter);
      if (filter.kind === 'season') seasons.push(filter);
    }
  }
  const parts = fragment.filters.filter(({ kind }) => kind === 'season');
  if (
    parts.length > 0 &&
    !fragment.filters.some(({ kind }) => kind === 'period') &&
    !fragment.groups.some(({ bucket }) => bucket === 'year')
  ) {
    reading.assume('no year was named, so all years in the data count together');
  }
  if (reading.timeColumns.length > 1 && spans.length > 0) {
    const [used] = fragment.filters.flatMap((filter) =>
      filter.kind === 'period' || filter.kind === 'season' ? [filter.column] : [],
    );
    if (used !== undefined) reading.assume(`the time is that of the column ${used}`);
  }
}

/** The unit by which a trend is best shown, for the span of time that is left after the filters. */
export function bucketForSpan(from: string | undefined, to: string | undefined): TimeBucket {
  if (from === undefined || to === undefined) return 'month';
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days <= 45) return 'day';
  if (days <= 190) return 'week';
  return days <= 366 * 5 ? 'month' : 'year';
}
