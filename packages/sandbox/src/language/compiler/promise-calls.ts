import { caughtValue } from '../builtins/errors.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import { isPlainObject } from '../runtime/kinds.js';
import { callMember } from '../runtime/members.js';
import { isCatchable } from '../errors.js';
import { Capability, type GuestValue } from '../values.js';
import { compileArguments } from './arguments.js';
import type { CompileContext, NodeOf } from './context.js';

const promiseMethods = new Set(['then', 'catch', 'finally']);

/**
 * `main().then(…)`, `.catch(…)` and `.finally(…)` on what a call returns: models write them around programs in which
 * nothing is asynchronous. The callback is called at once. A value that has such a method of its own keeps it.
 */
export function compilePromiseCall(
  node: NodeOf<'CallExpression'>,
  context: CompileContext,
): Evaluate | undefined {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'CallExpression')
    return undefined;
  if (callee.property.type !== 'Identifier' || !promiseMethods.has(callee.property.name)) return undefined;
  const method = callee.property.name;
  const at = callee.property.start;
  const { run } = context;
  const target = context.expression(callee.object);
  const { list: args } = compileArguments(node.arguments, context);
  return (frame) => {
    const settled = settle(target, frame, context);
    if ('value' in settled && hasMember(settled.value, method))
      return callMember(settled.value, method, args(frame), run, at);
    const [first, second] = args(frame);
    const call = (handler: GuestValue, values: GuestValue[]): GuestValue => run.call(handler, values, at);
    if (method === 'finally') call(first, []);
    if ('value' in settled)
      return method === 'then' && first !== undefined ? call(first, [settled.value]) : settled.value;
    const handler = method === 'catch' ? first : method === 'then' ? second : undefined;
    if (handler === undefined) throw settled.error;
    return call(handler, [caughtValue(settled.error, run)]);
  };
}

type Settled = { value: GuestValue } | { error: Parameters<typeof caughtValue>[0] };

function settle(target: Evaluate, frame: Frame, { run }: CompileContext): Settled {
  const { depth } = run;
  try {
    return { value: target(frame) };
  } catch (error) {
    if (!isCatchable(error)) throw error;
    run.depth = depth;
    run.charge(20);
    return { error };
  }
}

function hasMember(value: GuestValue, name: string): boolean {
  if (value instanceof Capability) return value.memberNames().includes(name);
  return isPlainObject(value) && Object.hasOwn(value, name);
}
