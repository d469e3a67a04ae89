import { compileLiteralPattern } from '../builtins/pattern.js';
import { copyProperties } from '../builtins/object.js';
import { toKey, toText } from '../runtime/coerce.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import { iterate } from '../runtime/iterate.js';
import { joinTexts } from '../runtime/operators.js';
import { createObject, GuestPattern, type GuestArray, type GuestObject } from '../values.js';
import type { CompileContext, NodeOf } from './context.js';
import { constantName } from './patterns.js';
import { refuse } from './refusals.js';

export function compileLiteral(node: NodeOf<'Literal'>, context: CompileContext): Evaluate {
  const { value } = node;
  if (node.regex) {
    const { pattern, flags } = node.regex;
    const literal = compileLiteralPattern(pattern, flags, context.run, node.start);
    return () => new GuestPattern(literal.source, literal.flags, literal.compiled);
  }
  if (typeof value === 'bigint' || node.bigint) {
    throw refuse('A BigInt', 'Use a number, or let `pl` do the arithmetic.', node.start);
  }
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return () => value;
  }
  throw refuse('This literal', 'Use a number, a string or a boolean.', node.start);
}

export function compileTemplate(node: NodeOf<'TemplateLiteral'>, context: CompileContext): Evaluate {
  const { run } = context;
  const texts = node.quasis.map((quasi) => quasi.value.cooked ?? '');
  const values = node.expressions.map((expression) => ({
    evaluate: context.expression(expression),
    at: expression.start,
  }));
  return (frame) => {
    let result = texts[0] ?? '';
    for (let index = 0; index < values.length; index++) {
      const part = values[index];
      if (part === undefined) break;
      result = joinTexts(result, toText(part.evaluate(frame), run, part.at), run);
      const text = texts[index + 1];
      if (text !== undefined && text !== '') result = joinTexts(result, text, run);
    }
    return result;
  };
}

export function compileArray(node: NodeOf<'ArrayExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const parts = node.elements.map((element) => {
    if (element === null) throw refuse('A hole in an array', 'Write undefined or null.', node.start);
    const spread = element.type === 'SpreadElement';
    return { spread, evaluate: context.expression(spread ? element.argument : element), at: element.start };
  });
  const bytes = 16 + 8 * parts.length;
  if (parts.every((part) => !part.spread)) {
    const evaluators = parts.map((part) => part.evaluate);
    return (frame) => {
      run.allocate(bytes);
      const result: GuestArray = [];
      for (const evaluate of evaluators) result.push(evaluate(frame));
      return result;
    };
  }
  return (frame) => {
    run.allocate(bytes);
    const result: GuestArray = [];
    for (const part of parts) {
      if (part.spread) spreadInto(result, part.evaluate(frame), context, part.at);
      else result.push(part.evaluate(frame));
    }
    return result;
  };
}

/** Appends the values of an iterable, paying before it grows. */
export function spreadInto(
  result: GuestArray,
  values: ReturnType<Evaluate>,
  context: CompileContext,
  at: number,
): void {
  const { run } = context;
  if (Array.isArray(values)) {
    const { length } = values;
    run.charge(length >> 2);
    run.allocate(8 * length);
    for (let index = 0; index < length; index++) result.push(values[index]);
    return;
  }
  for (const value of iterate(values, run, at)) {
    run.allocate(8);
    result.push(value);
  }
}

type Writer = (frame: Frame, target: GuestObject) => void;

export function compileObject(node: NodeOf<'ObjectExpression'>, context: CompileContext): Evaluate {
  const { run } = context;
  const writers = node.properties.map((property) => compileProperty(property, context));
  const bytes = 48 + 24 * writers.length;
  return (frame) => {
    run.allocate(bytes);
    const result = createObject();
    for (const write of writers) write(frame, result);
    return result;
  };
}

function compileProperty(
  property: NodeOf<'ObjectExpression'>['properties'][number],
  context: CompileContext,
): Writer {
  const { run } = context;
  if (property.type === 'SpreadElement') {
    const source = context.expression(property.argument);
    return (frame, target) => copyProperties(target, source(frame), run);
  }
  if (property.kind !== 'init')
    throw refuse('A getter or setter', 'Use a plain property or a function.', property.start);
  const at = property.key.start;
  if (property.computed) {
    const key = context.expression(property.key);
    const value = context.expression(property.value);
    return (frame, target) => {
      const name = toKey(key(frame), at);
      target[name] = value(frame);
    };
  }
  const name = constantName(property.key);
  if (name === '__proto__' && !property.shorthand && context.staticChecks) {
    throw refuse('`__proto__` in an object literal', 'Copy properties with { ...other }.', at);
  }
  const value = context.expression(property.value, name);
  return (frame, target) => {
    target[name] = value(frame);
  };
}
