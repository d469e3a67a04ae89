import type { Expression } from 'acorn';

import { toNumber } from '../runtime/coerce.js';
import type { Evaluate } from '../runtime/function-code.js';
import { get, set } from '../runtime/members.js';
import { binaryOperators, typeName, type BinaryOperator } from '../runtime/operators.js';
import { own } from '../table.js';
import { Capability, type GuestValue } from '../values.js';
import { typeMismatch } from '../errors.js';
import type { CompileContext, NodeOf } from './context.js';
import { isExportAssignment } from './modules.js';
import { plainSlot } from './names.js';
import { constantPaths, numericPaths } from './numeric-paths.js';
import { compileKey } from './patterns.js';
import { refuse } from './refusals.js';

const refusedOperators: Readonly<Record<string, string>> = {
  in: 'Use Object.hasOwn(object, key), or array.includes(value).',
  instanceof: 'Use Array.isArray(value) or typeof value.',
  delete: 'Take the other properties: const { unwanted, ...rest } = object.',
  void: 'Write undefined.',
};

export function compileUnary(node: NodeOf<'UnaryExpression'>, context: CompileContext): Evaluate {
  const at = node.start;
  const { operator } = node;
  const hint = own(refusedOperators, operator);
  if (hint !== undefined) throw refuse(`\`${operator}\``, hint, at);
  if (operator === 'typeof' && isUnknownName(node.argument, context)) return () => 'undefined';
  const argument = context.expression(node.argument);
  switch (operator) {
    case '!':
      return (frame) => !argument(frame);
    case '-':
      return negation(node.argument, argument, at);
    case '+':
      return (frame) => toNumber(argument(frame), at);
    case '~':
      return (frame) => ~toNumber(argument(frame), at);
    case 'typeof':
      return (frame) => typeName(argument(frame));
    default:
      throw refuse(`\`${operator}\``, 'Use a function.', at);
  }
}

function negation(node: Expression, argument: Evaluate, at: number): Evaluate {
  if (node.type === 'Literal' && typeof node.value === 'number') {
    const value = -node.value;
    return () => value;
  }
  return (frame) => {
    const value = argument(frame);
    return typeof value === 'number' ? -value : -toNumber(value, at);
  };
}

function isUnknownName(node: Expression, context: CompileContext): boolean {
  return (
    node.type === 'Identifier' &&
    context.scope.resolve(node.name) === undefined &&
    context.global(node.name) === undefined
  );
}

function operatorOf(symbol: string, at: number): BinaryOperator {
  const operator = own(binaryOperators, symbol);
  if (operator === undefined)
    throw refuse(`\`${symbol}\``, own(refusedOperators, symbol) ?? 'Use a function.', at);
  return operator;
}

export function compileBinary(node: NodeOf<'BinaryExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const at = node.start;
  const operator = operatorOf(node.operator, at);
  const left = context.expression(node.left);
  const right = context.expression(node.right);
  const slow = (first: GuestValue, second: GuestValue): GuestValue => operator(first, second, run, at);
  const slot = plainSlot(node.left, context);
  if (slot !== undefined && node.right.type === 'Literal' && typeof node.right.value === 'number') {
    const path = own(constantPaths, node.operator)?.(slot, node.right.value, slow);
    if (path !== undefined) return path;
  }
  return (
    own(numericPaths, node.operator)?.(left, right, slow) ?? ((frame) => slow(left(frame), right(frame)))
  );
}

/** Whether a value may decide a branch. A capability is always true, so that testing one is a mistake. */
function decides(value: GuestValue, operator: string, at: number): boolean {
  if (value instanceof Capability && value.typeName === 'Expression') {
    const method = operator === '&&' ? 'and' : 'or';
    throw typeMismatch(
      `\`${operator}\` does not combine expressions.`,
      `Use a method: left.${method}(right).`,
      at,
    );
  }
  return Boolean(value);
}

export function compileLogical(node: NodeOf<'LogicalExpression'>, context: CompileContext): Evaluate {
  const at = node.start;
  const left = context.expression(node.left);
  const right = context.expression(node.right);
  switch (node.operator) {
    case '&&':
      return (frame) => {
        const value = left(frame);
        return decides(value, '&&', at) ? right(frame) : value;
      };
    case '||':
      return (frame) => {
        const value = left(frame);
        return decides(value, '||', at) ? value : right(frame);
      };
    case '??':
      return (frame) => left(frame) ?? right(frame);
    default:
      throw refuse(`\`${String(node.operator)}\``, 'Use an if.', at);
  }
}

