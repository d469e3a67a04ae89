import { invalidArgument, typeMismatch } from '../errors.js';
import { toKey } from '../runtime/coerce.js';
import { toArray } from '../runtime/iterate.js';
import { isPlainObject, kindOf } from '../runtime/kinds.js';
import type { Run } from '../runtime/run.js';
import {
  Capability,
  createObject,
  GuestMap,
  type GuestArray,
  type GuestObject,
  type GuestValue,
} from '../values.js';
import { requireFunction } from './arguments.js';
import { setEntry } from './map-and-set.js';
import { members, native } from './namespace.js';

/** The own property names of a plain object, an array or a string, paid for. */
function keysOf(value: GuestValue, method: string, run: Run): string[] {
  if (isPlainObject(value)) {
    const keys = Object.keys(value);
    run.charge(keys.length);
    run.allocate(16 + 8 * keys.length);
    return keys;
  }
  if (Array.isArray(value) || typeof value === 'string') {
    run.charge(value.length);
    run.allocate(16 + 32 * value.length);
    return Array.from({ length: value.length }, (_element, index) => String(index));
  }
  if (typeof value === 'number' || typeof value === 'boolean') return [];
  let hint = value instanceof GuestMap ? 'Use map.keys(), map.values() or map.entries().' : undefined;
  if (value instanceof Capability) hint = 'Get its rows first, for example with .toRecords().';
  throw typeMismatch(`Object.${method}(…) does not work on ${kindOf(value)}.`, hint);
}

function valueAt(value: GuestValue, key: string): GuestValue {
  if (isPlainObject(value)) return value[key];
  return Array.isArray(value) || typeof value === 'string' ? value[Number(key)] : undefined;
}

/** Copies own properties onto a guest object, as spread and `Object.assign` do. */
export function copyProperties(target: GuestObject, source: GuestValue, run: Run): void {
  if (source === null || source === undefined) return;
  for (const key of keysOf(source, 'assign', run)) {
    if (!(key in target)) run.allocate(24);
    target[key] = valueAt(source, key);
  }
}

function fromEntries(entries: GuestValue, run: Run): GuestObject {
  const result = createObject();
  for (const entry of toArray(entries, run)) {
    if (!Array.isArray(entry))
      throw typeMismatch(`Object.fromEntries takes [key, value] pairs, not ${kindOf(entry)}.`);
    run.charge(1);
    run.allocate(24);
    result[toKey(entry[0])] = entry[1];
  }
  return result;
}

/** Groups values by what a callback says of each. */
function groupInto(args: GuestValue[], run: Run, add: (key: GuestValue, value: GuestValue) => void): void {
  const callback = requireFunction(args[1], 'groupBy');
  for (const [index, value] of toArray(args[0], run).entries()) {
    run.charge(1);
    run.allocate(8);
    add(run.callback(callback, value, index), value);
  }
}

function groupBy(args: GuestValue[], run: Run): GuestObject {
  const groups = createObject();
  groupInto(args, run, (key, value) => {
    const name = toKey(key);
    const group = groups[name];
    if (Array.isArray(group)) group.push(value);
    else {
      run.allocate(64);
      groups[name] = [value];
    }
  });
  return groups;
}

/** `Map.groupBy`. */
export function groupIntoMap(args: GuestValue[], run: Run): GuestMap {
  const groups = new GuestMap();
  groupInto(args, run, (key, value) => {
    const group = groups.entries.get(key);
    if (Array.isArray(group)) group.push(value);
    else setEntry(groups, key, [value], run);
  });
  return groups;
}

/** Whether a value has properties of its own that a program can change. */
function isData(value: GuestValue): value is GuestArray | GuestObject {
  return Array.isArray(value) || isPlainObject(value);
}

function assign(args: GuestValue[], run: Run): GuestValue {
  const [target, ...sources] = args;
  if (!isPlainObject(target)) throw typeMismatch(`Object.assign changes an object, not ${kindOf(target)}.`);
  for (const source of sources) copyProperties(target, source, run);
  return target;
}

/** The global `Object`: its functions, which only know own properties. */
export const objectFunction = native(
  'Object',
  () => {
    throw invalidArgument('Object(…) is not available.', 'Write an object literal: { … }.');
  },
  members('Object', {
    keys: (args, run) => keysOf(args[0], 'keys', run),
    values: (args, run) => keysOf(args[0], 'values', run).map((key) => valueAt(args[0], key)),
    entries: (args, run): GuestArray => {
      const keys = keysOf(args[0], 'entries', run);
      run.allocate(32 * keys.length);
      return keys.map((key) => [key, valueAt(args[0], key)]);
    },
    assign,
    fromEntries: (args, run) => fromEntries(args[0], run),
    groupBy,
    create: ([prototype]) => {
      if (prototype !== null)
        throw invalidArgument('Objects have no prototypes.', 'Copy the properties: { ...other }.');
      return createObject();
    },
    freeze: ([value]) => {
      if (isData(value)) Object.freeze(value);
      return value;
    },
    getOwnPropertyNames: (args, run) => keysOf(args[0], 'keys', run),
    isFrozen: ([value]) => !isData(value) || Object.isFrozen(value),
    hasOwn: (args, run) => {
      const key = toKey(args[1]);
      return isPlainObject(args[0])
        ? Object.hasOwn(args[0], key)
        : keysOf(args[0], 'hasOwn', run).includes(key);
    },
    is: (args) => Object.is(args[0], args[1]),
  }),
);
