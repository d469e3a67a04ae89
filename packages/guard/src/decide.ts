import type { Finding } from '@sallyport/scanner';
import { sortOut } from './suppressions.js';
import type { Action, DecisionContext, Policy, PolicyStep, Suppression, Verdict } from './types.js';

/** The actions by how hard they are. */
const hardness: Readonly<Record<Action, number>> = { allow: 0, warn: 1, strip: 2, ask: 3, block: 4 };

/** Whether the first action is harder than the second. */
export function isHarder(action: Action, than: Action): boolean {
  return hardness[action] > hardness[than];
}

/**
 * What a policy says about a set of findings: the hardest action that any one of them calls for. Pure; more findings
 * never make a verdict milder.
 */
export function decide(findings: readonly Finding[], policy: Policy, context: DecisionContext = {}): Verdict {
  const { counted, suppressed, expired } = sortOut(findings, policy.suppressions, context);
  let action: Action = 'allow';
  let decisive: Finding | undefined;
  for (const finding of counted) {
    const called = actionFor(finding, policy, context);
    const isSurer = called === action && decisive !== undefined && finding.confidence > decisive.confidence;
    if (!isHarder(called, action) && !isSurer) continue;
    action = called;
    decisive = finding;
  }
  const reason = reasonOf(action, decisive, policy, expired);
  return { action, findings: counted, suppressed, expired, reason, decisive };
}

/** The action that one finding calls for by itself. */
export function actionFor(finding: Finding, policy: Policy, context: DecisionContext = {}): Action {
  let action: Action = 'allow';
  for (const step of stepsFor(finding, policy, context)) {
    if (step.direction !== undefined && step.direction !== finding.direction) continue;
    if (finding.confidence >= step.threshold && isHarder(step.action, action)) action = step.action;
  }
  return action;
}

function stepsFor(finding: Finding, policy: Policy, context: DecisionContext): readonly PolicyStep[] {
  const own =
    policy.rules && Object.hasOwn(policy.rules, finding.rule) ? policy.rules[finding.rule] : undefined;
  if (own) return own;
  let steps = policy.categories[finding.category];
  for (const override of policy.overrides) {
    const matches =
      (override.server === undefined || override.server === context.server) &&
      (override.tool === undefined || override.tool === context.tool);
    if (matches) steps = override.categories[finding.category] ?? steps;
  }
  return steps;
}

const deeds: Readonly<Record<Exclude<Action, 'allow'>, string>> = {
  warn: 'is recorded',
  strip: 'is taken out',
  ask: 'is asked about',
  block: 'is blocked',
};

function reasonOf(
  action: Action,
  decisive: Finding | undefined,
  policy: Policy,
  expired: readonly Suppression[],
): string {
  if (action === 'allow' || !decisive) return `Nothing that the policy "${policy.name}" acts on.`;
  const place = decisive.pointer === '' ? 'the message' : decisive.pointer;
  const percent = Math.round(decisive.confidence * 100);
  return `${decisive.title} at ${place} ${deeds[action]} under the policy "${policy.name}" (confidence ${percent} %).${expirationOf(decisive, expired)}`;
}

/** Whoever accepted the finding once wants to know why it is back. */
function expirationOf({ rule }: Finding, expired: readonly Suppression[]): string {
  const old = expired.find((suppression) => suppression.rule === rule);
  return old
    ? ` It was accepted until ${old.expires}: look at it again, and renew the suppression or not.`
    : '';
}
