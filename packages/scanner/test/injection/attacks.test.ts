import { describe, expect, it } from 'vitest';
import { scanMessage } from '../../src/index.js';
import { attacks, attacksAbroad, honest } from './attacks.js';

/** What the presets that block ask for. */
const sure = 0.7;
const doubtful = 0.5;

function confidence(text: string): number {
  const message = { result: { content: [{ type: 'text', text }] } };
  const findings = scanMessage(message, { direction: 'server-to-client' });
  return Math.max(0, ...findings.map((finding) => finding.confidence));
}

describe.each(Object.entries(attacksAbroad))('in %s', (_, texts) => {
  it('planted instructions are noticed, and most are sure', () => {
    expect(texts.filter((text) => confidence(text) < doubtful)).toEqual([]);
    expect(texts.filter((text) => confidence(text) >= sure).length).toBeGreaterThanOrEqual(texts.length - 1);
  });
});

it('planted instructions in unheard-of words are mostly noticed', () => {
  const texts = Object.values(attacks).flat();
  const noticed = texts.filter((text) => confidence(text) >= doubtful);
  expect(noticed.length / texts.length).toBeGreaterThan(0.65);
});

it('honest text of the same words is not blocked', () => {
  expect(honest.filter((text) => confidence(text) >= sure)).toEqual([]);
});
