import { parse as parseDates } from 'chrono-node';
import type { Token } from '../words/tokens.js';
import {
  dayPeriod,
  halfPeriod,
  lastPeriods,
  monthNumbers,
  monthPeriod,
  previousPeriod,
  quarterPeriod,
  seasonMonths,
  weekdayNumbers,
  yearPeriod,
  type Period,
  type Unit,
} from './calendar.js';
import { wordTable } from '../words/word-table.js';

/** A period, or a part of every year, that starts at a token. */
export interface Point {
  end: number;
  period?: Period;
  season?: { part: 'month' | 'quarter' | 'weekday'; value: number[] };
  assumption?: string;
}

const ordinals: Readonly<Record<string, number>> = wordTable({
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
});
const lasts = new Set(['last', 'past', 'latest', 'recent']);
const fillers = new Set(['of', 'the', 'in', 'year', 'for', ',']);

const yearOf = (token: Token | undefined): number | undefined => {
  if (token?.kind !== 'number' || !/^\d{4}$/.test(token.text.trim())) return undefined;
  const year = token.value ?? 0;
  return year >= 1500 && year <= 2200 ? year : undefined;
};

/** Reads single points in time: a year, a quarter, a month, a day, a season. `anchor` is the last date of the data, to which `last year` is relative. */
export class PointReader {
  constructor(
    protected readonly tokens: readonly Token[],
    private readonly anchor: string | undefined,
  ) {}

  protected word(index: number): string {
    return this.tokens[index]?.word ?? '';
  }

  protected base(index: number): string {
    const word = this.word(index);
    return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
  }

  /** A year after optional `of`, `in`, `the`, `,`. */
  private yearAfter(index: number): { year: number; end: number } | undefined {
    let position = index;
    while (fillers.has(this.word(position)) && position < index + 3) position += 1;
    const year = yearOf(this.tokens[position]);
    return year === undefined ? undefined : { year, end: position + 1 };
  }

  private quarterAt(index: number): { quarter: number; end: number } | undefined {
    const direct = /^q([1-4])$/.exec(this.word(index));
    if (direct) return { quarter: Number(direct[1]), end: index + 1 };
    const ordinal = ordinals[this.word(index)];
    if (ordinal !== undefined && this.base(index + 1) === 'quarter')
      return { quarter: ordinal, end: index + 2 };
    const value = this.tokens[index + 1]?.value;
    const named = this.word(index) === 'quarter' || this.word(index) === 'q';
    if (named && value !== undefined && value >= 1 && value <= 4) return { quarter: value, end: index + 2 };
    return undefined;
  }

  private quarterPoint(index: number): Point | undefined {
    const found = this.quarterAt(index);
    if (found === undefined) return undefined;
    const after = this.yearAfter(found.end);
    if (after === undefined) return { end: found.end, season: { part: 'quarter', value: [found.quarter] } };
    return { end: after.end, period: quarterPeriod(after.year, found.quarter) };
  }

  private halfPoint(index: number): Point | undefined {
    const direct = /^h([12])$/.exec(this.word(index));
    const ordinal = ordinals[this.word(index)];
    const spelled = ordinal !== undefined && ordinal < 3 && this.word(index + 1) === 'half';
    if (!direct && !spelled) return undefined;
    const half = direct ? Number(direct[1]) : (ordinal ?? 1);
    const end = index + (direct ? 1 : 2);
    const after = this.yearAfter(end);
    if (after !== undefined) return { end: after.end, period: halfPeriod(after.year, half) };
    return { end, season: { part: 'quarter', value: half === 1 ? [1, 2] : [3, 4] } };
  }

  private monthPoint(index: number): Point | undefined {
    const token = this.tokens[index];
    const month = token?.kind === 'word' ? monthNumbers[token.word] : undefined;
    if (token === undefined || month === undefined) return undefined;
    const ambiguous =
      ['may', 'march', 'mar', 'sun', 'dec', 'jan', 'sep', 'oct'].includes(token.word) && !token.capital;
    const led = [
      'in',
      'of',
      'during',
      'since',
      'for',
      'before',
      'after',
      'until',
      'to',
      'and',
      'between',
      'from',
      'every',
      'about',
    ].includes(this.word(index - 1));
    const after = this.yearAfter(index + 1);
    if (ambiguous && !led && after === undefined) return undefined;
    if (after !== undefined) return { end: after.end, period: monthPeriod(after.year, month) };
    return { end: index + 1, season: { part: 'month', value: [month] } };
  }

