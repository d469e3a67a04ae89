import * as fc from 'fast-check';
import type { Finding } from '@sallyport/scanner';
import { describe, expect, it } from 'vitest';
import {
  decide,
  definePolicy,
  isHarder,
  presetNames,
  presets,
  type Action,
  type Policy,
} from '../src/index.js';
import { categories, findingOf } from './support/finding.js';

const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    category: fc.constantFrom(...categories),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    rule: fc.constantFrom('a', 'b', 'c'),
    pointer: fc.constantFrom('', '/a', '/a/b'),
  })
  .map(findingOf);

const anyAction = fc.constantFrom<Action>('allow', 'warn', 'strip', 'block');
const anySteps = fc.array(
  fc.record({ action: anyAction, threshold: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { maxLength: 3 },
);
const anyPolicy: fc.Arbitrary<Policy> = fc
  .tuple(fc.tuple(...categories.map(() => anySteps)), fc.subarray(['a', 'b']))
  .map(([steps, suppressed]) => {
    const chosen = Object.fromEntries(categories.map((category, index) => [category, steps[index] ?? []]));
    const suppressions = suppressed.map((rule) => ({ rule, reason: 'known' }));
    return definePolicy('strict', { categories: chosen as unknown as Policy['categories'], suppressions });
  });

describe('decide', () => {
  it('never becomes milder with more findings, nor harder with fewer', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        fc.array(anyFinding, { maxLength: 6 }),
        fc.array(anyFinding, { maxLength: 6 }),
        (policy, some, more) => {
          const before = decide(some, policy).action;
          const after = decide([...more, ...some], policy).action;
          expect(isHarder(before, after)).toBe(false);
        },
      ),
    );
  });

  it('does not depend on the order, and never becomes milder with a surer finding', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(anyFinding, { minLength: 1, maxLength: 6 }), (policy, findings) => {
        expect(decide(findings.toReversed(), policy).action).toBe(decide(findings, policy).action);
        const surer = findings.map((finding) => findingOf({ ...finding, confidence: 1 }));
        expect(isHarder(decide(findings, policy).action, decide(surer, policy).action)).toBe(false);
      }),
    );
  });

  it('names the finding that decided, and only then', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(anyFinding, { maxLength: 6 }), (policy, findings) => {
        const verdict = decide(findings, policy);
        expect(verdict.decisive === undefined).toBe(verdict.action === 'allow');
        expect(verdict.findings.length + verdict.suppressed.length).toBe(findings.length);
        expect(verdict.decisive === undefined || verdict.findings.includes(verdict.decisive)).toBe(true);
      }),
    );
  });

  it.each([
    ['balanced', 'warn'],
    ['generic-agent', 'warn'],
    ['audit', 'warn'],
    ['strict', 'block'],
    ['claude-code', 'block'],
  ] as const)('under %s a sure finding means %s, in every category', (name, action) => {
    const harmful = categories.filter((category) => category !== 'malformed');
    expect(harmful.map((category) => decide([findingOf({ category })], presets[name]).action)).toEqual(
      harmful.map(() => action),
    );
    expect(decide([findingOf({ confidence: 0.1 })], presets[name]).action).toBe('allow');
    expect(presetNames).toContain(name);
  });

  it('refuses what could not be read to its end under every preset but audit', () => {
    const unread = [findingOf({ category: 'malformed', confidence: 1 })];
    expect(presetNames.filter((name) => decide(unread, presets[name]).action !== 'block')).toEqual(['audit']);
  });

  it('takes the steps of an override for its server and tool alone', () => {
    const policy = definePolicy('strict', {
      overrides: [
        {
          server: 'files',
          tool: 'read',
          categories: { 'credential-leak': [{ action: 'strip', threshold: 0.5 }] },
        },
      ],
    });
    const finding = [findingOf()];
    expect(decide(finding, policy, { server: 'files', tool: 'read' }).action).toBe('strip');
    expect(decide(finding, policy, { server: 'files', tool: 'write' }).action).toBe('block');
    expect(decide(finding, policy, { server: 'data', tool: 'read' }).action).toBe('block');
    expect(
      decide([findingOf({ category: 'prompt-injection' })], policy, { server: 'files', tool: 'read' }).action,
    ).toBe('block');
  });

  it('acts on one direction alone where a step says so', () => {
    const policy = definePolicy('audit', {
      categories: {
        ...presets.audit.categories,
        'credential-leak': [{ action: 'block', threshold: 0.5, direction: 'client-to-server' }],
      },
    });
    expect(decide([findingOf()], policy).action).toBe('block');
    expect(decide([findingOf({ direction: 'server-to-client' })], policy).action).toBe('allow');
  });
});

describe('a suppression', () => {
  const policyWith = (suppression: Partial<Policy['suppressions'][number]>): Policy =>
    definePolicy('strict', {
      suppressions: [{ rule: 'github-token', reason: 'a test key', ...suppression }],
    });
  const now = Date.parse('2026-05-01T00:00:00Z');

  it('covers its rule, server, tool and pointer, and nothing else', () => {
    const policy = policyWith({ server: 'data', tool: 'run', pointer: '/params/arguments/*' });
    const context = { server: 'data', tool: 'run', now };
    const covered = decide([findingOf()], policy, context);
    expect(covered).toMatchObject({ action: 'allow', findings: [], suppressed: [{ rule: 'github-token' }] });
    expect(decide([findingOf({ rule: 'npm-token' })], policy, context).action).toBe('block');
    expect(decide([findingOf({ pointer: '/params/name' })], policy, context).action).toBe('block');
    expect(decide([findingOf({ pointer: '/params/argumentsX/code' })], policy, context).action).toBe('block');
    expect(decide([findingOf()], policy, { ...context, tool: 'other' }).action).toBe('block');
    expect(decide([findingOf()], policy, { ...context, server: 'other' }).action).toBe('block');
    expect(decide([findingOf()], policy).action).toBe('block');
  });

  it('ends when it expires, and without a clock counts as expired', () => {
    const policy = policyWith({ expires: '2026-05-02T00:00:00Z' });
    expect(decide([findingOf()], policy, { now }).action).toBe('allow');
    expect(decide([findingOf()], policy, { now: Date.parse('2026-05-02T00:00:00Z') }).action).toBe('block');
    expect(decide([findingOf()], policy).action).toBe('block');
    const unreadable = { ...policy, suppressions: [{ rule: 'github-token', reason: 'x', expires: 'soon' }] };
    expect(decide([findingOf()], unreadable, { now }).action).toBe('block');
  });

  it('needs a reason and a readable date', () => {
    expect(() => policyWith({ reason: ' ' })).toThrow('has no reason');
    expect(() => policyWith({ expires: 'soon' })).toThrow('not ISO 8601');
  });
});

it('refuses a policy with an impossible step', () => {
  const withStep = (step: unknown): Policy =>
    definePolicy('strict', {
      categories: { ...presets.strict.categories, malformed: [step] } as Policy['categories'],
    });
  expect(() => withStep({ action: 'ponder', threshold: 0.5 })).toThrow('is not one of');
  expect(() => withStep({ action: 'block', threshold: 7 })).toThrow('not between 0 and 1');
  expect(() => withStep({ action: 'block', threshold: Number.NaN })).toThrow('not between 0 and 1');
});
