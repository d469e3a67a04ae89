import type { Finding } from '@sallyport/scanner';
import { describe, expect, it } from 'vitest';
import { actionFor, decide, isHarder } from '../src/decide.js';
import { GuardErrorCode } from '../src/errors.js';
import { definePolicy } from '../src/policy.js';
import { presetNames, presets } from '../src/presets.js';
import type { Action, Policy, PolicyStep, PresetName, Suppression } from '../src/types.js';
import { categories, findingOf } from './support/finding.js';

// What the proof of mutants runs, many times over: every branch of a decision by itself, and nothing loaded besides.

const actions: readonly Action[] = ['allow', 'warn', 'strip', 'ask', 'block'];
const suppression = (parts: Partial<Suppression> = {}): Suppression => ({
  rule: 'github-token',
  reason: 'a test key',
  ...parts,
});

/** A policy that knows one category and takes the rest as they come. */
function policyOf(steps: readonly PolicyStep[], parts: Partial<Policy> = {}): Policy {
  return definePolicy('audit', {
    name: 'mine',
    categories: { ...presets.audit.categories, 'credential-leak': steps },
    ...parts,
  });
}

describe('actions', () => {
  it('have one order', () => {
    for (const [index, action] of actions.entries()) {
      for (const [other, than] of actions.entries()) expect(isHarder(action, than)).toBe(index > other);
    }
  });
});

describe('one finding', () => {
  it('calls for the hardest step that it reaches, from the very threshold on', () => {
    const steps: readonly PolicyStep[] = [
      { action: 'block', threshold: 0.9 },
      { action: 'warn', threshold: 0.3 },
      { action: 'strip', threshold: 0.6 },
    ];
    const action = (confidence: number): Action => actionFor(findingOf({ confidence }), policyOf(steps));
    expect([0.29, 0.3, 0.59, 0.6, 0.89, 0.9, 1].map(action)).toEqual([
      'allow',
      'warn',
      'warn',
      'strip',
      'strip',
      'block',
      'block',
    ]);
  });

  it('is not touched by steps for the other direction', () => {
    const steps: readonly PolicyStep[] = [
      { action: 'block', threshold: 0.5, direction: 'client-to-server' },
      { action: 'warn', threshold: 0.5, direction: 'server-to-client' },
    ];
    expect(actionFor(findingOf({ direction: 'client-to-server' }), policyOf(steps))).toBe('block');
    expect(actionFor(findingOf({ direction: 'server-to-client' }), policyOf(steps))).toBe('warn');
  });
});

describe('an override', () => {
  const block: readonly PolicyStep[] = [{ action: 'block', threshold: 0.5 }];
  const warn: readonly PolicyStep[] = [{ action: 'warn', threshold: 0.5 }];
  const categories = { 'credential-leak': block };

  it('holds where all that it names is so', () => {
    const action = (override: object, context: object): Action =>
      actionFor(findingOf(), policyOf(warn, { overrides: [{ categories, ...override }] }), context);
    expect(action({}, {})).toBe('block');
    expect(action({ server: 'a' }, { server: 'a', tool: 't' })).toBe('block');
    expect(action({ server: 'a' }, { server: 'b' })).toBe('warn');
    expect(action({ server: 'a' }, {})).toBe('warn');
    expect(action({ tool: 't' }, { server: 'a', tool: 't' })).toBe('block');
    expect(action({ tool: 't' }, { server: 'a', tool: 'u' })).toBe('warn');
    expect(action({ tool: 't' }, {})).toBe('warn');
    expect(action({ server: 'a', tool: 't' }, { server: 'a', tool: 't' })).toBe('block');
    expect(action({ server: 'a', tool: 't' }, { server: 'a', tool: 'u' })).toBe('warn');
    expect(action({ server: 'a', tool: 't' }, { server: 'b', tool: 't' })).toBe('warn');
  });

  it('gives way to a later one, and says nothing of other categories', () => {
    const overrides = [
      { categories },
      { categories: { 'credential-leak': [] } },
      { categories: { malformed: block } },
    ];
    expect(actionFor(findingOf(), policyOf(warn, { overrides }))).toBe('allow');
    expect(actionFor(findingOf(), policyOf(warn, { overrides: overrides.toReversed() }))).toBe('block');
    const malformed = findingOf({ category: 'malformed' });
    expect(actionFor(malformed, policyOf(warn, { overrides }))).toBe('block');
  });
});

