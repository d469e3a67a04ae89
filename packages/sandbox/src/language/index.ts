// The whole surface of the guest language. Nothing else in this folder is imported from outside it.
export { consoleWithTables } from './builtins/console.js';
export { ErrorCode } from './error-code.js';
export { GuestError, type GuestErrorDetails } from './errors.js';
export { defaultLanguageLimits, type LanguageLimits } from './limits.js';
export type { CheckOutcome, ProgramError, ProgramOutcome } from './outcome.js';
export { onTypeScriptLoad, preloadTypeScript } from './parse.js';
export { checkProgram, runProgram } from './program.js';
export { isPlainObject, kindOf } from './runtime/kinds.js';
export { locate } from './source.js';
export { suggestNames } from './suggest.js';
export {
  Capability,
  createObject,
  GuestDate,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  type CallContext,
  type GuestObject,
  type GuestValue,
} from './values.js';
