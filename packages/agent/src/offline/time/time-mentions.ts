import type { TimeBucket } from '../query.js';
import { bucketAdjectives, bucketNouns, superlatives } from '../words/lexicon.js';
import { monthPeriod, partsOf, quarterPeriod, type Period } from './calendar.js';
import { PointReader, type Point } from './points.js';
import { shareYears } from './shared-years.js';

/** What a run of tokens says about time. */
export type TimeMeaning =
  | { kind: 'period'; from?: string; to?: string; assumption?: string }
  | { kind: 'season'; part: 'month' | 'quarter' | 'weekday'; values: number[] }
  | { kind: 'bucket'; bucket: TimeBucket };

export interface TimeMention {
  start: number;
  end: number;
  meaning: TimeMeaning;
}

/** Reads the time of one question: points, ranges, bounds, and the units by which it groups. */
export class TimeReader extends PointReader {
  private afterArticles(index: number): number {
    let position = index;
    while (['the', 'of', 'year', 'years', 'in'].includes(this.word(position)) && position < index + 3)
      position += 1;
    return position;
  }

  /** `from X to Y`, `between X and Y`, `X to Y`, `X – Y`. */
  private rangeAt(index: number, first: Point): { end: number; period: Period } | undefined {
    const joiners = ['to', 'and', 'until', 'till', 'through', 'thru', '-', '–'];
    const joiner = this.word(first.end);
    const opened =
      ['between', 'from'].includes(this.word(index - 1)) ||
      ['between', 'from'].includes(this.word(index - 2));
    if (!joiners.includes(joiner) || (joiner === 'and' && !opened)) return undefined;
    const second = this.pointAt(this.afterArticles(first.end + 1));
    if (second?.period === undefined) {
      return this.seasonRange(first, second);
    }
    if (first.period !== undefined)
      return { end: second.end, period: { from: first.period.from, to: second.period.to } };
    const { year } = partsOf(second.period.from);
    const month = first.season?.part === 'month' ? first.season.value[0] : undefined;
    const quarter = first.season?.part === 'quarter' ? first.season.value[0] : undefined;
    const start =
      month === undefined
        ? quarter === undefined
          ? undefined
          : quarterPeriod(year, quarter).from
        : monthPeriod(year, month).from;
    return start === undefined
      ? undefined
      : { end: second.end, period: { from: start, to: second.period.to } };
  }

  private seasonRange(first: Point, second: Point | undefined): undefined {
    const low = first.season?.value[0];
    const high = second?.season?.value[0];
    if (
      first.season === undefined ||
      second?.season?.part !== first.season.part ||
      low === undefined ||
      high === undefined
    )
      return undefined;
    const size = first.season.part === 'month' ? 12 : first.season.part === 'quarter' ? 4 : 7;
    const values = [low];
    while (values.at(-1) !== high && values.length < size) values.push(((values.at(-1) ?? 0) % size) + 1);
    first.season.value = values;
    first.end = second.end;
    return undefined;
  }

  /** `before X`, `since X`, `until X`, `after X`, `X or later`. */
  private bounded(index: number, { period, assumption }: Point): TimeMeaning | undefined {
    if (period === undefined) return undefined;
    const lead = this.tokens[index - 1]?.word === 'the' ? index - 2 : index - 1;
    switch (this.word(lead)) {
      case 'before':
        return { kind: 'period', to: period.from, assumption };
      case 'until':
      case 'till':
      case 'through':
        return { kind: 'period', to: period.to, assumption };
      case 'after':
        return { kind: 'period', from: period.to, assumption };
      case 'since':
      case 'from':
      case 'starting':
        return { kind: 'period', from: period.from, assumption };
      default:
        return { kind: 'period', ...period, assumption };
    }
  }

  /** `by category and year`: a unit that goes on a list of what to group by. */
  private continuesList(index: number): boolean {
    if (!['and', ',', '&', 'then'].includes(this.word(index - 1))) return false;
    return [2, 3, 4, 5].some((step) => ['by', 'per', 'each'].includes(this.word(index - step)));
  }

  private bucketAt(index: number): TimeMention | undefined {
    const adjective = bucketAdjectives[this.word(index)];
    if (adjective !== undefined)
      return { start: index, end: index + 1, meaning: { kind: 'bucket', bucket: adjective } };
    const lead = this.word(index - 1);
    const noun = bucketNouns[this.base(index)];
    const plural = this.word(index) !== this.base(index);
    if (noun === undefined) return undefined;
    const after = [1, 2, 3].map((step) => this.base(index + step));
    const ofYear = after[0] === 'of' && (after[1] === 'year' || after[2] === 'year');
    if ((noun === 'month' || noun === 'quarter') && (ofYear || lead === 'calendar')) {
      return {
        start: index,
        end: ofYear ? index + (after[1] === 'year' ? 3 : 4) : index + 1,
        meaning: { kind: 'bucket', bucket: `${noun}-of-year` },
      };
    }
    const ofWeek = noun === 'day' && after[0] === 'of' && (after[1] === 'week' || after[2] === 'week');
    if (ofWeek)
      return {
        start: index,
        end: index + (after[1] === 'week' ? 3 : 4),
        meaning: { kind: 'bucket', bucket: 'weekday' },
      };
    const marked =
      ['by', 'per', 'each', 'every', 'which', 'what'].includes(lead) ||
      this.continuesList(index) ||
      (['over', 'across', 'through'].includes(lead) ||
      (lead === 'the' && ['over', 'across', 'through', 'throughout'].includes(this.word(index - 2)))
        ? plural
        : false);
    const headsRanking =
      [1, 2, 3, 4].some((step) => Object.hasOwn(superlatives, this.word(index + step))) &&
      ['with', 'that', 'which', 'having', 'had', 'where', 'when'].includes(this.word(index + 1));
    const overYear = this.word(index + 1) === 'over' && this.base(index + 2) === this.base(index);
    if (overYear) return { start: index, end: index + 3, meaning: { kind: 'bucket', bucket: noun } };
    const counted =
      this.tokens[index - 1]?.value !== undefined && Object.hasOwn(superlatives, this.word(index - 2));
    const superlative = lead === 'busiest' || Object.hasOwn(superlatives, lead) || counted;
    return marked || headsRanking || (superlative && lead !== 'last' && lead !== 'latest')
      ? { start: index, end: index + 1, meaning: { kind: 'bucket', bucket: noun } }
      : undefined;
  }

  /** Everything that the question says about time, in order. */
  read(): TimeMention[] {
    const mentions: TimeMention[] = [];
    let index = 0;
    while (index < this.tokens.length) {
      const bucket = this.bucketAt(index);
      const point = bucket === undefined ? this.pointAt(index) : undefined;
      if (bucket !== undefined) mentions.push(bucket);
      else if (point !== undefined) {
        const range = this.rangeAt(index, point);
        if (range !== undefined)
          mentions.push({ start: index, end: range.end, meaning: { kind: 'period', ...range.period } });
        else if (point.season !== undefined) {
          mentions.push({
            start: index,
            end: point.end,
            meaning: { kind: 'season', part: point.season.part, values: point.season.value },
          });
        } else {
          const meaning = this.bounded(index, point) ?? { kind: 'period' as const };
          mentions.push({ start: index, end: point.end, meaning });
        }
      }
      index = Math.max(index + 1, mentions.at(-1)?.end ?? 0);
    }
    return shareYears(this.tokens, mentions);
  }
}
