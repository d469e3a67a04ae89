import type { ColumnProfile } from '../catalog.js';
import { timeKindOf } from '../link/time-columns.js';
import type { Operand } from '../query.js';
import { rankedAdjectives, superlatives } from '../words/lexicon.js';
import type { Fragment, RankingWish } from './fragment.js';
import { headOf } from './groups.js';
import { columnOfConcept } from './numbers.js';
import { isOnePerRow, namesRows, spoken, type Reading } from './reading.js';

interface RankWord {
  start: number;
  end: number;
  descending: boolean;
  concept?: string;
  counts?: boolean;
  limit?: number;
  word: string;
}

const aggregates = /^(average|avg|mean|median|total|sum|deviation|std|stdev|variance|typical)$/;

/** What a superlative that names a column (`hottest`) adds to the fit of a dataset. */
const conceptScore = 2;

const notRanking: readonly RegExp[] = [/^(at) (most|least)$/, /^(most|least) of$/];

/** `max` in `standard deviation of temp_max` belongs to the column's name; in `maximum temperature` it may rank as well. */
function isPlainAggregate(reading: Reading, index: number): boolean {
  const mention = reading.mentionAt(index) ?? { start: index, end: index + 1 };
  if (!/^(max|min)/.test(reading.word(index))) return false;
  const text = reading.tokens.map(({ word }) => word).join(' ');
  const others = reading.tokens.some(
    (token) =>
      token.index !== index &&
      !(token.index >= mention.start && token.index < mention.end) &&
      (Object.hasOwn(superlatives, token.word) || aggregates.test(token.word)),
  );
  return (
    others ||
    /\b(over time|trend|develop\w*|by|per|change[ds]?|distribution|histogram|correlation|relationship|vs|versus|against|scatter\w*|plot|chart|graph|daily|weekly|monthly|yearly|annual)\b/.test(
      text,
    )
  );
}

function rankWordAt(reading: Reading, index: number): RankWord | undefined {
  const word = reading.word(index);
  const superlative = Object.hasOwn(superlatives, word) ? superlatives[word] : undefined;
  if (superlative === undefined || reading.isUsed(index) || isPlainAggregate(reading, index))
    return undefined;
  const pairs = [`${reading.word(index - 1)} ${word}`, `${word} ${reading.word(index + 1)}`];
  if (pairs.some((pair) => notRanking.some((pattern) => pattern.test(pair)))) return undefined;
  const found: RankWord = { start: index, end: index + 1, ...superlative, word };
  const adjectiveIndex = index + 1;
  const adjective = Object.hasOwn(rankedAdjectives, reading.word(adjectiveIndex))
    ? rankedAdjectives[reading.word(adjectiveIndex)]
    : undefined;
  if (adjective !== undefined) {
    found.end = adjectiveIndex + 1;
    found.concept = adjective.concept ?? found.concept;
    found.counts = adjective.counts;
    found.word = `${word} ${reading.word(adjectiveIndex)}`;
  }
  const before = reading.tokens[index - 1];
  const after = reading.tokens[found.end];
  const asked = reading.tokens.find(
    (token) =>
      token.kind === 'number' &&
      (token.index === 0 ||
        /^(which|what|the|show|list|me|name|find|give)$/.test(reading.word(token.index - 1))) &&
      token.index < index,
  );
  const number = [after, before, asked].find(
    (token) =>
      token?.kind === 'number' &&
      token.value !== undefined &&
      token.value < 1000 &&
      token.value >= 1 &&
      reading.timeAt(token.index) === undefined,
  );
  if (number?.value !== undefined) {
    found.limit = number.value;
    if (number === asked) reading.use(number.index);
    else {
      found.start = Math.min(found.start, number.index);
      found.end = Math.max(found.end, number.index + 1);
    }
  }
  return found;
}

