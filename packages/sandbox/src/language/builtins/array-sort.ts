import { toNumber, toText } from '../runtime/coerce.js';
import type { Run } from '../runtime/run.js';
import type { GuestArray, GuestValue } from '../values.js';
import { requireFunction } from './arguments.js';

/** A sorted copy, stable. Without a comparator elements compare as text, as in JavaScript; `undefined` goes last. */
export function sortedCopy(target: GuestArray, comparator: GuestValue, run: Run): GuestArray {
  const { length } = target;
  run.charge(length * Math.ceil(Math.log2(length + 2)));
  run.allocate(16 + 16 * length);
  const defined = target.filter((element) => element !== undefined);
  const missing = length - defined.length;
  const sorted = comparator === undefined ? sortAsText(defined, run) : sortBy(defined, comparator, run);
  for (let index = 0; index < missing; index++) sorted.push(undefined);
  return sorted;
}

function sortBy(values: GuestArray, comparator: GuestValue, run: Run): GuestArray {
  const callback = requireFunction(comparator, 'sort');
  return values.sort((left, right) => {
    const order = toNumber(run.callback(callback, left, right));
    return Number.isNaN(order) ? 0 : order;
  });
}

function sortAsText(values: GuestArray, run: Run): GuestArray {
  run.allocate(48 * values.length);
  const keyed = values.map((value) => ({ value, text: toText(value, run) }));
  const characters = keyed.reduce((total, { text }) => total + text.length, 0);
  run.charge((characters >> 5) * Math.ceil(Math.log2(values.length + 2)));
  keyed.sort((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0));
  return keyed.map((entry) => entry.value);
}
