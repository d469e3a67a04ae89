import { rowNoun } from '../assemble/naming.js';
import { isNumeric, isText } from '../catalog.js';
import type { Mention } from '../link/mentions.js';
import { timeKindOf } from '../link/time-columns.js';
import type { GroupKey } from '../query.js';
import type { Fragment } from './fragment.js';
import { namesRows, type Reading } from './reading.js';

const markers = new Set([
  'by',
  'per',
  'each',
  'every',
  'across',
  'among',
  'amongst',
  'between',
  'versus',
  'vs',
  'against',
]);
const articles = new Set([
  'the',
  'a',
  'an',
  'each',
  'every',
  'all',
  'different',
  'various',
  'its',
  'their',
  'respective',
  'of',
  'for',
  'in',
]);

/** A group by a column; a date without a unit is left for the assembly to bucket. */
export function columnGroup(reading: Reading, column: string): GroupKey {
  const profile = reading.column(column);
  const time = profile === undefined ? undefined : timeKindOf(profile);
  if (time === undefined || time === 'year-number') return { column, alias: column };
  return { column, bucket: 'month', alias: 'month' };
}

/** Of `product category` the last word says what is meant. */
export function headOf(reading: Reading, mention: Mention): Mention {
  const next = reading.nextMention(mention.end, 0, ({ start }) => start === mention.end);
  if (
    next === undefined ||
    reading.groupColumnOf(next) === undefined ||
    reading.groupColumnOf(mention) === undefined
  )
    return mention;
  const head = reading.column(reading.groupColumnOf(next) ?? '');
  if (
    head === undefined ||
    !isText(head) ||
    (next.alternatives[0]?.weight ?? 0) < 2 ||
    reading.valuesOf(next).length > 0
  )
    return mention;
  reading.use(mention.start, mention.end);
  return headOf(reading, next);
}

function addGroup(reading: Reading, fragment: Fragment, named: Mention): boolean {
  const mention = headOf(reading, named);
  const column = reading.groupColumnOf(mention, true);
  if (column === undefined) return false;
  reading.use(mention.start, mention.end);
  const group = columnGroup(reading, column);
  if (!fragment.groups.some(({ alias }) => alias === group.alias)) fragment.groups.push(group);
  return true;
}

/** `by industry` in a dataset about industries that has one category, whatever it is called. */
function groupByOnlyCategory(reading: Reading, fragment: Fragment, mention: Mention): boolean {
  const categories = reading.dataset.columns.filter(
    (column) => isText(column) && timeKindOf(column) === undefined && !namesRows(column, reading.dataset),
  );
  const [only] = categories;
  if (only === undefined || categories.length > 1 || rowNoun(reading.dataset) === reading.word(mention.start))
    return false;
  reading.use(mention.start, mention.end);
  fragment.groups.push({ column: only.name, alias: only.name });
  reading.assume(`"${reading.word(mention.start)}" is read as the column ${only.name}`);
  return true;
}

/** `sorted by salary`, `ranked by total sales`: an order, where the words after `by` are a number. */
function readOrderColumn(reading: Reading, fragment: Fragment, mention: Mention): boolean {
  const [operand] = reading.operandsOf(mention);
  if (operand?.kind !== 'column') return false;
  const profile = reading.column(operand.column);
  if (profile === undefined || !isNumeric(profile)) return false;
  fragment.order = { by: operand.column, descending: fragment.order?.descending ?? true };
  reading.use(mention.start, mention.end);
  return true;
}

/** The mention up to the end of the words that were used with it. */
const lastUsed = (reading: Reading, mention: Mention): Mention =>
  reading.isUsed(mention.end) && reading.mentionAt(mention.end) !== undefined
    ? { ...mention, end: reading.mentionAt(mention.end)?.end ?? mention.end }
    : mention;

const countWords = new Set(['headcount', 'count', 'counts', 'frequency']);

/** `departments by headcount`: what stands before is counted, and ranked by it. */
function countGroups(reading: Reading, fragment: Fragment, index: number, position: number): void {
  reading.use(index);
  reading.use(position);
  if (!fragment.measures.some(({ operation }) => operation === 'count'))
    fragment.measures.push({ operation: 'count' });
}

function readListAfter(reading: Reading, fragment: Fragment, first: Mention): void {
  let position = first.end;
  while (['and', ',', '&', 'then', '/'].includes(reading.word(position))) {
    while (['and', ',', '&', 'then', 'by', 'per', '/', 'the', 'for', 'each'].includes(reading.word(position)))
      position += 1;
    if (reading.timeAt(position)?.meaning.kind === 'bucket') return;
    if (countWords.has(reading.word(position))) {
      countGroups(reading, fragment, position - 1, position);
      return;
    }
    const next = reading.nextMention(position, 0);
    if (next === undefined || !addGroup(reading, fragment, next)) return;
    position = next.end;
  }
}

const sortLeads = new Set(['sorted', 'sort', 'order', 'ordered', 'rank', 'ranked', 'ranking']);

/** `revenue per order`: an average over the rows, and no group. */
function perRow(reading: Reading, fragment: Fragment, mention: Mention): boolean {
  const column = reading.column(reading.groupColumnOf(mention, true) ?? '');
  const named =
    mention.alternatives[0]?.target.kind === 'entity' ||
    (column !== undefined && timeKindOf(column) === undefined && namesRows(column, reading.dataset));
  const measured = reading.mentions.some(
    (other) => other.end <= mention.start && reading.operandsOf(other).length > 0,
  );
  if (!named || !measured) return false;
  reading.use(mention.start - 1, mention.end);
  fragment.perRow = true;
  return true;
}

