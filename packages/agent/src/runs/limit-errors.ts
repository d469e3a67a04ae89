import type { AgentLimits } from '../limits.js';
import { RunErrorCode, type RunError } from './run-error.js';

/** Why this side ends a run before it is done. */
export type EndReason = 'stopped' | 'time-limit' | 'token-limit' | 'output-limit';

/** What a person is told of it. */
export function endReasonError(reason: EndReason, limits: AgentLimits): RunError {
  switch (reason) {
    case 'stopped':
      return {
        code: RunErrorCode.stopped,
        message: 'The run was stopped.',
        remedy: 'Ask again, or ask something else.',
      };
    case 'time-limit':
      return {
        code: RunErrorCode.timeLimit,
        message: `The run took longer than ${Math.round(limits.runMs / 1000)} seconds and was ended.`,
        remedy: 'Ask a narrower question.',
      };
    case 'token-limit':
      return {
        code: RunErrorCode.tokenLimit,
        message: `The run used more than ${limits.runTokens} tokens and was ended.`,
        remedy: 'Ask a narrower question, or start a new conversation.',
      };
    case 'output-limit':
      return {
        code: RunErrorCode.outputLimit,
        message: 'The run wrote more than it may and was ended.',
        remedy: 'Ask a narrower question.',
      };
    default:
      return reason satisfies never;
  }
}
