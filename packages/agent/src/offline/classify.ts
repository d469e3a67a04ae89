import { declineText } from './answer/decline-text.js';
import type { DatasetSummary } from './catalog.js';
import type { DeclineReason } from './decline.js';
import { findMentions } from './link/mentions.js';
import { isKnownWord } from './read/known-words.js';
import { reportSubject } from './report/report-subject.js';
import { isGreeting, topicToDecline } from './topics.js';
import { vocabularyOf } from './vocabulary.js';
import { comparatives, superlatives } from './words/lexicon.js';
import { correctTokens } from './words/spelling.js';
import { tokenise, type Token } from './words/tokens.js';

/** The guardrail's view of a question. `message` says to the user what was not possible, and why. */
export type Classification =
  { kind: 'analysis' } | { kind: 'declined'; reason: DeclineReason; message: string };

/** Words that ask for analysis by themselves; with one, the analyst decides. */
const analytic =
  /\b(how (many|much|often)|average|mean|median|total|sum|count|number of|max(imum)?|min(imum)?|highest|lowest|largest|smallest|most|least|fewest|top|bottom|compare|comparison|correlat\w*|distribut\w*|histogram|trend|share|percent\w*|proportion|chart|graph|plot|datasets?|columns?|rows?|tables?|csv|data|per|by|over time|describe|list|show|filters?|sort(ed)?|group(ed)?)\b/i;

const shortFollowUp = 9;

const links = (tokens: readonly Token[], dataset: DatasetSummary): boolean => {
  const corrected = correctTokens(tokens, vocabularyOf(dataset));
  return findMentions(corrected, dataset).some(({ start, end }) =>
    corrected.slice(start, end).some(({ word }) => !isKnownWord(word)),
  );
};

/**
 * Decides whether a question is one for the data analyst. Deterministic. Declines only on positive evidence (destructive,
 * off-topic, a forecast, a why), or when nothing in the question has to do with data; what it lets through the analyst may still
 * decline, with a better view of the data.
 *
 * @param history earlier user questions of the conversation, oldest first: a short question may lean on them.
 */
export function classifyQuestion(
  question: string,
  catalog: readonly DatasetSummary[],
  history: readonly string[] = [],
): Classification {
  const subject = reportSubject(question);
  if (subject === '' && history.length > 0) return { kind: 'analysis' };
  if (subject !== undefined && subject !== '') return classifyQuestion(subject, catalog, history);
  if (isGreeting(question)) return { kind: 'analysis' };
  const declined = (reason: DeclineReason): Classification => ({
    kind: 'declined',
    reason,
    message: declineText(reason, { unknownWords: [], catalog }),
  });
  const reason = topicToDecline(question, catalog);
  if (reason !== undefined) return declined(reason);
  const tokens = tokenise(question);
  const leansOnHistory = history.length > 0 && tokens.length <= shortFollowUp;
  const ranks = tokens.some(
    ({ word }) => Object.hasOwn(superlatives, word) || Object.hasOwn(comparatives, word),
  );
  if (leansOnHistory || ranks || analytic.test(question)) return { kind: 'analysis' };
  return catalog.length === 0 || catalog.some((dataset) => links(tokens, dataset))
    ? { kind: 'analysis' }
    : declined('off-topic');
}
