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
} from '../values.js';

/** Whether a value is an object literal of the guest: no prototype, no class of ours. */
export function isPlainObject(value: GuestValue): value is GuestObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

/** Whether a value can be called. */
export function isFunction(value: GuestValue): value is GuestFunction | NativeFunction {
  return value instanceof GuestFunction || value instanceof NativeFunction;
}

/** What error messages call a value. */
export function kindOf(value: GuestValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Capability) return `a ${value.typeName}`;
  if (isFunction(value)) return 'a function';
  if (value instanceof GuestMap) return 'a Map';
  if (value instanceof GuestSet) return 'a Set';
  if (value instanceof GuestDate) return 'a Date';
  if (value instanceof GuestPattern) return 'a regular expression';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
}

/** Throws when a native function hands out something that a guest must never hold. A mistake of the host. */
export function assertGuestValue(value: unknown): asserts value is GuestValue {
  const type = typeof value;
  if (type === 'object') {
    if (value === null || Array.isArray(value) || Object.getPrototypeOf(value) === null) return;
    if (isHostClass(value)) return;
  } else if (type !== 'function' && type !== 'symbol' && type !== 'bigint') {
    return;
  }
  throw new Error('A native function returned a value that is not a guest value.');
}

function isHostClass(value: unknown): boolean {
  return (
    value instanceof Capability ||
    value instanceof GuestFunction ||
    value instanceof NativeFunction ||
    value instanceof GuestMap ||
    value instanceof GuestSet ||
    value instanceof GuestDate ||
    value instanceof GuestPattern
  );
}
