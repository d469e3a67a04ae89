import { describe, expect, it } from 'vitest';
import { manoeuvres, planted, poisonedDefinitions } from './carriers.js';
import { asDefinition, asResult, sure } from './judged.js';
import { honestDefinitions, neighbours } from './neighbours.js';

/** The share of a class that is sure. */
function shareOf(texts: readonly string[], judge: (text: string) => number): number {
  return texts.filter((text) => judge(text) >= sure).length / texts.length;
}

describe.each(Object.entries({ ...planted, ...manoeuvres }))('%s', (_, texts) => {
  it('is sure of most that is planted there', () => {
    expect(shareOf(texts, asResult)).toBeGreaterThan(0.5);
  });
});

it('is sure of most definitions that want more than they say', () => {
  expect(shareOf(poisonedDefinitions, asDefinition)).toBeGreaterThanOrEqual(0.75);
});

describe.each(Object.entries(neighbours))('%s', (_, texts) => {
  it('pass', () => {
    expect(texts.filter((text) => asResult(text) >= sure)).toEqual([]);
  });
});

it('lets honest definitions pass', () => {
  expect(honestDefinitions.filter((text) => asDefinition(text) >= sure)).toEqual([]);
});
