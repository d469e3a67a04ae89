import { isText } from '../catalog.js';
import type { Mention } from '../link/mentions.js';
import type { AggregateOperation, Operand } from '../query.js';
import { aggregatePhrases } from '../words/lexicon.js';
import { isAdditive } from './additive.js';
import type { Fragment, MeasureWish } from './fragment.js';
import { readCount } from './counts.js';
import { spoken, type Reading } from './reading.js';

export interface Aggregate {
  start: number;
  end: number;
  operation: AggregateOperation;
  quantile?: number;
}

const phrases = aggregatePhrases.map(([phrase, operation]) => ({ words: phrase.split(' '), operation }));

function quantileAt(reading: Reading, index: number): Aggregate | undefined {
  const compact = /^p(\d{2})$/.exec(reading.word(index));
  if (compact)
    return { start: index, end: index + 1, operation: 'quantile', quantile: Number(compact[1]) / 100 };
  const token = reading.tokens[index];
  const next = reading.word(index + 1);
  if (token?.kind !== 'number' || token.value === undefined) return undefined;
  if (next === 'percentile' || next === 'percentiles')
    return { start: index, end: index + 2, operation: 'quantile', quantile: token.value / 100 };
  return undefined;
}

function aggregateAt(reading: Reading, index: number): Aggregate | undefined {
  const quantile = quantileAt(reading, index);
  if (quantile !== undefined) return quantile;
  const found = phrases.find(({ words }) =>
    words.every((word, step) => reading.word(index + step) === word && !reading.isUsed(index + step)),
  );
  if (found === undefined) return undefined;
  return { start: index, end: index + found.words.length, operation: found.operation };
}

/** Whether the question says over which groups an average of counts runs. */
const spreads = (reading: Reading): boolean =>
  reading.tokens.some(({ word }) => /^(per|each|every|by|a)$/.test(word)) ||
  reading.times.some(({ meaning }) => meaning.kind === 'bucket');

type Average = Aggregate & { operation: 'mean' | 'median' };

const isAverage = (aggregate: Aggregate | undefined): aggregate is Average =>
  aggregate?.operation === 'mean' || aggregate?.operation === 'median';

/** `how many … per day on average`: the average of the counts; `how much … on average`: an average and no total. */
function averagesCounts(reading: Reading, found: readonly Aggregate[], fragment: Fragment): Aggregate[] {
  const much = found.find(({ start }) => reading.word(start) === 'how' && reading.word(start + 1) === 'much');
  if (much !== undefined && found.length === 2 && found.some(isAverage)) return found.filter(isAverage);
  const [count, average, ...others] = found;
  if (count?.operation !== 'count' || !isAverage(average) || others.length > 0) return [...found];
  fragment.overGroups = average.operation;
  return [count];
}

function findAggregates(reading: Reading, fragment: Fragment): Aggregate[] {
  const found: Aggregate[] = [];
  for (let index = 0; index < reading.tokens.length; index += 1) {
    const aggregate = aggregateAt(reading, index);
    if (aggregate === undefined) continue;
    const mention = reading.mentionAt(index);
    const partOfName =
      mention !== undefined &&
      mention.end - mention.start > 1 &&
      mention.alternatives.some(({ target }) => target.kind === 'column');
    const another =
      found.length > 0 ||
      reading.tokens.some(
        (token) => token.index !== index && aggregateAt(reading, token.index) !== undefined,
      );
    if (partOfName && another) continue;
    const follows = found.some(
      ({ end }) => end === aggregate.start || (end === aggregate.start - 1 && reading.word(end) === 'the'),
    );
    const over = found.at(-1);
    if (aggregate.operation === 'count' && follows && !partOfName && isAverage(over)) {
      found.pop();
      fragment.overGroups = over.operation;
    } else if (aggregate.operation === 'count' && (partOfName || follows)) {
      reading.use(aggregate.start, aggregate.end);
      continue;
    }
    found.push(aggregate);
    if (!partOfName) reading.use(aggregate.start, aggregate.end);
    index = aggregate.end - 1;
  }
  const bare = !reading.tokens.some(({ word }) => word === 'and' || word === ',');
  return bare && spreads(reading) ? averagesCounts(reading, found, fragment) : found;
}