/** `first 5 rows`, `last 10 sales`, `5 examples`. */
function readLimits(reading: Reading, fragment: Fragment): void {
  for (const token of reading.tokens) {
    if (
      token.kind !== 'number' ||
      token.value === undefined ||
      reading.isUsed(token.index) ||
      reading.timeAt(token.index) !== undefined
    )
      continue;
    const before = reading.word(token.index - 1);
    const after = reading.word(token.index + 1);
    const mention = reading.mentions.find(({ start }) => start === token.index + 1);
    const counted =
      ['rows', 'row', 'records', 'examples', 'entries', 'lines', 'samples', 'random'].includes(after) ||
      (mention !== undefined &&
        reading.isEntity(mention) &&
        ['first', 'last', 'show', 'list', 'random'].includes(before));
    if (!counted && !['first', 'limit', 'sample'].includes(before)) continue;
    fragment.limit = token.value;
    fragment.intent ??= 'rows';
    reading.use(token.index, token.index + 1);
    if (!counted) continue;
    reading.use(token.index + 1);
  }
}

const ages = new Set(['oldest', 'eldest', 'youngest']);

/** `longest-serving`, `with us the longest`: a length that a date of joining tells. */
const lasting = /^(serving|served|service|tenure|tenured|employed|worked|stayed|been)$/;

/** What `longest`, `best` speak of, in the light of the words around them. */
function conceptOf(reading: Reading, rank: RankWord): string | undefined {
  // A day has a highest and a lowest temperature: the one that is ranked is the one at that end.
  if (rank.concept === undefined && /^temperatures?$/.test(reading.word(rank.end))) {
    reading.use(rank.end);
    return rank.descending ? 'temperature-high' : 'temperature-low';
  }
  if (/^(best|worst|most|least)$/.test(rank.word)) {
    const around = [reading.word(rank.start - 1), reading.word(rank.end)];
    if (around.some((word) => /^(sell|sells|selling)$/.test(word))) return 'revenue';
  }
  if (rank.concept !== 'length' || !reading.tokens.some(({ word }) => lasting.test(word)))
    return rank.concept;
  for (const { index, word } of reading.tokens) if (lasting.test(word)) reading.use(index);
  return 'tenure';
}

/** A date ranks the other way round from an age: the oldest has the earliest date. */
function conceptOperand(reading: Reading, rank: RankWord): { operand?: Operand; descending: boolean } {
  const { descending } = rank;
  const concept = conceptOf(reading, rank);
  if (concept === undefined) return { descending };
  if (concept === 'revenue' && reading.revenue !== undefined) return { operand: reading.revenue, descending };
  const dated = concept === 'recent' || concept === 'tenure';
  const accept = (column: ColumnProfile): boolean =>
    timeKindOf(column) !== undefined || (!dated && !/^(str|bool|cat)/.test(column.dtype));
  const column = columnOfConcept(reading, concept, accept);
  if (column === undefined) return { descending };
  const profile = reading.column(column);
  const flipped =
    (ages.has(rank.word) || concept === 'tenure') &&
    profile !== undefined &&
    timeKindOf(profile) !== undefined;
  return { operand: { kind: 'column', column }, descending: flipped ? !descending : descending };
}

const asking = new Set(['which', 'what', 'who', 'whose', 'when', 'where']);

/** Whether the question asks for the ranked thing itself (`which month…`) and not for the measure (`what is the highest…`). */
function asksWhich(reading: Reading): boolean {
  const index = reading.tokens.findIndex(({ word }) => asking.has(word));
  if (index < 0) return false;
  const word = reading.word(index);
  return word !== 'what' || !['is', 'was', 'are', 'were', 'be'].includes(reading.word(index + 1));
}

const rowWords = new Set(['who', 'whose', 'when']);

