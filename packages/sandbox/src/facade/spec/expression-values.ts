import { choice, named, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const expression = operationsOf('expression', 'expression');

/** Functions of one number, and what they are. */
const functions: readonly (readonly [string, string])[] = [
  ['abs', 'Absolute value.'],
  ['sqrt', 'Square root.'],
  ['cbrt', 'Cube root.'],
  ['exp', 'Exponential.'],
  ['log10', 'Logarithm to base 10.'],
  ['log1p', 'Logarithm of 1 + x.'],
  ['floor', 'Rounded down.'],
  ['ceil', 'Rounded up.'],
  ['sign', '-1, 0 or 1 by sign.'],
  ['sin', 'Sine.'],
  ['cos', 'Cosine.'],
  ['tan', 'Tangent.'],
  ['arcsin', 'Arc sine.'],
  ['arccos', 'Arc cosine.'],
  ['arctan', 'Arc tangent.'],
  ['degrees', 'Radians as degrees.'],
  ['radians', 'Degrees as radians.'],
];

/** Changes of the values as a whole: name, aliases, what it does. */
const changes: readonly (readonly [string, readonly string[], string])[] = [
  ['dropNulls', [], 'Without nulls.'],
  ['dropNans', [], 'Without NaN.'],
  ['unique', ['distinct'], 'Distinct values, in order of their first.'],
  ['reverse', [], 'In reverse order.'],
  ['interpolate', [], 'Nulls replaced by interpolation between their neighbours.'],
  ['peakMax', [], 'True where larger than both neighbours.'],
  ['peakMin', [], 'True where smaller than both neighbours.'],
];

const howMany = [optional('n', 'integer', { minimum: 0, aliases: ['length'] })];
const limit = [optional('limit', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 })];
const bins = { labels: optional('labels', 'texts'), leftClosed: named('leftClosed', 'boolean') };

