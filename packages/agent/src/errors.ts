import type { RunError, RunErrorCode } from './runs/run-error.js';

const marker = Symbol.for('sallyport.agent.error');

/** What this package throws at its callers: a code, what happened, and what to do next. */
export class AgentError extends Error implements RunError {
  readonly [marker] = true;
  override readonly name = 'AgentError';

  constructor(
    readonly code: RunErrorCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static isInstance(value: unknown): value is AgentError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
