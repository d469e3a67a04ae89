import { panelTime } from './assemble/naming.js';
import { assemble } from './assemble/assemble.js';
import type { DatasetProfile, DatasetSummary } from './catalog.js';
import type { DeclineReason } from './decline.js';
import { earliestDate, latestDate, timeColumnsOf } from './link/time-columns.js';
import { offlineLimits } from './limits.js';
import { mergeFollowUp } from './merge.js';
import type { QuerySpec } from './query.js';
import type { Fragment } from './read/fragment.js';
import { isKnownWord } from './read/known-words.js';
import { readFragment } from './read/read-fragment.js';
import { partlyKnown } from './tools/look-up.js';
import { isGreeting, topicToDecline } from './topics.js';
import { vocabularyOf } from './vocabulary.js';
import { correctTokens } from './words/spelling.js';
import { tokenise, type Token } from './words/tokens.js';

/** How a question was read. */
export type Understanding =
  | { kind: 'query'; spec: QuerySpec; confidence: number; unknownWords: string[]; runnersUp: string[] }
  | { kind: 'greeting' }
  | {
      kind: 'declined';
      reason: DeclineReason;
      understood: string[];
      unknownWords: string[];
      candidates: string[];
    };

/** A question as one dataset reads it. */
interface Candidate {
  dataset: DatasetProfile;
  fragment: Fragment;
  spec?: QuerySpec;
  score: number;
}

const incompletePenalty = 2.5;
const essentialPenalty = 2;
/** An unknown word costs less where it may be one of the many values that a profile doesn't show. */
const searchablePenalty = 0.5;
const leastConfidence = 0.5;
/** Of two datasets that fit as well, the larger one is meant. */
const sizeWeight = 0.05;
const outOfRangePenalty = 3;
const previousBonus = 1.5;
const switchMargin = 2.5;
/** How far behind a dataset that the question names may lie, and still be the one that a decline speaks of. */
const namedMargin = 4;

/** How far behind the first a dataset may lie that explains every word of the question, where the first does not. */
const completeMargin = 3;

/** The dataset that fits best; one that leaves no word unread comes before one that does. */
function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const [first] = candidates;
  if (first === undefined || first.fragment.essentialUnknown.length === 0) return first;
  return (
    candidates.find(
      ({ fragment, spec, score }) =>
        spec !== undefined &&
        fragment.linked &&
        fragment.unknown.length === 0 &&
        fragment.essentialUnknown.length === 0 &&
        score > first.score - completeMargin,
    ) ?? first
  );
}

const hasOwnMeasure = (fragment: Fragment): boolean =>
  fragment.intent !== undefined ||
  fragment.condition !== undefined ||
  fragment.measures.some(
    ({ operation, operand }) => operand !== undefined || (operation === 'count' && fragment.entity),
  ) ||
  (fragment.ranking !== undefined && (fragment.entity || fragment.measures.length > 0));

/** Whether a time that is asked for lies wholly outside the data. */
function isOutOfRange(fragment: Fragment, dataset: DatasetProfile): boolean {
  return fragment.filters.some((filter) => {
    if (filter.kind !== 'period' || filter.negated === true) return false;
    const time = timeColumnsOf(dataset).find(({ column }) => column === filter.column);
    if (time === undefined) return false;
    const [first, last] = [earliestDate(dataset, time), latestDate(dataset, time)];
    return (
      (filter.to !== undefined && first !== undefined && filter.to <= first) ||
      (filter.from !== undefined && last !== undefined && filter.from > last)
    );
  });
}

const isDescribed = (dataset: DatasetProfile): boolean =>
  dataset.columns.some(({ samples }) => samples !== undefined);

