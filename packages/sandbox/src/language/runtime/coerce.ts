import { typeMismatch } from '../errors.js';
import { Capability, GuestDate, GuestPattern, type GuestValue } from '../values.js';
import { isFunction, isPlainObject, kindOf } from './kinds.js';
import type { Run } from './run.js';

/** The text of a value, for string concatenation, templates, `String(…)` and `join`. */
export function toText(value: GuestValue, run: Run, at?: number): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Capability) return value.display(run);
  if (value instanceof GuestPattern) return `/${value.source}/${value.flags}`;
  if (isPlainObject(value) && run.errors.has(value)) return errorText(value.name, value.message);
  throw noText(value, at);
}

function errorText(name: GuestValue, message: GuestValue): string {
  const title = typeof name === 'string' ? name : 'Error';
  return typeof message === 'string' && message !== '' ? `${title}: ${message}` : title;
}

function noText(value: GuestValue, at?: number): Error {
  let hint = 'Use JSON.stringify(…), or pick the property that you mean.';
  if (Array.isArray(value)) hint = "Use .join(', ') or JSON.stringify(…).";
  else if (value instanceof GuestDate) hint = 'Use .toISOString().';
  else if (isFunction(value)) hint = 'Call the function.';
  return typeMismatch(`${capitalise(kindOf(value))} has no text of its own.`, hint, at);
}

/** The number of a value in arithmetic. */
export function toNumber(value: GuestValue, at?: number): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return Number(value);
  if (value instanceof GuestDate) return value.time;
  const hint = value instanceof Capability ? 'Use its methods, such as .add(…) or .gt(…).' : undefined;
  throw typeMismatch(`${capitalise(kindOf(value))} is not a number.`, hint, at);
}

/** A number rounded towards zero, `0` for `NaN` and a given value for `undefined`. */
export function toInteger(value: GuestValue, whenMissing = 0): number {
  if (value === undefined) return whenMissing;
  const number = Math.trunc(toNumber(value));
  return Number.isNaN(number) ? 0 : number;
}

/** A relative index as `slice` takes it, brought into `0…length`. */
export function toIndex(value: GuestValue, length: number, whenMissing: number): number {
  const index = toInteger(value, whenMissing);
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

/** The property name of a value. */
export function toKey(value: GuestValue, at?: number): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const hint = value instanceof GuestDate ? 'Use .toISOString(), or a Map.' : 'Use a string, or a Map.';
  throw typeMismatch(`${capitalise(kindOf(value))} cannot be a property name.`, hint, at);
}

/** Whether a value counts as true. */
export function isTruthy(value: GuestValue): boolean {
  return Boolean(value);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
