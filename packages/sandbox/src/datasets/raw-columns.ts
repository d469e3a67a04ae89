import type { IngestProblem } from '../types.js';

/** A value before its column's type is known. `undefined` and `null` are both absent. */
export type RawValue = string | number | boolean | null | undefined;

/** Columns of raw values, all of one length, and where each row stood in its file. */
export interface RawColumns {
  names: string[];
  values: RawValue[][];
  /** The line of each row, from 1, where the format has lines. */
  lines?: number[];
  /** Whether texts may stand for numbers and the like, as in CSV, or only for dates, as in JSON. */
  textual: boolean;
  /** The mark between a number's whole and its fraction. */
  decimalMark: '.' | ',';
}

/** Keeps the first problems and counts them all. */
export class ProblemList {
  readonly kept: IngestProblem[] = [];
  count = 0;

  constructor(private readonly limit: number) {}

  add(problem: IngestProblem): void {
    this.count += 1;
    if (this.kept.length < this.limit) this.kept.push(problem);
  }
}

/** Column names as a program can use them: trimmed, never empty, each once. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((raw, index) => {
    const base = raw.trim().normalize('NFC') || `column_${index + 1}`;
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}_${number}`;
    taken.add(name);
    return name;
  });
}