describe('steps of a rule by itself', () => {
  const own = (rules: Policy['rules']): Policy =>
    policyOf([{ action: 'warn', threshold: 0.5 }], {
      rules,
      overrides: [{ categories: { 'credential-leak': [{ action: 'strip', threshold: 0.5 }] } }],
    });

  it('come before those of its category and of every override', () => {
    const rules = { 'github-token': [{ action: 'block', threshold: 0.5 }] } as const;
    expect(actionFor(findingOf(), own(rules))).toBe('block');
    expect(actionFor(findingOf({ rule: 'another' }), own(rules))).toBe('strip');
    expect(actionFor(findingOf({ rule: 'toString' }), own(rules))).toBe('strip');
    expect(actionFor(findingOf(), own({ 'github-token': [] }))).toBe('allow');
    expect(actionFor(findingOf(), own(undefined))).toBe('strip');
  });

  it('are checked as the others are', () => {
    expect(() => own({ a: [{ action: 'block', threshold: 2 }] })).toThrow('not between 0 and 1');
  });
});

describe('a verdict', () => {
  const steps: readonly PolicyStep[] = [
    { action: 'warn', threshold: 0.3 },
    { action: 'strip', threshold: 0.6 },
    { action: 'block', threshold: 0.9 },
  ];
  const policy = policyOf(steps);
  const at = (confidence: number, title: string): Finding => findingOf({ confidence, title });

  it('is that of its hardest finding, wherever that stands, and of these names the surest', () => {
    const doubtful = at(0.4, 'doubtful');
    const [sure, surer] = [at(0.92, 'sure'), at(0.97, 'surer')];
    for (const findings of [
      [doubtful, sure, surer],
      [surer, sure, doubtful],
      [sure, doubtful, surer],
      [sure, surer, sure],
    ]) {
      const verdict = decide(findings, policy);
      expect(verdict).toMatchObject({ action: 'block', findings, suppressed: [], expired: [] });
      expect(verdict.decisive).toBe(surer);
    }
    expect(decide([sure, at(0.92, 'as sure')], policy).decisive).toBe(sure);
  });

  it('is not made milder by a surer finding of which less is made', () => {
    const mild = findingOf({ category: 'malformed', confidence: 1 });
    const harmful = at(0.92, 'harmful');
    for (const findings of [
      [harmful, mild],
      [mild, harmful],
    ]) {
      expect(decide(findings, policy)).toMatchObject({ action: 'block', decisive: harmful });
    }
  });

  it('names nothing where nothing is done', () => {
    const reason = 'Nothing that the policy "mine" acts on.';
    expect(decide([], policy)).toEqual({
      action: 'allow',
      findings: [],
      suppressed: [],
      expired: [],
      reason,
      decisive: undefined,
    });
    expect(decide([at(0.1, 'a'), at(0.2, 'b')], policy)).toMatchObject({ action: 'allow', reason });
    expect(decide([at(0.1, 'a'), at(0.2, 'b')], policy).decisive).toBeUndefined();
  });

  it('says what was done, where, under which policy and how sure', () => {
    const reason = (confidence: number, pointer: string): string =>
      decide([findingOf({ title: 'A key', confidence, pointer })], policy).reason;
    expect(reason(0.4, '/a')).toBe('A key at /a is recorded under the policy "mine" (confidence 40 %).');
    expect(reason(0.7, '/a')).toBe('A key at /a is taken out under the policy "mine" (confidence 70 %).');
    expect(decide([findingOf()], policyOf([{ action: 'ask', threshold: 0 }])).reason).toContain(
      'is asked about',
    );
    expect(reason(0.995, '')).toBe(
      'A key at the message is blocked under the policy "mine" (confidence 100 %).',
    );
  });

  it('says that a suppression of the same rule has run out', () => {
    const now = Date.parse('2026-05-01T00:00:00Z');
    const old = suppression({ expires: '2026-04-01T00:00:00Z' });
    const verdict = decide([findingOf()], policyOf(steps, { suppressions: [old] }), { now });
    expect(verdict.expired).toEqual([old]);
    expect(verdict.reason).toContain(
      ' It was accepted until 2026-04-01T00:00:00Z: look at it again, and renew the suppression or not.',
    );
    const both = [findingOf({ rule: 'other', confidence: 1 }), findingOf()];
    const mixed = decide(both, policyOf(steps, { suppressions: [old] }), { now });
    expect(mixed.expired).toEqual([old]);
    expect(mixed.reason).not.toContain('accepted');
  });
});

