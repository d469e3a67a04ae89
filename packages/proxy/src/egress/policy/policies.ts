import type { Action, EgressAction, EgressSettings, GuardConfig, Policy, PolicyStep } from '@sallyport/guard';
import type { Part } from '../types.js';

type Steps = readonly PolicyStep[];

/** From which sureness on something is acted on, or told of. */
const sure = 0.7;
const doubtful = 0.5;

const blocking: Steps = [
  { action: 'warn', threshold: doubtful },
  { action: 'block', threshold: sure },
];

/**
 * What is done about findings in each part of an exchange. What an address says is blocked in every preset, since an
 * address is never changed on the way and seldom long; bodies, headers and answers are as the configuration has them.
 */
export function policiesOf({
  policy,
  egress,
}: Pick<GuardConfig, 'policy' | 'egress'>): Readonly<Record<Part, Policy>> {
  const leaving = withAction(policy.categories['credential-leak'], egress.requests.action);
  const none: Steps = [];
  const of = (categories: Partial<Policy['categories']>): Policy => {
    const whole = {
      ...policy,
      categories: { ...policy.categories, 'tool-poisoning': none, 'rug-pull': none, ...categories },
    };
    return egress.mode === 'audit' ? softened(whole) : whole;
  };
  const url = of({
    'credential-leak': blocking,
    'data-flow': blocking,
    malformed: blocking,
    'prompt-injection': none,
    'dangerous-call': none,
  });
  // Agents talk of attacks, and of commands, to the models that they ask.
  const request = of({ 'credential-leak': leaving, 'prompt-injection': none, 'dangerous-call': none });
  const response = of({ 'dangerous-call': none });
  return {
    url,
    'request-headers': request,
    'request-body': request,
    'response-headers': response,
    'response-body': response,
    upstream: response,
  };
}

function withAction(steps: Steps, action: EgressAction | undefined): Steps {
  if (action === undefined) return steps;
  if (action === 'block') return blocking;
  return [{ action, threshold: doubtful }];
}

/** Only warnings: for the mode that keeps nothing back. */
function softened(policy: Policy): Policy {
  const soften = (steps: Steps): Steps => steps.map((step) => ({ ...step, action: soft(step.action) }));
  const categories = Object.fromEntries(
    Object.entries(policy.categories).map(([category, steps]) => [category, soften(steps)]),
  ) as Policy['categories'];
  return { ...policy, categories, overrides: [] };
}

function soft(action: Action): Action {
  return action === 'allow' ? 'allow' : 'warn';
}

/** Whether what breaks a rule of addresses or rates is only recorded. */
export function onlyRecords({ mode }: EgressSettings): boolean {
  return mode === 'audit';
}
