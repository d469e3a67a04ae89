import { choice, named, operationsOf, optional, required } from './builders.js';
import type { Operation, Parameter } from './types.js';

const expression = operationsOf('expression', 'expression');

const rolling = [
  ['rollingMean', 'Mean'],
  ['rollingSum', 'Sum'],
  ['rollingMin', 'Minimum'],
  ['rollingMax', 'Maximum'],
  ['rollingMedian', 'Median'],
  ['rollingStd', 'Standard deviation'],
  ['rollingVar', 'Variance'],
] as const;

const cumulative: readonly (readonly [string, string, string])[] = [
  ['cumSum', 'cumsum', 'Running sum.'],
  ['cumMin', 'cummin', 'Running minimum.'],
  ['cumMax', 'cummax', 'Running maximum.'],
  ['cumProd', 'cumprod', 'Running product.'],
  ['cumCount', 'cumcount', 'Running count of values which are not null.'],
];

const exponential = [
  ['ewmMean', 'Exponentially weighted mean'],
  ['ewmStd', 'Exponentially weighted standard deviation'],
  ['ewmVar', 'Exponentially weighted variance'],
] as const;

/** Rows of a window: what the native layer counts with. */
const mostRows = 2 ** 31 - 1;
const mostSteps = 2 ** 31 - 1;

const steps = [optional('n', 'integer', { aliases: ['periods'], minimum: -mostSteps, maximum: mostSteps })];
const windowParameters: readonly Parameter[] = [
  required('windowSize', 'integer', { minimum: 1, maximum: mostRows, aliases: ['window', 'n'] }),
  optional('minPeriods', 'integer', { minimum: 1, maximum: mostRows, aliases: ['minSamples'] }),
  optional('center', 'boolean'),
];

/** One of these says how fast the weights fall. */
const decayParameters: readonly Parameter[] = [
  optional('alpha', 'number', { minimum: 0, maximum: 1 }),
  named('span', 'number', { minimum: 1 }),
  named('com', 'number', { minimum: 0 }),
  named('halfLife', 'number', { minimum: 0 }),
  named('adjust', 'boolean'),
  named('minPeriods', 'integer', { minimum: 0, maximum: mostRows, aliases: ['minSamples'] }),
  named('ignoreNulls', 'boolean'),
];

/** What looks at the rows before, after and around each row. */
export const windowOperations: readonly Operation[] = [
  expression(
    'over',
    'Per group, on every row; `orderBy` says in which order the group is taken.',
    "pl.col('price').cumSum().over('city', { orderBy: 'date' })",
    {
      parameters: [
        optional('by', 'expressions', { aliases: ['partitionBy'] }),
        named('orderBy', 'expressions'),
        named('descending', 'booleans'),
      ],
    },
  ),
  expression('rank', 'Rank of the value.', "pl.col('price').rank({ method: 'dense', descending: true })", {
    parameters: [
      choice('method', ['average', 'min', 'max', 'dense', 'ordinal']),
      optional('descending', 'boolean'),
    ],
  }),
  expression('shift', 'The value n rows before.', "pl.col('price').shift(1)", {
    parameters: [...steps, named('fillValue', 'operand')],
    aliases: ['lag', 'shiftAndFill'],
  }),
  expression('lead', 'The value n rows after.', "pl.col('price').lead(1)", {
    form: 'method',
    returns: 'Expression',
    parameters: steps,
  }),
  expression('diff', 'Difference to the value n rows before.', "pl.col('price').diff()", {
    parameters: steps,
  }),
  expression('pctChange', 'Change relative to the value n rows before.', "pl.col('price').pctChange()", {
    parameters: steps,
  }),
  ...cumulative.map(([name, alias, doc]) =>
    expression(name, doc, `pl.col('quantity').${name}()`, {
      parameters: [optional('reverse', 'boolean')],
      aliases: [alias],
    }),
  ),
  ...rolling.map(([name, what]) =>
    expression(
      name,
      `${what} of the last \`windowSize\` rows; null until \`minPeriods\` of them have values.`,
      `pl.col('price').${name}({ windowSize: 7, minPeriods: 1 })`,
      { parameters: windowParameters },
    ),
  ),
  expression(
    'rollingQuantile',
    'Quantile of the last rows.',
    "pl.col('price').rollingQuantile({ quantile: 0.9, windowSize: 7, minPeriods: 1 })",
    {
      parameters: [
        required('quantile', 'number', { minimum: 0, maximum: 1 }),
        choice('interpolation', ['linear', 'nearest', 'lower', 'higher', 'midpoint']),
        ...windowParameters,
      ],
    },
  ),
  expression('rollingSkew', 'Skewness of the last rows.', "pl.col('price').rollingSkew(3)", {
    parameters: [required('windowSize', 'integer', { minimum: 1, maximum: mostRows, aliases: ['window'] })],
  }),
  ...exponential.map(([name, what]) =>
    expression(
      name,
      `${what}, by \`alpha\`, \`span\`, \`com\` or \`halfLife\`.`,
      `pl.col('price').${name}({ span: 7 })`,
      { parameters: decayParameters },
    ),
  ),
];
