import { toArray } from '../runtime/iterate.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import { GuestMap, GuestSet, type GuestValue } from '../values.js';
import { typeMismatch } from '../errors.js';
import { kindOf } from '../runtime/kinds.js';
import { requireFunction } from './arguments.js';
import type { Method } from './method.js';

const entryBytes = 48;

/** Pays for looking a key up: a text is read once to find its place. */
function keyOf(key: GuestValue, run: Run): GuestValue {
  if (typeof key === 'string') run.touch(key);
  return key;
}

/** Puts an entry into a map within the budget. */
export function setEntry(map: GuestMap, key: GuestValue, value: GuestValue, run: Run): void {
  run.charge(1);
  keyOf(key, run);
  if (!map.entries.has(key)) run.allocate(entryBytes);
  map.entries.set(key, value);
}

/** Puts a value into a set within the budget. */
function addEntry(set: GuestSet, value: GuestValue, run: Run): void {
  run.charge(1);
  keyOf(value, run);
  if (!set.entries.has(value)) run.allocate(entryBytes);
  set.entries.add(value);
}

/** `new Map(entries)`. */
export function createMap(entries: GuestValue, run: Run): GuestMap {
  const map = new GuestMap();
  run.allocate(64);
  if (entries === undefined || entries === null) return map;
  for (const entry of toArray(entries, run)) {
    if (!Array.isArray(entry)) {
      throw typeMismatch(
        `A Map is made from [key, value] pairs, not from ${kindOf(entry)}.`,
        'Use Object.entries(…).',
      );
    }
    setEntry(map, entry[0], entry[1], run);
  }
  return map;
}

/** `new Set(values)`. */
export function createSet(values: GuestValue, run: Run): GuestSet {
  const set = new GuestSet();
  run.allocate(64);
  if (values === undefined || values === null) return set;
  for (const value of toArray(values, run)) addEntry(set, value, run);
  return set;
}

function listOf(size: number, elementBytes: number, run: Run): void {
  run.charge(size);
  run.allocate(16 + elementBytes * size);
}

/** Every method of `Map`. Methods that return iterators in JavaScript return arrays. */
export const mapMethods = table<Method<GuestMap>>({
  get: (target, args, run) => target.entries.get(keyOf(args[0], run)),
  has: (target, args, run) => target.entries.has(keyOf(args[0], run)),
  set: (target, args, run) => {
    setEntry(target, args[0], args[1], run);
    return target;
  },
  delete: (target, args, run) => target.entries.delete(keyOf(args[0], run)),
  clear: (target) => (target.entries.clear(), undefined),
  forEach: (target, args, run) => {
    const callback = requireFunction(args[0], 'forEach');
    for (const [key, value] of target.entries) {
      run.charge(1);
      run.callback(callback, value, key, target);
    }
    return undefined;
  },
  keys: (target, _args, run) => {
    listOf(target.entries.size, 8, run);
    return [...target.entries.keys()];
  },
  values: (target, _args, run) => {
    listOf(target.entries.size, 8, run);
    return [...target.entries.values()];
  },
  entries: (target, _args, run) => {
    listOf(target.entries.size, 40, run);
    return [...target.entries];
  },
});

function combine(
  method: string,
  choose: (target: GuestSet, other: GuestSet) => Iterable<GuestValue>,
): Method<GuestSet> {
  return (target, args, run) => {
    const other = requireSet(args[0], method);
    run.charge(target.entries.size + other.entries.size);
    run.allocate(64 + entryBytes * (target.entries.size + other.entries.size));
    const result = new GuestSet();
    for (const value of choose(target, other)) result.entries.add(value);
    return result;
  };
}

function relation(method: string, holds: (target: GuestSet, other: GuestSet) => boolean): Method<GuestSet> {
  return (target, args, run) => {
    const other = requireSet(args[0], method);
    run.charge(target.entries.size + other.entries.size);
    return holds(target, other);
  };
}

function requireSet(value: GuestValue, method: string): GuestSet {
  if (value instanceof GuestSet) return value;
  throw typeMismatch(`.${method}(…) needs a Set, not ${kindOf(value)}.`, 'Wrap it: new Set(values).');
}

function isSubset(inner: GuestSet, outer: GuestSet): boolean {
  return [...inner.entries].every((value) => outer.entries.has(value));
}

/** Every method of `Set`. Methods that return iterators in JavaScript return arrays. */
export const setMethods = table<Method<GuestSet>>({
  has: (target, args, run) => target.entries.has(keyOf(args[0], run)),
  add: (target, args, run) => {
    addEntry(target, args[0], run);
    return target;
  },
  delete: (target, args, run) => target.entries.delete(keyOf(args[0], run)),
  clear: (target) => (target.entries.clear(), undefined),
  forEach: (target, args, run) => {
    const callback = requireFunction(args[0], 'forEach');
    for (const value of target.entries) {
      run.charge(1);
      run.callback(callback, value, value, target);
    }
    return undefined;
  },
  keys: (target, _args, run) => toArray(target, run),
  values: (target, _args, run) => toArray(target, run),
  entries: (target, _args, run) => {
    listOf(target.entries.size, 40, run);
    return [...target.entries].map((value) => [value, value]);
  },
  union: combine('union', (target, other) => [...target.entries, ...other.entries]),
  intersection: combine('intersection', (target, other) =>
    [...target.entries].filter((value) => other.entries.has(value)),
  ),
  difference: combine('difference', (target, other) =>
    [...target.entries].filter((value) => !other.entries.has(value)),
  ),
  symmetricDifference: combine('symmetricDifference', (target, other) => [
    ...[...target.entries].filter((value) => !other.entries.has(value)),
    ...[...other.entries].filter((value) => !target.entries.has(value)),
  ]),
  isSubsetOf: relation('isSubsetOf', isSubset),
  isSupersetOf: relation('isSupersetOf', (target, other) => isSubset(other, target)),
  isDisjointFrom: relation(
    'isDisjointFrom',
    (target, other) => ![...target.entries].some((value) => other.entries.has(value)),
  ),
});
