import { FrameCapability } from '../facade/index.js';
import {
  consoleWithTables,
  isPlainObject,
  NativeFunction,
  type CallContext,
  type GuestValue,
} from '../language/index.js';
import type { SandboxLimits } from '../limits.js';
import { invalidResult } from './invalid-result.js';
import type { OutputList } from './output-list.js';

/** Steps that showing something costs beside its computation. */
const steps = 1000;

/**
 * The functions `display` and `show`, which show a value before the program ends: `display(df)`, `display(df, 'Title')`,
 * `display(df, { title })`, or several values at once. `console.table` shows a frame or records, too.
 */
export function displayGlobals(list: OutputList, limits: SandboxLimits): Record<string, GuestValue> {
  const display = (args: GuestValue[], context: CallContext): undefined => {
    const { values, title } = readArguments(args);
    for (const value of values) {
      context.charge(steps);
      if (value === undefined) throw invalidResult('There is nothing to show: the value is undefined.');
      list.add(value, title, limits.outputs);
    }
    return undefined;
  };
  return {
    display: new NativeFunction('display', display),
    show: new NativeFunction('show', display),
    console: consoleWithTables((value, context) => {
      const isTable =
        value instanceof FrameCapability ||
        (Array.isArray(value) && value.length > 0 && value.every(isPlainObject));
      if (isTable) display([value], context);
      return isTable;
    }),
  };
}

function readArguments(args: GuestValue[]): { values: GuestValue[]; title?: string } {
  const last = args.at(-1);
  if (args.length < 2) return { values: args.length === 0 ? [undefined] : args };
  if (typeof last === 'string') return { values: args.slice(0, -1), title: last };
  const title = isPlainObject(last) && Object.keys(last).length === 1 ? last['title'] : undefined;
  return typeof title === 'string' ? { values: args.slice(0, -1), title } : { values: args };
}
