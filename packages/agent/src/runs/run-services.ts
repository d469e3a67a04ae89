import type { Session } from '@openai/agents';
import type { Classifier } from '../agents/classifier.js';
import type { DatasetSummary } from '../catalog/types.js';
import type { AgentLimits } from '../limits.js';
import type { CallScope } from '../mcp/call-scope.js';
import type { GuardedMcpServer } from '../mcp/guarded-server.js';
import type { ReportServer } from '../mcp/report-server.js';
import type { ModelRunner } from '../models/runner.js';
import type { ErrorContext } from './run-error-of.js';
import type { RunEvent, RunResult } from './types.js';

/** What every run of a backend shares. */
export interface RunServices {
  model: ModelRunner;
  /** Asks a model about a question; absent for the embedded one. */
  classifier?: Classifier;
  server: GuardedMcpServer;
  /** The server that a run writes its reports through. It starts when it is used; the run closes it. */
  reports: (scope: CallScope) => ReportServer;
  datasets: () => Promise<DatasetSummary[]>;
  limits: AgentLimits;
  errorContext: ErrorContext;
  /** Keeps the result, before anyone hears that the run has ended. `cause` is the error behind a failure. */
  save: (result: RunResult, events: readonly RunEvent[], cause: unknown) => Promise<void>;
}

/** What one run is about. */
export interface RunInput {
  runId: string;
  question: string;
  conversationId: string;
  earlierQuestions: readonly string[];
  session: Session;
}
