import {
  isBoolean,
  isInteger,
  isNumeric,
  isText,
  type ColumnProfile,
  type DatasetProfile,
} from '../catalog.js';
import { findMentions, type Mention } from '../link/mentions.js';
import { isRevenueWord, revenueOf } from '../link/revenue.js';
import { latestDate, timeColumnsOf, timeKindOf, type TimeColumn } from '../link/time-columns.js';
import type { Operand } from '../query.js';
import { TimeReader, type TimeMention } from '../time/time-mentions.js';
import { wordsOfName, type Token } from '../words/tokens.js';

/** Columns that may be meant by the same words are all taken when their weights differ by less than this. */
const tieMargin = 0.15;

/** One question on its way to being read in the light of one dataset: what stands where, and what is used up. */
export class Reading {
  readonly mentions: Mention[];
  readonly times: TimeMention[];
  readonly timeColumns: TimeColumn[];
  readonly revenue: Operand | undefined;
  readonly assumptions: string[] = [];
  private readonly used = new Set<number>();

  constructor(
    readonly tokens: readonly Token[],
    readonly dataset: DatasetProfile,
    reserved: ReadonlySet<number>,
  ) {
    this.timeColumns = timeColumnsOf(dataset);
    const [time] = this.timeColumns;
    const anchor = time === undefined ? undefined : latestDate(dataset, time);
    const allTimes = new TimeReader(tokens, anchor).read().filter((mention) => !overlaps(mention, reserved));
    const all = findMentions(tokens, dataset, reserved);
    this.times = allTimes.filter((mention) => !claimedByName(mention, all));
    const timed = new Set(this.times.flatMap(({ start, end }) => indexes(start, end)));
    this.mentions = all.filter((mention) => !overlaps(mention, timed));
    this.revenue = revenueOf(dataset);
  }

  word(index: number): string {
    return this.tokens[index]?.word ?? '';
  }

  /** Marks tokens as understood. */
  use(start: number, end = start + 1): void {
    for (const index of indexes(start, end)) this.used.add(index);
  }

  isUsed(index: number): boolean {
    return this.used.has(index);
  }

  isFree({ start, end }: { start: number; end: number }): boolean {
    return indexes(start, end).every((index) => !this.used.has(index));
  }

  assume(text: string): void {
    if (!this.assumptions.includes(text)) this.assumptions.push(text);
  }

  column(name: string): ColumnProfile | undefined {
    return this.dataset.columns.find((column) => column.name === name);
  }

  mentionAt(index: number): Mention | undefined {
    return this.mentions.find(({ start, end }) => index >= start && index < end);
  }

  timeAt(index: number): TimeMention | undefined {
    return this.times.find(({ start, end }) => index >= start && index < end);
  }

  /** The first mention that begins at `index` or up to `reach` words later, past words in between that `skip` allows. */
  nextMention(
    index: number,
    reach: number,
    accept: (mention: Mention) => boolean = () => true,
  ): Mention | undefined {
    return this.mentions.find(
      (mention) =>
        mention.start >= index && mention.start <= index + reach && this.isFree(mention) && accept(mention),
    );
  }

  isEntity(mention: Mention): boolean {
    const [first] = mention.alternatives;
    const entity = mention.alternatives.find(({ target }) => target.kind === 'entity');
    return entity !== undefined && first !== undefined && entity.weight >= first.weight - 0.5;
  }

  /** What a mention may be summed or averaged: one column, several that it may equally mean, or revenue. */
  operandsOf(mention: Mention): Operand[] {
    const numeric = mention.alternatives.filter(({ target, weight }) => {
      const column = target.kind === 'column' ? this.column(target.column) : undefined;
      return (
        column !== undefined &&
        isNumeric(column) &&
        timeKindOf(column) === undefined &&
        (weight >= 2.9 || !isIdentifier(column))
      );
    });
    const best = numeric[0]?.weight ?? 0;
    const words = this.tokens.slice(mention.start, mention.end).map(({ word }) => word);
    if (this.revenue !== undefined && best < 3 && words.length === 1 && words.some(isRevenueWord))
      return [this.revenue];
    const tied = numeric.filter(({ weight }) => weight >= best - tieMargin).slice(0, 3);
    const all = tied.flatMap(({ target }) => (target.kind === 'column' ? [target.column] : []));
    const whole = all.filter((name) => wordsOfName(name).includes('total'));
    const columns = whole.length === 1 ? whole : all;
    return columns.map((column) => ({ kind: 'column', column }));
  }

