import type { IngestProblem } from '../types.js';

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
