import { choice, operationsOf, optional, required } from './builders.js';
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
];

/** What the groups of a frame offer. */
export const groupByOperations: readonly Operation[] = [
  groupBy(
    'agg',
    'One row per group.',
    "df.groupBy('city').agg({ total: pl.col('price').sum(), rows: pl.len() })",
    {
      parameters: [required('aggregations', 'expressions')],
      aliases: ['aggregate'],
    },
  ),
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
    ],
  }),
  ...groupReductions.map(([name, doc]) =>
    groupBy(name, doc, `df.groupBy('city').${name}('price')`, {
      form: 'method',
      result: 'frame',
      parameters: [optional('columns', 'columns')],
    }),
  ),
];

/** The middle of `pl.when(…).then(…).otherwise(…)`. */
export const conditionalOperations: readonly Operation[] = [
  operationsOf('when', 'then')('then', 'The value where the condition holds.', "pl.when(c).then('high')", {
    parameters: [required('value', 'operand')],
  }),
  operationsOf('then', 'when')('when', 'A further condition.', 'pl.when(a).then(1).when(b).then(2)', {
    parameters: [required('predicates', 'expressions')],
  }),
  operationsOf('then', 'expression')(
    'otherwise',
    'The value where no condition holds.',
    'pl.when(c).then(1).otherwise(0)',
    {
      parameters: [required('value', 'operand')],
    },
  ),
];
