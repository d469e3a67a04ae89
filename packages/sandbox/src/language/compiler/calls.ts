import type { AnyNode, Expression } from 'acorn';

import { constructors } from '../builtins/globals.js';
import { constantMember } from '../builtins/namespace.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import { callMember, get, memberCaller, memberReader } from '../runtime/members.js';
import { boxParameters, createFrame, placed } from '../runtime/run.js';
import { own } from '../table.js';
import { createObject, GuestFunction, NativeFunction, type GuestValue } from '../values.js';
import { compileArguments } from './arguments.js';
import type { CompileContext, NodeOf } from './context.js';
import { isModule, moduleGlobal } from './modules.js';
import { compilePromiseCall } from './promise-calls.js';
import { compileKey, writtenName } from './patterns.js';
import { missingNames, refuse } from './refusals.js';
import { ErrorCode } from '../error-code.js';
import { GuestError, RejectionError } from '../errors.js';
import { kindOf } from '../runtime/kinds.js';

/** What a part of an optional chain evaluates to when the chain ends early. Never leaves the chain. */
const chainBreak: GuestValue = Object.freeze(createObject());

/** `a?.b.c(d)`: the value, or `undefined` when a link is missing. */
export function compileChain(node: NodeOf<'ChainExpression'>, context: CompileContext): Evaluate {
  const evaluate = context.chainPart(node.expression);
  return (frame) => {
    const value = evaluate(frame);
    return value === chainBreak ? undefined : value;
  };
}

export function compileMember(
  node: NodeOf<'MemberExpression'>,
  context: CompileContext,
  inChain = false,
): Evaluate {
  const { run } = context;
  if (node.object.type === 'Super') throw refuse('`super`', 'Use plain functions.', node.start);
  const target = inChain ? context.chainPart(node.object) : context.expression(node.object);
  if (isModule(node.object) && node.property.type === 'Identifier' && node.property.name === 'default')
    return target;
  const key = compileKey(node, context);
  const at = node.property.start;
  const { optional } = node;
  if (!inChain) {
    const name = writtenName(node);
    if (name === undefined) return (frame) => get(target(frame), key(frame), run, at);
    const read = memberReader(name, run, at);
    return (frame) => read(target(frame));
  }
  return (frame) => {
    const object = target(frame);
    if (object === chainBreak) return chainBreak;
    if (optional && (object === null || object === undefined)) return chainBreak;
    return get(object, key(frame), run, at);
  };
}

export function compileCall(
  node: NodeOf<'CallExpression'>,
  context: CompileContext,
  inChain = false,
): Evaluate {
  const imported = moduleGlobal(node, context);
  if (imported !== undefined) return imported;
  const waiting = inChain ? undefined : compilePromiseCall(node, context);
  if (waiting !== undefined) return waiting;
  if (node.callee.type === 'MemberExpression') return compileMethodCall(node, node.callee, context, inChain);
  if (node.callee.type === 'Super') throw refuse('`super`', 'Use plain functions.', node.start);
  const callee = inChain ? context.chainPart(node.callee) : context.expression(node.callee);
  const call = compileInvocation(node, context);
  const { optional } = node;
  return (frame) => {
    const value = callee(frame);
    if (inChain && value === chainBreak) return chainBreak;
    if (optional && (value === null || value === undefined)) return chainBreak;
    return call(frame, value);
  };
}

/** Calls a value. Arguments of a plain guest function go straight into its frame. */
function compileInvocation(
  node: NodeOf<'CallExpression'>,
  context: CompileContext,
): (frame: Frame, callee: GuestValue) => GuestValue {
  const { run } = context;
  const at = node.start;
  const { list: args, each: direct } = compileArguments(node.arguments, context);
  const name = node.callee.type === 'Identifier' ? node.callee.name : undefined;
  return (frame, callee) => {
    if (direct !== undefined && callee instanceof GuestFunction && callee.code.bind === undefined) {
      const { code } = callee;
      const next = createFrame(code, callee);
      for (let index = 0; index < direct.length; index++) {
        const value = direct[index]?.(frame);
        if (index < code.parameterCount) next[index + 1] = value;
      }
      if (code.capturedParameters.length > 0) boxParameters(code, next);
      return run.enter(code, next, at);
    }
    const values = args(frame);
    if (name !== undefined) requireCallable(callee, name, at);
    return run.call(callee, values, at);
  };
}

