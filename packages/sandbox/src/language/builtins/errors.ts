import { ThrownValue, type GuestError } from '../errors.js';
import { ErrorCode } from '../error-code.js';
import { toText } from '../runtime/coerce.js';
import { isPlainObject } from '../runtime/kinds.js';
import type { Run } from '../runtime/run.js';
import { createObject, type GuestObject, type GuestValue } from '../values.js';

/** The names that `new` accepts for errors. */
export const errorNames = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
] as const;

/** An error as a guest sees it: an object with `name` and `message`. */
function createError(name: string, message: string, run: Run, origin?: GuestError): GuestObject {
  run.charge(20);
  run.allocate(128 + 2 * message.length);
  const error = createObject();
  error.name = name;
  error.message = message;
  run.errors.set(error, origin);
  return error;
}

/** `new Error(message, { cause })`. */
export function constructError(name: string, args: GuestValue[], run: Run): GuestObject {
  const error = createError(name, args[0] === undefined ? '' : toText(args[0], run), run);
  if (isPlainObject(args[1]) && Object.hasOwn(args[1], 'cause')) error.cause = args[1].cause;
  return error;
}

const typeErrorCodes: ReadonlySet<string> = new Set([
  ErrorCode.TypeMismatch,
  ErrorCode.MemberUnknown,
  ErrorCode.NotCallable,
  ErrorCode.AssignmentRefused,
]);

/** What `catch (error)` binds. */
export function caughtValue(error: GuestError | ThrownValue, run: Run): GuestValue {
  if (error instanceof ThrownValue) return error.value;
  return createError(error.errorName ?? nameOf(error.code), error.message, run, error);
}

function nameOf(code: string): string {
  if (typeErrorCodes.has(code)) return 'TypeError';
  if (code === ErrorCode.ArgumentInvalid) return 'RangeError';
  return code === ErrorCode.NameUninitialised ? 'ReferenceError' : 'Error';
}
