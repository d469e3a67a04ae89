import { choice, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const expression = operationsOf('expression', 'expression');

/** Aggregates without arguments: name, aliases, what it is. */
const plain: readonly (readonly [string, readonly string[], string])[] = [
  ['sum', [], 'Sum; 0 for no values.'],
  ['mean', ['avg', 'average'], 'Mean.'],
  ['median', [], 'Median.'],
  ['min', [], 'Smallest value.'],
  ['max', [], 'Largest value.'],
  ['product', ['prod'], 'Product of the values.'],
  ['count', [], 'Number of values which are not null.'],
  ['len', ['size'], 'Number of values, nulls included.'],
  [
    'nUnique',
    ['countDistinct', 'nunique', 'approxNUnique'],
    'Number of distinct values; null counts as one.',
  ],
  ['nullCount', [], 'Number of nulls.'],
  ['first', [], 'First value.'],
  ['last', [], 'Last value.'],
  ['skew', ['skewness'], 'Skewness.'],
  ['kurtosis', [], 'Excess kurtosis.'],
  ['entropy', [], 'Entropy of the values as weights.'],
  ['argMin', [], 'Row of the smallest value.'],
  ['argMax', [], 'Row of the largest value.'],
];

const degrees = [optional('ddof', 'integer', { minimum: 0, maximum: 1 })];

/** What makes one value of many, and counts of values. */
export const aggregateOperations: readonly Operation[] = [
  ...plain.map(([name, aliases, doc]) =>
    expression(name, doc, `pl.col('price').${name}()`, { aliases, reduces: true }),
  ),
  expression('std', 'Standard deviation of a sample; `{ ddof: 0 }` of all.', "pl.col('price').std()", {
    parameters: degrees,
    aliases: ['stddev', 'stdev'],
    reduces: true,
  }),
  expression('var', 'Variance of a sample; `{ ddof: 0 }` of all.', "pl.col('price').var()", {
    parameters: degrees,
    aliases: ['variance'],
    reduces: true,
  }),
  expression('any', 'Whether any value is true.', "pl.col('active').any()", { reduces: true }),
  expression('all', 'Whether all values are true.', "pl.col('active').all()", { reduces: true }),
  expression('quantile', 'Quantile, linearly interpolated unless told.', "pl.col('price').quantile(0.9)", {
    parameters: [
      required('quantile', 'number', { minimum: 0, maximum: 1, aliases: ['q'] }),
      choice('interpolation', ['linear', 'nearest', 'lower', 'higher', 'midpoint']),
    ],
    aliases: ['percentile'],
    reduces: true,
  }),
  expression('get', 'The value at a position; negative from the end.', "pl.col('name').get(0)", {
    parameters: [required('index', 'integer')],
    aliases: ['gather', 'at', 'nth'],
    reduces: true,
  }),
  expression('dot', 'Sum of the products with another column.', "pl.col('price').dot(pl.col('quantity'))", {
    parameters: [required('other', 'expression')],
    reduces: true,
  }),
  expression('corr', 'Correlation with another expression.', "pl.col('price').corr(pl.col('quantity'))", {
    form: 'method',
    returns: 'Expression',
    parameters: [required('other', 'expression'), choice('method', ['pearson', 'spearman'])],
  }),
  expression('cov', 'Covariance with another expression.', "pl.col('price').cov(pl.col('quantity'))", {
    form: 'method',
    returns: 'Expression',
    parameters: [required('other', 'expression')],
  }),
  expression('implode', 'All values as one list.', "pl.col('city').implode()", {
    aliases: ['toList', 'aggGroups'],
    reduces: true,
  }),
  expression('mode', 'Most frequent values, in order.', "pl.col('city').mode()"),
  expression(
    'uniqueCounts',
    'How often each value occurs, in order of first.',
    "pl.col('city').uniqueCounts()",
  ),
  expression(
    'valueCounts',
    'Structs of value and count, most frequent first.',
    "df.select(pl.col('city').valueCounts()).unnest('city')",
    {
      parameters: [optional('sort', 'boolean'), optional('name', 'text'), optional('normalize', 'boolean')],
    },
  ),
];