/** What changes, chooses, orders and sorts values into bins. */
export const valueOperations: readonly Operation[] = [
  ...functions.map(([name, doc]) => expression(name, doc, `pl.col('ratio').${name}()`)),
  expression('round', 'Rounded to some decimals, halves away from zero.', "pl.col('price').round(2)", {
    parameters: [
      optional('decimals', 'integer', { minimum: 0, maximum: 15 }),
      choice('mode', { halfawayfromzero: [], halftoeven: ['bankers'] }),
    ],
  }),
  expression('log', 'Natural logarithm, or to a base.', "pl.col('price').log(2)", {
    parameters: [optional('base', 'number', { minimum: 0 })],
    aliases: ['ln'],
  }),
  expression('clip', 'Held within bounds.', "pl.col('price').clip(0, 100)", {
    parameters: [
      optional('min', 'operand', { aliases: ['lower', 'lowerBound'] }),
      optional('max', 'operand', { aliases: ['upper', 'upperBound'] }),
    ],
  }),
  expression('fillNull', 'Nulls replaced by a value or a strategy.', "pl.col('price').fillNull(0)", {
    parameters: [
      optional('value', 'operand'),
      choice('strategy', ['forward', 'backward', 'min', 'max', 'mean', 'zero', 'one']),
      named('limit', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 }),
    ],
    aliases: ['fillna'],
  }),
  expression('fillNan', 'NaN replaced by a value.', "pl.col('ratio').fillNan(null)", {
    parameters: [required('other', 'operand')],
  }),
  expression('forwardFill', 'Nulls replaced by the value before.', "pl.col('price').forwardFill()", {
    parameters: limit,
    aliases: ['ffill'],
  }),
  expression('backwardFill', 'Nulls replaced by the value after.', "pl.col('price').backwardFill()", {
    parameters: limit,
    aliases: ['bfill'],
  }),
  ...changes.map(([name, aliases, doc]) => expression(name, doc, `pl.col('price').${name}()`, { aliases })),
  expression('explode', 'One row per item of the lists.', "pl.col('tags').explode()", {
    aliases: ['flatten'],
  }),
  expression('sort', 'Values in order; nulls go last.', "pl.col('price').sort({ descending: true })", {
    parameters: [
      optional('descending', 'boolean', { aliases: ['reverse'] }),
      optional('nullsLast', 'boolean'),
    ],
  }),
  expression('sortBy', 'Values in the order of others.', "pl.col('name').sortBy('price', true)", {
    parameters: [required('by', 'expressions'), optional('descending', 'booleans', { aliases: ['reverse'] })],
  }),
  expression('argSort', 'Rows in the order of their values; nulls go last.', "pl.col('price').argSort()", {
    parameters: [optional('descending', 'boolean'), optional('nullsLast', 'boolean')],
  }),
  expression('head', 'The first values.', "pl.col('name').head(3)", {
    parameters: howMany,
    aliases: ['limit'],
  }),
  expression('tail', 'The last values.', "pl.col('name').tail(3)", { parameters: howMany }),
  expression('slice', 'Values from an offset on.', "pl.col('name').slice(1, 2)", {
    parameters: [required('offset', 'integer'), optional('length', 'integer', { minimum: 0 })],
  }),
  expression('gatherEvery', 'Every nth value.', "pl.col('name').gatherEvery(2)", {
    parameters: [
      required('n', 'integer', { minimum: 1, maximum: 2 ** 31 - 1 }),
      optional('offset', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 }),
    ],
    aliases: ['takeEvery'],
  }),
  expression(
    'shuffle',
    'In random order, the same for the same seed.',
    "pl.col('name').shuffle({ seed: 7 })",
    {
      parameters: [optional('seed', 'integer', { minimum: 0 })],
    },
  ),
  expression(
    'sample',
    'Random values, the same for the same seed.',
    "pl.col('name').sample({ n: 2, seed: 7 })",
    {
      parameters: [
        optional('n', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 }),
        optional('fraction', 'number', { minimum: 0, maximum: 1, aliases: ['frac'] }),
        optional('seed', 'integer', { minimum: 0 }),
      ],
    },
  ),
  expression(
    'filter',
    'Only values for which a condition holds.',
    "pl.col('price').filter(pl.col('city').eq('Oslo')).sum()",
    {
      parameters: [required('predicate', 'expressions')],
      aliases: ['where'],
    },
  ),
  expression('topK', 'The largest values.', "pl.col('price').topK(3)", {
    form: 'method',
    returns: 'Expression',
    parameters: [optional('k', 'integer', { minimum: 0 })],
  }),
  expression('bottomK', 'The smallest values.', "pl.col('price').bottomK(3)", {
    form: 'method',
    returns: 'Expression',
    parameters: [optional('k', 'integer', { minimum: 0 })],
  }),
  expression(
    'replace',
    'Values replaced by others; all others stay.',
    "pl.col('code').replace({ a: 'Alpha' })",
    {
      parameters: [required('old', 'literals'), required('new', 'literals')],
      overloads: ['mapping: Mapping'],
    },
  ),
  expression(
    'replaceStrict',
    'Values replaced by others, which may be of another type; all others become the default, or are an error.',
    "pl.col('code').replaceStrict({ a: 1, b: 2 }, { default: null })",
    {
      parameters: [
        required('old', 'literals'),
        required('new', 'literals'),
        optional('default', 'literal', { aliases: ['default_'] }),
        named('returnDtype', 'dtype'),
      ],
      aliases: ['mapDict'],
      overloads: [
        'mapping: Mapping, fallback?: Literal',
        'mapping: Mapping, options: { default?: Literal; returnDtype?: DataType | DataTypeName }',
      ],
    },
  ),
  expression(
    'cut',
    'Bins with labels, by break points; a bin includes its upper end.',
    "pl.col('age').cut([18, 65], { labels: ['child', 'adult', 'senior'] })",
    {
      parameters: [
        required('breaks', 'literals', { aliases: ['bins'], type: 'readonly number[]' }),
        bins.labels,
        bins.leftClosed,
      ],
    },
  ),
  expression(
    'qcut',
    'Bins of about equal size: their number, or probabilities.',
    "pl.col('price').qcut(4, { labels: ['low', 'mid', 'high', 'top'] })",
    {
      parameters: [
        required('quantiles', 'literals', { aliases: ['q', 'probs'], type: 'number | readonly number[]' }),
        bins.labels,
        bins.leftClosed,
      ],
    },
  ),
  expression(
    'toArray',
    'The values as a plain array, where no frame is needed.',
    'pl.lit(1).add(1).toArray()',
    {
      form: 'method',
      returns: 'Cell[]',
      aliases: ['values'],
    },
  ),
  expression('item', 'The only value, where no frame is needed.', 'pl.Series([1, 2, 3]).sum().item()', {
    form: 'method',
    returns: 'Cell',
  }),
];
