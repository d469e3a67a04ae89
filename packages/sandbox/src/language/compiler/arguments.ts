import type { Expression, SpreadElement } from 'acorn';

import type { Frame } from '../runtime/function-code.js';
import type { GuestArray } from '../values.js';
import type { CompileContext } from './context.js';
import { spreadInto } from './literals.js';
import { gatherNamedArguments } from './named-arguments.js';

/** Evaluates arguments into a new array. */
export function compileArguments(
  nodes: readonly (Expression | SpreadElement)[],
  context: CompileContext,
): (frame: Frame) => GuestArray {
  const parts = gatherNamedArguments(nodes, context).map((node) => ({
    spread: node.type === 'SpreadElement',
    evaluate: context.expression(node.type === 'SpreadElement' ? node.argument : node),
    at: node.start,
  }));
  return (frame) => {
    const args: GuestArray = [];
    for (const part of parts) {
      if (part.spread) spreadInto(args, part.evaluate(frame), context, part.at);
      else args.push(part.evaluate(frame));
    }
    return args;
  };
}
