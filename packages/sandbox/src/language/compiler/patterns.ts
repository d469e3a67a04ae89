import type { Expression, Pattern } from 'acorn';

import { ErrorCode } from '../error-code.js';
import { GuestError } from '../errors.js';
import { copyProperties } from '../builtins/object.js';
import { toKey } from '../runtime/coerce.js';
import type { Evaluate } from '../runtime/function-code.js';
import { toArray } from '../runtime/iterate.js';
import { isPlainObject, kindOf } from '../runtime/kinds.js';
import { get, set } from '../runtime/members.js';
import { createObject, type GuestValue } from '../values.js';
import type { CompileContext, NodeOf, PatternUse, Store } from './context.js';
import { compileNameStore, initialise, unknownName } from './names.js';
import { refuse, refuseNode } from './refusals.js';

/** Compiles an assignment target: a name, a member, or a pattern of those. */
export function compilePattern(node: Pattern | Expression, use: PatternUse, context: CompileContext): Store {
  switch (node.type) {
    case 'Identifier':
      return use === 'assign' ? compileNameStore(node, context) : compileDeclaration(node, context);
    case 'MemberExpression':
      return compileMemberStore(node, context);
    case 'AssignmentPattern':
      return compileDefault(node, use, context);
    case 'ObjectPattern':
      return compileObjectPattern(node, use, context);
    case 'ArrayPattern':
      return compileArrayPattern(node, use, context);
    default:
      throw refuseNode(node);
  }
}

function compileDeclaration(node: NodeOf<'Identifier'>, context: CompileContext): Store {
  const binding = context.scope.resolve(node.name);
  if (binding === undefined) throw unknownName(node.name, node.start, context);
  return initialise(binding);
}

function compileMemberStore(node: NodeOf<'MemberExpression'>, context: CompileContext): Store {
  const { run } = context;
  const target = context.expression(node.object);
  const key = compileKey(node, context);
  const at = node.property.start;
  return (frame, value) => set(target(frame), key(frame), value, run, at);
}

/** The key of a member expression. */
export function compileKey(node: NodeOf<'MemberExpression'>, context: CompileContext): Evaluate {
  if (node.property.type === 'PrivateIdentifier') throw refuseNode(node.property);
  if (node.computed) return context.expression(node.property);
  if (node.property.type !== 'Identifier') throw refuseNode(node.property);
  const { name } = node.property;
  return () => name;
}

/** The name of a member that is written out: `rows.length`. */
export function writtenName(node: NodeOf<'MemberExpression'>): string | undefined {
  return !node.computed && node.property.type === 'Identifier' ? node.property.name : undefined;
}

function compileDefault(node: NodeOf<'AssignmentPattern'>, use: PatternUse, context: CompileContext): Store {
  const fallback = context.expression(node.right);
  const store = context.pattern(node.left, use);
  return (frame, value) => store(frame, value === undefined ? fallback(frame) : value);
}

function compileObjectPattern(
  node: NodeOf<'ObjectPattern'>,
  use: PatternUse,
  context: CompileContext,
): Store {
  const { run } = context;
  const at = node.start;
  const parts = node.properties.map((property): { key: Evaluate; store: Store } | { rest: Store } => {
    if (property.type === 'RestElement') return { rest: context.pattern(property.argument, use) };
    return {
      key: property.computed ? context.expression(property.key) : constantKey(property.key),
      store: context.pattern(property.value, use),
    };
  });
  return (frame, value) => {
    if (value === null || value === undefined) throw notDestructurable(value, at);
    const taken = new Set<string>();
    for (const part of parts) {
      if ('rest' in part) {
        part.rest(frame, remaining(value, taken, context));
        continue;
      }
      const key = part.key(frame);
      taken.add(toKey(key, at));
      part.store(frame, get(value, key, run, at));
    }
  };
}

function constantKey(key: Expression | NodeOf<'PrivateIdentifier'>): Evaluate {
  const name = constantName(key);
  return () => name;
}

/** The name of a property that is written out. */
export function constantName(key: Expression | NodeOf<'PrivateIdentifier'>): string {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number'))
    return String(key.value);
  throw refuse('This kind of property name', 'Use a plain name or a string.', key.start);
}

function remaining(value: GuestValue, taken: ReadonlySet<string>, context: CompileContext): GuestValue {
  if (!isPlainObject(value)) {
    throw new GuestError(
      ErrorCode.TypeMismatch,
      `The rest of ${kindOf(value)} cannot be taken with { ...rest }.`,
    );
  }
  const rest = createObject();
  copyProperties(rest, value, context.run);
  const result = createObject();
  for (const key of Object.keys(rest)) if (!taken.has(key)) result[key] = rest[key];
  return result;
}

function compileArrayPattern(node: NodeOf<'ArrayPattern'>, use: PatternUse, context: CompileContext): Store {
  const { run } = context;
  const at = node.start;
  const parts = node.elements.map((element) => {
    if (element === null) return undefined;
    const rest = element.type === 'RestElement';
    return { rest, store: context.pattern(rest ? element.argument : element, use) };
  });
  return (frame, value) => {
    const values = Array.isArray(value) ? value : toArray(value, run, at);
    for (const [index, part] of parts.entries()) {
      if (part === undefined) continue;
      if (part.rest) run.allocate(16 + 8 * values.length);
      part.store(frame, part.rest ? values.slice(index) : values[index]);
    }
  };
}

function notDestructurable(value: null | undefined, at: number): GuestError {
  return new GuestError(ErrorCode.TypeMismatch, `Cannot take properties out of ${value}.`, {
    hint: 'Check what the right side returns, or give a default.',
    at,
  });
}
