import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { TimingHistogram } from '../../src/process/timing-histogram.js';

function reportOf(durations: readonly number[]): ReturnType<TimingHistogram['report']> {
  const histogram = new TimingHistogram();
  for (const duration of durations) histogram.add(duration);
  return histogram.report();
}

describe('timings', () => {
  it('are all nothing before there are any', () => {
    expect(reportOf([])).toEqual({ count: 0, meanMs: 0, p50Ms: 0, p95Ms: 0, maxMs: 0 });
  });

  it('tell the percentiles to a tenth, whatever the durations', () => {
    const duration = fc.double({ min: 0.06, max: 3_000_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 200 }), (durations) => {
        const sorted = durations.toSorted((left, right) => left - right);
        const report = reportOf(durations);
        for (const [share, value] of [
          [0.5, report.p50Ms],
          [0.95, report.p95Ms],
        ] as const) {
          const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
          expect(value).toBeGreaterThanOrEqual(exact - 0.01);
          expect(value).toBeLessThanOrEqual(exact * 1.1 + 0.01);
        }
        expect(report.maxMs).toBeCloseTo(sorted.at(-1) ?? 0, 1);
      }),
    );
  });

  it('hold durations that no bucket is meant for', () => {
    expect(reportOf([0, 1e12])).toMatchObject({ count: 2, p50Ms: 0.05, maxMs: 1e12 });
  });
});
