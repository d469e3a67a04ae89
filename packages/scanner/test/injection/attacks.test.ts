import { describe, expect, it } from 'vitest';
import { attacks, attacksAbroad, honest } from './attacks.js';
import { asResult, sure } from './judged.js';

const doubtful = 0.5;

describe.each(Object.entries(attacksAbroad))('in %s', (_, texts) => {
  it('planted instructions are noticed, and most are sure', () => {
    expect(texts.filter((text) => asResult(text) < doubtful)).toEqual([]);
    expect(texts.filter((text) => asResult(text) >= sure).length).toBeGreaterThanOrEqual(texts.length - 1);
  });
});

it('planted instructions in unheard-of words are mostly noticed', () => {
  const texts = Object.values(attacks).flat();
  const noticed = texts.filter((text) => asResult(text) >= doubtful);
  expect(noticed.length / texts.length).toBeGreaterThan(0.65);
});

it('honest text of the same words is not blocked', () => {
  expect(honest.filter((text) => asResult(text) >= sure)).toEqual([]);
});
