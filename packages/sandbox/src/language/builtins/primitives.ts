import { invalidArgument } from '../errors.js';
import { toInteger, toNumber, toText } from '../runtime/coerce.js';
import type { GuestValue, NativeFunction } from '../values.js';
import { requireFew } from './arguments.js';
import { members, native, type BuiltIn } from './namespace.js';

function toNumberLoosely(args: GuestValue[]): number {
  return args.length === 0 ? 0 : toNumber(args[0]);
}

/** `parseFloat`. */
export const parseFloatOf: BuiltIn = (args, run) => Number.parseFloat(toText(args[0], run).slice(0, 400));
/** `parseInt`. */
export const parseIntOf: BuiltIn = (args, run) =>
  Number.parseInt(
    toText(args[0], run).slice(0, 2000),
    args[1] === undefined ? undefined : toInteger(args[1]),
  );

/** The global `Number`. */
export const numberFunction = native(
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

/** The global `String`. */
export const stringFunction = native(
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

/** One of the functions for parts of addresses, whose only error is a text that is malformed. */
function uriFunction(name: string, convert: (text: string) => string): NativeFunction {
  return native(name, (args, run) => {
    const text = toText(args[0], run);
    run.charge(text.length);
    run.allocate(32 + 18 * text.length);
    try {
      return convert(text);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      throw invalidArgument(`${name}: the text is malformed.`, undefined, 'URIError');
    }
  });
}

/** The global functions that write and read parts of addresses. */
export const uriFunctions: Readonly<Record<string, NativeFunction>> = {
  decodeURI: uriFunction('decodeURI', decodeURI),
  decodeURIComponent: uriFunction('decodeURIComponent', decodeURIComponent),
  encodeURI: uriFunction('encodeURI', encodeURI),
  encodeURIComponent: uriFunction('encodeURIComponent', encodeURIComponent),
};
