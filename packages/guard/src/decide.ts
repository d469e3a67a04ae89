import { parsePointer, type Finding } from '@sallyport/scanner';
import type { Action, DecisionContext, Policy, PolicyStep, Suppression, Verdict } from './types.js';

/** The actions by how hard they are. */
const hardness: Readonly<Record<Action, number>> = { allow: 0, warn: 1, strip: 2, block: 3 };

/** Whether the first action is harder than the second. */
export function isHarder(action: Action, than: Action): boolean {
  return hardness[action] > hardness[than];
}

/**
 * What a policy says about a set of findings: the hardest action that any one of them calls for. Pure; more findings
 * never make a verdict milder.
 */
export function decide(findings: readonly Finding[], policy: Policy, context: DecisionContext = {}): Verdict {
  const counted: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const isSuppressed = policy.suppressions.some((suppression) => covers(suppression, finding, context));
    (isSuppressed ? suppressed : counted).push(finding);
  }
  let action: Action = 'allow';
  let decisive: Finding | undefined;
  for (const finding of counted) {
    const called = actionFor(finding, policy, context);
    const isSurer = called === action && decisive !== undefined && finding.confidence > decisive.confidence;
    if (!isHarder(called, action) && !isSurer) continue;
    action = called;
    decisive = finding;
  }
  return { action, findings: counted, suppressed, reason: reasonOf(action, decisive, policy), decisive };
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
  let steps = policy.categories[finding.category];
  for (const override of policy.overrides) {
    const matches =
      (override.server === undefined || override.server === context.server) &&
      (override.tool === undefined || override.tool === context.tool);
    if (matches) steps = override.categories[finding.category] ?? steps;
  }
  return steps;
}

function covers(suppression: Suppression, finding: Finding, context: DecisionContext): boolean {
  return (
    suppression.rule === finding.rule &&
    (suppression.server === undefined || suppression.server === context.server) &&
    (suppression.tool === undefined || suppression.tool === context.tool) &&
    (suppression.pointer === undefined || matchesPointer(suppression.pointer, finding.pointer)) &&
    (suppression.expires === undefined || isBefore(context.now, suppression.expires))
  );
}

/** Fails closed: without a clock, or with a date that cannot be read, a suppression that expires has expired. */
function isBefore(now: number | undefined, expires: string): boolean {
  return now !== undefined && now < Date.parse(expires);
}

function matchesPointer(pattern: string, pointer: string): boolean {
  if (!pattern.endsWith('/*')) return pattern === pointer;
  const above = parsePointer(pattern.slice(0, -2));
  const parts = parsePointer(pointer);
  return parts.length > above.length && above.every((part, index) => part === parts[index]);
}

const deeds: Readonly<Record<Exclude<Action, 'allow'>, string>> = {
  warn: 'is recorded',
  strip: 'is taken out',
  block: 'is blocked',
};

function reasonOf(action: Action, decisive: Finding | undefined, policy: Policy): string {
  if (action === 'allow' || !decisive) return `Nothing that the policy "${policy.name}" acts on.`;
  const place = decisive.pointer === '' ? 'the message' : decisive.pointer;
  const percent = Math.round(decisive.confidence * 100);
  return `${decisive.title} at ${place} ${deeds[action]} under the policy "${policy.name}" (confidence ${percent} %).`;
}
