import type { Expression } from 'acorn';

import { toNumber } from '../runtime/coerce.js';
import type { Evaluate } from '../runtime/function-code.js';
import { binaryOperators, typeName, type BinaryOperator } from '../runtime/operators.js';
import { own } from '../table.js';
import { Capability, type GuestValue } from '../values.js';
import { typeMismatch } from '../errors.js';
import type { CompileContext, NodeOf } from './context.js';
import { plainSlot } from './names.js';
import { constantPaths, numericPaths } from './numeric-paths.js';
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
      return (frame) => {
        const value = argument(frame);
        if (value instanceof Capability && value.typeName === 'Expression')
          throw typeMismatch('`!` does not negate an expression.', 'Use its method: `.not()`.', at);
        return !value;
      };
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

/** A binary operator, or the refusal of one that the language does not have. */
export function operatorOf(symbol: string, at: number): BinaryOperator {
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