function requireCallable(callee: GuestValue, name: string, at: number): void {
  if (
    callee === null ||
    typeof callee !== 'object' ||
    Object.getPrototypeOf(callee) === null ||
    Array.isArray(callee)
  ) {
    throw new GuestError(ErrorCode.NotCallable, `\`${name}\` is ${kindOf(callee)}, not a function.`, { at });
  }
}

function compileMethodCall(
  node: NodeOf<'CallExpression'>,
  member: NodeOf<'MemberExpression'>,
  context: CompileContext,
  inChain: boolean,
): Evaluate {
  const { run } = context;
  if (member.object.type === 'Super') throw refuse('`super`', 'Use plain functions.', node.start);
  const target = inChain ? context.chainPart(member.object) : context.expression(member.object);
  const key = compileKey(member, context);
  const { list: args } = compileArguments(node.arguments, context);
  const at = member.property.start;
  if (!inChain) {
    const name = writtenName(member);
    if (name === undefined) return (frame) => callMember(target(frame), key(frame), args(frame), run, at);
    const native = nativeMember(member.object, name, context);
    if (native !== undefined) return (frame) => run.callNative(native, args(frame), at);
    const call = memberCaller(name, run, at);
    return (frame) => call(target(frame), args(frame));
  }
  const optionalMember = member.optional;
  const optionalCall = node.optional;
  return (frame) => {
    const object = target(frame);
    if (object === chainBreak) return chainBreak;
    if (optionalMember && (object === null || object === undefined)) return chainBreak;
    const name = key(frame);
    if (optionalCall) {
      const callee = get(object, name, run, at);
      return callee === null || callee === undefined ? chainBreak : run.call(callee, args(frame), at);
    }
    return callMember(object, name, args(frame), run, at);
  };
}

/** The function that a built-in namespace such as `Math` has under a name, found before the program runs. */
function nativeMember(object: AnyNode, name: string, context: CompileContext): NativeFunction | undefined {
  if (object.type !== 'Identifier' || context.scope.resolve(object.name) !== undefined) return undefined;
  const member = constantMember(context.global(object.name)?.value, name);
  return member instanceof NativeFunction ? member : undefined;
}

/** `new Map(…)` and the few others. */
export function compileNew(node: NodeOf<'NewExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const at = node.start;
  const name = constructorName(node.callee);
  const shadowed = context.scope.resolve(name.split('.')[0] ?? '') !== undefined;
  const construct = shadowed ? undefined : own(constructors, name);
  if (construct === undefined) {
    const hint = `Only these are made with new: ${Object.keys(constructors).join(', ')}.`;
    requireName(node.callee, hint, context);
    throw refuse(name === '' || shadowed ? '`new` on a value' : `\`new ${name}\``, hint, at);
  }
  const { list: args } = compileArguments(node.arguments, context);
  return (frame) => {
    const values = args(frame);
    const { depth } = run;
    try {
      return construct(values, run);
    } catch (error) {
      run.depth = depth;
      throw placed(error, at);
    }
  };
}

/** `Map` or `Intl.NumberFormat`: what the table of constructors knows. */
function constructorName(callee: NodeOf<'NewExpression'>['callee']): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.computed) return '';
  const { object, property } = callee;
  return object.type === 'Identifier' && property.type === 'Identifier'
    ? `${object.name}.${property.name}`
    : '';
}

/** Lets the compiler say that a class is no name at all, with what there is to make instead. */
function requireName(callee: Expression, hint: string, context: CompileContext): void {
  try {
    context.expression(callee);
  } catch (error) {
    if (!(error instanceof RejectionError) || error.code !== ErrorCode.NameUnknown) throw error;
    const { code, message, didYouMean, at } = error;
    throw new RejectionError(code, message, {
      hint: own(missingNames, constructorName(callee)) ?? hint,
      didYouMean,
      at,
    });
  }
}
