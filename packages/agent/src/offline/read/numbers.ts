import { isNumeric, isTemporal, type ColumnProfile } from '../catalog.js';
import type { Mention } from '../link/mentions.js';
import { timeKindOf } from '../link/time-columns.js';
import type { Filter } from '../query.js';
import { conceptColumns, synonymGroups } from '../words/concepts.js';
import { wordsOfName } from '../words/tokens.js';
import { comparisonAt, isNumber, type Comparison } from './comparison.js';
import type { Fragment } from './fragment.js';
import { isIdentifier, type Reading } from './reading.js';

const isYearLike = (value: number): boolean => Number.isInteger(value) && value >= 1500 && value <= 2200;

const usable = (column: ColumnProfile | undefined): column is ColumnProfile =>
  column !== undefined && isNumeric(column) && timeKindOf(column) !== 'year-number';

/** The numeric column that a mention names best. */
function numericColumn(reading: Reading, mention: Mention | undefined): string | undefined {
  for (const { target, weight } of mention?.alternatives ?? []) {
    if (target.kind !== 'column') continue;
    const column = reading.column(target.column);
    if (usable(column) && (weight >= 2.9 || !isIdentifier(column))) return column.name;
  }
  return undefined;
}

/** The first numeric column whose name has one of the words of a concept. */
export function columnOfConcept(
  reading: Reading,
  concept: string,
  accept: (column: ColumnProfile) => boolean = usable,
): string | undefined {
  for (const hint of conceptColumns[concept] ?? []) {
    const parts = hint.split('_');
    const found = reading.dataset.columns.find(
      (column) => accept(column) && parts.every((part) => wordsOfName(column.name).includes(part)),
    );
    if (found !== undefined) return found.name;
  }
  return undefined;
}

const moneyWords = new Set([
  ...(synonymGroups['salary'] ?? []),
  'price',
  'cost',
  'revenue',
  'amount',
  'income',
  'budget',
  'gross',
]);

const units = new Set([
  'mm',
  'millimetres',
  'millimeters',
  'cm',
  'inches',
  'degrees',
  'celsius',
  'fahrenheit',
  'c',
  'kg',
  'g',
  'grams',
  'lbs',
  'pounds',
  'km',
  'usd',
  'dollars',
  'euros',
  'eur',
  'mph',
  'kmh',
  'years',
  'minutes',
  'hours',
]);

/** Where the words go on after a unit: `20 mm of rain`. */
function afterUnit(reading: Reading, index: number): number {
  const end = units.has(reading.word(index)) ? index + 1 : index;
  return end > index && reading.word(end) === 'of' ? end + 1 : end;
}

interface Subject {
  column: string;
  mention?: Mention;
}

const people =
  /^(people|persons?|employees?|staff|workers?|members?|colleagues?|men|women|users?|customers?|patients?|students?|passengers?|guests?|anyone|those)$/;

/** `staff over 50`: a bare number about people is their age. */
function ageOf(reading: Reading, { start, end, value, high }: Comparison): Subject | undefined {
  const age = reading.dataset.columns.find(
    (column) => usable(column) && wordsOfName(column.name).includes('age'),
  );
  const plausible = [value, high ?? value].every((years) => years >= 1 && years <= 120);
  const linked = reading.tokens.some(
    ({ index, word }) =>
      people.test(word) &&
      ((index === end && reading.timeAt(index) === undefined) ||
        (index < start &&
          reading.tokens
            .slice(index + 1, start)
            .every((token) => /^(who|that|which|are|is|were|aged|members?|being)$/.test(token.word)))),
  );
  return age !== undefined && plausible && linked ? { column: age.name } : undefined;
}

/** What a comparison compares: the column just after the number, the nearest before it, or the one its words suggest. */
function subjectOf(reading: Reading, comparison: Comparison): Subject | undefined {
  const next = afterUnit(reading, comparison.end);
  const after = reading.mentions.find(
    ({ start }) =>
      start >= comparison.end && start <= next + 1 && !['and', ','].includes(reading.word(comparison.end)),
  );
  const afterColumn = numericColumn(reading, after);
  if (after !== undefined && afterColumn !== undefined) return { column: afterColumn, mention: after };
  if (comparison.concept !== undefined) {
    const column = columnOfConcept(reading, comparison.concept);
    if (column !== undefined) return { column };
  }
  const before = reading.mentions
    .filter(({ end }) => end <= comparison.start && comparison.start - end <= 6)
    .reverse()
    .find((mention) => numericColumn(reading, mention) !== undefined);
  const beforeColumn = numericColumn(reading, before);
  const adjacent = before !== undefined && comparison.start - before.end <= 1;
  const aged = comparison.unit === undefined && !adjacent ? ageOf(reading, comparison) : undefined;
  if (aged !== undefined) return aged;
  if (before !== undefined && beforeColumn !== undefined) return { column: beforeColumn, mention: before };
  if (comparison.unit === undefined) return undefined;
  if (comparison.unit === '%') return undefined;
  // An order above $100 is one of that total, and no single column may hold it.
  if (reading.revenue?.kind === 'product') return undefined;
  const money = reading.dataset.columns.find(
    (column) => usable(column) && wordsOfName(column.name).some((word) => moneyWords.has(word)),
  );
  return money === undefined ? undefined : { column: money.name };
}

