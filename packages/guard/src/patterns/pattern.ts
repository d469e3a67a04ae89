import { limits } from '../limits.js';
import { Automaton } from './automaton.js';
import { parsePattern } from './parse-pattern.js';
import { compileProgram } from './program.js';
import { PatternError } from './syntax.js';

/** A regular expression in the syntax of RE2, found in linear time whatever it says and whatever it is sought in. */
export interface Pattern {
  /** The stretches that it matches, from left to right, at most {@link limits.patternMatches}, each in its full length. */
  find(text: string): { start: number; end: number }[];
  matches(text: string): boolean;
}

/** What a text comes to as a pattern, or why it is none. */
export type CompiledPattern = { ok: true; pattern: Pattern } | { ok: false; message: string };

/** Compiles a pattern. Does not throw. */
export function compilePattern(source: string): CompiledPattern {
  try {
    const syntax = parsePattern(source);
    const forward = compileProgram(syntax, false);
    const reverse = compileProgram(syntax, true);
    const search = new Automaton(forward, true);
    const onwards = new Automaton(forward, false);
    const backwards = new Automaton(reverse, false);
    const find = (text: string): { start: number; end: number }[] => {
      const found: { start: number; end: number }[] = [];
      for (let from = 0; found.length < limits.patternMatches;) {
        const first = search.run(text, from, text.length, false);
        if (first === undefined) break;
        const start = backwards.run(text, first, from, true) ?? first;
        const furthest = Math.min(text.length, Math.max(first, start + limits.patternWindow));
        const end = onwards.run(text, start, furthest, true) ?? first;
        if (end > start) found.push({ start, end });
        if (end >= text.length) break;
        from = Math.max(end, from + 1);
      }
      return found;
    };
    const matches = (text: string): boolean => search.run(text, 0, text.length, false) !== undefined;
    return { ok: true, pattern: { find, matches } };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, message: error.message };
    throw error;
  }
}