function candidateFor(
  tokens: readonly Token[],
  dataset: DatasetProfile,
  text: string,
  bonus: number,
): Candidate {
  const corrected = correctTokens(tokens, vocabularyOf(dataset));
  const { fragment } = readFragment(corrected, dataset);
  const spec = assemble(fragment, dataset, text);
  const penalty =
    partlyKnown(dataset).length > 0 || !isDescribed(dataset) ? searchablePenalty : essentialPenalty;
  const score =
    fragment.score -
    (spec === undefined ? incompletePenalty : 0) -
    fragment.essentialUnknown.length * penalty;
  const size = Math.log10(1 + (dataset.rows ?? 0)) * sizeWeight;
  return {
    dataset,
    fragment,
    spec,
    score: score + size + bonus - (isOutOfRange(fragment, dataset) ? outOfRangePenalty : 0),
  };
}

function confidenceOf(tokens: readonly Token[], fragment: Fragment): number {
  const content = tokens.filter(({ kind, word }) => kind !== 'sign' && !isKnownWord(word)).length;
  return content === 0 ? 0.6 : Math.max(0, 1 - fragment.unknown.length / content);
}

const declined = (reason: DeclineReason, candidates: readonly Candidate[] = []): Understanding => {
  const [first] = candidates;
  const best =
    candidates.find(
      ({ fragment, score }) =>
        fragment.entity && fragment.linked && score > (first?.score ?? 0) - namedMargin,
    ) ?? first;
  const named = best !== undefined && best.fragment.linked && (best.fragment.entity || best.score > 0);
  return {
    kind: 'declined',
    reason,
    understood: named ? [best.dataset.name] : [],
    unknownWords:
      best === undefined
        ? []
        : [
            ...new Set(
              best.fragment.essentialUnknown.length > 0
                ? best.fragment.essentialUnknown
                : best.fragment.unknown,
            ),
          ],
    candidates: candidates.map(({ dataset }) => dataset.name),
  };
};

function answered(
  spec: QuerySpec,
  tokens: readonly Token[],
  fragment: Fragment,
  candidates: readonly Candidate[],
): Understanding {
  const ignored = fragment.unknown.filter((word) => !fragment.essentialUnknown.includes(word));
  const assumptions =
    ignored.length === 0
      ? spec.assumptions
      : [...spec.assumptions, `I set aside ${ignored.map((word) => `"${word}"`).join(', ')}`];
  const runnersUp = candidates
    .slice(1)
    .filter(({ score }) => score > 2)
    .map(({ dataset }) => dataset.name);
  const dataset = [...candidates].find((one) => one.dataset.name === spec.dataset)?.dataset;
  const timeKinds = Object.fromEntries(
    (dataset === undefined ? [] : timeColumnsOf(dataset)).map(({ column, kind }) => [column, kind]),
  );
  const levels =
    dataset !== undefined &&
    panelTime(dataset) !== undefined &&
    !spec.filters.some(({ kind }) => kind === 'period');
  return {
    kind: 'query',
    spec: { ...spec, timeKinds, assumptions, ...(levels ? { levels } : {}) },
    confidence: confidenceOf(tokens, fragment),
    unknownWords: ignored,
    runnersUp,
  };
}

/** `which month was best?` after numbers by month: a ranking of what was shown. */
const ranksPrevious = (fragment: Fragment, previous: QuerySpec): boolean =>
  fragment.ranking !== undefined &&
  fragment.ranking.counts !== true &&
  !fragment.entity &&
  fragment.measures.length === 0 &&
  fragment.filters.length === 0 &&
  fragment.groups.length > 0 &&
  fragment.groups.every(({ alias }) => previous.groups.some((group) => group.alias === alias));