describe('a suppression', () => {
  const now = Date.parse('2026-05-01T00:00:00Z');
  const context = { server: 'data', tool: 'run', now };
  const policyWith = (...suppressions: Suppression[]): Policy =>
    policyOf([{ action: 'block', threshold: 0.5 }], { suppressions });
  const covers = (parts: Partial<Suppression>, finding: Partial<Finding> = {}, given: object = context) =>
    decide([findingOf(finding)], policyWith(suppression(parts)), given).action === 'allow';

  it('covers what agrees with all that it names', () => {
    expect(covers({})).toBe(true);
    expect(covers({}, {}, {})).toBe(true);
    expect(covers({ rule: 'another' })).toBe(false);
    expect(covers({ server: 'data' })).toBe(true);
    expect(covers({ server: 'other' })).toBe(false);
    expect(covers({ server: 'data' }, {}, {})).toBe(false);
    expect(covers({ tool: 'run' })).toBe(true);
    expect(covers({ tool: 'other' })).toBe(false);
    expect(covers({ tool: 'run' }, {}, {})).toBe(false);
    expect(covers({ fingerprint: 'f1' }, { fingerprint: 'f1' })).toBe(true);
    expect(covers({ fingerprint: 'f1' }, { fingerprint: 'f2' })).toBe(false);
    expect(covers({ fingerprint: 'f1' })).toBe(false);
    expect(covers({ server: 'data', tool: 'other' })).toBe(false);
    expect(covers({ server: 'other', tool: 'run' })).toBe(false);
  });

  it('covers a pointer, what lies inside it, or all below', () => {
    const pointer = '/result/content/0/text';
    const inside = '~json/rows/3';
    expect(covers({ pointer }, { pointer })).toBe(true);
    expect(covers({ pointer }, { pointer: `${pointer}/x` })).toBe(false);
    expect(covers({ pointer: '/result' }, { pointer })).toBe(false);
    expect(covers({ pointer }, { pointer, inside })).toBe(true);
    expect(covers({ pointer: `${pointer}/${inside}` }, { pointer, inside })).toBe(true);
    expect(covers({ pointer: `${pointer}/${inside}` }, { pointer })).toBe(false);
    expect(covers({ pointer: `${pointer}/~json/rows/*` }, { pointer, inside })).toBe(true);
    expect(covers({ pointer: `${pointer}/~json/rows/*` }, { pointer })).toBe(false);
    expect(covers({ pointer: '/result/*' }, { pointer })).toBe(true);
    expect(covers({ pointer: '/result/*' }, { pointer: '/results/0' })).toBe(false);
    expect(covers({ pointer: '/params/*' }, { pointer })).toBe(false);
    expect(covers({ pointer: '' }, { pointer: '' })).toBe(true);
    expect(covers({ pointer: '' }, { pointer })).toBe(false);
  });

  it('holds until the moment that it names, and never without a clock', () => {
    const expires = '2026-05-02T00:00:00Z';
    const end = Date.parse(expires);
    expect(covers({ expires }, {}, { now: end - 1 })).toBe(true);
    expect(covers({ expires }, {}, { now: end })).toBe(false);
    expect(covers({ expires }, {}, { now: end + 1 })).toBe(false);
    expect(covers({ expires }, {}, {})).toBe(false);
  });

  it('is named with what it covers; one that has run out is named once, and not where another covers', () => {
    const old = suppression({ expires: '2026-04-01T00:00:00Z' });
    const young = suppression({ expires: '2026-06-01T00:00:00Z', server: 'data' });
    const findings = [findingOf({ start: 1 }), findingOf({ start: 2 })];
    const open = decide(findings, policyWith(old), context);
    expect(open).toMatchObject({ action: 'block', findings, suppressed: [], expired: [old] });
    expect(open.expired).toHaveLength(1);
    const covered = decide(findings, policyWith(old, young), context);
    expect(covered).toMatchObject({ action: 'allow', findings: [], expired: [] });
    expect(covered.suppressed).toMatchObject(findings);
    expect(covered.suppressed.map(({ suppressedBy }) => suppressedBy)).toEqual([young, young]);
  });
});

