import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canaryKinds, compileKnownSecrets, makeCanary, scanText } from '../../src/index.js';

const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });

describe.each(canaryKinds)('a canary of kind %s', (kind) => {
  it('is reported with certainty, in either direction', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        fc.pre(new Set(random).size > 20);
        const value = makeCanary(kind, random);
        const knownSecrets = compileKnownSecrets({ canaries: [{ name: 'bait', value }] });
        for (const direction of ['client-to-server', 'server-to-client'] as const) {
          const findings = scanText(`token="${value}"`, { direction, knownSecrets });
          expect(findings).toContainEqual(
            expect.objectContaining({ rule: 'canary', severity: 'critical', confidence: 1 }),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('looks like the real thing', () => {
    const random = Uint8Array.from({ length: 64 }, (_, index) => (index * 89 + 41) % 256);
    const value = makeCanary(kind, random);
    const names = { 'aws-secret-access-key': 'aws_secret_access_key = ', password: 'password: ' } as Record<
      string,
      string
    >;
    const findings = scanText(`${names[kind] ?? ''}${value}`, { direction: 'client-to-server' });
    expect(Math.max(...findings.map(({ confidence }) => confidence))).toBeGreaterThanOrEqual(0.7);
  });
});

it.each(['github-token', 'npm-token'] as const)('of kind %s has a checksum that holds', (kind) => {
  const value = makeCanary(
    kind,
    Uint8Array.from({ length: 64 }, (_, index) => (index * 89 + 41) % 256),
  );
  expect(scanText(value, { direction: 'client-to-server' })[0]?.confidence).toBe(0.99);
});

it('takes enough randomness', () => {
  expect(() => makeCanary('password', new Uint8Array(8))).toThrow(/64 random bytes/);
});
