import { invalidArgument } from '../errors.js';
import { toNumber } from '../runtime/coerce.js';
import { requireFew } from './arguments.js';
import { namespace, type BuiltIn } from './namespace.js';

const constants = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;

const numeric = [
  ...([
    'abs',
    'acos',
    'acosh',
    'asin',
    'asinh',
    'atan',
    'atan2',
    'atanh',
    'cbrt',
    'ceil',
    'clz32',
    'cos',
    'cosh',
  ] as const),
  ...(['exp', 'expm1', 'floor', 'fround', 'hypot', 'imul', 'log', 'log10', 'log1p', 'log2'] as const),
  ...(['pow', 'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc'] as const),
];

function wrap(name: (typeof numeric)[number]): BuiltIn {
  const calculate: (...values: number[]) => number = Math[name];
  return (args, run) => {
    run.charge(args.length);
    requireFew(args);
    return calculate(...args.map((value) => toNumber(value)));
  };
}

/** One by one, since programs spread whole columns into `Math.max`. */
function extreme(start: number, choose: (left: number, right: number) => number): BuiltIn {
  return (args, run) => {
    run.charge(args.length);
    let result = start;
    for (const value of args) result = choose(result, toNumber(value));
    return result;
  };
}

const entries: Record<string, BuiltIn | number> = {
  random: () => {
    throw invalidArgument(
      'Math.random is not available: the same program gives the same result each time.',
      'Use a formula with a seed, or .sample({ n, seed }) on a frame.',
    );
  },
};
for (const name of constants) entries[name] = Math[name];
for (const name of numeric) entries[name] = wrap(name);
entries.max = extreme(Number.NEGATIVE_INFINITY, Math.max);
entries.min = extreme(Number.POSITIVE_INFINITY, Math.min);

/** The global `Math`, without randomness. */
export const mathNamespace = namespace('Math', entries);
