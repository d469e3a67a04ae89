import { nearest } from './nearest.js';

/** One thing that is wrong with a configuration, and where. */
export interface ConfigProblem {
  /** From 1. */
  line: number;
  /** The key, as `response_scanning.action`; empty for the file as a whole. */
  key: string;
  /** What is wrong, and what to write instead. */
  message: string;
}

/** A problem in one line, as compilers write theirs. */
export function describeProblem(file: string, { line, key, message }: ConfigProblem): string {
  return `${file}:${line}: ${key === '' ? '' : `${key}: `}${message}`;
}

/** The sentence that helps whoever mistyped a word. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  const shown = known.slice(0, 12).join(', ');
  return `It may be ${shown}${known.length > 12 ? ', …' : ''}.`;
}
