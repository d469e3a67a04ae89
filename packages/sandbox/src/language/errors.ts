import { ErrorCode } from './error-code.js';
import type { GuestValue } from './values.js';

/** What goes with an error beside its code and message. */
export interface GuestErrorDetails {
  /** What to write instead, as one sentence. */
  hint?: string | undefined;
  /** Near names, the nearest first. */
  didYouMean?: readonly string[] | undefined;
  /** Offset in the source. The interpreter fills it in with the position of the call. */
  at?: number | undefined;
  /** The class that a `catch` of the program sees, where the code does not decide it. */
  errorName?: GuestErrorName | undefined;
}

/** The classes of errors that JavaScript raises by itself. */
export type GuestErrorName = 'RangeError' | 'SyntaxError' | 'TypeError' | 'URIError';

/**
 * A mistake of the guest program. Native functions throw it; the program can catch it, and then sees an object
 * with `name` and `message`. The code may be one of `ErrorCode` or the thrower's own.
 */
export class GuestError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly didYouMean: readonly string[] | undefined;
  readonly errorName: GuestErrorName | undefined;
  at: number | undefined;

  constructor(code: string, message: string, details: GuestErrorDetails = {}) {
    super(message);
    this.name = 'GuestError';
    this.code = code;
    this.hint = details.hint;
    this.didYouMean = details.didYouMean;
    this.errorName = details.errorName;
    this.at = details.at;
  }
}

/** A program that the checker refuses. Raised before anything runs. */
export class RejectionError extends GuestError {}

/** A spent budget. It passes through every guest `catch` and `finally`. */
export class LimitError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  at: number | undefined;

  constructor(code: ErrorCode, message: string, hint?: string) {
    super(message);
    this.name = 'LimitError';
    this.code = code;
    this.hint = hint;
  }
}

/** A value that the program threw. Not an `Error`, so that throwing stays cheap. */
export class ThrownValue {
  readonly value: GuestValue;
  readonly at: number;

  constructor(value: GuestValue, at: number) {
    this.value = value;
    this.at = at;
  }
}

/** Whether a `catch` of the guest may see an error: a limit or a fault of the host passes through. */
export function isCatchable(error: unknown): error is GuestError | ThrownValue {
  return error instanceof GuestError || error instanceof ThrownValue;
}

/** Whether the host's own stack ran out, which counts as a limit of the guest. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

/** An operand or argument of the wrong type. */
export function typeMismatch(message: string, hint?: string, at?: number): GuestError {
  return new GuestError(ErrorCode.TypeMismatch, message, { hint, at });
}

/** An argument that a built-in cannot take. */
export function invalidArgument(message: string, hint?: string, errorName?: GuestErrorName): GuestError {
  return new GuestError(ErrorCode.ArgumentInvalid, message, { hint, errorName });
}
