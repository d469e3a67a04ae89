import type { ModelInfo, RunUsage } from '../models/model-info.js';
import type { RunError } from '../runs/run-error.js';
import type { RunEvent, RunStatus } from '../runs/types.js';

/** How a turn stands: as its run ended, under way, or cut off by the end of the process. */
export type TurnStatus = RunStatus | 'running' | 'interrupted';

/** One question and what came of it. */
export interface Turn {
  runId: string;
  question: string;
  answer: string;
  status: TurnStatus;
  error?: RunError;
  model: ModelInfo;
  usage: RunUsage;
  /** What is needed to draw the turn again: the run's events, with the text in one piece. Empty while it runs. */
  events: RunEvent[];
  /** Milliseconds since the epoch. */
  createdAt: number;
  endedAt?: number;
}

/** A conversation as a list shows it. Times are in milliseconds since the epoch. */
export interface ConversationSummary {
  id: string;
  title: string;
  createdAt: number;
  updatedAt: number;
}

/** A conversation with all its turns, the earliest first. */
export interface Conversation extends ConversationSummary {
  turns: Turn[];
}

/** The conversations that the server keeps. */
export interface ConversationStore {
  /** The latest first. */
  list(): Promise<ConversationSummary[]>;
  get(id: string): Promise<Conversation | undefined>;
  /** Renames; false where there is no such conversation. */
  rename(id: string, title: string): Promise<boolean>;
  /** Removes a conversation with all that belongs to it; false where there is none. */
  delete(id: string): Promise<boolean>;
}
