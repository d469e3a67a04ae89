import type { Mutant } from './mutants.js';

/** Mutants of one line that no test can notice, since what they do is the same. */
export interface EquivalentMutants {
  readonly file: string;
  /** The line, without the space around it. */
  readonly text: string;
  /** What is there, and what may as well be. */
  readonly changes: readonly (readonly [original: string, replacement: string])[];
  /** Why it is the same. */
  readonly reason: string;
}

/** A mutant in one line. */
export function describeMutant({
  file,
  text,
  original,
  replacement,
}: Omit<Mutant, 'start' | 'end' | 'line'>): string {
  return `${file}: ${text}: ${original} -> ${replacement}`;
}

/** Every change to a file that is listed as equivalent. */
export function listedOf(equivalent: readonly EquivalentMutants[], file: string): string[] {
  return equivalent
    .filter((each) => each.file === file)
    .flatMap(({ text, changes }) =>
      changes.map(([original, replacement]) => describeMutant({ file, text, original, replacement })),
    );
}
