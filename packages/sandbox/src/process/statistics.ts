import type { KillReason, SandboxMetrics, Timing } from './metrics.js';

/** Adds durations up. */
class TimingSum {
  #count = 0;
  #total = 0;
  #max = 0;

  add(milliseconds: number): void {
    this.#count += 1;
    this.#total += milliseconds;
    this.#max = Math.max(this.#max, milliseconds);
  }

  report(): Timing {
    const meanMs = this.#count === 0 ? 0 : this.#total / this.#count;
    return { count: this.#count, meanMs: round(meanMs), maxMs: round(this.#max) };
  }
}

/** Milliseconds to a hundredth. */
export function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

/** What the pool counts. */
export class Statistics {
  readonly kills: Record<KillReason, number> = {
    'wall-clock': 0,
    memory: 0,
    cancelled: 0,
    died: 0,
    protocol: 0,
    start: 0,
    'recycled-runs': 0,
    'recycled-age': 0,
    'recycled-memory': 0,
    closed: 0,
  };
  readonly runs: SandboxMetrics['runs'] = { ok: 0, rejected: 0, failed: 0, limit: 0, killed: 0, internal: 0 };
  readonly queue = new TimingSum();
  readonly run = new TimingSum();
  readonly start = new TimingSum();
  peakMemoryBytes = 0;
}
