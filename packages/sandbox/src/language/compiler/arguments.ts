import type { Expression, SpreadElement } from 'acorn';

import type { Evaluate, Frame } from '../runtime/function-code.js';
import type { GuestArray } from '../values.js';
import type { CompileContext } from './context.js';
import { spreadInto } from './literals.js';
import { gatherNamedArguments } from './named-arguments.js';

/** The arguments of a call, each compiled once. */
export interface CompiledArguments {
  /** Evaluates them into a new array. */
  readonly list: (frame: Frame) => GuestArray;
  /** Them one by one, where none is spread. */
  readonly each: readonly Evaluate[] | undefined;
}

export function compileArguments(
  nodes: readonly (Expression | SpreadElement)[],
  context: CompileContext,
): CompiledArguments {
  const parts = gatherNamedArguments(nodes, context).map((node) => ({
    spread: node.type === 'SpreadElement',
    evaluate: context.expression(node.type === 'SpreadElement' ? node.argument : node),
    at: node.start,
  }));
  if (parts.every((part) => !part.spread)) {
    const each = parts.map((part) => part.evaluate);
    return { list: listOf(each), each };
  }
  const list = (frame: Frame): GuestArray => {
    const args: GuestArray = [];
    for (const part of parts) {
      if (part.spread) spreadInto(args, part.evaluate(frame), context, part.at);
      else args.push(part.evaluate(frame));
    }
    return args;
  };
  return { list, each: undefined };
}

function listOf(each: readonly Evaluate[]): (frame: Frame) => GuestArray {
  const [first, second] = each;
  if (first === undefined) return () => [];
  if (second === undefined) return (frame) => [first(frame)];
  if (each.length === 2) return (frame) => [first(frame), second(frame)];
  return (frame) => {
    const args: GuestArray = [];
    for (let index = 0; index < each.length; index++) args.push(each[index]?.(frame));
    return args;
  };
}