  /** `5 March 2014`, `March 5, 2014`, `2014-03-05`, `3/5/2014`, `2014-03`. */
  private dayPoint(index: number): Point | undefined {
    const token = this.tokens[index];
    if (token === undefined) return undefined;
    if (token.kind === 'date') {
      const [year = 0, month = 1, day] = token.text.split('-').map(Number);
      if (token.text.includes('-'))
        return {
          end: index + 1,
          period: day === undefined ? monthPeriod(year, month) : dayPeriod(year, month, day),
        };
    }
    for (let length = 5; length >= 1; length -= 1) {
      const run = this.tokens.slice(index, index + length);
      if (run.length < length) continue;
      if (!run.some(({ kind }) => kind === 'number' || kind === 'date')) continue;
      const text = run
        .map(({ text }) => text)
        .join(' ')
        .replaceAll(' ,', ',');
      const result = parseDates(text, new Date(Date.UTC(2000, 0, 1)), { forwardDate: false })[0];
      if (result === undefined || result.index !== 0 || result.text.length < text.length) continue;
      const { start } = result;
      if (!start.isCertain('day') || !start.isCertain('month') || !start.isCertain('year')) continue;
      return {
        end: index + length,
        period: dayPeriod(start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1),
      };
    }
    return undefined;
  }

  private decadePoint(index: number): Point | undefined {
    const match = /^(\d{2}|\d{4})s$/.exec(this.word(index));
    if (!match) return undefined;
    const digits = Number(match[1]);
    const first = digits < 100 ? (digits < 30 ? 2000 : 1900) + digits : digits;
    if (first % 10 !== 0) return undefined;
    return { end: index + 1, period: { from: yearPeriod(first).from, to: yearPeriod(first + 10).from } };
  }

  private seasonPoint(index: number): Point | undefined {
    const name =
      this.base(index) === 'fall' && ['in', 'during', 'the'].includes(this.word(index - 1))
        ? 'autumn'
        : this.base(index);
    const months = seasonMonths[name];
    if (months !== undefined) {
      const after = this.yearAfter(index + 1);
      if (after === undefined || name === 'winter')
        return { end: index + 1, season: { part: 'month', value: [...months] } };
      return {
        end: after.end,
        period: {
          from: monthPeriod(after.year, months[0] ?? 1).from,
          to: monthPeriod(after.year, months[2] ?? 1).to,
        },
      };
    }
    const weekday = weekdayNumbers[this.base(index)];
    if (weekday !== undefined) return { end: index + 1, season: { part: 'weekday', value: [weekday] } };
    if (this.base(index) === 'weekend') return { end: index + 1, season: { part: 'weekday', value: [6, 7] } };
    const led = !['by', 'per', 'which', 'what', 'across', 'over', 'all'].includes(this.word(index - 1));
    return led && this.word(index) === 'weekdays'
      ? { end: index + 1, season: { part: 'weekday', value: [1, 2, 3, 4, 5] } }
      : undefined;
  }

  /** `last year`, `the past 3 months`, `previous quarter`, `this month`. */
  private relativePoint(index: number): Point | undefined {
    const word = this.word(index);
    const previous = word === 'previous' || word === 'preceding';
    if (!lasts.has(word) && !previous && word !== 'this' && word !== 'current') return undefined;
    const count = this.tokens[index + 1]?.value;
    const unitIndex = count === undefined ? index + 1 : index + 2;
    const unit = this.base(unitIndex);
    const units: readonly string[] = ['day', 'week', 'month', 'quarter', 'year'] satisfies Unit[];
    if (!units.includes(unit)) return undefined;
    const known = unit as Unit;
    if (this.anchor === undefined) return { end: unitIndex + 1 };
    const period = previous
      ? previousPeriod(known, this.anchor)
      : lastPeriods(known, count ?? 1, this.anchor);
    const words = this.tokens
      .slice(index, unitIndex + 1)
      .map(({ text }) => text)
      .join(' ');
    return {
      end: unitIndex + 1,
      period,
      assumption: `I took "${words}" relative to the last date in the data, ${this.anchor}`,
    };
  }

  protected pointAt(index: number): Point | undefined {
    const found =
      this.dayPoint(index) ??
      this.quarterPoint(index) ??
      this.halfPoint(index) ??
      this.monthPoint(index) ??
      this.decadePoint(index) ??
      this.seasonPoint(index) ??
      this.relativePoint(index);
    if (found !== undefined) return found;
    const year = yearOf(this.tokens[index]);
    if (year === undefined) return undefined;
    const quarter = this.quarterAt(index + 1);
    if (quarter !== undefined) return { end: quarter.end, period: quarterPeriod(year, quarter.quarter) };
    return { end: index + 1, period: yearPeriod(year) };
  }
}