  /** The column by whose values a mention may group; undefined when there is none. After `by`, numbers may take more values. */
  groupColumnOf(mention: Mention, marked = false): string | undefined {
    const best = mention.alternatives[0]?.weight ?? 0;
    for (const { target, weight } of mention.alternatives) {
      if (target.kind !== 'column' || weight < Math.min(best - 1.2, 1.3)) continue;
      const column = this.column(target.column);
      if (column !== undefined && isGroupable(column, this.dataset, marked ? manyValues : fewValues))
        return column.name;
    }
    return undefined;
  }

  valuesOf(mention: Mention): { column: string; value: string | boolean; inside: boolean; weight: number }[] {
    return mention.alternatives.flatMap(({ target, weight }) =>
      target.kind === 'value'
        ? [{ column: target.column, value: target.value, inside: target.inside === true, weight }]
        : [],
    );
  }

  /** Words that nothing has used. */
  unusedTokens(): Token[] {
    return this.tokens.filter(({ index }) => !this.used.has(index));
  }
}

const indexes = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_, step) => start + step);

const overlaps = ({ start, end }: { start: number; end: number }, taken: ReadonlySet<number>): boolean =>
  indexes(start, end).some((index) => taken.has(index));

/** `Year` and `Flight Date` are columns, not spans of time, when a longer name covers the words. */
const claimedByName = (time: TimeMention, mentions: readonly Mention[]): boolean =>
  mentions.some(
    ({ start, end, alternatives }) =>
      start <= time.start &&
      end >= time.end &&
      end - start > time.end - time.start &&
      alternatives.some(({ target }) => target.kind !== 'entity'),
  );

const fewValues = 25;
/** A number after `by` may have this many values and still be grouped by: ages, hours. */
const manyValues = 150;

/** Whether a column's numbers are names and not amounts. */
export const isIdentifier = (column: ColumnProfile): boolean =>
  wordsOfName(column.name).some((word) => /^(id|code|zip|index|key|uuid|nr|no)$/.test(word));

/** Whether rows may be grouped by a column: categories, flags, times, and numbers that take few values. */
export function isGroupable(column: ColumnProfile, dataset: DatasetProfile, most = fewValues): boolean {
  if (isText(column) || isBoolean(column) || timeKindOf(column) !== undefined) return true;
  const distinct = column.distinct ?? Number.POSITIVE_INFINITY;
  return isInteger(column) && distinct <= most && distinct < Math.max(2, (dataset.rows ?? 0) / 2);
}

/** Whether a column (nearly) names each row: a person's name, a model, an identifier. */
export function namesRows(column: ColumnProfile, dataset: DatasetProfile): boolean {
  const rows = dataset.rows ?? 0;
  return isText(column) && rows > 0 && (column.distinct ?? 0) >= rows * 0.9;
}

/** A column's name in running text: `hire_date` → `hire date`. */
export const spoken = (name: string): string => {
  const plain = name.replaceAll(/[_]+/g, ' ').trim();
  return /^[A-Z]{2,}$/.test(plain) ? plain : wordsOfName(name).length > 0 ? plain.toLowerCase() : name;
};

/** Whether each row has a value of its own in a column: the date of daily data. */
export function isOnePerRow(column: ColumnProfile, dataset: DatasetProfile): boolean {
  const rows = dataset.rows ?? 0;
  return rows > 1 && (column.distinct ?? 0) >= rows * 0.98;
}
