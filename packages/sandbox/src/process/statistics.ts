import { TimingHistogram } from './timing-histogram.js';
import type { KillReason, SandboxMetrics } from './metrics.js';

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
  readonly queue = new TimingHistogram();
  readonly run = new TimingHistogram();
  readonly start = new TimingHistogram();
  peakMemoryBytes = 0;
}
