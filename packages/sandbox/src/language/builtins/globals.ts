import { ErrorCode } from '../error-code.js';
import { GuestError, invalidArgument } from '../errors.js';
import { formatValue } from '../format.js';
import { toInteger, toNumber, toText } from '../runtime/coerce.js';
import { toArray } from '../runtime/iterate.js';
import { isPlainObject } from '../runtime/kinds.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import type { GuestArray, GuestValue } from '../values.js';
import { requireFew } from './arguments.js';
import { cloneValue } from './clone.js';
import { createDate, noClock, parseDate, utcTime } from './date-methods.js';
import { constructError, errorNames } from './errors.js';
import { jsonNamespace } from './json.js';
import { createMap, createSet } from './map-and-set.js';
import { mathNamespace } from './math.js';
import { members, namespace, native, type BuiltIn } from './namespace.js';
import { groupIntoMap, objectFunction } from './object.js';

/** `new Name(…)`: the only classes there are. */
export const constructors = table<BuiltIn>({
  Array: (args, run) => createArray(args, run),
  Date: createDate,
  Map: (args, run) => createMap(args[0], run),
  Set: (args, run) => createSet(args[0], run),
  ...Object.fromEntries(
    errorNames.map((name): [string, BuiltIn] => [name, (args, run) => constructError(name, args, run)]),
  ),
});

function createArray(args: GuestValue[], run: Run): GuestArray {
  if (args.length !== 1 || typeof args[0] !== 'number') {
    run.allocate(16 + 8 * args.length);
    return args;
  }
  const length = args[0];
  if (!Number.isInteger(length) || length < 0 || length > 2 ** 32 - 1) {
    throw invalidArgument('An array length is a whole number from 0.');
  }
  run.charge(length >> 2);
  run.allocate(16 + 8 * length);
  return Array.from<GuestValue>({ length }).fill(undefined);
}

function arrayFrom(args: GuestValue[], run: Run): GuestArray {
  const [source, mapper] = args;
  let values: GuestArray;
  if (isPlainObject(source)) {
    const length = Math.max(0, toInteger(source.length));
    values = createArray([Math.min(length, 2 ** 32 - 1)], run);
    for (let index = 0; index < length; index++) values[index] = source[String(index)];
  } else {
    values = toArray(source, run);
  }
  if (mapper === undefined) return values;
  for (let index = 0; index < values.length; index++) {
    run.charge(1);
    values[index] = run.call(mapper, [values[index], index]);
  }
  return values;
}

function needsNew(name: string): BuiltIn {
  return () => {
    throw new GuestError(ErrorCode.NotCallable, `\`${name}\` is made with new.`, {
      hint: `Write new ${name}(…).`,
    });
  };
}

function toNumberLoosely(args: GuestValue[]): number {
  return args.length === 0 ? 0 : toNumber(args[0]);
}

const parseFloatOf: BuiltIn = (args, run) => Number.parseFloat(toText(args[0], run).slice(0, 400));
const parseIntOf: BuiltIn = (args, run) =>
  Number.parseInt(
    toText(args[0], run).slice(0, 2000),
    args[1] === undefined ? undefined : toInteger(args[1]),
  );

const numberFunction = native(
  'Number',
  toNumberLoosely,
  members('Number', {
    EPSILON: Number.EPSILON,
    MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    MAX_VALUE: Number.MAX_VALUE,
    MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
    MIN_VALUE: Number.MIN_VALUE,
    NEGATIVE_INFINITY: Number.NEGATIVE_INFINITY,
    NaN: Number.NaN,
    POSITIVE_INFINITY: Number.POSITIVE_INFINITY,
    isFinite: (args) => Number.isFinite(args[0]),
    isInteger: (args) => Number.isInteger(args[0]),
    isNaN: (args) => Number.isNaN(args[0]),
    isSafeInteger: (args) => Number.isSafeInteger(args[0]),
    parseFloat: parseFloatOf,
    parseInt: parseIntOf,
  }),
);

const stringFunction = native(
  'String',
  (args, run) => (args.length === 0 ? '' : toText(args[0], run)),
  members('String', {
    fromCharCode: (args, run) => {
      requireFew(args);
      run.allocate(32 + 2 * args.length);
      return String.fromCharCode(...args.map((value) => toNumber(value)));
    },
    fromCodePoint: (args, run) => {
      requireFew(args);
      run.allocate(32 + 4 * args.length);
      return String.fromCodePoint(...args.map((value) => toNumber(value)));
    },
  }),
);

const arrayFunction = native(
  'Array',
  createArray,
  members('Array', {
    from: arrayFrom,
    isArray: (args) => Array.isArray(args[0]),
    of: (args, run) => {
      run.allocate(16 + 8 * args.length);
      return args;
    },
  }),
);

const dateFunction = native(
  'Date',
  needsNew('Date'),
  members('Date', {
    now: () => {
      throw noClock();
    },
    parse: (args, run) => parseDate(toText(args[0], run)),
    UTC: utcTime,
  }),
);

const print: BuiltIn = (args, run) => {
  run.charge(10);
  const parts = args.map((value) =>
    typeof value === 'string' ? value.slice(0, run.limits.logLineLength + 1) : formatValue(value, run),
  );
  run.logs.write(parts.join(' '));
  run.lastLogged = args.length === 1 ? args[0] : undefined;
  return undefined;
};

/** Waiting for what is never asynchronous: tolerated, since models write it out of habit. */
const promiseNamespace = namespace('Promise', {
  all: (args, run) => toArray(args[0], run),
  resolve: (args) => args[0],
});

/** Every name that a program finds without declaring it, beside the host's own. */
export const builtInGlobals = table<GuestValue>({
  undefined,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  Array: arrayFunction,
  Boolean: native('Boolean', (args) => Boolean(args[0])),
  Date: dateFunction,
  JSON: jsonNamespace,
  Map: native('Map', needsNew('Map'), members('Map', { groupBy: groupIntoMap })),
  Math: mathNamespace,
  Number: numberFunction,
  Object: objectFunction,
  Promise: promiseNamespace,
  Set: native('Set', needsNew('Set')),
  String: stringFunction,
  console: namespace('console', {
    debug: print,
    error: print,
    info: print,
    log: print,
    table: print,
    warn: print,
  }),
  isFinite: native('isFinite', (args) => Number.isFinite(toNumber(args[0]))),
  isNaN: native('isNaN', (args) => Number.isNaN(toNumber(args[0]))),
  parseFloat: native('parseFloat', parseFloatOf),
  parseInt: native('parseInt', parseIntOf),
  print: native('print', print),
  structuredClone: native('structuredClone', (args, run) => cloneValue(args[0], run)),
  ...Object.fromEntries(
    errorNames.map((name): [string, GuestValue] => [
      name,
      native(name, (args, run) => constructError(name, args, run)),
    ]),
  ),
});
