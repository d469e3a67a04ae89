import { toInteger, toText } from '../runtime/coerce.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import { numberFormat } from './locale.js';
import type { GuestValue } from '../values.js';
import type { Method } from './method.js';

function digits(value: Parameters<Method<number>>[1][number]): number | undefined {
  return value === undefined ? undefined : toInteger(value);
}

/** Every method of numbers. */
export const numberMethods = table<Method<number>>({
  toFixed: (target, args) => target.toFixed(digits(args[0])),
  toPrecision: (target, args) => target.toPrecision(digits(args[0])),
  toExponential: (target, args) => target.toExponential(digits(args[0])),
  toString: (target: number, args: GuestValue[]) => target.toString(digits(args[0])),
  toLocaleString: (target: number, args: GuestValue[], run: Run) => {
    run.charge(50);
    return numberFormat(args[0], args[1]).format(target);
  },
  valueOf: (target: number) => target,
});

/** Every method of booleans. */
export const booleanMethods = table<Method<boolean>>({
  toString: (target: boolean, _args: GuestValue[], run: Run) => toText(target, run),
  valueOf: (target: boolean) => target,
});