/** `how much do … earn`: a `how much` of what doesn't add up asks for the average. */
function operationFor(aggregate: Aggregate, operand: Operand, reading: Reading): AggregateOperation {
  const phrase = reading.tokens
    .slice(aggregate.start, aggregate.end)
    .map(({ word }) => word)
    .join(' ');
  if (phrase === 'how much' && !isAdditive(operand)) {
    reading.assume(
      `"how much" is read as the average ${operand.kind === 'column' ? spoken(operand.column) : operand.name}`,
    );
    return 'mean';
  }
  return aggregate.operation;
}

function nearestOperand(
  reading: Reading,
  aggregate: Aggregate,
): { mention: Mention; operands: Operand[] } | undefined {
  const candidates = reading.mentions
    .filter((mention) => reading.isFree(mention))
    .map((mention) => ({ mention, operands: reading.operandsOf(mention) }))
    .filter(({ operands }) => operands.length > 0);
  const inside = candidates.find(
    ({ mention }) => aggregate.start >= mention.start && aggregate.end <= mention.end,
  );
  if (inside !== undefined) return inside;
  const after = candidates.find(({ mention }) => mention.start >= aggregate.end);
  const before = [...candidates].reverse().find(({ mention }) => mention.end <= aggregate.start);
  if (after === undefined) return before;
  if (before === undefined) return after;
  const next = reading.tokens.slice(aggregate.end, after.mention.start);
  return next.length > 4 && aggregate.start - before.mention.end <= 1 ? before : after;
}

/** Words for a row of any dataset: `weather events` are rows, told apart by their weather. */
const rowNouns = /^(events?|occurrences?|instances?|observations?|measurements?|cases?|incidents?)$/;

/** Reads `weather events`: rows, counted by a category. */
export function readRowNouns(reading: Reading, fragment: Fragment): void {
  for (const mention of reading.mentions) {
    if (!reading.isFree(mention) || !rowNouns.test(reading.word(mention.end))) continue;
    const column = reading.groupColumnOf(mention);
    const profile = column === undefined ? undefined : reading.column(column);
    if (
      column === undefined ||
      profile === undefined ||
      !isText(profile) ||
      reading.valuesOf(mention).length > 0
    )
      continue;
    reading.use(mention.start, mention.end + 1);
    if (fragment.groups.length < 2) fragment.groups.push({ column, alias: column });
    fragment.measures.push({ operation: 'count' });
    const many = reading.tokens.findIndex(
      ({ word }, index) => (word === 'many' || word === 'number') && index < mention.start,
    );
    if (many >= 0) reading.use(many);
  }
}

/** Numeric columns side by side with the first operand (`average flipper length and body mass`) share its aggregate. */
function readFurtherOperands(
  reading: Reading,
  wish: MeasureWish,
  mention: Mention,
  fragment: Fragment,
): void {
  let position = mention.end;
  while (['and', ',', '&', 'vs', 'versus'].includes(reading.word(position))) {
    while (['and', ',', '&', 'the', 'vs', 'versus'].includes(reading.word(position))) position += 1;
    const next = reading.nextMention(position, 0, (candidate) => reading.operandsOf(candidate).length > 0);
    const [operand] = next === undefined ? [] : reading.operandsOf(next);
    if (next === undefined || operand === undefined) return;
    reading.use(next.start, next.end);
    fragment.measures.push({ ...wish, operand });
    position = next.end;
  }
}

/** `the salary range`, `range of prices`: both ends. */
function readRange(reading: Reading, fragment: Fragment, averaged: boolean): void {
  const index = reading.tokens.findIndex(({ word }) => word === 'range' || word === 'ranges');
  if (index < 0) return;
  if (averaged) {
    fragment.essentialUnknown.push(reading.word(index));
    return;
  }
  if (fragment.measures.length > 0 || fragment.ranking !== undefined) return;
  const mention =
    reading.mentions.find((one) => one.end === index && reading.operandsOf(one).length > 0) ??
    (['of', 'in'].includes(reading.word(index + 1))
      ? reading.nextMention(index + 2, 1, (next) => reading.operandsOf(next).length > 0)
      : undefined);
  const [operand] = mention === undefined ? [] : reading.operandsOf(mention);
  if (mention === undefined || operand === undefined) return;
  reading.use(index);
  reading.use(mention.start, mention.end);
  fragment.measures.push({ operation: 'min', operand }, { operation: 'max', operand });
}

