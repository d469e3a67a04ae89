import { describe, expect, it } from 'vitest';
import { scanMessage } from '../../src/index.js';
import { manoeuvres, planted, poisonedDefinitions } from './carriers.js';
import { honestDefinitions, neighbours } from './neighbours.js';

/** What the presets that block ask for. */
const sure = 0.7;

function confidence(result: unknown): number {
  const findings = scanMessage({ result }, { direction: 'server-to-client' });
  return Math.max(0, ...findings.map((finding) => finding.confidence));
}

const asResult = (text: string): number => confidence({ content: [{ type: 'text', text }] });
const asDefinition = (text: string): number =>
  confidence({ tools: [{ name: 'tool', description: text, inputSchema: { type: 'object' } }] });

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
