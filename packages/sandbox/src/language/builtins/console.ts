import { formatValue } from '../format.js';
import type { CallContext, Capability, GuestValue } from '../values.js';
import { namespace, type BuiltIn } from './namespace.js';

/** `console.log`, which the program also finds as `print`. */
export const print: BuiltIn = (args, run) => {
  run.charge(10);
  const parts = args.map((value) =>
    typeof value === 'string' ? value.slice(0, run.limits.logLineLength + 1) : formatValue(value, run),
  );
  run.logs.write(parts.join(' '));
  run.printed++;
  run.lastLogged = args.slice(0, -1).every((value) => typeof value === 'string') ? args.at(-1) : undefined;
  return undefined;
};

const nothing: BuiltIn = () => undefined;

const members = {
  debug: print,
  dir: print,
  error: print,
  group: print,
  groupCollapsed: print,
  groupEnd: nothing,
  info: print,
  log: print,
  table: print,
  time: nothing,
  timeEnd: nothing,
  warn: print,
};

/** The global `console`. */
export const consoleNamespace = namespace('console', members);

/**
 * A `console` of a host that shows tables.
 *
 * @param showTable shows a value, or gives false for one that is to be printed.
 */
export function consoleWithTables(
  showTable: (value: GuestValue, context: CallContext) => boolean,
): Capability {
  const table: BuiltIn = (args, run) =>
    args.length === 1 && showTable(args[0], run) ? undefined : print(args, run);
  return namespace('console', { ...members, table });
}
