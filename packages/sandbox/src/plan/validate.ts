import {
  operationById,
  type NodeKind,
  type Operation,
  type Parameter,
  type Receiver,
} from '../facade/spec/index.js';
import { PlanErrorCode } from './error-code.js';
import { invalidPlan, planError } from './errors.js';
import type { PlanLimits } from './limits.js';
import { describe, ownItems, ownProperties, type Budget } from './untrusted.js';
import type { ValidArgument, ValidNode } from './valid-plan.js';
import { validateValue } from './validate-argument.js';

/** What an operation's input must yield, by its receiver. */
const inputKinds: ReadonlyMap<Receiver, NodeKind> = new Map([
  ['frame', 'frame'],
  ['expression', 'expression'],
  ['str', 'expression'],
  ['dt', 'expression'],
  ['list', 'expression'],
  ['struct', 'expression'],
  ['groupBy', 'groupBy'],
  ['when', 'when'],
  ['then', 'then'],
]);

/**
 * Checks a plan against the specification: every operation, argument and option is looked up in its tables, and what
 * is not there is an error.
 *
 * @returns a tree of its own, built from the given one's own properties.
 * @throws GuestError `plan-invalid`, `plan-too-large`.
 */
export function validatePlan(plan: unknown, limits: PlanLimits): ValidNode {
  const budget: Budget = { limits, nodes: 0, cells: 0 };
  return validateNode(plan, 'frame', budget, 1);
}

/** @param wanted the kind of node that the place asks for. */
function validateNode(value: unknown, wanted: NodeKind, budget: Budget, depth: number): ValidNode {
  budget.nodes += 1;
  if (budget.nodes > budget.limits.nodes || depth > budget.limits.depth) {
    throw planError(
      PlanErrorCode.PlanTooLarge,
      'The computation has too many steps, or they are nested too deeply.',
      {
        hint: 'Write fewer or shorter expressions; do not build them in a long loop.',
      },
    );
  }
  const node = ownProperties(value, ['op', 'input', 'args'], 'a step');
  const op = node.get('op');
  const operation = typeof op === 'string' ? operationById(op) : undefined;
  if (operation === undefined || (operation.form !== 'plan' && operation.form !== 'internal')) {
    throw invalidPlan(`there is no operation ${describe(op)}`);
  }
  if (operation.result !== wanted) {
    throw invalidPlan(`${operation.id} yields a ${operation.result} where a ${wanted} is needed`);
  }
  const inputKind = inputKinds.get(operation.receiver);
  const given = node.get('input');
  if (inputKind === undefined && given !== undefined) throw invalidPlan(`${operation.id} takes no input`);
  const input = inputKind === undefined ? undefined : validateNode(given, inputKind, budget, depth + 1);
  return { operation, input, args: validateArguments(operation, node.get('args'), budget, depth) };
}

function validateArguments(
  operation: Operation,
  value: unknown,
  budget: Budget,
  depth: number,
): ReadonlyMap<string, ValidArgument> {
  const names = operation.parameters.map((parameter) => parameter.name);
  const given = value === undefined ? new Map<string, unknown>() : ownProperties(value, names, operation.id);
  const args = new Map<string, ValidArgument>();
  for (const parameter of operation.parameters) {
    const argument = given.get(parameter.name);
    if (argument === undefined) {
      if (parameter.optional !== true) throw invalidPlan(`${operation.id} lacks ${parameter.name}`);
      continue;
    }
    const valid = validateArgument(operation, parameter, argument, budget, depth);
    if (isEmptyList(parameter, valid)) throw invalidPlan(`${parameter.name} of ${operation.id} is empty`);
    args.set(parameter.name, valid);
  }
  return args;
}

/** Kinds of lists that may be empty: nothing is in a list of no choices, and a frame may have no columns. */
const maybeEmpty: ReadonlySet<Parameter['kind']> = new Set(['literals', 'table', 'casts']);

/** Polars has no use for an operation on nothing, and panics at some. */
function isEmptyList(parameter: Parameter, value: ValidArgument): boolean {
  return (
    parameter.optional !== true &&
    !maybeEmpty.has(parameter.kind) &&
    Array.isArray(value) &&
    value.length === 0
  );
}

function validateArgument(
  operation: Operation,
  parameter: Parameter,
  value: unknown,
  budget: Budget,
  depth: number,
): ValidArgument {
  const node = (item: unknown, kind: NodeKind): ValidNode => validateNode(item, kind, budget, depth + 1);
  const nodes = (kind: NodeKind): ValidNode[] => ownItems(value, budget).map((item) => node(item, kind));
  switch (parameter.kind) {
    case 'expression':
    case 'operand': {
      return node(value, 'expression');
    }
    case 'expressions':
    case 'operands': {
      return nodes('expression');
    }
    case 'frame': {
      return node(value, 'frame');
    }
    case 'frames': {
      return nodes('frame');
    }
    default: {
      return validateValue(operation, parameter, value, budget);
    }
  }
}
