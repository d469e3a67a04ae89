import type { Expression, Pattern } from 'acorn';

import { toNumber } from '../runtime/coerce.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import { get, set } from '../runtime/members.js';
import { own } from '../table.js';
import type { GuestValue } from '../values.js';
import { compoundPaths, countingPaths } from './compound-paths.js';
import type { CompileContext, NodeOf } from './context.js';
import { isExportAssignment } from './modules.js';
import { assignableSlot } from './names.js';
import { numericPaths } from './numeric-paths.js';
import { operatorOf } from './operators.js';
import { compileKey } from './patterns.js';
import { refuse } from './refusals.js';

export function compileAssignment(node: NodeOf<'AssignmentExpression'>, context: CompileContext): Evaluate {
  const { left, operator } = node;
  if (isExportAssignment(node, context)) return context.expression(node.right);
  if (operator === '=') return compilePlainAssignment(node, context);
  if (operator === '&&=' || operator === '||=' || operator === '??=')
    return compileLogicalAssignment(node, context);
  return left.type === 'Identifier'
    ? compileCompound(node, left, context)
    : compileMemberCompound(node, context);
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

/** `name += value`. */
function compileCompound(
  node: NodeOf<'AssignmentExpression'>,
  left: NodeOf<'Identifier'>,
  context: CompileContext,
): Evaluate {
  const { run } = context;
  const at = node.start;
  const symbol = node.operator.slice(0, -1);
  const apply = operatorOf(symbol, at);
  const slow = (old: GuestValue, value: GuestValue): GuestValue => apply(old, value, run, at);
  const slot = assignableSlot(left, context);
  const store = context.pattern(left, 'assign');
  if (slot !== undefined && node.right.type === 'Literal' && typeof node.right.value === 'number') {
    const path = own(countingPaths, symbol)?.(slot, node.right.value, slow);
    if (path !== undefined) return path;
  }
  const read: Evaluate = context.expression(left);
  const right = context.expression(node.right);
  const path = slot === undefined ? undefined : own(compoundPaths, symbol)?.(slot, right, slow);
  if (path !== undefined) return path;
  const calculate: Evaluate =
    own(numericPaths, symbol)?.(read, right, slow) ?? ((frame) => slow(read(frame), right(frame)));
  if (slot !== undefined) return (frame) => (frame[slot] = calculate(frame));
  return (frame) => {
    const value = calculate(frame);
    store(frame, value);
    return value;
  };
}

/** The object and the key of a member that is changed. They are evaluated once. */
interface CompiledMember {
  readonly target: Evaluate;
  readonly key: Evaluate;
  readonly at: number;
}

function compileTarget(node: Expression | Pattern, context: CompileContext): CompiledMember {
  if (node.type !== 'MemberExpression')
    throw refuse('This assignment', 'Assign to a variable or a property.', node.start);
  const target = context.expression(node.object);
  return { target, key: compileKey(node, context), at: node.property.start };
}

/** `object.name += value`. */
function compileMemberCompound(node: NodeOf<'AssignmentExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const apply = operatorOf(node.operator.slice(0, -1), node.start);
  const { target, key, at } = compileTarget(node.left, context);
  const right = context.expression(node.right);
  return (frame) => {
    const object = target(frame);
    const name = key(frame);
    const value = apply(get(object, name, run, at), right(frame), run, node.start);
    set(object, name, value, run, at);
    return value;
  };
}

function keeper(operator: string): (old: GuestValue) => boolean {
  if (operator === '??=') return (old) => old !== null && old !== undefined;
  return operator === '||=' ? Boolean : (old) => !old;
}

function compileLogicalAssignment(node: NodeOf<'AssignmentExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const { left } = node;
  const keeps = keeper(node.operator);
  if (left.type === 'Identifier') {
    const read = context.expression(left);
    const store = context.pattern(left, 'assign');
    const right = context.expression(node.right, left.name);
    return (frame) => {
      const old = read(frame);
      if (keeps(old)) return old;
      const value = right(frame);
      store(frame, value);
      return value;
    };
  }
  const { target, key, at } = compileTarget(left, context);
  const right = context.expression(node.right);
  return (frame) => {
    const object = target(frame);
    const name = key(frame);
    const old = get(object, name, run, at);
    if (keeps(old)) return old;
    const value = right(frame);
    set(object, name, value, run, at);
    return value;
  };
}

export function compileUpdate(node: NodeOf<'UpdateExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const { prefix, argument, start } = node;
  const step = node.operator === '++' ? 1 : -1;
  const numberOf = (old: GuestValue): number => (typeof old === 'number' ? old : toNumber(old, start));
  const slot = assignableSlot(argument, context);
  if (slot !== undefined) {
    return (frame) => {
      const number = numberOf(frame[slot] as GuestValue);
      frame[slot] = number + step;
      return prefix ? number + step : number;
    };
  }
  if (argument.type === 'Identifier') {
    const store = context.pattern(argument, 'assign');
    const read = context.expression(argument);
    return (frame: Frame) => {
      const number = numberOf(read(frame));
      store(frame, number + step);
      return prefix ? number + step : number;
    };
  }
  const { target, key, at } = compileTarget(argument, context);
  return (frame) => {
    const object = target(frame);
    const name = key(frame);
    const number = numberOf(get(object, name, run, at));
    set(object, name, number + step, run, at);
    return prefix ? number + step : number;
  };
}