/** Reads and writes an assignment target whose object and key are evaluated once. */
interface Reference {
  change(frame: Parameters<Evaluate>[0], next: (old: GuestValue) => GuestValue): GuestValue;
}

function compileReference(
  node: Expression | NodeOf<'ObjectPattern'> | NodeOf<'ArrayPattern'>,
  context: CompileContext,
): Reference {
  const { run } = context;
  if (node.type === 'Identifier') {
    const store = context.pattern(node, 'assign');
    const read = context.expression(node);
    return {
      change(frame, next) {
        const value = next(read(frame));
        store(frame, value);
        return value;
      },
    };
  }
  if (node.type !== 'MemberExpression')
    throw refuse('This assignment', 'Assign to a variable or a property.', node.start);
  const target = context.expression(node.object);
  const key = compileKey(node, context);
  const at = node.property.start;
  return {
    change(frame, next) {
      const object = target(frame);
      const name = key(frame);
      const value = next(get(object, name, run, at));
      set(object, name, value, run, at);
      return value;
    },
  };
}

export function compileAssignment(node: NodeOf<'AssignmentExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const at = node.start;
  const { left, operator } = node;
  if (isExportAssignment(node, context)) return context.expression(node.right);
  if (operator === '=') return compilePlainAssignment(node, context);
  if (operator === '&&=' || operator === '||=' || operator === '??=')
    return compileLogicalAssignment(node, context);
  const apply = operatorOf(operator.slice(0, -1), at);
  const right = context.expression(node.right);
  const slot = plainSlot(left, context);
  const reference = compileReference(left as Expression, context);
  if (slot !== undefined) {
    const slow = (old: GuestValue, value: GuestValue): GuestValue => apply(old, value, run, at);
    const read: Evaluate = (frame) => frame[slot] as GuestValue;
    const calculate = own(numericPaths, operator.slice(0, -1))?.(read, right, slow);
    if (calculate !== undefined) return (frame) => (frame[slot] = calculate(frame));
  }
  return (frame) => reference.change(frame, (old) => apply(old, right(frame), run, at));
}

function compilePlainAssignment(node: NodeOf<'AssignmentExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const { left } = node;
  if (left.type === 'MemberExpression') {
    const target = context.expression(left.object);
    const key = compileKey(left, context);
    const value = context.expression(node.right);
    const at = left.property.start;
    return (frame) => {
      const object = target(frame);
      const name = key(frame);
      const result = value(frame);
      set(object, name, result, run, at);
      return result;
    };
  }
  const value = context.expression(node.right, left.type === 'Identifier' ? left.name : undefined);
  const store = context.pattern(left, 'assign');
  return (frame) => {
    const result = value(frame);
    store(frame, result);
    return result;
  };
}

function compileLogicalAssignment(node: NodeOf<'AssignmentExpression'>, context: CompileContext): Evaluate {
  const { operator } = node;
  const right = context.expression(node.right);
  const reference = compileReference(node.left as Expression, context);
  const keeps = (old: GuestValue): boolean => {
    if (operator === '??=') return old !== null && old !== undefined;
    return operator === '||=' ? Boolean(old) : !old;
  };
  return (frame) => reference.change(frame, (old) => (keeps(old) ? old : right(frame)));
}

export function compileUpdate(node: NodeOf<'UpdateExpression'>, context: CompileContext): Evaluate {
  const at = node.start;
  const step = node.operator === '++' ? 1 : -1;
  const { prefix } = node;
  const slot = plainSlot(node.argument, context);
  const reference = compileReference(node.argument, context);
  if (slot !== undefined) {
    return (frame) => {
      const old = frame[slot] as GuestValue;
      const number = typeof old === 'number' ? old : toNumber(old, at);
      frame[slot] = number + step;
      return prefix ? number + step : number;
    };
  }
  return (frame) => {
    let before = 0;
    const after = reference.change(frame, (old) => {
      before = toNumber(old, at);
      return before + step;
    });
    return prefix ? after : before;
  };
}
