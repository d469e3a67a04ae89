import { choice, operationsOf, optional, required } from './builders.js';
import type { Operation, Parameter } from './types.js';

const frame = operationsOf('frame', 'frame');

const rowCount = optional('n', 'integer', { minimum: 0, aliases: ['length', 'len', 'rows'] });
const subset = optional('columns', 'columns', { aliases: ['subset', 'on'] });

const reductions: readonly (readonly [string, string])[] = [
  ['sum', 'Sums of the numeric columns, as one row.'],
  ['mean', 'Means of the numeric columns, as one row.'],
  ['median', 'Medians of the numeric columns, as one row.'],
  ['min', 'Smallest value of each column, as one row.'],
  ['max', 'Largest value of each column, as one row.'],
  ['std', 'Standard deviations of the numeric columns, as one row.'],
  ['var', 'Variances of the numeric columns, as one row.'],
  ['nullCount', 'Number of nulls of each column, as one row.'],
];

const sortParameters: readonly Parameter[] = [
  required('by', 'expressions'),
  optional('descending', 'booleans', { aliases: ['reverse', 'desc'] }),
  optional('nullsLast', 'boolean'),
];

/** What a frame offers. One kind of frame serves as both LazyFrame and DataFrame. */
export const frameOperations: readonly Operation[] = [
  frame(
    'select',
    'Columns or expressions, and nothing else.',
    "df.select('city', pl.col('price').mul(2).alias('double'))",
    {
      parameters: [required('expressions', 'expressions')],
    },
  ),
  frame(
    'withColumns',
    'Adds or replaces columns.',
    "df.withColumns({ revenue: pl.col('price').mul(pl.col('quantity')) })",
    {
      parameters: [required('expressions', 'expressions')],
      aliases: ['withColumn', 'assign'],
    },
  ),
  frame(
    'filter',
    'Rows for which every predicate is true.',
    "df.filter(pl.col('price').gt(10), pl.col('city').eq('Oslo'))",
    {
      parameters: [required('predicates', 'expressions')],
      aliases: ['where'],
    },
  ),
  frame('sort', 'Rows in order; nulls go last.', "df.sort('price', { descending: true })", {
    parameters: sortParameters,
    aliases: ['sortBy', 'orderBy'],
  }),
  frame(
    'groupBy',
    'Groups, in order of their first row; then `.agg(…)`.',
    "df.groupBy('city').agg(pl.col('price').mean().alias('mean_price'))",
    {
      result: 'groupBy',
      parameters: [required('by', 'expressions'), optional('maintainOrder', 'boolean')],
      aliases: ['groupby'],
    },
  ),
  frame(
    'groupByDynamic',
    'Groups by windows of time, such as `1d`, `1w`, `1mo`, `1q`, `1y`; then `.agg(…)`.',
    "df.groupByDynamic('date', { every: '1mo' }).agg(pl.col('price').sum())",
    {
      result: 'groupBy',
      parameters: [
        required('indexColumn', 'column', { aliases: ['index', 'column'] }),
        required('every', 'duration'),
        optional('by', 'expressions', { aliases: ['groupBy'] }),
        choice('closed', ['left']),
        choice('label', ['left']),
      ],
    },
  ),
  frame('join', 'Rows of two frames by equal keys.', "a.join(b, { on: 'id', how: 'left' })", {
    parameters: [
      required('other', 'frame'),
      optional('on', 'expressions'),
      optional('leftOn', 'expressions'),
      optional('rightOn', 'expressions'),
      choice('how', {
        inner: [],
        left: ['leftouter'],
        right: [],
        full: ['outer', 'fullouter', 'outer_coalesce'],
        semi: [],
        anti: [],
        cross: [],
      }),
      optional('suffix', 'text'),
      optional('coalesce', 'boolean'),
      optional('nullsEqual', 'boolean', { aliases: ['joinNulls'] }),
    ],
  }),
  frame('joinAsof', 'Rows joined to the nearest earlier key.', "a.joinAsof(b, { on: 'date' })", {
    parameters: [
      required('other', 'frame'),
      optional('on', 'column'),
      optional('leftOn', 'column'),
      optional('rightOn', 'column'),
      optional('by', 'columns'),
      choice('strategy', ['backward', 'forward', 'nearest']),
    ],
  }),
  frame(
    'unique',
    'Distinct rows, or the first row per value of some columns.',
    "df.unique({ subset: ['city'] })",
    {
      parameters: [
        subset,
        choice('keep', { first: ['any'], last: [], none: [] }),
        optional('maintainOrder', 'boolean'),
      ],
      aliases: ['distinct', 'dropDuplicates'],
    },
  ),
  frame('drop', 'All columns but these.', "df.drop('id', 'note')", {
    parameters: [required('columns', 'columns')],
  }),
  frame('rename', 'Columns under new names.', "df.rename({ old: 'new' })", {
    parameters: [required('mapping', 'renames')],
    aliases: ['withColumnRenamed', 'withColumnsRenamed'],
  }),
  frame('cast', 'Columns as other types.', 'df.cast({ year: pl.String })', {
    form: 'method',
    result: 'frame',
    parameters: [required('types', 'literal')],
  }),
  frame('dropNulls', 'Rows without nulls.', "df.dropNulls('price')", { parameters: [subset] }),
  frame('dropNans', 'Rows without NaN.', "df.dropNans('ratio')", { parameters: [subset] }),
  frame('fillNull', 'Nulls replaced by a value, or by a strategy.', 'df.fillNull(0)', {
    parameters: [
      optional('value', 'operand'),
      choice('strategy', ['forward', 'backward', 'min', 'max', 'mean', 'zero', 'one']),
    ],
  }),
  frame('fillNan', 'NaN replaced by a value.', 'df.fillNan(0)', {
    parameters: [required('value', 'operand')],
  }),
  frame('head', 'The first rows, 5 unless told.', 'df.head(10)', {
    parameters: [rowCount],
    aliases: ['limit', 'take'],
  }),
  frame('tail', 'The last rows, 5 unless told.', 'df.tail(10)', { parameters: [rowCount] }),
  frame('slice', 'Rows from an offset on.', 'df.slice(10, 5)', {
    parameters: [required('offset', 'integer'), optional('length', 'integer', { minimum: 0 })],
  }),
  frame('topK', 'The rows with the largest values.', "df.topK(5, { by: 'price' })", {
    parameters: [required('k', 'integer', { minimum: 0 }), required('by', 'expressions')],
    aliases: ['nlargest'],
  }),
  frame('bottomK', 'The rows with the smallest values.', "df.bottomK(5, { by: 'price' })", {
    parameters: [required('k', 'integer', { minimum: 0 }), required('by', 'expressions')],
    aliases: ['nsmallest'],
  }),
  frame('explode', 'One row per item of a list.', "df.explode('tags')", {
    parameters: [required('columns', 'columns')],
  }),
  frame('unnest', 'The fields of a struct as columns.', "df.unnest('point')", {
    parameters: [required('columns', 'columns')],
  }),
  frame(
    'unpivot',
    'Columns turned into rows of variable and value.',
    "df.unpivot({ index: 'city', on: ['q1', 'q2'] })",
    {
      parameters: [
        optional('index', 'columns', { aliases: ['idVars', 'ids'] }),
        optional('on', 'columns', { aliases: ['valueVars', 'values'] }),
        optional('variableName', 'text', { aliases: ['varName'] }),
        optional('valueName', 'text'),
      ],
      aliases: ['melt'],
    },
  ),
  frame(
    'pivot',
    'Values of a column turned into columns.',
    "df.pivot({ on: 'year', index: 'city', values: 'price', aggregate: 'sum' })",
    {
      parameters: [
        required('on', 'column', { aliases: ['columns'] }),
        required('index', 'columns'),
        required('values', 'columns'),
        {
          ...choice('aggregate', {
            sum: [],
            mean: ['avg'],
            median: [],
            min: [],
            max: [],
            count: ['len', 'size'],
            first: [],
            last: [],
          }),
          aliases: ['aggregateFunction', 'aggregateFunc', 'aggFunc', 'agg'],
        },
        optional('sortColumns', 'boolean'),
      ],
    },
  ),
  frame('withRowIndex', 'A column that counts the rows from 0.', "df.withRowIndex('row')", {
    parameters: [optional('name', 'text'), optional('offset', 'integer', { minimum: 0 })],
    aliases: ['withRowCount', 'withRowNumber'],
  }),
  frame('reverse', 'Rows in reverse order.', 'df.reverse()'),
  frame('shift', 'Values moved down by n rows.', 'df.shift(1)', { parameters: [optional('n', 'integer')] }),
  frame('describe', 'Count, nulls, mean, std, min, quartiles and max of each column.', 'df.describe()'),
  frame('valueCounts', 'How often each value occurs, most frequent first.', "df.valueCounts('city')", {
    parameters: [required('columns', 'columns'), optional('name', 'text'), optional('normalize', 'boolean')],
  }),
  frame('sample', 'Random rows; the same seed draws the same ones.', 'df.sample({ n: 100, seed: 7 })', {
    parameters: [
      optional('n', 'integer', { minimum: 0 }),
      optional('fraction', 'number', { minimum: 0, maximum: 1, aliases: ['frac'] }),
      optional('seed', 'integer', { minimum: 0 }),
    ],
  }),
  frame('reduce', 'Each column reduced to one value.', 'df.mean()', {
    form: 'internal',
    parameters: [
      {
        ...choice(
          'method',
          reductions.map(([name]) => name),
        ),
        optional: false,
      },
      optional('columns', 'columns'),
    ],
  }),
  ...reductions.map(([name, doc]) =>
    frame(name, doc, `df.${name}()`, {
      form: 'method',
      result: 'frame',
      parameters: [optional('columns', 'columns')],
    }),
  ),
  frame('vstack', 'The rows of another frame below.', 'a.vstack(b)', {
    form: 'method',
    result: 'frame',
    parameters: [required('other', 'frame')],
    aliases: ['extend', 'append'],
  }),
  frame('collect', 'Computes the frame once and keeps it; optional.', 'df.collect()', {
    aliases: ['collectSync', 'cache'],
  }),
  frame('lazy', 'The frame itself.', 'df.lazy()', {
    form: 'method',
    result: 'frame',
    aliases: ['clone', 'rechunk', 'eager'],
  }),
  frame('columns', 'The names of the columns.', 'df.columns', { form: 'property' }),
  frame('dtypes', 'The types of the columns.', 'df.dtypes', { form: 'property' }),
  frame('schema', 'The columns and their types, by name.', 'df.schema', { form: 'property' }),
  frame('height', 'The number of rows.', 'df.height', { form: 'property', aliases: ['length'] }),
  frame('width', 'The number of columns.', 'df.width', { form: 'property' }),
  frame('shape', 'Rows and columns, as `[height, width]`.', 'df.shape', { form: 'property' }),
  frame('isEmpty', 'Whether there are no rows.', 'df.isEmpty()', { form: 'method' }),
  frame('toRecords', 'The rows as objects, for plain JavaScript.', 'df.toRecords()', {
    form: 'method',
    aliases: ['toDicts', 'toObjects', 'toObject', 'toArray', 'toJSON', 'iterRows', 'toJs'],
  }),
  frame('rows', 'The rows as arrays.', 'df.rows()', { form: 'method', aliases: ['toRows', 'toList'] }),
  frame('row', 'One row as an array.', 'df.row(0)', {
    form: 'method',
    parameters: [required('index', 'integer')],
  }),
  frame('getColumn', 'The values of a column as an array.', "df.getColumn('city')", {
    form: 'method',
    parameters: [required('name', 'column')],
    aliases: ['column', 'get'],
  }),
  frame('toSeries', 'The values of the first column as an array.', 'df.toSeries()', { form: 'method' }),
  frame('toString', 'The first rows as a text.', 'df.toString()', { form: 'method' }),
  frame('item', 'The only value, or the one at a row and column.', 'df.select(pl.len()).item()', {
    form: 'method',
    parameters: [optional('row', 'integer'), optional('column', 'literal')],
  }),
];
