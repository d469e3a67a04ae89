import { choice, operationsOf, optional, required } from './builders.js';
import type { Operation, Parameter } from './types.js';

const expression = operationsOf('expression', 'expression');

const other: readonly Parameter[] = [required('other', 'operand')];

/** Operations with one operand, in which a text is a literal: name, aliases, what it means. */
const binary: readonly (readonly [string, readonly string[], string])[] = [
  ['add', ['plus'], 'Sum with a value or expression; joins texts.'],
  ['sub', ['minus', 'subtract'], 'Difference.'],
  ['mul', ['times', 'multiply', 'multiplyBy'], 'Product.'],
  ['div', ['truediv', 'divide', 'divideBy', 'dividedBy'], 'Quotient.'],
  ['floorDiv', ['floordiv', 'intDiv'], 'Quotient rounded down.'],
  ['mod', ['rem', 'modulo'], 'Remainder.'],
  ['eq', ['equals', 'equal'], 'Equal to; a text is a literal.'],
  ['neq', ['ne', 'notEquals', 'notEq', 'notEqual'], 'Not equal to.'],
  ['gt', ['greaterThan'], 'Greater than.'],
  ['gtEq', ['ge', 'gte', 'geq', 'greaterThanEquals', 'greaterThanOrEqual'], 'Greater than or equal to.'],
  ['lt', ['lessThan'], 'Less than.'],
  ['ltEq', ['le', 'lte', 'leq', 'lessThanEquals', 'lessThanOrEqual'], 'Less than or equal to.'],
  ['fillNan', [], 'NaN replaced by a value.'],
];

/** Operations without arguments: name, aliases, what it means. */
const unary: readonly (readonly [string, readonly string[], string])[] = [
  ['not', ['not_', 'negate'], 'Logical not.'],
  ['neg', ['negative'], 'The value with its sign turned.'],
  ['isNull', ['isNa'], 'True where null.'],
  ['isNotNull', ['notNull'], 'True where not null.'],
  ['isNan', [], 'True where NaN.'],
  ['isNotNan', [], 'True where not NaN.'],
  ['isFinite', [], 'True where finite.'],
  ['isInfinite', [], 'True where infinite.'],
  ['isUnique', [], 'True where the value occurs once.'],
  ['isDuplicated', [], 'True where the value occurs more than once.'],
  ['isFirstDistinct', ['isFirst'], 'True at the first of each value.'],
  ['sum', [], 'Sum.'],
  ['mean', ['avg', 'average'], 'Mean.'],
  ['median', [], 'Median.'],
  ['min', [], 'Smallest value.'],
  ['max', [], 'Largest value.'],
  ['std', ['stddev'], 'Standard deviation.'],
  ['var', ['variance'], 'Variance.'],
  ['product', ['prod'], 'Product of the values.'],
  ['count', [], 'Number of values which are not null.'],
  ['len', ['size'], 'Number of values, nulls included.'],
  ['nUnique', ['countDistinct', 'nunique'], 'Number of distinct values.'],
  ['nullCount', [], 'Number of nulls.'],
  ['first', [], 'First value.'],
  ['last', [], 'Last value.'],
  ['mode', [], 'Most frequent values.'],
  ['skew', ['skewness'], 'Skewness.'],
  ['kurtosis', [], 'Kurtosis.'],
  ['entropy', [], 'Entropy.'],
  ['any', [], 'Whether any value is true.'],
  ['all', [], 'Whether all values are true.'],
  ['argMin', [], 'Row of the smallest value.'],
  ['argMax', [], 'Row of the largest value.'],
  ['implode', ['toList'], 'All values as one list.'],
  ['abs', [], 'Absolute value.'],
  ['sqrt', [], 'Square root.'],
  ['cbrt', [], 'Cube root.'],
  ['exp', [], 'Exponential.'],
  ['log10', [], 'Logarithm to base 10.'],
  ['log1p', [], 'Logarithm of 1 + x.'],
  ['floor', [], 'Rounded down.'],
  ['ceil', [], 'Rounded up.'],
  ['sign', [], '-1, 0 or 1 by sign.'],
  ['sin', [], 'Sine.'],
  ['cos', [], 'Cosine.'],
  ['tan', [], 'Tangent.'],
  ['degrees', [], 'Radians as degrees.'],
  ['radians', [], 'Degrees as radians.'],
  ['cumSum', ['cumsum'], 'Running sum.'],
  ['cumMin', ['cummin'], 'Running minimum.'],
  ['cumMax', ['cummax'], 'Running maximum.'],
  ['cumProd', ['cumprod'], 'Running product.'],
  ['cumCount', ['cumcount'], 'Running count.'],
  ['dropNulls', [], 'Without nulls.'],
  ['dropNans', [], 'Without NaN.'],
  ['unique', ['distinct'], 'Distinct values, in order of their first.'],
  ['reverse', [], 'In reverse order.'],
  ['forwardFill', ['ffill'], 'Nulls replaced by the value before.'],
  ['backwardFill', ['bfill'], 'Nulls replaced by the value after.'],
  ['interpolate', [], 'Nulls replaced by interpolation.'],
  ['explode', ['flatten'], 'One row per item of the lists.'],
  ['keepName', [], 'Under the name of the first column.'],
];

