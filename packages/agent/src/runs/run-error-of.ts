import { MaxTurnsExceededError, ModelBehaviorError, ModelTimeoutError } from '@openai/agents';
import { AgentError } from '../errors.js';
import type { AgentLimits } from '../limits.js';
import { causesOf, McpConnectionError } from '../mcp/failures.js';
import { mcpFailure } from '../mcp/mcp-failure.js';
import { reportServerName } from '../mcp/report-server.js';
import { approveWith } from '../mcp/withheld-error.js';
import type { ModelInfo } from '../models/model-info.js';
import { modelFailure } from './model-failure.js';
import { RunErrorCode, type RunError } from './run-error.js';

/** What an error is looked at with. */
export interface ErrorContext {
  model: ModelInfo;
  /** Whether there is a key for the model's server. */
  hasKey: boolean;
  mcpUrl: string;
  /** `SALLYPORT_HOME`: where the pins lie. */
  home: string;
  limits: AgentLimits;
}

/**
 * What a person is told of an error: its chain of causes is searched for one that this package knows. The words are this
 * package's own, so that nothing that a server or a library wrote (a key, an address) gets out.
 */
export function runErrorOf(error: unknown, context: ErrorContext): RunError {
  for (const cause of causesOf(error)) {
    const known = knownCause(cause, context);
    if (known) return known;
  }
  return {
    code: RunErrorCode.internal,
    message: 'Something went wrong inside the application.',
    remedy:
      'Ask again. If it happens again, report it with the causes that the audit log names for this run.',
  };
}

function knownCause(
  cause: unknown,
  { model, hasKey, mcpUrl, home, limits }: ErrorContext,
): RunError | undefined {
  if (AgentError.isInstance(cause)) return { code: cause.code, message: cause.message, remedy: cause.remedy };
  if (cause instanceof McpConnectionError && cause.server === reportServerName) {
    return {
      code: RunErrorCode.reportsUnavailable,
      message: 'The server that reports are written through did not start.',
      remedy: `Check that the folder of reports can be written. It does not start either when its command is another one than before, as after an update. ${approveWith(reportServerName, home)}`,
    };
  }
  if (cause instanceof McpConnectionError) return mcpFailure(cause, mcpUrl);
  if (cause instanceof MaxTurnsExceededError) {
    return {
      code: RunErrorCode.maxTurns,
      message: `The analyst used all of its ${limits.maxTurns} steps without reaching an answer.`,
      remedy: 'Ask a narrower question, or split it into parts.',
    };
  }
  if (cause instanceof ModelTimeoutError) {
    return {
      code: RunErrorCode.modelUnreachable,
      message: 'The model did not answer in time.',
      remedy: 'Ask again in a moment.',
    };
  }
  if (cause instanceof ModelBehaviorError) {
    return {
      code: RunErrorCode.modelMisbehaved,
      message: 'The model answered with something that the analysis cannot go on with.',
      remedy: 'Ask again, or set SALLYPORT_MODEL to a model that supports tools.',
    };
  }
  return modelFailure(cause, model, hasKey);
}
