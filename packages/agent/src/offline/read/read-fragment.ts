import { isText, type DatasetProfile } from '../catalog.js';
import type { Mention } from '../link/mentions.js';
import { timeKindOf } from '../link/time-columns.js';
import { isKnownWord } from './known-words.js';
import type { Token } from '../words/tokens.js';
import { readFlags } from './flags.js';
import { readUnknown } from './unknown.js';
import type { Fragment } from './fragment.js';
import { columnGroup, readGroups, readOrder } from './groups.js';
import { readBareOperands, readMeasures, readRowNouns } from './measures.js';
import { readNumbers } from './numbers.js';
import { readComparatives } from './comparatives.js';
import { readRanking } from './ranking.js';
import { Reading } from './reading.js';
import { readTimes } from './times.js';
import { readNulls } from './nulls.js';
import { readTextTests } from './text-tests.js';
import { readValues } from './values.js';

const emptyFragment = (): Fragment => ({
  entity: false,
  countable: false,
  measures: [],
  groups: [],
  addsGroups: false,
  filters: [],
  columns: [],
  share: false,
  trend: false,
  comparison: false,
  change: false,
  clearsFilters: false,
  followsUp: false,
  assumptions: [],
  unknown: [],
  essentialUnknown: [],
  score: 0,
  linked: false,
});

/** `caused damage`, `with no damage`: a category that has a word for none is asked for by its name alone. */
function readPresence(reading: Reading, fragment: Fragment, { start }: Mention, column: string): boolean {
  const none = reading
    .column(column)
    ?.samples?.find((sample) => typeof sample === 'string' && /^(none|no)$/i.test(sample));
  const lead = reading.word(start - 1);
  if (typeof none !== 'string' || !/^(caused?|causing|with|had|have|has|reported|any|no|without)$/.test(lead))
    return false;
  fragment.filters.push({
    kind: 'compare',
    column,
    operator: lead === 'no' || lead === 'without' ? '=' : '!=',
    value: none,
  });
  return true;
}

/** A number that is named beside a count is most likely a condition that was not read. */
function setAside(reading: Reading, fragment: Fragment, mention: Mention): boolean {
  const counts =
    fragment.measures.length > 0 && fragment.measures.every(({ operation }) => operation === 'count');
  if (!counts || reading.groupColumnOf(mention) !== undefined || reading.operandsOf(mention).length === 0)
    return false;
  fragment.essentialUnknown.push(
    reading.tokens
      .slice(mention.start, mention.end)
      .map(({ text }) => text)
      .join(' '),
  );
  return true;
}

/** Words for rows that are counted, in data whose rows are money taken as well. */
const countableRows = /^(orders|transactions|purchases|bookings|invoices|tickets)$/;

/** `damage cost`: half a column's name before a number only says which number, and groups nothing. */
const modifiesOperand = (reading: Reading, { end, alternatives: [first] }: Mention): boolean => {
  const next = reading.mentionAt(end);
  return next?.start === end && (first?.weight ?? 0) < 2.9 && reading.operandsOf(next).length > 0;
};

/** Remaining columns: categories group a measure, or are the columns that a listing shows. */
function readRemainingColumns(reading: Reading, fragment: Fragment): void {
  for (const mention of reading.mentions) {
    if (!reading.isFree(mention)) continue;
    const [first] = mention.alternatives;
    if (first?.target.kind === 'entity' || reading.isEntity(mention)) {
      reading.use(mention.start, mention.end);
      fragment.entity = true;
      fragment.countable ||= countableRows.test(reading.word(mention.end - 1));
      continue;
    }
    const column = mention.alternatives.flatMap(({ target, weight }) =>
      target.kind === 'column' && weight >= 1 ? [target.column] : [],
    )[0];
    if (column === undefined) continue;
    reading.use(mention.start, mention.end);
    const group = reading.groupColumnOf(mention);
    if (modifiesOperand(reading, mention)) continue;
    if (readPresence(reading, fragment, mention, column) || setAside(reading, fragment, mention)) continue;
    const profile = reading.column(column);
    const dated = profile !== undefined && timeKindOf(profile) !== undefined;
    if (
      group === column &&
      !dated &&
      (fragment.measures.length > 0 || fragment.entity) &&
      fragment.intent !== 'rows' &&
      fragment.intent !== 'histogram' &&
      fragment.ranking?.target !== 'rows' &&
      (first?.weight ?? 0) >= 2
    ) {
      const added = columnGroup(reading, column);
      if (
        fragment.groups.length < 2 &&
        !fragment.groups.some(({ alias }) => alias === added.alias) &&
        (profile === undefined || isText(profile))
      ) {
        fragment.groups.push(added);
        continue;
      }
    }
    if (!fragment.columns.includes(column)) fragment.columns.push(column);
  }
}

const unlinkedWeight = 1;

/** Words with a meaning of their own that name a column or a value just as often. */
const ambiguousWords = new Set([
  'order',
  'orders',
  'rainy',
  'windy',
  'rating',
  'rated',
  'model',
  'models',
  'level',
  'type',
  'types',
  'class',
  'category',
  'categories',
  'score',
  'group',
  'name',
  'names',
  'title',
  'size',
  'rate',
  'share',
  'value',
  'fertile',
  'amount',
  'sold',
  'make',
]);

/** Whether a mention tells that the question is about the dataset, and isn't made of words that any question may have. */
const isContent = (reading: Reading, { start, end, alternatives }: Mention): boolean => {
  const words = reading.tokens.slice(start, end).map(({ word }) => word);
  return (
    words.some(
      (word) => !isKnownWord(word) || (ambiguousWords.has(word) && (alternatives[0]?.weight ?? 0) >= 1.5),
    ) ||
    (end - start > 1 && (alternatives[0]?.weight ?? 0) >= 2.9)
  );
};

function scoreOf(reading: Reading, unknown: readonly Token[]): number {
  let score = 0;
  for (const mention of reading.mentions) {
    const [first] = mention.alternatives;
    if (first === undefined || !isContent(reading, mention)) continue;
    score += first.weight + (mention.end - mention.start - 1) * 0.8;
  }
  return score - unknown.length * unlinkedWeight;
}

/**
 * Reads a question in the light of one dataset: everything that it says, before defaults and earlier turns make it whole. The
 * order of the readers matters: what one has used, the next leaves alone.
 */
export function readFragment(
  tokens: readonly Token[],
  dataset: DatasetProfile,
): { fragment: Fragment; reading: Reading } {
  const fragment = emptyFragment();
  const reading = new Reading(tokens, dataset, new Set());
  readFlags(reading, fragment);
  readTextTests(reading, fragment);
  readNulls(reading, fragment);
  readNumbers(reading, fragment);
  readComparatives(reading, fragment);
  readTimes(reading, fragment);
  readOrder(reading, fragment);
  readRanking(reading, fragment);
  readGroups(reading, fragment);
  readRowNouns(reading, fragment);
  readMeasures(reading, fragment);
  readValues(reading, fragment);
  readBareOperands(reading, fragment);
  readRemainingColumns(reading, fragment);
  const unknown = readUnknown(reading, fragment);
  for (const token of tokens)
    if (token.slip !== undefined && reading.isUsed(token.index))
      reading.assume(`I read "${token.slip}" as "${token.word}"`);
  fragment.assumptions.push(...reading.assumptions);
  fragment.linked ||= reading.mentions.some((mention) => isContent(reading, mention));
  fragment.score += scoreOf(reading, unknown);
  return { fragment, reading };
}
