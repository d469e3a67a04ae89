import { SandboxErrorCode } from '../errors.js';
import { GuestError } from '../language/index.js';

/** An error about what a program shows or ends with. */
export function invalidResult(
  message: string,
  hint = 'Show or end with a frame, a chart, a number, a text or a few records.',
): GuestError {
  return new GuestError(SandboxErrorCode.ResultInvalid, message, { hint });
}
