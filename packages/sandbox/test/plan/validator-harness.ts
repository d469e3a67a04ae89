import { operations, type NodeKind, type Operation, type Parameter } from '../../src/facade/spec/index.js';
import { GuestError } from '../../src/language/index.js';
import { defaultPlanLimits, type PlanLimits } from '../../src/plan/limits.js';
import type { ValidNode } from '../../src/plan/valid-plan.js';
import { validatePlan } from '../../src/plan/validate.js';
import { examplesOf } from './validator-examples.js';
import { column, frame, nodes, receiverKinds } from './validator-nodes.js';

/** Every operation that a plan can have. */
export const inPlans = operations.filter(({ form }) => form === 'plan' || form === 'internal');

function operation(id: string): Operation {
  const found = inPlans.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

/** A frame that has a node of any kind in it. */
export function frameWith(node: unknown, kind: NodeKind): unknown {
  switch (kind) {
    case 'frame':
      return node;
    case 'expression':
      return { op: 'frame.select', input: frame, args: { expressions: [node] } };
    case 'groupBy':
      return { ...nodeOf(operation('groupBy.agg')), input: node };
    case 'when':
      return frameWith({ op: 'when.then', input: node, args: { value: column } }, 'then');
    case 'then':
      return frameWith({ op: 'then.otherwise', input: node, args: { value: column } }, 'expression');
  }
}

/** The node that `frameWith` put into a frame. */
function innermost(tree: ValidNode, kind: NodeKind): ValidNode {
  const inside = (node: ValidNode, name: string): ValidNode =>
    (node.args.get(name) as ValidNode[])[0] as ValidNode;
  switch (kind) {
    case 'frame':
      return tree;
    case 'expression':
      return inside(tree, 'expressions');
    case 'groupBy':
      return tree.input as ValidNode;
    case 'when':
      return innermost(tree, 'then').input as ValidNode;
    case 'then':
      return innermost(tree, 'expression').input as ValidNode;
  }
}

export function minimalArguments({ parameters }: Operation): Record<string, unknown> {
  const needed = parameters.filter(({ optional }) => optional !== true);
  return Object.fromEntries(needed.map((parameter) => [parameter.name, exampleOf(parameter)]));
}

/** A valid value that is not empty. */
export function exampleOf(parameter: Parameter): unknown {
  const { valid } = examplesOf(parameter);
  return valid.find(([given]) => !(Array.isArray(given) && given.length === 0))?.[0];
}

export function nodeOf(wanted: Operation, args: unknown = minimalArguments(wanted)): Record<string, unknown> {
  const kind = receiverKinds.get(wanted.receiver);
  return { op: wanted.id, ...(kind === undefined ? {} : { input: nodes.get(kind) }), args };
}

export function codeOf(plan: unknown, limits: Partial<PlanLimits> = {}): string {
  try {
    validatePlan(plan, { ...defaultPlanLimits, ...limits });
  } catch (error) {
    if (error instanceof GuestError) return error.code;
    throw error;
  }
  return 'valid';
}

export function kindOf({ result }: Operation): NodeKind {
  if (result === 'value') throw new Error('A value is no node of a plan.');
  return result;
}

export function treeOf(wanted: Operation, node: unknown): ValidNode {
  return innermost(validatePlan(frameWith(node, kindOf(wanted)), defaultPlanLimits), kindOf(wanted));
}