/** `salary statistics by department`: the usual numbers of a column. */
function readStatistics(reading: Reading, fragment: Fragment): void {
  const asked = reading.tokens.find(({ word }) => /^(stats|statistics)$/.test(word));
  if (asked === undefined || fragment.measures.length > 0) return;
  const mention = reading.mentions.find((one) => reading.isFree(one) && reading.operandsOf(one).length > 0);
  const [operand] = mention === undefined ? [] : reading.operandsOf(mention);
  if (mention === undefined || operand === undefined) return;
  reading.use(mention.start, mention.end);
  for (const operation of ['mean', 'median', 'min', 'max', 'std'] as const)
    fragment.measures.push({ operation, operand });
}

/** Reads `average salary`, `total sales`, `how many employees`, `median and mean of …` as measures. */
export function readMeasures(reading: Reading, fragment: Fragment): void {
  const waiting: Aggregate[] = [];
  const aggregates = findAggregates(reading, fragment);
  readRange(reading, fragment, aggregates.length > 0);
  readStatistics(reading, fragment);
  for (const aggregate of aggregates) {
    if (aggregate.operation === 'count') {
      readCount(reading, fragment, aggregate);
      continue;
    }
    const next = aggregates.find(({ start }) => start > aggregate.start && start - aggregate.end <= 2);
    const joins =
      next !== undefined &&
      next.operation !== 'count' &&
      ['and', ',', 'or', '&', 'vs'].includes(reading.word(aggregate.end));
    waiting.push(aggregate);
    if (joins) continue;
    const found = nearestOperand(reading, aggregate);
    for (const one of waiting.splice(0)) {
      if (found === undefined) fragment.measures.push({ operation: one.operation, quantile: one.quantile });
      for (const operand of found?.operands ?? []) {
        fragment.measures.push({
          operation: operationFor(one, operand, reading),
          operand,
          quantile: one.quantile,
        });
      }
    }
    if (found === undefined) continue;
    if (found.operands.length > 1) {
      reading.assume(
        `"${reading.tokens
          .slice(found.mention.start, found.mention.end)
          .map(({ text }) => text)
          .join(' ')}" may mean ${found.operands.length} columns, so I show each`,
      );
    }
    reading.use(found.mention.start, found.mention.end);
    const last = fragment.measures.at(-1);
    if (last !== undefined) readFurtherOperands(reading, last, found.mention, fragment);
  }
}

/** `orders from sales`: the dataset that the rows come from, and no revenue. */
const namesSource = (reading: Reading, mention: Mention): boolean =>
  ['from', 'in'].includes(reading.word(mention.start - 1)) &&
  reading.word(mention.start) === reading.dataset.name.toLowerCase() &&
  reading.mentions.some((other) => other !== mention && reading.isEntity(other));

/** A numeric column that a mention names without an aggregate. */
export function readBareOperands(reading: Reading, fragment: Fragment): void {
  for (const mention of reading.mentions) {
    if (!reading.isFree(mention)) continue;
    const [first] = mention.alternatives;
    const operands = reading.operandsOf(mention);
    const counted =
      fragment.measures.length > 0 &&
      fragment.measures.every(({ operation }) => operation === 'count') &&
      fragment.ranking === undefined;
    if (counted && !['and', ',', '&'].includes(reading.word(mention.start - 1))) continue;
    if (
      operands.length === 0 ||
      (first?.target.kind === 'value' && !(fragment.ranking && fragment.measures.length === 0))
    )
      continue;
    if (
      reading.isEntity(mention) &&
      fragment.measures.some(({ operand, operation }) => operand !== undefined || operation === 'count')
    )
      continue;
    if (
      first?.target.kind === 'entity' &&
      !operands.some(({ kind }) => kind === 'product') &&
      reading.isEntity(mention) &&
      first.weight > 2.5
    )
      continue;
    if (namesSource(reading, mention)) continue;
    reading.use(mention.start, mention.end);
    const ends = fragment.measures.filter(
      ({ operand, operation }) => operand === undefined && (operation === 'max' || operation === 'min'),
    );
    if (ends.length > 1) {
      for (const end of ends) [end.operand] = operands;
      continue;
    }
    const open = fragment.measures.find(
      ({ operand, operation }) => operand === undefined && operation !== 'count',
    );
    if (open !== undefined) [open.operand] = operands;
    else if (fragment.intent === 'correlation' || fragment.intent === 'scatter')
      fragment.measures.push({ operand: operands[0] });
    else for (const operand of operands) fragment.measures.push({ operand });
  }
}
