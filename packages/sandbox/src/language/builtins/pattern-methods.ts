import { toText } from '../runtime/coerce.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import type { GuestPattern } from '../values.js';
import type { GuestValue } from '../values.js';
import type { Method } from './method.js';
import { execute, nextMatch } from './pattern.js';

/** Every method of regular expressions. */
export const patternMethods = table<Method<GuestPattern>>({
  exec: (target, args, run) => execute(target, toText(args[0], run), run),
  test: (target, args, run) => nextMatch(target, toText(args[0], run), run) !== undefined,
  toString: (target: GuestPattern, _args: GuestValue[], run: Run) => toText(target, run),
});
