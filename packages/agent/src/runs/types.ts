import type { Action } from '@sallyport/guard';
import type { Finding } from '@sallyport/scanner';
import type { Chart, Json, Table } from '../catalog/types.js';
import type { ModelInfo, RunUsage } from '../models/model-info.js';
import type { RunError } from './run-error.js';

/** What went wrong with a program, as the analysis tool says it. */
export interface ToolError {
  code: string;
  message: string;
  line?: number;
  column?: number;
  snippet?: string;
  hint?: string;
  didYouMean?: string[];
}

/** One thing that a program showed or ended with. */
export type Output = { title?: string } & (
  | { kind: 'table'; table: Table }
  | { kind: 'chart'; chart: Chart; table?: Table }
  | { kind: 'text'; text: string }
  | { kind: 'value'; value: Json }
);

/**
 * The whole `structuredContent` of a tool's result, whose members depend on the tool, or the error. `table`, `chart`,
 * `value`, `outputs`, `logs`, `durationMs` and `truncated` are `run_analysis`'s.
 */
export interface ToolOutput {
  table?: Table;
  chart?: Chart;
  value?: Json;
  /** All that the program showed, in order, where that is more than one thing; see `outputsOf`. */
  outputs?: Output[];
  logs?: string[];
  durationMs?: number;
  truncated?: boolean;
  error?: ToolError;
  [member: string]: unknown;
}

/** How a run ended. */
export type RunStatus = 'answered' | 'declined' | 'failed' | 'stopped';

/** A finding of the guard, with what was done about it. */
export interface RunFinding {
  /** The event in the audit log; absent where the policy records nothing. */
  eventId?: string;
  action: Action;
  server: string;
  tool?: string;
  /** The call whose arguments or result it was found in. */
  callId?: string;
  finding: Finding;
}

/** The kinds of {@link RunEvent}, without their number and time. */
export type RunEventBody =
  | { type: 'run-start'; runId: string; conversationId: string; question: string; model: ModelInfo }
  | { type: 'agent-start'; agent: string }
  | { type: 'text-delta'; delta: string }
  | { type: 'text-end' }
  | { type: 'tool-input-available'; callId: string; tool: string; input: unknown; code?: string }
  | {
      type: 'tool-output-available';
      callId: string;
      tool: string;
      output: ToolOutput;
      isError: boolean;
      durationMs: number;
    }
  | ({ type: 'security-finding' } & RunFinding)
  | { type: 'usage-update'; usage: RunUsage }
  | { type: 'run-end'; status: RunStatus; answer?: string; error?: RunError };

/** One thing that happened in a run. `seq` counts from 1 within the run; `at` is in milliseconds since the epoch. */
export type RunEvent = { seq: number; at: number } & RunEventBody;

/** One tool call of a run. */
export interface RunStep {
  tool: string;
  code?: string;
  result: ToolOutput;
  durationMs: number;
  isError: boolean;
}

/** What a run came to. */
export interface RunResult {
  status: RunStatus;
  /** Empty where the run failed before there was one. */
  answer: string;
  /** The table of the last successful analysis that had one. */
  table?: Table;
  /** The chart of the last successful analysis that had one. */
  chart?: Chart;
  /** All that the last successful analysis showed, in order. */
  outputs?: Output[];
  steps: RunStep[];
  /** The agents that took part, in order. */
  agentPath: string[];
  model: ModelInfo;
  usage: RunUsage;
  findings: RunFinding[];
  conversationId: string;
  runId: string;
  error?: RunError;
}

/** A run that this process owns. It goes on whether or not anyone reads its events; only `stop` ends it early. */
export interface RunHandle {
  readonly runId: string;
  readonly conversationId: string;
  /** The events after number `after` (default 0: all): those that were, then those that come, up to `run-end`. */
  events(after?: number): AsyncIterable<RunEvent>;
  /** Ends the run with the status `stopped`. Does nothing to a run that has ended. */
  stop(): void;
  /** Never rejects: a failure is a result with the status `failed`. */
  readonly result: Promise<RunResult>;
}
