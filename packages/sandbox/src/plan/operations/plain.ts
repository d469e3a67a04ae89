import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import type { UnaryMethod } from '../native.js';

/** Operations of one receiver which are native methods without arguments, by the methods' names. */
export function plain(
  receiver: string,
  methods: Readonly<Record<string, UnaryMethod>>,
): Record<string, ExpressionOperation> {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      `${receiver}.${name}`,
      (call: ExpressionCall) => call.input[method](),
    ]),
  );
}
