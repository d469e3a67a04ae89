import { GuestMap, GuestSet, type GuestArray, type GuestValue } from '../values.js';
import { typeMismatch } from '../errors.js';
import { isPlainObject, kindOf } from './kinds.js';
import type { Run } from './run.js';

/** The values that `for…of` visits, charged one by one, live while the collection grows. */
export function* iterate(value: GuestValue, run: Run, at?: number): Generator<GuestValue> {
  if (Array.isArray(value)) {
    for (const element of value) {
      run.charge(1);
      yield element;
    }
  } else if (typeof value === 'string') {
    for (const character of value) {
      run.charge(1);
      yield character;
    }
  } else if (value instanceof GuestMap) {
    for (const [key, entry] of value.entries) {
      run.charge(1);
      run.allocate(32);
      yield [key, entry];
    }
  } else if (value instanceof GuestSet) {
    for (const entry of value.entries) {
      run.charge(1);
      yield entry;
    }
  } else {
    throw notIterable(value, at);
  }
}

/** The values of an iterable as a new array, charged before it is built. */
export function toArray(value: GuestValue, run: Run, at?: number): GuestArray {
  if (Array.isArray(value)) {
    run.charge(value.length);
    run.allocate(16 + 8 * value.length);
    return value.slice();
  }
  let size = 0;
  if (typeof value === 'string') size = value.length;
  else if (value instanceof GuestMap || value instanceof GuestSet) size = value.entries.size;
  else throw notIterable(value, at);
  run.allocate(16 + 8 * size);
  return [...iterate(value, run, at)];
}

function notIterable(value: GuestValue, at?: number): Error {
  let hint = isPlainObject(value) ? 'Use Object.keys(…), Object.values(…) or Object.entries(…).' : undefined;
  if (typeof value === 'object' && value !== null && hint === undefined) {
    hint = 'Get its rows first, for example with .toRecords().';
  }
  const kind = kindOf(value);
  return typeMismatch(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} cannot be iterated.`, hint, at);
}
