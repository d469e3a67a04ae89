import type { DatasetProfile, DatasetSummary } from './catalog.js';
import type { DeclineReason } from './decline.js';
import type { QuerySpec } from './query.js';

/** How a question was read. */
export type Understanding =
  | { kind: 'query'; spec: QuerySpec; confidence: number; unknownWords: string[] }
  | { kind: 'greeting' }
  | { kind: 'declined'; reason: DeclineReason; understood: string[]; unknownWords: string[]; dataset?: string };

/**
 * Reads a question in the light of the datasets and of the questions before it.
 *
 * @param history earlier user questions of the conversation, oldest first.
 */
export function understand(
  question: string,
  catalog: readonly DatasetSummary[],
  profiles: readonly DatasetProfile[],
  history: readonly string[] = [],
): Understanding {
  void [question, catalog, profiles, history];
  return { kind: 'greeting' };
}
