import type { Timing } from './metrics.js';

/** Each bucket begins a tenth above the one before. */
const growth = 1.1;
/** Where the second bucket begins; what is shorter is in the first. Milliseconds. */
const shortestMs = 0.05;
/** Enough to reach an hour. What is longer is in the last. */
const bucketCount = 192;

/** Durations, counted in buckets of a relative width, so that any number of them takes the same room. */
export class TimingHistogram {
  readonly #buckets = new Uint32Array(bucketCount);
  #count = 0;
  #total = 0;
  #max = 0;

  add(milliseconds: number): void {
    const bucket = Math.ceil(Math.log(milliseconds / shortestMs) / Math.log(growth));
    const index = Math.min(bucketCount - 1, Math.max(0, bucket));
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    this.#total += milliseconds;
    this.#max = Math.max(this.#max, milliseconds);
  }

  report(): Timing {
    return {
      count: this.#count,
      meanMs: round(this.#count === 0 ? 0 : this.#total / this.#count),
      p50Ms: this.#percentile(0.5),
      p95Ms: this.#percentile(0.95),
      maxMs: round(this.#max),
    };
  }

  /** The end of the bucket in which the share of all durations is reached; never more than the longest. */
  #percentile(share: number): number {
    let left = Math.ceil(this.#count * share);
    for (const [index, count] of this.#buckets.entries()) {
      left -= count;
      if (left <= 0) return round(Math.min(this.#max, shortestMs * growth ** index));
    }
    return round(this.#max);
  }
}

/** Milliseconds to a hundredth. */
export function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