const rolling = [
  'rollingMean',
  'rollingSum',
  'rollingMin',
  'rollingMax',
  'rollingMedian',
  'rollingStd',
  'rollingVar',
] as const;

const steps = [optional('n', 'integer', { aliases: ['periods'] })];
const howMany = [optional('n', 'integer', { minimum: 0, aliases: ['length'] })];
const windowParameters: readonly Parameter[] = [
  required('windowSize', 'integer', { minimum: 1, aliases: ['window'] }),
  optional('minPeriods', 'integer', { minimum: 1, aliases: ['minSamples'] }),
  optional('center', 'boolean'),
];

/** What an expression offers, apart from its namespaces. */
export const expressionOperations: readonly Operation[] = [
  ...binary.map(([name, aliases, doc]) =>
    expression(name, doc, `pl.col('price').${name}(${name === 'eq' ? "'Oslo'" : '2'})`, {
      parameters: other,
      aliases,
    }),
  ),
  expression('pow', 'Power, with a number as the exponent.', "pl.col('price').pow(2)", {
    parameters: [required('other', 'number', { aliases: ['exponent'] })],
    aliases: ['power'],
  }),
  expression('eqMissing', 'Equal to, where null equals null.', "pl.col('a').eqMissing(pl.col('b'))", {
    parameters: other,
  }),
  ...unary.map(([name, aliases, doc]) => expression(name, doc, `pl.col('price').${name}()`, { aliases })),
  expression('and', 'Logical and.', "pl.col('a').gt(1).and(pl.col('b').lt(2))", {
    parameters: [required('others', 'operands')],
    aliases: ['and_'],
  }),
  expression('or', 'Logical or.', "pl.col('a').gt(1).or(pl.col('b').lt(2))", {
    parameters: [required('others', 'operands')],
    aliases: ['or_'],
  }),
  expression('xor', 'Logical exclusive or.', "pl.col('a').gt(1).xor(pl.col('b').lt(2))", {
    parameters: other,
  }),
  expression('isIn', 'Whether the value is one of a list.', "pl.col('city').isIn(['Oslo', 'Rome'])", {
    parameters: [required('values', 'literals')],
    aliases: ['in', 'includes'],
  }),
  expression(
    'isBetween',
    'Between two bounds, both included unless told.',
    "pl.col('date').isBetween('2024-01-01', '2024-03-31')",
    {
      parameters: [
        required('lower', 'operand', { aliases: ['lowerBound', 'low', 'start'] }),
        required('upper', 'operand', { aliases: ['upperBound', 'high', 'end'] }),
        choice('closed', ['both', 'left', 'right', 'none']),
      ],
      aliases: ['between'],
    },
  ),
  expression('alias', 'Under another name.', "pl.col('price').mean().alias('mean_price')", {
    parameters: [required('name', 'text')],
    aliases: ['as', 'name', 'rename'],
  }),
  expression('prefix', 'With a prefix to the name.', "pl.all().prefix('x_')", {
    parameters: [required('text', 'text')],
  }),
  expression('suffix', 'With a suffix to the name.', "pl.all().suffix('_x')", {
    parameters: [required('text', 'text')],
  }),
  expression('exclude', 'Without these columns.', "pl.all().exclude('id')", {
    parameters: [required('names', 'columns')],
  }),
  expression(
    'cast',
    'As another type; what does not fit is an error unless `{ strict: false }`.',
    "pl.col('year').cast(pl.Int64)",
    {
      parameters: [required('dtype', 'dtype'), optional('strict', 'boolean')],
      aliases: ['astype'],
    },
  ),
  expression('over', 'An aggregate per group, on every row.', "pl.col('price').mean().over('city')", {
    parameters: [required('by', 'expressions', { aliases: ['partitionBy'] })],
  }),
  expression('rank', 'Rank of the value.', "pl.col('price').rank({ method: 'dense', descending: true })", {
    parameters: [
      choice('method', ['average', 'min', 'max', 'dense', 'ordinal']),
      optional('descending', 'boolean'),
    ],
  }),
  expression('shift', 'The value n rows before.', "pl.col('price').shift(1)", {
    parameters: steps,
    aliases: ['lag'],
  }),
  expression('lead', 'The value n rows after.', "pl.col('price').lead(1)", {
    form: 'method',
    parameters: steps,
  }),
  expression('diff', 'Difference to the value n rows before.', "pl.col('price').diff()", {
    parameters: steps,
  }),
  expression('pctChange', 'Change relative to the value n rows before.', "pl.col('price').pctChange()", {
    parameters: steps,
  }),
  expression('quantile', 'Quantile, linearly interpolated unless told.', "pl.col('price').quantile(0.9)", {
    parameters: [
      required('quantile', 'number', { minimum: 0, maximum: 1, aliases: ['q'] }),
      choice('interpolation', ['linear', 'nearest', 'lower', 'higher', 'midpoint']),
    ],
    aliases: ['percentile'],
  }),
  ...rolling.map((name) =>
    expression(
      name,
      'Over a window of rows that ends at each row.',
      `pl.col('price').${name}({ windowSize: 7 })`,
      {
        parameters: windowParameters,
      },
    ),
  ),
  expression('ewmMean', 'Exponentially weighted mean.', "pl.col('price').ewmMean({ alpha: 0.5 })", {
    parameters: [required('alpha', 'number', { minimum: 0, maximum: 1 })],
  }),
  expression('round', 'Rounded to some decimals, halves away from zero.', "pl.col('price').round(2)", {
    parameters: [optional('decimals', 'integer', { minimum: 0, maximum: 15 })],
  }),
  expression('log', 'Natural logarithm, or to a base.', "pl.col('price').log(2)", {
    parameters: [optional('base', 'number')],
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
    ],
  }),
  expression('sort', 'Values in order; nulls go last.', "pl.col('price').sort({ descending: true })", {
    parameters: [optional('descending', 'boolean'), optional('nullsLast', 'boolean')],
  }),
  expression('sortBy', 'Values in the order of others.', "pl.col('name').sortBy('price', true)", {
    parameters: [required('by', 'expressions'), optional('descending', 'booleans')],
  }),
  expression('head', 'The first values.', "pl.col('name').head(3)", {
    parameters: howMany,
    aliases: ['limit'],
  }),
  expression('tail', 'The last values.', "pl.col('name').tail(3)", { parameters: howMany }),
  expression('slice', 'Values from an offset on.', "pl.col('name').slice(1, 2)", {
    parameters: [required('offset', 'integer'), optional('length', 'integer', { minimum: 0 })],
  }),
  expression('get', 'The value at a position.', "pl.col('name').get(0)", {
    parameters: [required('index', 'integer')],
    aliases: ['gather', 'at'],
  }),
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
    parameters: [optional('k', 'integer', { minimum: 0 })],
  }),
  expression('replace', 'Values replaced by others.', "pl.col('code').replace({ a: 'Alpha' })", {
    parameters: [required('old', 'literals'), required('new', 'literals')],
  }),
  expression(
    'cut',
    'Bins with labels, by break points; a bin includes its upper end.',
    "pl.col('age').cut([18, 65], { labels: ['child', 'adult', 'senior'] })",
    {
      parameters: [
        required('breaks', 'literals'),
        optional('labels', 'texts'),
        optional('leftClosed', 'boolean'),
      ],
    },
  ),
  expression(
    'valueCounts',
    'Structs of value and count.',
    "df.select(pl.col('city').valueCounts()).unnest('city')",
    {
      parameters: [optional('sort', 'boolean'), optional('name', 'text'), optional('normalize', 'boolean')],
    },
  ),
  expression('corr', 'Correlation with another expression.', "pl.col('price').corr(pl.col('quantity'))", {
    form: 'method',
    parameters: [required('other', 'expression')],
  }),
];
