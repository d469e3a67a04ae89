import { choice, named, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const frame = operationsOf('frame', 'frame');

const reductions: readonly (readonly [string, string])[] = [
  ['sum', 'Sums of the numeric columns, as one row.'],
  ['mean', 'Means of the numeric columns, as one row.'],
  ['median', 'Medians of the numeric columns, as one row.'],
  ['min', 'Smallest value of each column, as one row.'],
  ['max', 'Largest value of each column, as one row.'],
  ['std', 'Standard deviations of the numeric columns, as one row.'],
  ['var', 'Variances of the numeric columns, as one row.'],
  ['count', 'Number of values of each column which are not null, as one row.'],
  ['nullCount', 'Number of nulls of each column, as one row.'],
  ['quantile', 'Quantiles of the numeric columns, as one row.'],
];

const quantile = { minimum: 0, maximum: 1, aliases: ['q'] };

/** What sums a frame up, and what hands its values to the program. */
export const frameValueOperations: readonly Operation[] = [
  frame('describe', 'Count, nulls, mean, std, min, quartiles and max of each column.', 'df.describe()'),
  frame('valueCounts', 'How often each value occurs, most frequent first.', "df.valueCounts('city')", {
    parameters: [required('columns', 'columns'), named('name', 'text'), named('normalize', 'boolean')],
  }),
  frame(
    'histogram',
    'Counts in bins of equal width: columns `start`, `end`, `count`.',
    "df.histogram('price', { bins: 10 })",
    {
      parameters: [
        required('column', 'column'),
        optional('bins', 'integer', { minimum: 1, maximum: 1000, aliases: ['binCount', 'n'] }),
      ],
      aliases: ['hist'],
    },
  ),
  frame('corr', 'Correlations of each numeric column with each other.', 'df.corr()', {
    parameters: [choice('method', ['pearson', 'spearman'])],
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
      named('quantile', 'number', quantile),
    ],
  }),
  ...reductions.map(([name, doc]) =>
    frame(name, doc, name === 'quantile' ? 'df.quantile(0.9)' : `df.${name}()`, {
      form: 'method',
      result: 'frame',
      parameters: [
        ...(name === 'quantile' ? [required('quantile', 'number', quantile)] : []),
        optional('columns', 'columns'),
      ],
    }),
  ),
  frame('collect', 'Computes the frame once and keeps it; optional.', 'df.collect()', {
    aliases: ['collectSync', 'cache'],
  }),
  frame('lazy', 'The frame itself.', 'df.lazy()', {
    form: 'method',
    result: 'frame',
    aliases: ['clone', 'rechunk', 'eager'],
  }),
  frame('columns', 'The names of the columns.', 'df.columns', { form: 'property', returns: 'string[]' }),
  frame('dtypes', 'The types of the columns.', 'df.dtypes', { form: 'property', returns: 'string[]' }),
  frame('schema', 'The columns and their types, by name.', 'df.schema', {
    form: 'property',
    returns: 'Record<string, string>',
  }),
  frame('height', 'The number of rows.', 'df.height', {
    form: 'property',
    returns: 'number',
    aliases: ['length'],
  }),
  frame('width', 'The number of columns.', 'df.width', { form: 'property', returns: 'number' }),
  frame('shape', 'Rows and columns, as `[height, width]`; `.height` and `.width` of it, too.', 'df.shape', {
    form: 'property',
    returns: '[height: number, width: number] & { height: number; width: number }',
  }),
  frame('isEmpty', 'Whether there are no rows.', 'df.isEmpty()', { form: 'method', returns: 'boolean' }),
  frame('nUnique', 'The number of distinct rows.', "df.nUnique('city')", {
    form: 'method',
    returns: 'number',
    parameters: [optional('columns', 'columns', { aliases: ['subset'] })],
    aliases: ['approxNUnique'],
  }),
  frame('toRecords', 'The rows as objects, for plain JavaScript.', 'df.toRecords()', {
    form: 'method',
    returns: 'Record<string, Cell>[]',
    aliases: ['toDicts', 'toObjects', 'toObject', 'toArray', 'toJSON', 'iterRows', 'toJs'],
  }),
  frame('rows', 'The rows as arrays.', 'df.rows()', {
    form: 'method',
    returns: 'Cell[][]',
    aliases: ['toRows', 'toList'],
  }),
  frame('row', 'One row as an array.', 'df.row(0)', {
    form: 'method',
    returns: 'Cell[]',
    parameters: [required('index', 'integer')],
  }),
  frame('getColumn', 'The values of a column as an array.', "df.getColumn('city')", {
    form: 'method',
    returns: 'Cell[]',
    parameters: [required('name', 'column')],
    aliases: ['column', 'get'],
  }),
  frame('getColumns', 'The values of all columns, an array each.', 'df.getColumns()', {
    form: 'method',
    returns: 'Cell[][]',
  }),
  frame('toSeries', 'The values of a column as an array, the first unless told.', 'df.toSeries()', {
    form: 'method',
    returns: 'Cell[]',
    parameters: [optional('index', 'integer', { minimum: 0 })],
  }),
  frame('toString', 'The first rows as a text.', 'df.toString()', {
    form: 'method',
    returns: 'string',
    aliases: ['glimpse', 'show', 'print'],
  }),
  frame('item', 'The only value, or the one at a row and column.', 'df.select(pl.len()).item()', {
    form: 'method',
    returns: 'Cell',
    parameters: [optional('row', 'integer'), optional('column', 'literal', { type: 'string | number' })],
  }),
  frame('equals', 'Whether another frame has the same columns and values.', 'df.equals(df)', {
    form: 'method',
    returns: 'boolean',
    parameters: [required('other', 'frame')],
    aliases: ['frameEqual'],
  }),
];
