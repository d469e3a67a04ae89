import { isPlainObject, type GuestValue } from '../language/index.js';
import { aliasNode, columnNode, createNode, type Facade } from './plan-capability.js';

/** The aggregates that a word may stand for, by the spellings of pandas and of polars. */
const words: Readonly<Record<string, string>> = {
  sum: 'sum',
  mean: 'mean',
  avg: 'mean',
  average: 'mean',
  median: 'median',
  min: 'min',
  max: 'max',
  std: 'std',
  var: 'var',
  count: 'count',
  size: 'len',
  len: 'len',
  first: 'first',
  last: 'last',
  nunique: 'nUnique',
  nUnique: 'nUnique',
  n_unique: 'nUnique',
};

function aggregate(value: GuestValue): string | undefined {
  return typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined;
}

/**
 * `agg({ price: 'mean' })` and `agg({ price: ['min', 'max'] })`, with the columns `price`, or `price_min` and
 * `price_max`. Objects of anything else, such as `{ total: pl.col('price').sum() }`, are left as they are.
 */
export function aggregationDictionary(args: GuestValue[], facade: Facade): GuestValue[] {
  return args.flatMap((arg): GuestValue[] => {
    if (!isPlainObject(arg)) return [arg];
    const entries = Object.entries(arg);
    const isDictionary =
      entries.length > 0 &&
      entries.every(([, value]) => (Array.isArray(value) ? value : [value]).every((item) => aggregate(item)));
    if (!isDictionary) return [arg];
    return entries.flatMap(([name, value]) => {
      const several = Array.isArray(value) && value.length > 1;
      return (Array.isArray(value) ? value : [value]).map((word) => {
        const spelling = typeof word === 'string' ? word : '';
        const node = createNode(`expression.${aggregate(word) ?? 'first'}`, columnNode(name));
        return facade.wrap(several ? aliasNode(node, `${name}_${spelling}`) : node, 'expression');
      });
    });
  });
}
