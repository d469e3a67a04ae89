import type { Token } from '../words/tokens.js';
import { monthPeriod, partsOf, quarterPeriod } from './calendar.js';
import type { TimeMeaning, TimeMention } from './time-mentions.js';

const joiners = new Set([
  'and',
  'or',
  'vs',
  'versus',
  ',',
  'with',
  'than',
  'against',
  'to',
  'compared',
  '&',
  '/',
]);
const articles = new Set(['in', 'the', 'of', 'from']);

type Period = Extract<TimeMeaning, { kind: 'period' }>;

const daysOf = ({ from, to }: Period): number =>
  from === undefined || to === undefined ? Number.NaN : (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The month or quarter of one year that a part of every year stands for. */
function partOfYear(part: 'month' | 'quarter', value: number, year: number): Period {
  return { kind: 'period', ...(part === 'month' ? monthPeriod(year, value) : quarterPeriod(year, value)) };
}

const unitOf = (period: Period): 'month' | 'quarter' | undefined => {
  const days = daysOf(period);
  if (days > 27 && days < 32) return 'month';
  return days > 88 && days < 94 ? 'quarter' : undefined;
};

/** `December vs November 2023`: the year that stands at the last one holds for the ones before it. */
function withYearAfter(meaning: TimeMeaning, next: TimeMeaning): TimeMeaning {
  if (meaning.kind !== 'season' || next.kind !== 'period' || next.from === undefined) return meaning;
  const [value, ...others] = meaning.values;
  if (value === undefined || others.length > 0 || meaning.part === 'weekday') return meaning;
  return unitOf(next) === meaning.part ? partOfYear(meaning.part, value, partsOf(next.from).year) : meaning;
}

/** `December 2022 and 2023`: the second is the same month of the other year. */
function withPartBefore(meaning: TimeMeaning, before: TimeMeaning): TimeMeaning {
  if (meaning.kind !== 'period' || before.kind !== 'period') return meaning;
  const unit = unitOf(before);
  const isYear = daysOf(meaning) > 360 && daysOf(meaning) < 370;
  if (unit === undefined || !isYear || meaning.from === undefined || before.from === undefined)
    return meaning;
  const { month } = partsOf(before.from);
  return partOfYear(unit, unit === 'month' ? month : Math.ceil(month / 3), partsOf(meaning.from).year);
}

/** Gives months and quarters that are listed side by side the year that only one of them names. */
export function shareYears(tokens: readonly Token[], mentions: readonly TimeMention[]): TimeMention[] {
  const shared = mentions.map((mention) => ({ ...mention }));
  const joined = (one: TimeMention, other: TimeMention): boolean => {
    const between = tokens.slice(one.end, other.start).map(({ word }) => word);
    return (
      between.some((word) => joiners.has(word)) &&
      between.every((word) => joiners.has(word) || articles.has(word))
    );
  };
  for (let index = shared.length - 2; index >= 0; index -= 1) {
    const [mention, next] = [shared[index], shared[index + 1]];
    if (mention !== undefined && next !== undefined && joined(mention, next))
      mention.meaning = withYearAfter(mention.meaning, next.meaning);
  }
  for (const [index, mention] of shared.entries()) {
    const before = shared[index - 1];
    if (before !== undefined && joined(before, mention))
      mention.meaning = withPartBefore(mention.meaning, before.meaning);
  }
  return shared;
}
