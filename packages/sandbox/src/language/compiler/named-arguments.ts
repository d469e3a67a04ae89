import type { AssignmentExpression, Expression, Identifier, ObjectExpression, SpreadElement } from 'acorn';

import type { CompileContext } from './context.js';

type Argument = Expression | SpreadElement;
type NamedArgument = AssignmentExpression & { left: Identifier };

/**
 * `f(x, name = value)`, as Python writes options: the names become a last object, `f(x, { name: value })`. In a
 * module of JavaScript it would assign to a variable that nothing declares, which is an error.
 */
export function gatherNamedArguments(
  nodes: readonly Argument[],
  context: CompileContext,
): readonly Argument[] {
  const isNamed = (node: Argument | undefined): node is NamedArgument =>
    node?.type === 'AssignmentExpression' &&
    node.operator === '=' &&
    node.left.type === 'Identifier' &&
    context.scope.resolve(node.left.name) === undefined &&
    context.global(node.left.name) === undefined;
  const last = nodes.at(-1);
  if (!isNamed(last)) return nodes;
  const first = nodes.findLastIndex((node) => !isNamed(node)) + 1;
  const named = nodes.slice(first).filter((node) => isNamed(node));
  const options: ObjectExpression = {
    type: 'ObjectExpression',
    start: named[0]?.start ?? last.start,
    end: last.end,
    properties: named.map(({ left, right, start, end }) => ({
      type: 'Property',
      kind: 'init',
      key: left,
      value: right,
      start,
      end,
      method: false,
      shorthand: false,
      computed: false,
    })),
  };
  return [...nodes.slice(0, first), options];
}
