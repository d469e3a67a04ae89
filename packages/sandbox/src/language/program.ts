import type { Program } from 'acorn';

import { analyse } from './analysis.js';
import { toText } from './runtime/coerce.js';
import { Signal } from './compiler/context.js';
import { compileProgram } from './compiler/compile.js';
import { ErrorCode } from './error-code.js';
import { GuestError, LimitError, RejectionError, ThrownValue } from './errors.js';
import { formatValue } from './format.js';
import { defaultLanguageLimits, errorLength, type LanguageLimits } from './limits.js';
import type { CheckOutcome, ProgramError, ProgramOutcome } from './outcome.js';
import { parseProgram } from './parse.js';
import { isPlainObject } from './runtime/kinds.js';
import { placed, Run } from './runtime/run.js';
import { blankNoise, locate } from './source.js';
import { GuestFunction, type GuestValue } from './values.js';

/** What a program runs with. */
export interface RunOptions {
  /** Names that the program finds beside the built-in ones. */
  readonly globals: Readonly<Record<string, GuestValue>>;
  /** Limits that differ from `defaultLanguageLimits`. */
  readonly limits?: Partial<LanguageLimits>;
  /**
   * `false` only in proofs that the interpreter needs no checker: source of any length and any number of nodes is
   * taken, and what the language does not have (refused syntax, unknown names, `__proto__` in a literal) is compiled
   * all the same. It then either is harmless or fails, catchably, when the program reaches it. What the parser
   * itself refuses stays refused. Nothing that serves a caller sets it, and the package does not export it.
   */
  readonly staticChecks?: boolean;
}

/** What a program is checked against. */
export interface CheckOptions {
  /** As for a run. Without them, names that nothing declares are taken to be the host's. */
  readonly globals?: Readonly<Record<string, GuestValue>>;
  readonly limits?: Partial<LanguageLimits>;
}

/**
 * Checks and runs a program. Its value is that of a top-level `return` or `export default`, or of the last expression
 * statement, or of a final `const name = …`; a function without parameters is called. Where that gives nothing, it is
 * what a final `console.log(x)` or the only one of the program printed. Never throws for a fault of the program; a fault of the host passes through.
 */
export function runProgram(source: string, options: RunOptions): ProgramOutcome {
  const { globals, staticChecks = true } = options;
  const unbounded = staticChecks ? {} : { sourceLength: Infinity, nodes: Infinity };
  const run = new Run({ ...defaultLanguageLimits, ...options.limits, ...unbounded });
  const text = blankNoise(source);
  try {
    const program = parseProgram(text, run.limits);
    const execute = compileProgram(program, analyse(program, run.limits), run, globals, staticChecks);
    run.startClock();
    const final = finalValue(execute(), program, run);
    return {
      status: 'ok',
      ...final,
      endsAt: lastStatement(program)?.start ?? 0,
      logs: run.logs.lines,
      steps: Math.ceil(run.steps),
    };
  } catch (error) {
    return {
      ...describeFailure(placed(error, undefined), source, run),
      logs: run.logs.lines,
      steps: Math.ceil(run.steps),
    };
  }
}

/** Checks a program by compiling it, which is all that a check is. Never throws for a fault of the program. */
export function checkProgram(source: string, options: CheckOptions = {}): CheckOutcome {
  const run = new Run({ ...defaultLanguageLimits, ...options.limits });
  try {
    const program = parseProgram(blankNoise(source), run.limits);
    compileProgram(program, analyse(program, run.limits), run, options.globals);
    return { ok: true };
  } catch (error) {
    return { ok: false, error: describeFailure(placed(error, undefined), source, run).error };
  }
}

/** The program's value, and whether it is only what was printed. */
function finalValue(signal: Signal, program: Program, run: Run): { value: GuestValue; logged?: true } {
  let value = signal === Signal.Return ? run.returnValue : run.completion;
  if (value instanceof GuestFunction && value.code.arity === 0) value = run.call(value, []);
  if (value === undefined && signal !== Signal.Return && (endsInPrint(program) || run.printed === 1))
    return { value: run.lastLogged, logged: true };
  return { value };
}

function lastStatement(program: Program): Program['body'][number] | undefined {
  return program.body.findLast(({ type }) => type !== 'EmptyStatement');
}

function endsInPrint(program: Program): boolean {
  const last = lastStatement(program);
  if (last?.type !== 'ExpressionStatement' || last.expression.type !== 'CallExpression') return false;
  const { callee } = last.expression;
  if (callee.type === 'Identifier') return callee.name === 'print';
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'console'
  );
}

type Failure = { status: 'rejected' | 'failed' | 'limit'; error: ProgramError };

function describeFailure(error: unknown, source: string, run: Run): Failure {
  if (error instanceof RejectionError)
    return { status: 'rejected', error: describeGuestError(error, source) };
  if (error instanceof GuestError) return { status: 'failed', error: describeGuestError(error, source) };
  if (error instanceof LimitError) {
    const { code, message, hint } = error;
    return {
      status: 'limit',
      error: withPosition({ code, message, ...(hint && { hint }) }, error.at, source),
    };
  }
  if (error instanceof ThrownValue) return describeThrown(error, source, run);
  throw error;
}

function describeGuestError(error: GuestError, source: string): ProgramError {
  const { code, message, hint, didYouMean } = error;
  const described: ProgramError = { code, message };
  if (hint !== undefined) described.hint = hint;
  if (didYouMean !== undefined && didYouMean.length > 0) described.didYouMean = [...didYouMean];
  return withPosition(described, error.at, source);
}

/** To be written out, a thrown value may have to be computed: that can fail, or spend the last of a budget. */
function describeThrown(thrown: ThrownValue, source: string, run: Run): Failure {
  try {
    return { status: 'failed', error: describeThrownValue(thrown, source, run) };
  } catch (error) {
    return describeFailure(placed(error, thrown.at), source, run);
  }
}

function describeThrownValue({ value, at }: ThrownValue, source: string, run: Run): ProgramError {
  if (isPlainObject(value) && run.errors.has(value)) {
    const origin = run.errors.get(value);
    if (origin !== undefined) return describeGuestError(origin, source);
    return withPosition({ code: ErrorCode.Uncaught, message: toText(value, run) }, at, source);
  }
  const message = `The program threw ${formatValue(value, run)}.`;
  return withPosition({ code: ErrorCode.Uncaught, message }, at, source);
}

function withPosition(error: ProgramError, at: number | undefined, source: string): ProgramError {
  const { message, hint } = error;
  const bounded = { ...error, message: cut(message), ...(hint !== undefined && { hint: cut(hint) }) };
  return at === undefined ? bounded : { ...bounded, ...locate(source, at) };
}

/** A program says how long its own errors are. */
function cut(text: string): string {
  return text.length > errorLength ? `${text.slice(0, errorLength)}…` : text;
}
