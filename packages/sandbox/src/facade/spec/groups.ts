import { choice, named, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const rowCount = optional('n', 'integer', { minimum: 0, aliases: ['length', 'len', 'rows'] });

const groupBy = operationsOf('groupBy', 'frame');

const groupReductions: readonly (readonly [string, string])[] = [
  ['sum', 'Sums per group of the given columns, or of all numeric ones.'],
  ['mean', 'Means per group.'],
  ['median', 'Medians per group.'],
  ['min', 'Smallest values per group.'],
  ['max', 'Largest values per group.'],
  ['std', 'Standard deviations per group.'],
  ['var', 'Variances per group.'],
  ['first', 'First values per group.'],
  ['last', 'Last values per group.'],
  ['nUnique', 'Numbers of distinct values per group.'],
  ['nullCount', 'Numbers of nulls per group.'],
  ['quantile', 'Quantiles per group.'],
];

const quantile = { minimum: 0, maximum: 1, aliases: ['q'] };

/** What the groups of a frame offer. */
export const groupByOperations: readonly Operation[] = [
  groupBy(
    'agg',
    "One row per group; `{ price: 'mean' }` and `{ price: ['min', 'max'] }` work too.",
    "df.groupBy('city').agg({ total: pl.col('price').sum(), rows: pl.len() })",
    {
      parameters: [required('aggregations', 'expressions')],
      overloads: ['dictionary: Readonly<Record<string, Aggregate | readonly Aggregate[]>>'],
      aliases: ['aggregate'],
    },
  ),
  groupBy('all', 'The values of each group as lists.', "df.select('city', 'price').groupBy('city').all()", {
    form: 'method',
    result: 'frame',
  }),
  groupBy('len', 'Rows per group, as column `len`.', "df.groupBy('city').len()", {
    parameters: [optional('name', 'text')],
    aliases: ['size'],
  }),
  groupBy('count', 'Rows per group, as column `count`.', "df.groupBy('city').count()", {
    form: 'method',
    result: 'frame',
  }),
  groupBy('head', 'The first rows of each group.', "df.groupBy('city').head(3)", { parameters: [rowCount] }),
  groupBy('tail', 'The last rows of each group.', "df.groupBy('city').tail(3)", { parameters: [rowCount] }),
  groupBy('reduce', 'Columns reduced per group.', "df.groupBy('city').mean('price')", {
    form: 'internal',
    parameters: [
      {
        ...choice(
          'method',
          groupReductions.map(([name]) => name),
        ),
        optional: false,
      },
      optional('columns', 'columns'),
      named('quantile', 'number', quantile),
    ],
  }),
  ...groupReductions.map(([name, doc]) =>
    groupBy(name, doc, `df.groupBy('city').${name}(${name === 'quantile' ? '0.9, ' : ''}'price')`, {
      form: 'method',
      result: 'frame',
      parameters: [
        ...(name === 'quantile' ? [required('quantile', 'number', quantile)] : []),
        optional('columns', 'columns'),
      ],
    }),
  ),
];

/** The middle of `pl.when(…).then(…).otherwise(…)`. */
export const conditionalOperations: readonly Operation[] = [
  operationsOf('when', 'then')(
    'then',
    'The value where the condition holds.',
    "pl.when(pl.col('price').gt(100)).then('high')",
    {
      parameters: [required('value', 'operand')],
    },
  ),
  operationsOf('then', 'when')(
    'when',
    'A further condition.',
    "pl.when(pl.col('a').gt(2)).then(2).when(pl.col('a').gt(1)).then(1)",
    {
      parameters: [required('predicates', 'expressions')],
    },
  ),
  operationsOf('then', 'expression')(
    'otherwise',
    'The value where no condition holds.',
    "pl.when(pl.col('price').gt(100)).then(1).otherwise(0)",
    {
      parameters: [required('value', 'operand')],
    },
  ),
];
