import { choice, named, operationsOf, optional, required } from './builders.js';
import type { Operation, Parameter } from './types.js';

const frame = operationsOf('frame', 'frame');

const rowCount = optional('n', 'integer', { minimum: 0, aliases: ['length', 'len', 'rows'] });
const subset = optional('subset', 'columns', { aliases: ['columns', 'on'] });
const sortParameters: readonly Parameter[] = [
  required('by', 'expressions'),
  optional('descending', 'booleans', { aliases: ['reverse', 'desc'] }),
  optional('nullsLast', 'boolean'),
];

/** What chooses columns and rows of a frame, and puts them in order. One kind serves as LazyFrame and DataFrame. */
export const frameRowOperations: readonly Operation[] = [
  frame(
    'select',
    'Columns or expressions, and nothing else.',
    "df.select('city', pl.col('price').mul(2).alias('double'))",
    {
      parameters: [required('expressions', 'expressions')],
      aliases: ['selectSeq'],
    },
  ),
  frame(
    'withColumns',
    'Adds or replaces columns.',
    "df.withColumns({ revenue: pl.col('price').mul(pl.col('quantity')) })",
    {
      parameters: [required('expressions', 'expressions')],
      aliases: ['withColumn', 'assign', 'withColumnsSeq'],
    },
  ),
  frame(
    'filter',
    'Rows for which every predicate is true.',
    "df.filter(pl.col('price').gt(10), pl.col('city').eq('Oslo'))",
    {
      parameters: [required('predicates', 'expressions')],
      overloads: ['equal: Readonly<Record<string, Literal | readonly Literal[]>>'],
      aliases: ['where'],
    },
  ),
  frame('sort', 'Rows in order; nulls go last.', "df.sort('price', { descending: true })", {
    parameters: sortParameters,
    overloads: ['...by: SortOrder[]', 'by: readonly (SortOrder | IntoExpression)[]'],
    aliases: ['sortBy', 'orderBy'],
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
  frame('rename', 'Columns under new names.', "df.rename({ city: 'place' })", {
    parameters: [required('mapping', 'renames')],
    overloads: ['from: string, to: string'],
    aliases: ['withColumnRenamed', 'withColumnsRenamed'],
  }),
  frame('cast', 'Columns as other types.', 'df.cast({ year: pl.String })', {
    parameters: [required('types', 'casts', { aliases: ['dtypes'] }), optional('strict', 'boolean')],
    aliases: ['astype'],
  }),
  frame('dropNulls', 'Rows without nulls.', "df.dropNulls('price')", {
    parameters: [subset],
    aliases: ['dropna'],
  }),
  frame('dropNans', 'Rows without NaN.', "df.dropNans('ratio')", { parameters: [subset] }),
  frame('fillNull', 'Nulls replaced by a value, or by a strategy.', 'df.fillNull(0)', {
    parameters: [
      optional('value', 'operand'),
      choice('strategy', ['forward', 'backward', 'min', 'max', 'mean', 'zero', 'one']),
      named('limit', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 }),
    ],
    aliases: ['fillna'],
  }),
  frame('fillNan', 'NaN replaced by a value.', 'df.fillNan(0)', {
    parameters: [required('value', 'operand')],
  }),
  frame('interpolate', 'Nulls of the numeric columns replaced by interpolation.', 'df.interpolate()'),
  frame('head', 'The first rows, 5 unless told.', 'df.head(10)', {
    parameters: [rowCount],
    aliases: ['limit', 'take'],
  }),
  frame('tail', 'The last rows, 5 unless told.', 'df.tail(10)', { parameters: [rowCount] }),
  frame('slice', 'Rows from an offset on.', 'df.slice(2, 3)', {
    parameters: [required('offset', 'integer'), optional('length', 'integer', { minimum: 0 })],
  }),
  frame('gatherEvery', 'Every nth row.', 'df.gatherEvery(2)', {
    parameters: [
      required('n', 'integer', { minimum: 1, maximum: 2 ** 31 - 1 }),
      optional('offset', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 }),
    ],
    aliases: ['takeEvery'],
  }),
  frame('topK', 'The rows with the largest values.', "df.topK(5, { by: 'price' })", {
    parameters: [required('k', 'integer', { minimum: 0 }), required('by', 'expressions')],
    aliases: ['nlargest'],
  }),
  frame('bottomK', 'The rows with the smallest values.', "df.bottomK(5, { by: 'price' })", {
    parameters: [required('k', 'integer', { minimum: 0 }), required('by', 'expressions')],
    aliases: ['nsmallest'],
  }),
  frame('withRowIndex', 'A column that counts the rows from 0.', "df.withRowIndex('row')", {
    parameters: [
      optional('name', 'text'),
      optional('offset', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 }),
    ],
    aliases: ['withRowCount', 'withRowNumber'],
  }),
  frame('reverse', 'Rows in reverse order.', 'df.reverse()'),
  frame('shift', 'Values moved down by n rows.', 'df.shift(1)', {
    parameters: [optional('n', 'integer', { aliases: ['periods'] })],
  }),
  frame('sample', 'Random rows; the same seed draws the same ones.', 'df.sample({ n: 3, seed: 7 })', {
    parameters: [
      optional('n', 'integer', { minimum: 0 }),
      optional('fraction', 'number', { minimum: 0, maximum: 1, aliases: ['frac'] }),
      optional('seed', 'integer', { minimum: 0 }),
      named('withReplacement', 'boolean'),
    ],
  }),
  frame('hstack', 'The columns of another frame beside.', "df.select('city').hstack(df.select('price'))", {
    form: 'method',
    result: 'frame',
    parameters: [required('columns', 'literal', { type: 'DataFrame | Expression | readonly Expression[]' })],
  }),
  frame('insertColumn', 'A column at a position.', "df.insertColumn(0, pl.lit(1).alias('one'))", {
    form: 'method',
    result: 'frame',
    parameters: [required('index', 'integer'), required('column', 'expression')],
    aliases: ['insertAtIdx'],
  }),
  frame('vstack', 'The rows of another frame below.', 'a.vstack(a)', {
    form: 'method',
    result: 'frame',
    parameters: [required('other', 'frame')],
    aliases: ['extend', 'append'],
  }),
];