/** `remote vs office`: a flag against whatever its other side is called. */
function againstFlag(reading: Reading, fragment: Fragment, index: number): boolean {
  const flag = reading.mentions.find((mention) => {
    const [value] = reading.valuesOf(mention);
    return mention.end === index && reading.isFree(mention) && typeof value?.value === 'boolean';
  });
  const [value] = flag === undefined ? [] : reading.valuesOf(flag);
  if (flag === undefined || value === undefined || reading.word(index + 1) === 'non') return false;
  reading.use(flag.start, index + 2);
  fragment.groups.push(columnGroup(reading, value.column));
  fragment.comparison = true;
  return true;
}

/** Reads `by department`, `per region and product`, `in each city`, `across species`. */
export function readGroups(reading: Reading, fragment: Fragment): void {
  for (const { index, word } of reading.tokens) {
    if (!markers.has(word)) continue;
    let position = index + 1;
    while (articles.has(reading.word(position)) || markers.has(reading.word(position))) position += 1;
    if (word !== 'each' && reading.word(position) === 'number' && reading.word(position + 1) === 'of') {
      const counted = reading.nextMention(position + 2, 0);
      const column =
        counted === undefined || reading.isEntity(counted) ? undefined : reading.groupColumnOf(counted);
      if (column === undefined || fragment.ranking !== undefined) continue;
      reading.use(position, position + 2);
      position += 2;
    }
    if (reading.timeAt(position)?.meaning.kind === 'bucket') {
      const time = reading.timeAt(position);
      if (time !== undefined)
        readListAfter(reading, fragment, { start: time.start, end: time.end, alternatives: [] });
      continue;
    }
    if ((word === 'vs' || word === 'versus') && againstFlag(reading, fragment, index)) continue;
    if (word === 'by' && countWords.has(reading.word(position))) {
      countGroups(reading, fragment, index, position);
      continue;
    }
    const mention =
      reading.nextMention(position, 0) ??
      reading.nextMention(position, 1, (next) => reading.groupColumnOf(next) !== undefined);
    if (mention === undefined) continue;
    const sorts =
      sortLeads.has(reading.word(index - 1)) ||
      (word === 'by' && (fragment.intent === 'rows' || fragment.ranking !== undefined));
    if (
      sorts &&
      reading.groupColumnOf(mention) === undefined &&
      fragment.intent === 'rows' &&
      readOrderColumn(reading, fragment, mention)
    )
      continue;
    if (sortLeads.has(reading.word(index - 1)) && readOrderColumn(reading, fragment, mention)) continue;
    if (
      ['between', 'versus', 'vs', 'against', 'among', 'amongst'].includes(word) &&
      reading.valuesOf(mention).length > 0
    )
      continue;
    if (fragment.intent === 'correlation' || fragment.intent === 'scatter') continue;
    const ranksBy =
      word === 'by' &&
      fragment.ranking !== undefined &&
      fragment.groups.length > 0 &&
      reading.operandsOf(mention).length > 0;
    if (ranksBy) {
      fragment.measures = fragment.measures.filter(({ operation }) => operation !== undefined);
      continue;
    }
    if (
      reading.isEntity(mention) &&
      reading.groupColumnOf(mention) === undefined &&
      groupByOnlyCategory(reading, fragment, mention)
    )
      continue;
    if (word === 'per' && perRow(reading, fragment, mention)) continue;
    if (addGroup(reading, fragment, mention)) readListAfter(reading, fragment, lastUsed(reading, mention));
    else if (
      word === 'by' &&
      fragment.ranking === undefined &&
      reading.operandsOf(mention).length > 0 &&
      reading.nextMention(0, index, (other) => other.end <= index && reading.operandsOf(other).length > 0) !==
        undefined
    ) {
      fragment.intent ??= 'correlation';
    }
  }
}

/** Reads `ascending`, `descending`, `alphabetically`, `from high to low`. */
export function readOrder(reading: Reading, fragment: Fragment): void {
  const text = reading.tokens.map(({ word }) => word).join(' ');
  const sorts = /\b(sort|sorted|order|ordered|ranked?|reverse|arrange)\b/.test(text);
  const ascending =
    /\b(ascending|asc|increasing|low(est)? to high(est)?|small(est)? to large(st)?|lowest first|smallest first|alphabetical(ly)?|reversed?|from low|oldest first)\b/.test(
      text,
    );
  const descending =
    /\b(descending|desc|decreasing|high(est)? to low(est)?|large(st)? to small(est)?|highest first|largest first|from high|newest first)\b/.test(
      text,
    );
  if (!sorts && !ascending && !descending) return;
  const words = new Set([
    'highest',
    'lowest',
    'first',
    'low',
    'high',
    'to',
    'from',
    'large',
    'small',
    'largest',
    'smallest',
    'newest',
    'oldest',
  ]);
  if (ascending || descending)
    for (const { index, word } of reading.tokens) if (words.has(word)) reading.use(index);
  const alphabetical = /\balphabetical(ly)?\b/.test(text);
  if (!ascending && !descending && fragment.order === undefined) return;
  fragment.order = {
    ...fragment.order,
    descending: ascending ? false : descending ? true : (fragment.order?.descending ?? true),
  };
  if (alphabetical) fragment.order = { by: '#group', descending: false };
}