/** What is ranked: the mention that `which`, or the superlative, stands before. */
function readTarget(reading: Reading, fragment: Fragment, rank: RankWord): RankingWish['target'] {
  if (reading.tokens.some(({ word }) => rowWords.has(word)))
    return fragment.groups.length > 0 ? 'groups' : 'rows';
  const which = reading.tokens.findIndex(
    ({ word }, index) =>
      (word === 'which' || word === 'what') &&
      !['is', 'was', 'are', 'were'].includes(reading.word(index + 1)),
  );
  const skipNumber = which >= 0 && reading.tokens[which + 1]?.kind === 'number' ? 2 : 1;
  const starts = [...(which >= 0 ? [which + skipNumber] : []), rank.end];
  const timed = reading.times.some(
    ({ start, meaning }) =>
      meaning.kind === 'bucket' && starts.some((first) => start >= first && start <= first + 1),
  );
  const heads = reading.times.some(
    ({ end, meaning }) =>
      meaning.kind === 'bucket' &&
      end < rank.start &&
      rank.start - end <= 4 &&
      /^(with|that|which|having|had|where|when)$/.test(reading.word(end)),
  );
  if (timed || heads) return 'groups';
  for (const start of starts) {
    const named = reading.nextMention(start, 2);
    if (named === undefined) continue;
    const mention = headOf(reading, named);
    const column = reading.groupColumnOf(mention);
    const profile = column === undefined ? undefined : reading.column(column);
    if (
      reading.isEntity(mention) &&
      (column === undefined || mention.alternatives[0]?.target.kind === 'entity')
    ) {
      if (rank.counts && start === rank.end && rank.concept === undefined) continue;
      reading.use(mention.start, mention.end);
      return 'rows';
    }
    if (profile === undefined || column === undefined) continue;
    const marked = /^(by|per|each|every|across)$/.test(reading.word(mention.start - 1));
    if (marked || (start === rank.end && fragment.groups.length > 0)) continue;
    if (start === rank.end && reading.operandsOf(mention).length > 0 && which < 0 && rank.limit === undefined)
      continue;
    reading.use(mention.start, mention.end);
    if (namesRows(profile, reading.dataset) || isOnePerRow(profile, reading.dataset)) return 'rows';
    const time = timeKindOf(profile);
    fragment.groups.push({
      column,
      alias: column,
      ...(time === undefined || time === 'year-number' ? {} : { bucket: 'day' }),
    });
    return 'groups';
  }
  return undefined;
}

/** `the gap between the highest and the lowest salary` asks for both ends. */
function readBothEnds(reading: Reading, fragment: Fragment): boolean {
  const ranks = reading.tokens.flatMap(({ index }) => rankWordAt(reading, index) ?? []);
  const [first, second] = ranks;
  const opposite =
    first !== undefined &&
    second !== undefined &&
    first.descending !== second.descending &&
    !first.counts &&
    !second.counts;
  if (!opposite) return false;
  if (first.concept !== second.concept) {
    fragment.essentialUnknown.push(second.word);
    return false;
  }
  for (const { start, end } of [first, second]) reading.use(start, end);
  fragment.measures.push({ operation: 'max' }, { operation: 'min' });
  return true;
}

/** Reads `top 5`, `the highest`, `heaviest`, `most expensive`, `best-selling` and what they rank. */
export function readRanking(reading: Reading, fragment: Fragment): void {
  const rank = reading.tokens
    .map(({ index }) => rankWordAt(reading, index))
    .find((found) => found !== undefined);
  if (rank !== undefined && readBothEnds(reading, fragment)) return;
  if (rank !== undefined) {
    const isNamed = reading.mentions.find(
      ({ start, end }) => rank.start >= start && rank.start < end && end - start > 1,
    );
    reading.use(rank.start, rank.end);
    const target = readTarget(reading, fragment, rank);
    const { operand, descending } = conceptOperand(reading, rank);
    const alone = /^(max|min)/.test(rank.word) && target === undefined;
    if (alone && isNamed === undefined) {
      fragment.measures.push({ operation: rank.descending ? 'max' : 'min' });
    }
    if (operand !== undefined) fragment.measures.push({ operand });
    fragment.ranking = {
      descending,
      limit: rank.limit,
      target,
      counts: rank.counts === true && operand === undefined,
      word: rank.word,
      asksWhich: asksWhich(reading),
    };
    if (operand !== undefined && (rank.concept !== undefined || reading.isUsed(rank.end))) {
      fragment.linked = true;
      fragment.score += conceptScore;
    }
    if (rank.concept !== undefined && operand === undefined && rank.concept !== 'size')
      fragment.essentialUnknown.push(rank.word);
    if (operand?.kind === 'column' && spoken(operand.column) !== rank.word)
      reading.assume(`"${rank.word}" is read from the column ${operand.column}`);
  }
  readLimits(reading, fragment);
}
