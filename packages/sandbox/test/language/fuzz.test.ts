import { describe, expect, it } from 'vitest';

import { fuzzDifferences, fuzzHostile } from './fuzz/campaign.js';

// The short form of `pnpm proof sandbox-fuzz`: the same programs each time. On a busy machine they take minutes.
const patienceMs = 300_000;

describe('generated programs', () => {
  it(
    'give what V8 gives',
    () => {
      const { counts, examples } = fuzzDifferences(400, 1);
      expect(examples.filter(({ comparison }) => comparison.verdict === 'different')).toEqual([]);
      expect(counts.equal / 400).toBeGreaterThan(0.995);
    },
    patienceMs,
  );
});

describe('mutated programs', () => {
  it(
    'are answered with values and errors of the guest, with and without the checker',
    () => {
      const { faults, signatures } = fuzzHostile(600, 1);
      expect(faults).toEqual([]);
      expect(signatures).toBeGreaterThan(50);
    },
    patienceMs,
  );
});
