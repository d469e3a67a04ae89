import { describe, expect, it } from 'vitest';
import {
  features,
  frames,
  rules,
  scanText,
  type Direction,
  type Feature,
  type Surface,
} from '../src/index.js';
import { ScanBudget } from '../src/budget.js';
import { scanLimits } from '../src/index.js';
import { matchView } from '../src/match/match-view.js';

describe.each(rules.map((rule) => [rule.id, rule] as const))('rule %s', (id, rule) => {
  const direction: Direction = rule.directions[0] ?? 'server-to-client';
  const surface: Surface = rule.surfaces[0] ?? 'result';
  const found = (text: string): string[] =>
    scanText(text, { direction, surface })
      .filter((finding) => finding.confidence >= rule.confidence)
      .map((finding) => finding.rule);

  it('finds its own examples', () => {
    expect(rule.examples.mustMatch.filter((example) => !found(example).includes(id))).toEqual([]);
  });

  it('leaves its counter-examples alone', () => {
    expect(rule.examples.mustNotMatch.filter((example) => found(example).includes(id))).toEqual([]);
  });

  it('names what it is, why, and what to do', () => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    for (const text of [rule.title, rule.why, rule.remedy]) expect(text.length).toBeGreaterThan(4);
    expect(rule.references.length).toBeGreaterThan(0);
    expect(rule.confidence).toBeGreaterThan(0);
    expect(rule.confidence).toBeLessThanOrEqual(1);
  });
});

describe.each(features.map((feature) => [feature.id, feature] as const))('feature %s', (_, feature) => {
  it('is seen in its examples and nowhere in its counter-examples', () => {
    expect(feature.examples.mustMatch.filter((example) => !isSeen(feature, example))).toEqual([]);
    expect(feature.examples.mustNotMatch.filter((example) => isSeen(feature, example))).toEqual([]);
  });
});

describe.each(frames.map((frame) => [frame.id, frame] as const))('frame %s', (id, frame) => {
  const isFilled = (text: string): boolean =>
    matchView(text, 'instructions', new ScanBudget(scanLimits)).signs.some(({ sign }) => sign.id === id);

  it('is filled by its examples and not by its counter-examples', () => {
    expect(frame.examples.mustMatch.filter((example) => !isFilled(example))).toEqual([]);
    expect(frame.examples.mustNotMatch.filter((example) => isFilled(example))).toEqual([]);
  });
});

it('gives every rule, feature and frame an id of its own', () => {
  const ids = [...rules, ...features, ...frames].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

/** Whether the feature's pattern matches where one of its keywords stands: exactly what the engine tries. */
function isSeen({ keywords, pattern }: Feature, text: string): boolean {
  const lower = text.toLowerCase();
  return keywords.some((keyword) => {
    for (let at = lower.indexOf(keyword); at >= 0; at = lower.indexOf(keyword, at + 1)) {
      pattern.lastIndex = at;
      if (pattern.test(text)) return true;
    }
    return false;
  });
}
