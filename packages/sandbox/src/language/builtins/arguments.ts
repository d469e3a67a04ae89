import { invalidArgument, typeMismatch } from '../errors.js';
import { isFunction, isPlainObject, kindOf } from '../runtime/kinds.js';
import type { GuestFunction, GuestObject, GuestValue, NativeFunction } from '../values.js';

/** The callback of a method that takes one. */
export function requireFunction(value: GuestValue, method: string): GuestFunction | NativeFunction {
  if (isFunction(value)) return value;
  throw typeMismatch(`.${method}(…) needs a function, not ${kindOf(value)}.`, 'Pass an arrow function.');
}

/** The options object of a method, or an empty one. */
export function optionsOf(value: GuestValue, method: string): GuestObject {
  if (value === undefined) return Object.create(null) as GuestObject;
  if (isPlainObject(value)) return value;
  throw typeMismatch(`The options of .${method}(…) are an object, not ${kindOf(value)}.`);
}

const maximumArguments = 10_000;

/** Throws when there are more arguments than the host can pass on in one call. */
export function requireFew(args: readonly GuestValue[]): void {
  if (args.length > maximumArguments) {
    throw invalidArgument(
      `This call takes at most ${maximumArguments} arguments.`,
      'Loop over the values instead.',
    );
  }
}