/** Years of service: a comparison of a date with a number is not read. */
const namesTime = (reading: Reading, comparison: Comparison): boolean => {
  const target = reading.mentions.find(({ end }) => end === comparison.start)?.alternatives[0]?.target;
  const column = target?.kind === 'column' ? reading.column(target.column) : undefined;
  return column !== undefined && isTemporal(column);
};

const aggregateBefore = new Set(['average', 'mean', 'median', 'total', 'avg', 'sum', 'typical']);

/** Whether the words before a mention make it the measure of the question too: `average salary above …` keeps its salary. */
const isMeasured = (reading: Reading, mention: Mention): boolean =>
  aggregateBefore.has(reading.word(mention.start - 1));

function toFilter(comparison: Comparison, column: string): Filter {
  const { operator, value, high } = comparison;
  return high === undefined
    ? { kind: 'compare', column, operator, value }
    : { kind: 'between', column, low: Math.min(value, high), high: Math.max(value, high) };
}

/** `8 cylinders`, `with 4 cylinders`: a number right before a numeric column, with no comparison. */
function readExactNumbers(reading: Reading, fragment: Fragment): void {
  for (const token of reading.tokens) {
    if (!isNumber(token) || reading.isUsed(token.index) || reading.timeAt(token.index) !== undefined)
      continue;
    const ranks = ['top', 'bottom', 'first', 'last', 'best', 'worst', 'the'].includes(
      reading.word(token.index - 1),
    );
    const after = reading.mentions.find(({ start }) => start === token.index + 1);
    const before = reading.mentions.find(
      ({ end }) =>
        end === token.index ||
        (end === token.index - 1 && ['is', 'of', 'was', 'number'].includes(reading.word(token.index - 1))),
    );
    const mention = !ranks && numericColumn(reading, after) !== undefined ? after : before;
    const column = numericColumn(reading, mention);
    if (mention === undefined || column === undefined || (mention === before && ranks)) continue;
    fragment.filters.push({ kind: 'compare', column, operator: '=', value: token.value });
    reading.use(token.index);
    reading.use(mention.start, mention.end);
  }
}

/** Reads `more than 100`, `between 20 and 30`, `30 or more`, `8 cylinders` as filters, or as a bound on a group's measure. */
export function readNumbers(reading: Reading, fragment: Fragment): void {
  for (const { index } of reading.tokens) {
    if (reading.isUsed(index)) continue;
    const comparison = comparisonAt(reading, index);
    if (comparison === undefined) continue;
    const years =
      isYearLike(comparison.value) &&
      comparison.unit === undefined &&
      (comparison.high === undefined || isYearLike(comparison.high));
    const subject = subjectOf(reading, comparison);
    const adjacent =
      subject?.mention !== undefined &&
      (subject.mention.start >= comparison.end || comparison.start - subject.mention.end <= 1);
    if (years && !adjacent && reading.timeColumns.length > 0) continue;
    if (namesTime(reading, comparison)) continue;
    const counted = units.has(reading.word(comparison.end))
      ? undefined
      : reading.mentions.find(({ start }) => start >= comparison.end && start <= comparison.end + 1);
    if (
      counted !== undefined &&
      reading.isEntity(counted) &&
      comparison.high === undefined &&
      comparison.operator !== '!='
    ) {
      fragment.having = { operator: comparison.operator, value: comparison.value };
      fragment.measures.push({ operation: 'count' });
      reading.use(comparison.start, comparison.end);
      reading.use(counted.start, counted.end);
      continue;
    }
    if (subject === undefined) continue;
    reading.use(comparison.start, afterUnit(reading, comparison.end));
    if (
      subject.mention !== undefined &&
      isMeasured(reading, subject.mention) &&
      comparison.high === undefined &&
      comparison.operator !== '!='
    ) {
      fragment.having = { operator: comparison.operator, value: comparison.value };
      continue;
    }
    fragment.filters.push(toFilter(comparison, subject.column));
    if (subject.mention !== undefined) reading.use(subject.mention.start, subject.mention.end);
    const unitMention = reading.mentions.find(({ start }) => start === comparison.end);
    if (
      unitMention !== undefined &&
      unitMention !== subject.mention &&
      unitMention.alternatives.some(
        ({ target }) => target.kind === 'column' && target.column === subject.column,
      )
    ) {
      reading.use(unitMention.start, unitMention.end);
    }
  }
  readExactNumbers(reading, fragment);
}
