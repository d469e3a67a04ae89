import { invalidArgument, typeMismatch } from '../errors.js';
import { toIndex, toInteger, toNumber, toText } from '../runtime/coerce.js';
import { joinTexts } from '../runtime/operators.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import { GuestPattern, type GuestValue } from '../values.js';
import { collatorFor } from './locale.js';
import type { Method } from './method.js';
import { stringPatternMethods } from './string-pattern-methods.js';

type StringMethod = Method<string>;

/** Pays for reading a string and for a result of that length, before it is made. */
function payFor(target: string, resultLength: number, run: Run): void {
  run.charge(1 + (target.length >> 4));
  run.allocate(32 + 2 * resultLength);
}

/** The text that a method searches for. A pattern is refused where JavaScript refuses it. */
function needle(value: GuestValue, run: Run): string {
  if (value instanceof GuestPattern) {
    throw typeMismatch('This method takes a string, not a regular expression.', 'Use pattern.test(text).');
  }
  return toText(value, run);
}

/** Pays for a search, which takes at most the product of both lengths. */
function paySearch(target: string, wanted: string, run: Run): void {
  run.charge(1 + (target.length >> 4) + ((target.length >> 8) * wanted.length) / 16);
}

function pad(atStart: boolean): StringMethod {
  return (target, args, run) => {
    const length = toInteger(args[0]);
    const filler = args[1] === undefined ? ' ' : toText(args[1], run);
    if (length <= target.length || filler === '') return target;
    payFor(target, length, run);
    return atStart ? target.padStart(length, filler) : target.padEnd(length, filler);
  };
}

function resized(growth: number, convert: (target: string) => string): StringMethod {
  return (target, _args, run) => {
    payFor(target, growth * target.length, run);
    return convert(target);
  };
}

const repeat: StringMethod = (target, args, run) => {
  const count = toInteger(args[0]);
  if (count < 0 || count === Infinity) throw invalidArgument('.repeat(…) needs a count from 0.');
  payFor(target, target.length * count, run);
  return target.repeat(count);
};

const normalize: StringMethod = (target, args, run) => {
  const form = args[0] === undefined ? 'NFC' : toText(args[0], run);
  if (!['NFC', 'NFD', 'NFKC', 'NFKD'].includes(form)) {
    throw invalidArgument('.normalize(…) takes NFC, NFD, NFKC or NFKD.');
  }
  run.charge(target.length);
  run.allocate(32 + 36 * target.length);
  return target.normalize(form);
};

const localeCompare: StringMethod = (target, args, run) => {
  const other = toText(args[0], run);
  run.charge(8 + ((target.length + other.length) >> 2));
  return collatorFor(args[1], args[2]).compare(target, other);
};

const concat: StringMethod = (target, args, run) => {
  let result = target;
  for (const value of args) result = joinTexts(result, toText(value, run), run);
  return result;
};

const at: StringMethod = (target, args, run) => {
  run.touch(target);
  return target.at(toInteger(args[0]));
};

/** Every method of strings. */
export const stringMethods = table<StringMethod>({
  ...stringPatternMethods,
  at,
  charAt: (target, args, run) => {
    run.touch(target);
    return target.charAt(toInteger(args[0]));
  },
  charCodeAt: (target, args, run) => {
    run.touch(target);
    return target.charCodeAt(toInteger(args[0]));
  },
  codePointAt: (target, args, run) => {
    run.touch(target);
    return target.codePointAt(toInteger(args[0]));
  },
  concat,
  endsWith: (target, args, run) => {
    const wanted = needle(args[0], run);
    payFor(wanted, 0, run);
    return target.endsWith(wanted, toInteger(args[1], target.length));
  },
  includes: (target, args, run) => {
    const wanted = needle(args[0], run);
    paySearch(target, wanted, run);
    return target.includes(wanted, toInteger(args[1]));
  },
  indexOf: (target, args, run) => {
    const wanted = needle(args[0], run);
    paySearch(target, wanted, run);
    return target.indexOf(wanted, toInteger(args[1]));
  },
  lastIndexOf: (target, args, run) => {
    const wanted = needle(args[0], run);
    paySearch(target, wanted, run);
    return target.lastIndexOf(wanted, toNumber(args[1]));
  },
  localeCompare,
  normalize,
  padEnd: pad(false),
  padStart: pad(true),
  repeat,
  slice: (target, args, run) => {
    const start = toIndex(args[0], target.length, 0);
    const end = toIndex(args[1], target.length, target.length);
    run.touch(target);
    run.allocate(32 + 2 * Math.max(0, end - start));
    return target.slice(start, end);
  },
  startsWith: (target, args, run) => {
    const wanted = needle(args[0], run);
    payFor(wanted, 0, run);
    return target.startsWith(wanted, toInteger(args[1]));
  },
  substr: (target, args, run) => {
    const start = toIndex(args[0], target.length, 0);
    const length = Math.max(0, Math.min(toInteger(args[1], target.length), target.length - start));
    run.touch(target);
    run.allocate(32 + 2 * length);
    return target.slice(start, start + length);
  },
  substring: (target, args, run) => {
    payFor(target, target.length, run);
    return target.substring(toInteger(args[0]), toInteger(args[1], target.length));
  },
  isWellFormed: (target, _args, run) => {
    payFor(target, 0, run);
    return !/\p{Surrogate}/u.test(target);
  },
  toWellFormed: resized(1, (target) => target.replaceAll(/\p{Surrogate}/gu, '\uFFFD')),
  trimLeft: resized(1, (target) => target.trimStart()),
  trimRight: resized(1, (target) => target.trimEnd()),
  toLocaleLowerCase: resized(3, (target) => target.toLowerCase()),
  toLocaleUpperCase: resized(3, (target) => target.toUpperCase()),
  toLowerCase: resized(3, (target) => target.toLowerCase()),
  toString: (target: string) => target,
  toUpperCase: resized(3, (target) => target.toUpperCase()),
  trim: resized(1, (target) => target.trim()),
  trimEnd: resized(1, (target) => target.trimEnd()),
  trimStart: resized(1, (target) => target.trimStart()),
  valueOf: (target: string) => target,
});
