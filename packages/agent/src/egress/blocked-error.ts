const marker = Symbol.for('sallyport.agent.blocked');

/** Sallyport did not let a request through, or its answer. The message is its reason. */
export class BlockedError extends Error {
  readonly [marker] = true;
  /** 403, 429 or 503. */
  readonly status: number;
  /** What to do next; empty where nothing is said. */
  readonly hint: string;
  /** The event in the audit log; `sallyport explain EVENT` tells more. */
  readonly eventId: string | undefined;

  constructor(
    reason: string,
    { status, hint, eventId }: { status: number; hint: string; eventId?: string | undefined },
  ) {
    super(`Sallyport blocked this: ${reason}`);
    this.name = 'BlockedError';
    this.status = status;
    this.hint = hint;
    this.eventId = eventId;
  }

  static isInstance(error: unknown): error is BlockedError {
    return error instanceof Error && marker in error;
  }
}
