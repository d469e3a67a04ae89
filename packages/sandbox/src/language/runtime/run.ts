import { ErrorCode } from '../error-code.js';
import { GuestError, isStackOverflow, LimitError, ThrownValue } from '../errors.js';
import { stepsPerCheck, type LanguageLimits } from '../limits.js';
import {
  GuestFunction,
  NativeFunction,
  type CallContext,
  type GuestArray,
  type GuestValue,
} from '../values.js';
import { own, table, type Table } from '../table.js';
import type { Frame, FunctionCode } from './function-code.js';
import { assertGuestValue, kindOf } from './kinds.js';
import { LogSink } from './log-sink.js';

/** Strings below this are cheap to look into. */
const longText = 2048;

/**
 * One run of one program: its budgets, its logs, and the only place where functions are called. Budgets are
 * monotonic: neither a call nor a caught error gives anything back.
 */
export class Run implements CallContext {
  readonly limits: LanguageLimits;
  readonly logs: LogSink;
  steps = 0;
  memory = 0;
  depth = 0;
  /** Steps at which `check` is due. Compiled loops compare against it inline. */
  nextCheck: number;
  /** Where a `return` leaves its value on the way out of the function. */
  returnValue: GuestValue = undefined;
  /** The value of the last expression statement outside functions. */
  completion: GuestValue = undefined;
  /** What the last `console.log` printed, apart from texts before it; nothing where that is several values. */
  lastLogged: GuestValue = undefined;
  /** How often the program has printed. */
  printed = 0;
  /** Error objects that the interpreter made, with what they were made from. */
  readonly errors = new WeakMap<object, GuestError | undefined>();
  /** Names that some arrays answer to: `index`, `input` and `groups` of a match, `height` and `width` of a shape. */
  readonly #namedParts = new WeakMap<GuestArray, Table<GuestValue>>();
  #deadline: number | undefined;
  #touched = '';

  constructor(limits: LanguageLimits) {
    this.limits = limits;
    this.logs = new LogSink(limits);
    this.nextCheck = Math.min(limits.steps, stepsPerCheck);
  }

  /** From now on the program's time runs. Reading its text, and loading what that takes, came before. */
  startClock(): void {
    this.#deadline = this.limits.now && this.limits.now() + this.limits.timeMs;
  }

  nameParts(array: GuestArray, parts: Record<string, GuestValue>): void {
    this.#namedParts.set(array, table(parts));
  }

  /** The part of that name; `undefined` for an array without such names. */
  namedPart(array: GuestArray, name: string): GuestValue {
    const parts = this.#namedParts.get(array);
    return parts && own(parts, name);
  }

  charge(steps: number): void {
    this.steps += steps;
    if (!(this.steps <= this.nextCheck)) this.check();
  }

  /**
   * Turns a charge for work that might have taken that long into one for what it took. The clock is looked at as
   * often as if all of it had been spent.
   */
  settle(charged: number, spent: number): void {
    const unspent = Math.max(0, charged - spent);
    this.steps -= unspent;
    this.nextCheck -= unspent;
  }

