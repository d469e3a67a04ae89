import { RE2JS, type Matcher } from 're2js';

import { ErrorCode } from '../error-code.js';
import { invalidArgument, RejectionError } from '../errors.js';
import type { Run } from '../runtime/run.js';
import type { GuestArray, GuestPattern, GuestValue } from '../values.js';

/** One match: where it lies, and its groups with the whole match first. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly names: Record<string, string | undefined> | undefined;
}

/** Compiling takes up to 0.1 ms per character. */
const stepsPerPatternCharacter = 4000;

const flagBits: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  g: 0,
  u: 0,
};

/**
 * Compiles a regular expression literal into a matcher that takes time linear in the text. Throws a
 * `RejectionError` for what such a matcher cannot do.
 */
export function compilePattern(source: string, flags: string, run: Run, at: number): RE2JS {
  const maximumLength = run.limits.patternLength;
  if (source.length > maximumLength) {
    throw refused(`A regular expression may have ${maximumLength} characters.`, 'Split it into several.', at);
  }
  run.charge(stepsPerPatternCharacter * source.length);
  let bits = 0;
  for (const flag of flags) {
    const bit = Object.hasOwn(flagBits, flag) ? flagBits[flag] : undefined;
    if (bit === undefined)
      throw refused(`The flag \`${flag}\` is not supported.`, 'Use the flags g, i, m, s and u.', at);
    bits |= bit;
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), bits);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = 'Look-around and back-references are not available; use string methods, or `pl.col(…).str`.';
    throw refused(`The regular expression cannot be used: ${error.message}.`, hint, at);
  }
}

function refused(message: string, hint: string, at: number): RejectionError {
  return new RejectionError(ErrorCode.SyntaxRefused, message, { hint, at });
}

/** Walks through the matches of a pattern in a text, charged before each search. */
export class Search {
  readonly #text: string;
  readonly #run: Run;
  readonly #matcher: Matcher;
  readonly #cost: number;

  constructor(pattern: GuestPattern, text: string, run: Run) {
    this.#text = text;
    this.#run = run;
    this.#matcher = (pattern.compiled as RE2JS).matcher(text);
    this.#cost = 1 + (this.#matcher.programSize() * (this.#matcher.groupCount() + 1)) / 2;
  }

  /** The first match that starts at or after an offset. */
  from(offset: number): Match | undefined {
    if (offset > this.#text.length) return undefined;
    this.#run.charge(20 + this.#cost * (this.#text.length - offset));
    const matcher = this.#matcher;
    if (!matcher.find(offset)) return undefined;
    const groups: (string | undefined)[] = [];
    for (let group = 0; group <= matcher.groupCount(); group++)
      groups.push(matcher.group(group) ?? undefined);
    this.#run.allocate(64 + 16 * groups.length + 2 * (groups[0]?.length ?? 0));
    return { start: matcher.start(), end: matcher.end(), groups, names: this.#names() };
  }

  /** All matches, each of them starting after the one before. */
  *all(): Generator<Match> {
    let offset = 0;
    for (;;) {
      const match = this.from(offset);
      if (match === undefined) return;
      yield match;
      offset = match.end === match.start ? match.end + 1 : match.end;
    }
  }

  #names(): Record<string, string | undefined> | undefined {
    const names = Object.entries(this.#matcher.getNamedGroups());
    if (names.length === 0) return undefined;
    const result = Object.create(null) as Record<string, string | undefined>;
    for (const [name, value] of names) result[name] = value ?? undefined;
    return result;
  }
}

/** The array that `match` and `exec` return. Its `index` and `groups` are kept beside it. */
export function matchArray(match: Match, text: string, run: Run): GuestArray {
  const result: GuestArray = [...match.groups];
  run.matches.set(result, { index: match.start, input: text, groups: match.names });
  return result;
}

/** `exec`, which walks on from `lastIndex` when the pattern is global. */
export function execute(pattern: GuestPattern, text: string, run: Run): GuestValue {
  const global = pattern.flags.includes('g');
  const match = new Search(pattern, text, run).from(global ? Math.max(0, pattern.lastIndex) : 0);
  if (global) pattern.lastIndex = match === undefined ? 0 : match.end;
  return match === undefined ? null : matchArray(match, text, run);
}

/** Throws unless a pattern has the flag `g`, which the `…All` methods need. */
export function requireGlobal(pattern: GuestPattern, method: string): void {
  if (!pattern.flags.includes('g')) {
    throw invalidArgument(`.${method}(…) needs a regular expression with the flag g.`, 'Write /…/g.');
  }
}
