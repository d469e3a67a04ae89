import { ErrorCode } from '../error-code.js';
import { GuestError } from '../errors.js';
import { suggestNames } from '../suggest.js';
import type { GuestValue } from '../values.js';
import { isPlainObject, kindOf } from './kinds.js';

/** Reading or writing a member of `null` or `undefined`. */
export function readOfNothing(target: null | undefined, key: GuestValue, at: number): GuestError {
  const message = `Cannot read ${describeKey(key)} of ${target}.`;
  const hint = 'Use `?.` if the value may be missing, or check the name that it came from.';
  return new GuestError(ErrorCode.TypeMismatch, message, { hint, at });
}

function describeKey(key: GuestValue): string {
  return typeof key === 'string'
    ? `\`${key.slice(0, 80)}\``
    : typeof key === 'number'
      ? `element ${key}`
      : 'a member';
}

/** A member that a value of the host or the language does not have. */
export function memberUnknown(owner: string, name: string, known: readonly string[], at: number): GuestError {
  const message = `${owner} has no member \`${name.slice(0, 80)}\`.`;
  const didYouMean = suggestNames(name, known);
  const hint =
    name === 'prototype'
      ? 'Nothing has a prototype: use Object.hasOwn(object, key), Array.isArray(value) or typeof value.'
      : didYouMean.length === 0 && known.length > 0 && known.length <= 40
        ? `It has: ${known.join(', ')}.`
        : undefined;
  return new GuestError(ErrorCode.MemberUnknown, message, { didYouMean, hint, at });
}

/** What to write instead of a method that arrays do not have. */
const arrayHints: ReadonlyMap<string, string> = new Map([
  ['average', 'Use .mean().'],
  ['valueCounts', "Count with the frame: df.valueCounts('column')."],
  ['value_counts', "Count with the frame: df.valueCounts('column')."],
  ['groupBy', 'Use Object.groupBy(array, callback).'],
  ['sortBy', 'Use .sort((left, right) => left.key - right.key).'],
]);

const methodHints: ReadonlyMap<string, string> = new Map([
  ['then', 'Nothing is asynchronous here: use the value directly.'],
  ['catch', 'Nothing is asynchronous here: use try … catch.'],
  ['finally', 'Nothing is asynchronous here: use try … finally.'],
  ['call', 'There is no `this`: call the function directly.'],
  ['apply', 'There is no `this`: call the function with spread arguments.'],
  ['bind', 'There is no `this`: write an arrow function.'],
  ['next', 'Iterators are arrays here: use [0], or for … of.'],
]);

/** Dates in records are texts. */
function textHint(name: string): string | undefined {
  return /^(?:get|to)(?:UTC|Time|Full|Month|Date|Day|Hours|Minutes|ISO|Locale)/.test(name)
    ? `It is a text such as '2024-01-31': write new Date(text).${name}().`
    : undefined;
}

/** A call of a member that is missing, or that is no function. `methods` are the names that would have worked. */
export function notCallable(
  target: GuestValue,
  name: string,
  callee: GuestValue,
  methods: readonly string[],
  at: number,
): GuestError {
  const known = [...methods];
  if (isPlainObject(target)) known.push(...Object.keys(target).slice(0, 200));
  const kind = kindOf(target);
  const shown = name.slice(0, 80);
  const message =
    callee === undefined
      ? `${kind.charAt(0).toUpperCase()}${kind.slice(1)} has no method \`${shown}\`.`
      : `\`${shown}\` is ${kindOf(callee)}, not a function.`;
  const didYouMean = callee === undefined ? suggestNames(name, known) : undefined;
  const hint =
    (Array.isArray(target) ? arrayHints.get(name) : undefined) ??
    (typeof target === 'string' ? textHint(name) : undefined) ??
    methodHints.get(name) ??
    (known.length > 0 ? undefined : 'Check what the call before it returns.');
  return new GuestError(callee === undefined ? ErrorCode.MemberUnknown : ErrorCode.NotCallable, message, {
    didYouMean,
    hint,
    at,
  });
}