  /**
   * Pays for looking into a string. One that was built piece by piece is copied into one piece by that, so that a
   * long string costs by its length; the one that was looked into before costs little.
   */
  touch(text: string): void {
    if (text.length < longText) return;
    this.charge(text.length >> (text === this.#touched ? 11 : 6));
    this.#touched = text;
  }

  allocate(bytes: number): void {
    this.memory += bytes;
    if (!(this.memory <= this.limits.memoryBytes)) {
      const hint = 'Aggregate with `pl` first, so that fewer rows reach the program.';
      throw new LimitError(ErrorCode.MemoryExceeded, 'The program used more memory than it may.', hint);
    }
  }

  /** Throws the limit that is spent, if any. `at` is the offset of the loop or call that noticed. */
  check(at?: number): void {
    const limit = this.#spentLimit();
    if (limit !== undefined) {
      limit.at = at;
      throw limit;
    }
    this.nextCheck = Math.min(this.limits.steps, this.steps + stepsPerCheck);
  }

  #spentLimit(): LimitError | undefined {
    const { limits } = this;
    if (!(this.steps <= limits.steps)) {
      const hint = 'Check that each loop ends, and let `pl` do the work on rows.';
      return new LimitError(
        ErrorCode.StepsExceeded,
        `The program took more than ${limits.steps} steps.`,
        hint,
      );
    }
    if (this.#deadline !== undefined && limits.now !== undefined && limits.now() > this.#deadline) {
      const hint = 'Let `pl` do the work on rows.';
      return new LimitError(ErrorCode.TimeExceeded, `The program took more than ${limits.timeMs} ms.`, hint);
    }
    if (limits.heapUsed !== undefined && limits.heapUsed() > limits.heapBytes) {
      return new LimitError(ErrorCode.MemoryExceeded, 'The program used more memory than it may.');
    }
    return undefined;
  }

  /** Runs a function's body in a frame that holds its arguments. */
  enter(code: FunctionCode, frame: Frame, at?: number): GuestValue {
    this.steps += code.weight;
    if (this.steps > this.nextCheck) this.check(at);
    if (++this.depth > this.limits.callDepth) throw depthExceeded(this.limits.callDepth, at);
    const value = code.body(frame);
    this.depth--;
    return value;
  }

  call(callee: GuestValue, args: GuestValue[], at?: number): GuestValue {
    if (callee instanceof GuestFunction) return this.enter(callee.code, frameFor(callee, args), at);
    if (callee instanceof NativeFunction) return this.callNative(callee, args, at);
    throw new GuestError(ErrorCode.NotCallable, `${kindOf(callee)} is not a function.`, { at });
  }

  /** Calls a callback without an argument list, which the array methods do for each element. */
  callback(callee: GuestValue, first: GuestValue, second?: GuestValue, third?: GuestValue): GuestValue {
    if (callee instanceof GuestFunction && callee.code.bind === undefined) {
      const { code } = callee;
      const frame = createFrame(code, callee);
      if (code.parameterCount > 0) frame[1] = first;
      if (code.parameterCount > 1) frame[2] = second;
      if (code.parameterCount > 2) frame[3] = third;
      if (code.capturedParameters.length > 0) boxParameters(code, frame);
      return this.enter(code, frame);
    }
    return this.call(callee, [first, second, third]);
  }

  callNative(callee: NativeFunction, args: GuestValue[], at?: number): GuestValue {
    this.charge(4);
    const { depth } = this;
    try {
      const value = callee.implementation(args, this);
      assertGuestValue(value);
      return value;
    } catch (error) {
      this.depth = depth;
      throw placed(error, at);
    }
  }
}

/** A frame for a call with a list of arguments. */
function frameFor(callee: GuestFunction, args: readonly GuestValue[]): Frame {
  const { code } = callee;
  const frame = createFrame(code, callee);
  if (code.bind !== undefined) {
    code.bind(frame, args);
    return frame;
  }
  const count = Math.min(code.parameterCount, args.length);
  for (let index = 0; index < count; index++) frame[index + 1] = args[index];
  if (code.capturedParameters.length > 0) boxParameters(code, frame);
  return frame;
}

/** A frame whose variables are all still `undefined`. */
export function createFrame(code: FunctionCode, callee: GuestFunction): Frame {
  // eslint-disable-next-line unicorn/no-new-array
  const frame: Frame = new Array<Frame[number]>(code.slotCount);
  frame[0] = callee.captured;
  return frame;
}

/** Moves the parameters that closures capture into cells. */
export function boxParameters(code: FunctionCode, frame: Frame): void {
  for (const slot of code.capturedParameters) frame[slot] = { value: frame[slot] as GuestValue };
}

function depthExceeded(callDepth: number, at?: number): LimitError {
  const message = `Calls are nested more than ${callDepth} deep.`;
  const limit = new LimitError(
    ErrorCode.DepthExceeded,
    message,
    'Check that the recursion ends, or use a loop.',
  );
  limit.at = at;
  return limit;
}

/**
 * The one place where a host exception that a built-in raised becomes an error of the guest. Guest errors and limits
 * get the position of the call; anything that is neither passes unchanged, and no guest can catch it.
 */
export function placed(error: unknown, at: number | undefined): unknown {
  if (error instanceof ThrownValue) return error;
  if (error instanceof GuestError || error instanceof LimitError) {
    error.at ??= at;
    return error;
  }
  if (isStackOverflow(error)) {
    const limit = new LimitError(ErrorCode.DepthExceeded, 'The program is nested too deeply.');
    limit.at = at;
    return limit;
  }
  if (error instanceof RangeError) return new GuestError(ErrorCode.ArgumentInvalid, error.message, { at });
  if (error instanceof TypeError) return new GuestError(ErrorCode.TypeMismatch, error.message, { at });
  if (error instanceof SyntaxError)
    return new GuestError(ErrorCode.ArgumentInvalid, error.message, { at, errorName: 'SyntaxError' });
  return error;
}
