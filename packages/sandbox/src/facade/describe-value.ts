import {
  Capability,
  GuestDate,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';

/** What a value is, as an error message says it: `the text "x"`, `a list`, `a function`. */
export function describeValue(value: GuestValue): string {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Capability) return `a ${value.typeName}`;
  if (value instanceof GuestFunction || value instanceof NativeFunction) return 'a function';
  if (value instanceof GuestDate) return 'a Date';
  if (value instanceof GuestMap) return 'a Map';
  if (value instanceof GuestSet) return 'a Set';
  if (value instanceof GuestPattern) return 'a regular expression';
  return 'an object';
}

/** Whether a value is a plain object of the guest. */
export function isGuestObject(value: GuestValue): value is GuestObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === null
  );
}
