import type { DatasetSummary } from '../catalog/types.js';

/** What a run's agents and guardrails know besides the conversation. Never shown to a model. */
export interface AnalystContext {
  runId: string;
  question: string;
  /** The conversation's earlier questions, oldest first. */
  earlierQuestions: readonly string[];
  /** The datasets at hand. */
  datasets: () => Promise<DatasetSummary[]>;
  signal: AbortSignal;
}
