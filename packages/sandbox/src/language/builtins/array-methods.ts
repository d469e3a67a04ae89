import { ErrorCode } from '../error-code.js';
import { GuestError, invalidArgument } from '../errors.js';
import { toIndex, toInteger, toText } from '../runtime/coerce.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import type { GuestArray, GuestValue } from '../values.js';
import { requireFew } from './arguments.js';
import { arrayCallbackMethods } from './array-callbacks.js';
import { arraySeriesMethods } from './array-series.js';
import { sortedCopy } from './array-sort.js';
import type { Method } from './method.js';

type ArrayMethod = Method<GuestArray>;

/** Pays for a new array of that many elements before it is made. */
function payFor(length: number, run: Run): void {
  run.charge(length >> 2);
  run.allocate(16 + 8 * length);
}

function copy(target: GuestArray, run: Run): GuestArray {
  payFor(target.length, run);
  return target.slice();
}

/** The text of the elements with a separator between them; nothing for `null` and `undefined`. */
function joinArray(target: GuestArray, separator: string, run: Run): string {
  run.charge(target.length);
  run.allocate(32 + 2 * separator.length * target.length);
  const texts: string[] = [];
  for (const element of target) {
    const text = element === null || element === undefined ? '' : toText(element, run);
    run.allocate(2 * text.length);
    texts.push(text);
  }
  run.charge(target.length >> 2);
  return texts.join(separator);
}

function flatten(target: GuestArray, depth: number, run: Run, result: GuestArray, level = 0): GuestArray {
  if (level > run.limits.valueDepth) {
    throw new GuestError(ErrorCode.ArgumentInvalid, 'The array is nested too deeply to flatten.');
  }
  run.charge(target.length);
  run.allocate(8 * target.length);
  for (const element of target) {
    if (Array.isArray(element) && depth > 0) flatten(element, depth - 1, run, result, level + 1);
    else result.push(element);
  }
  return result;
}

function concat(target: GuestArray, args: GuestValue[], run: Run): GuestArray {
  const result = copy(target, run);
  for (const value of args) {
    const values = Array.isArray(value) ? value : [value];
    payFor(values.length, run);
    for (let index = 0; index < values.length; index++) result.push(values[index]);
  }
  return result;
}

function removeAndInsert(target: GuestArray, args: GuestValue[], run: Run): GuestArray {
  const start = toIndex(args[0], target.length, 0);
  let count = target.length - start;
  if (args.length === 0) count = 0;
  else if (args.length > 1) count = Math.max(0, Math.min(toInteger(args[1]), count));
  requireFew(args);
  run.charge(target.length >> 2);
  run.allocate(16 + 8 * (count + args.length));
  return target.splice(start, count, ...args.slice(2));
}

/** Pays for comparing a value with each element: a long text is compared character by character. */
function paySearch(target: GuestArray, wanted: GuestValue, run: Run): void {
  run.charge(target.length * (1 + (typeof wanted === 'string' ? wanted.length >> 6 : 0)));
}

function find(target: GuestArray, args: GuestValue[], run: Run): number {
  paySearch(target, args[0], run);
  return target.indexOf(args[0], toIndex(args[1], target.length, 0));
}

const atIndex: ArrayMethod = (target, args) => {
  const index = toInteger(args[0]);
  return target[index < 0 ? target.length + index : index];
};

const withElement: ArrayMethod = (target, args, run) => {
  const index = toInteger(args[0]);
  const position = index < 0 ? target.length + index : index;
  if (position < 0 || position >= target.length)
    throw invalidArgument(`There is no element ${index} to replace.`);
  const result = copy(target, run);
  result[position] = args[1];
  return result;
};

const entries: ArrayMethod = (target, _args, run) => {
  payFor(target.length * 5, run);
  return target.map((element, index) => [index, element]);
};

/** Every method of arrays. Methods that return iterators in JavaScript return arrays. */
export const arrayMethods = table<ArrayMethod>({
  ...arraySeriesMethods,
  ...arrayCallbackMethods,
  at: atIndex,
  concat,
  copyWithin: (target, args, run) => {
    run.charge(target.length);
    return target.copyWithin(toInteger(args[0]), toInteger(args[1]), toInteger(args[2], target.length));
  },
  entries,
  fill: (target, args, run) => {
    run.charge(target.length);
    return target.fill(
      args[0],
      toIndex(args[1], target.length, 0),
      toIndex(args[2], target.length, target.length),
    );
  },
  flat: (target, args, run) => flatten(target, toInteger(args[0], 1), run, []),
  includes: (target, args, run) => {
    paySearch(target, args[0], run);
    return target.includes(args[0], toIndex(args[1], target.length, 0));
  },
  indexOf: find,
  join: (target, args, run) => joinArray(target, args[0] === undefined ? ',' : toText(args[0], run), run),
  keys: (target, _args, run) => {
    payFor(target.length, run);
    return target.map((_element, index) => index);
  },
  lastIndexOf: (target, args, run) => {
    paySearch(target, args[0], run);
    return args.length > 1 ? target.lastIndexOf(args[0], toInteger(args[1])) : target.lastIndexOf(args[0]);
  },
  pop: (target) => target.pop(),
  push: (target, args, run) => {
    run.allocate(8 * args.length);
    for (const value of args) target.push(value);
    return target.length;
  },
  reverse: (target, _args, run) => {
    run.charge(target.length >> 2);
    return target.reverse();
  },
  shift: (target, _args, run) => {
    run.charge(target.length >> 4);
    return target.shift();
  },
  slice: (target, args, run) => {
    const start = toIndex(args[0], target.length, 0);
    const end = toIndex(args[1], target.length, target.length);
    payFor(Math.max(0, end - start), run);
    return target.slice(start, end);
  },
  sort: (target, args, run) => {
    const sorted = sortedCopy(target, args[0], run);
    for (let index = 0; index < sorted.length; index++) target[index] = sorted[index];
    return target;
  },
  splice: removeAndInsert,
  toReversed: (target, _args, run) => copy(target, run).reverse(),
  toSorted: (target, args, run) => sortedCopy(target, args[0], run),
  toSpliced: (target, args, run) => {
    const result = copy(target, run);
    removeAndInsert(result, args, run);
    return result;
  },
  toString: (target: GuestArray, _args: GuestValue[], run: Run) => joinArray(target, ',', run),
  unshift: (target, args, run) => {
    requireFew(args);
    run.charge(target.length >> 4);
    run.allocate(8 * args.length);
    return target.unshift(...args);
  },
  values: (target, _args, run) => copy(target, run),
  with: withElement,
});