/** Reads a turn as a follow-up of a query, when it leans on it. */
function followUp(
  tokens: readonly Token[],
  candidates: readonly Candidate[],
  previous: QuerySpec,
): Understanding | undefined {
  const own = candidates.find(({ dataset }) => dataset.name === previous.dataset);
  const [best] = candidates;
  if (own === undefined || best === undefined) return undefined;
  const { fragment } = own;
  const complete = own.spec !== undefined && hasOwnMeasure(fragment) && !ranksPrevious(fragment, previous);
  const rival =
    best !== own && best.spec !== undefined && hasOwnMeasure(best.fragment)
      ? best
      : candidates.find((one) => one !== own && one.spec !== undefined && hasOwnMeasure(one.fragment));
  const standsAlone =
    !fragment.followsUp && !complete && fragment.measures.some(({ operation }) => operation !== undefined);
  const elsewhere =
    rival !== undefined && rival.score > own.score + (standsAlone ? -previousBonus - 0.5 : switchMargin);
  if (elsewhere) return undefined;
  const fullSentence =
    /^(what|which|who|how|when|where|is|are|do|does|did)$/.test(
      tokens.find(({ word }) => !['and', 'now', 'but', 'then', 'ok'].includes(word))?.word ?? '',
    ) && tokens.length > 7;
  const opens = ['what', 'how'].includes(tokens[0]?.word ?? '') && tokens[1]?.word === 'about';
  if (complete && (!fragment.followsUp || (fullSentence && !opens && fragment.entity))) return undefined;
  if (fragment.essentialUnknown.length > 0) {
    const about = { ...own, fragment: { ...fragment, entity: true, linked: true } };
    return declined('unknown-term', [about, ...candidates.filter((one) => one !== own)]);
  }
  const merged = mergeFollowUp(previous, fragment, own.dataset);
  return merged === undefined ? undefined : answered(merged, tokens, fragment, [own]);
}

function readTurn(
  question: string,
  catalog: readonly DatasetSummary[],
  datasets: readonly DatasetProfile[],
  previous: QuerySpec | undefined,
): Understanding {
  const text = question.slice(0, offlineLimits.questionCharacters);
  if (isGreeting(text)) return { kind: 'greeting' };
  const reason = topicToDecline(text, catalog);
  if (reason !== undefined) return declined(reason);
  const tokens = tokenise(text);
  const candidates = datasets
    .map((dataset) =>
      candidateFor(
        tokens,
        dataset,
        text.toLowerCase(),
        dataset.name === previous?.dataset ? previousBonus : 0,
      ),
    )
    .sort((one, other) => other.score - one.score);
  const best = bestOf(candidates);
  if (best === undefined) return declined('not-understood');
  if (best.fragment.intent === 'list-datasets' && best.spec !== undefined)
    return answered(best.spec, tokens, best.fragment, []);
  const merged = previous === undefined ? undefined : followUp(tokens, candidates, previous);
  if (merged !== undefined) return merged;
  if (best.fragment.essentialUnknown.length > 0) return declined('unknown-term', candidates);
  if (!best.fragment.linked)
    return declined(best.fragment.unknown.length > 0 ? 'unknown-term' : 'not-understood', candidates);
  if (best.spec === undefined)
    return declined(best.fragment.unknown.length > 0 ? 'unknown-term' : 'not-understood', candidates);
  if (confidenceOf(tokens, best.fragment) < leastConfidence) return declined('unknown-term', candidates);
  return answered(best.spec, tokens, best.fragment, candidates);
}

/** A dataset's profile, or its summary where it hasn't been described yet. */
const known = (catalog: readonly DatasetSummary[], profiles: readonly DatasetProfile[]): DatasetProfile[] =>
  catalog.map((summary) => {
    const profile = profiles.find(({ name }) => name === summary.name);
    return profile === undefined ? summary : { ...summary, ...profile };
  });

/**
 * Reads a question in the light of the datasets and of the questions before it, each of which is read again in its turn, so that
 * nothing has to be remembered.
 *
 * @param history earlier user questions of the conversation, oldest first.
 */
export function understand(
  question: string,
  catalog: readonly DatasetSummary[],
  profiles: readonly DatasetProfile[],
  history: readonly string[] = [],
): Understanding {
  const datasets = known(catalog, profiles);
  let previous: QuerySpec | undefined;
  for (const turn of history.slice(-offlineLimits.historyTurns)) {
    const read = readTurn(turn, catalog, datasets, previous);
    if (read.kind === 'query' && read.spec.intent !== 'list-datasets') previous = read.spec;
  }
  return readTurn(question, catalog, datasets, previous);
}
