import { RE2JS, type Matcher } from 're2js';

import { ErrorCode } from '../error-code.js';
import { GuestError, invalidArgument, RejectionError } from '../errors.js';
import { toText } from '../runtime/coerce.js';
import { GuestPattern, type GuestArray, type GuestValue } from '../values.js';
import type { Run } from '../runtime/run.js';
import { PatternError, translatePattern } from './pattern-syntax.js';

/** One match: where it lies, and its groups with the whole match first. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly names: Record<string, string | undefined> | undefined;
}

/** The form in which a pattern is matched. */
interface CompiledPattern {
  readonly matcher: RE2JS;
  readonly names: ReadonlyMap<number, string>;
}

/** Compiling takes up to 0.1 ms per character. */
const stepsPerPatternCharacter = 4000;

/**
 * Of the work that a search might take, this share is paid even where it finds its match early: it may have read on to
 * the end of the text to know. That is rare, and for programs that seek it the clock is looked at after each search.
 */
const searchedAheadShare = 65_536;

const knownFlags = 'gimsuy';

/**
 * Compiles a regular expression into a matcher that takes time linear in the text.
 *
 * @throws GuestError for what such a matcher cannot do.
 */
export function createPattern(source: string, flags: string, run: Run): GuestPattern {
  const maximumLength = run.limits.patternLength;
  if (source.length > maximumLength)
    throw refused(`A regular expression may have ${maximumLength} characters.`, 'Split it into several.');
  run.charge(stepsPerPatternCharacter * source.length);
  checkFlags(flags);
  const shown = source === '' ? '(?:)' : source.replaceAll(/\\?\n/g, '\\n').replaceAll(/(\\.)|\//g, slashed);
  return new GuestPattern(shown, Array.from(flags).toSorted().join(''), compile(source, flags));
}

function slashed(text: string, escape: string | undefined): string {
  return escape ?? `\\${text}`;
}

function compile(source: string, flags: string): CompiledPattern {
  try {
    const { source: translated, names } = translatePattern(source, flags);
    const matcher = RE2JS.compile(translated, flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0);
    return { matcher, names };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint =
      error instanceof PatternError
        ? error.hint
        : 'Write it another way, use string methods or `pl.col(…).str`.';
    throw refused(`The regular expression cannot be used: ${error.message}.`, hint);
  }
}

function checkFlags(flags: string): void {
  for (const [index, flag] of Array.from(flags).entries()) {
    if (!knownFlags.includes(flag) || flags.indexOf(flag) !== index)
      throw refused(
        `The flags \`${flags.slice(0, 20)}\` are not supported.`,
        'Use g, i, m, s, u and y, each once.',
      );
  }
}

function refused(message: string, hint: string): GuestError {
  return invalidArgument(message, hint, 'SyntaxError');
}

/**
 * The pattern of a literal.
 *
 * @throws RejectionError for what the matcher cannot do: it is found before the program runs.
 */
export function compileLiteralPattern(source: string, flags: string, run: Run, at: number): GuestPattern {
  try {
    return createPattern(source, flags, run);
  } catch (error) {
    if (!(error instanceof GuestError)) throw error;
    const { message, hint } = error;
    throw new RejectionError(ErrorCode.SyntaxRefused, message, { hint, at });
  }
}

/** `new RegExp(pattern, flags)`. */
export function constructPattern(args: readonly GuestValue[], run: Run): GuestPattern {
  const [pattern, flags] = args;
  const source = pattern instanceof GuestPattern ? sourceOf(pattern) : pattern;
  const inherited = pattern instanceof GuestPattern ? pattern.flags : '';
  return createPattern(
    source === undefined ? '' : toText(source, run),
    flags === undefined ? inherited : toText(flags, run),
    run,
  );
}

function sourceOf(pattern: GuestPattern): string {
  return pattern.source === '(?:)' ? '' : pattern.source;
}

/** Walks through the matches of a pattern in a text. The work is reserved before each search. */
export class Search {
  readonly #text: string;
  readonly #run: Run;
  readonly #matcher: Matcher;
  readonly #names: ReadonlyMap<number, string>;
  readonly #cost: number;
  readonly #sticky: boolean;

  constructor(pattern: GuestPattern, text: string, run: Run, sticky = pattern.flags.includes('y')) {
    const { matcher, names } = pattern.compiled as CompiledPattern;
    this.#text = text;
    this.#run = run;
    this.#matcher = matcher.matcher(text);
    this.#names = names;
    this.#cost = 1 + (this.#matcher.programSize() * (this.#matcher.groupCount() + 1)) / 2;
    this.#sticky = sticky;
  }

  /** The first match that starts at or after an offset; for a sticky pattern, at the offset. */
  from(offset: number): Match | undefined {
    if (!(offset <= this.#text.length)) return undefined;
    const whole = 20 + this.#cost * (this.#text.length - offset);
    this.#run.charge(whole);
    const matcher = this.#matcher;
    if (!matcher.find(offset)) return undefined;
    const start = matcher.start();
    const end = matcher.end();
    this.#run.settle(whole, 20 + this.#cost * (end - offset) + whole / searchedAheadShare);
    if (this.#sticky && start !== offset) return undefined;
    const groups: (string | undefined)[] = [];
    for (let group = 0; group <= matcher.groupCount(); group++)
      groups.push(matcher.group(group) ?? undefined);
    this.#run.allocate(64 + 16 * groups.length + 2 * (end - start));
    return { start, end, groups, names: this.#namesOf(groups) };
  }

  /** All matches from an offset on, each of them starting after the one before. */
  *all(start = 0): Generator<Match> {
    let offset = start;
    for (;;) {
      const match = this.from(offset);
      if (match === undefined) return;
      yield match;
      offset = match.end === match.start ? nextOffset(this.#text, match.end) : match.end;
    }
  }

  #namesOf(groups: readonly (string | undefined)[]): Match['names'] {
    if (this.#names.size === 0) return undefined;
    const result = Object.create(null) as Record<string, string | undefined>;
    for (const [group, name] of this.#names) result[name] = groups[group];
    return result;
  }
}

/** The offset after the character at an offset. */
export function nextOffset(text: string, offset: number): number {
  return offset + ((text.codePointAt(offset) ?? 0) > 0xff_ff ? 2 : 1);
}

/** The array that `match` and `exec` return. Its `index` and `groups` are kept beside it. */
export function matchArray(match: Match, text: string, run: Run): GuestArray {
  const result: GuestArray = [...match.groups];
  run.nameParts(result, { index: match.start, input: text, groups: match.names });
  return result;
}

/** The next match of a pattern, which walks on from `lastIndex` when it is global or sticky. */
export function nextMatch(pattern: GuestPattern, text: string, run: Run): Match | undefined {
  const walks = pattern.flags.includes('g') || pattern.flags.includes('y');
  const match = new Search(pattern, text, run).from(walks ? Math.max(0, pattern.lastIndex) : 0);
  if (walks) pattern.lastIndex = match === undefined ? 0 : match.end;
  return match;
}

/** `exec`. */
export function execute(pattern: GuestPattern, text: string, run: Run): GuestValue {
  const match = nextMatch(pattern, text, run);
  return match === undefined ? null : matchArray(match, text, run);
}

/** Throws unless a pattern has the flag `g`, which the `…All` methods need. */
export function requireGlobal(pattern: GuestPattern, method: string): void {
  if (!pattern.flags.includes('g')) {
    throw invalidArgument(
      `.${method}(…) needs a regular expression with the flag g.`,
      'Write /…/g.',
      'TypeError',
    );
  }
}
