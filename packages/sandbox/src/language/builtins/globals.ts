import { ErrorCode } from '../error-code.js';
import { GuestError, invalidArgument } from '../errors.js';
import { toInteger, toNumber, toText } from '../runtime/coerce.js';
import { toArray } from '../runtime/iterate.js';
import { isPlainObject } from '../runtime/kinds.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import { createObject, type GuestArray, type GuestValue } from '../values.js';
import { cloneValue } from './clone.js';
import { consoleNamespace, print } from './console.js';
import { createDate, noClock, parseDate, utcTime } from './date-methods.js';
import { constructError, errorNames } from './errors.js';
import { intlConstructors, intlNamespace } from './intl.js';
import { jsonNamespace } from './json.js';
import { createMap, createSet } from './map-and-set.js';
import { mathNamespace } from './math.js';
import { members, namespace, native, type BuiltIn } from './namespace.js';
import { groupIntoMap, objectFunction } from './object.js';
import { constructPattern } from './pattern.js';
import { numberFunction, parseFloatOf, parseIntOf, stringFunction, uriFunctions } from './primitives.js';

/** `new Name(…)`: the only classes there are. */
export const constructors = table<BuiltIn>({
  Array: (args, run) => createArray(args, run),
  Date: createDate,
  Map: (args, run) => createMap(args[0], run),
  RegExp: constructPattern,
  Set: (args, run) => createSet(args[0], run),
  ...intlConstructors,
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

/** Waiting for what is never asynchronous: tolerated, since models write it out of habit. */
const promiseNamespace = namespace('Promise', {
  all: (args, run) => toArray(args[0], run),
  allSettled: (args, run) => {
    const values = toArray(args[0], run);
    run.allocate(96 * values.length);
    return values.map((value) => Object.assign(createObject(), { status: 'fulfilled', value }));
  },
  resolve: (args) => args[0],
});

/** Every name that a program finds without declaring it, beside the host's own. */
export const builtInGlobals = table<GuestValue>({
  undefined,
  // As Python spells them: models that know its polars write them without noticing.
  True: true,
  False: false,
  None: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  Intl: intlNamespace,
  Array: arrayFunction,
  Boolean: native('Boolean', (args) => Boolean(args[0])),
  Date: dateFunction,
  JSON: jsonNamespace,
  Map: native('Map', needsNew('Map'), members('Map', { groupBy: groupIntoMap })),
  Math: mathNamespace,
  Number: numberFunction,
  Object: objectFunction,
  Promise: promiseNamespace,
  RegExp: native('RegExp', constructPattern),
  Set: native('Set', needsNew('Set')),
  String: stringFunction,
  console: consoleNamespace,
  ...uriFunctions,
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