describe('definePolicy', () => {
  it('keeps of the preset what is not replaced', () => {
    const steps: readonly PolicyStep[] = [{ action: 'strip', threshold: 1 }];
    const categories = { ...presets.strict.categories, malformed: steps };
    const policy = definePolicy('strict', { pins: 'off', categories });
    expect(policy).toEqual({ ...presets.strict, pins: 'off', categories });
    expect(definePolicy('balanced')).toEqual(presets.balanced);
  });

  it.each<[string, Partial<Policy>]>([
    [
      '"ask-me" is not one of',
      { overrides: [{ categories: { malformed: [{ action: 'ask-me' as Action, threshold: 0 }] } }] },
    ],
    ...[-0.01, 1.01, Number.NaN].map((threshold): [string, Partial<Policy>] => [
      `a threshold is ${threshold}, not between 0 and 1`,
      { overrides: [{ categories: { malformed: [{ action: 'warn', threshold }] } }] },
    ]),
    ['a suppression names no rule', { suppressions: [suppression({ rule: '' })] }],
    ['the suppression of github-token has no reason', { suppressions: [suppression({ reason: ' \n' })] }],
    [
      'has the date "soon", which is not ISO 8601',
      { suppressions: [suppression(), suppression({ expires: 'soon' })] },
    ],
    ['has the pointer "result", which does not', { suppressions: [suppression({ pointer: 'result' })] }],
    ['has an empty fingerprint', { suppressions: [suppression({ fingerprint: '' })] }],
  ])('refuses: %s', (message, changes) => {
    let thrown: unknown;
    try {
      definePolicy('strict', changes);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: GuardErrorCode.PolicyInvalid,
      message: expect.stringContaining(message),
    });
    expect(thrown).toMatchObject({ message: expect.stringMatching(/^The policy cannot be used: .*\.$/) });
  });

  it('takes every action, the ends of the scale, and suppressions of every kind', () => {
    const steps = actions.flatMap((action) => [0, 1].map((threshold) => ({ action, threshold })));
    const changes: Partial<Policy> = {
      overrides: [{ categories: { malformed: steps } }],
      suppressions: [
        suppression(),
        suppression({ pointer: '', fingerprint: 'f', expires: '2026-05-02T00:00:00Z' }),
        suppression({ pointer: '/a' }),
      ],
    };
    expect(definePolicy('strict', changes)).toEqual({ ...presets.strict, ...changes });
  });
});

describe('the presets', () => {
  /** What each does just below and at 0.5, and just below and at 0.7. */
  const table = (name: PresetName): Record<string, string> =>
    Object.fromEntries(
      categories.map((category) => [
        category,
        [0.499, 0.5, 0.699, 0.7]
          .map((confidence) => actionFor(findingOf({ category, confidence }), presets[name]))
          .join(' '),
      ]),
    );
  const all = (does: string): Record<string, string> =>
    Object.fromEntries(categories.map((category) => [category, does]));
  const warning = all('allow warn warn warn');
  const blocking = {
    ...all('allow warn warn block'),
    'rug-pull': 'allow block block block',
    malformed: 'allow block block block',
  };
  const fallsClosed = { ...warning, malformed: 'allow allow allow block' };

  it.each([
    ['balanced', fallsClosed, 'withhold'],
    ['strict', blocking, 'withhold'],
    ['audit', warning, 'warn'],
    ['generic-agent', fallsClosed, 'withhold'],
    ['claude-code', blocking, 'withhold'],
  ] as const)('%s', (name, expected, pins) => {
    expect(table(name)).toEqual(expected);
    expect(presets[name]).toMatchObject({ name, pins, overrides: [], suppressions: [] });
  });

  it('are listed in one order', () => {
    expect(presetNames).toEqual(['balanced', 'strict', 'audit', 'generic-agent', 'claude-code']);
  });
});
