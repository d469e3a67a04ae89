import { choice, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const pl = operationsOf('pl', 'expression');

const reductions: readonly (readonly [string, string, readonly string[]])[] = [
  ['sum', 'Sum of a column.', []],
  ['mean', 'Mean of a column.', ['avg']],
  ['median', 'Median of a column.', []],
  ['min', 'Smallest value of a column.', []],
  ['max', 'Largest value of a column.', []],
  ['std', 'Standard deviation of a column.', []],
  ['var', 'Variance of a column.', []],
  ['first', 'First value of a column.', []],
  ['last', 'Last value of a column.', []],
  ['nUnique', 'Number of distinct values of a column.', ['countDistinct']],
];

const horizontal: readonly (readonly [string, string])[] = [
  ['sumHorizontal', 'Sum across columns, row by row.'],
  ['meanHorizontal', 'Mean across columns, row by row.'],
  ['minHorizontal', 'Smallest value across columns, row by row.'],
  ['maxHorizontal', 'Largest value across columns, row by row.'],
  ['allHorizontal', 'True where all the given are true.'],
  ['anyHorizontal', 'True where any of the given is true.'],
];

const dateParts = ['year', 'month', 'day'].map((name) => required(name, 'integer'));
const timeParts = ['hour', 'minute', 'second'].map((name) => optional(name, 'integer'));
const durationParts = ['weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'].map((name) =>
  optional(name, 'number'),
);

/** What `pl` itself offers. */
export const topLevelOperations: readonly Operation[] = [
  pl('scan', 'A dataset, by its name.', "pl.scan('sales')", {
    result: 'frame',
    parameters: [required('name', 'dataset')],
    aliases: [
      'read',
      'dataset',
      'scanCSV',
      'readCSV',
      'scanCsv',
      'readCsv',
      'scanParquet',
      'readParquet',
      'scanJson',
      'readJSON',
      'readJson',
      'scanNdjson',
      'readNdjson',
      'scanIPC',
      'readIPC',
    ],
  }),
  pl('datasets', 'The names of the datasets.', 'pl.datasets()', { form: 'method' }),
  pl('schema', "A dataset's columns and their types.", "pl.schema('sales')", {
    form: 'method',
    parameters: [required('name', 'dataset')],
  }),
  pl(
    'DataFrame',
    'A frame from columns or from records.',
    "pl.DataFrame({ city: ['Oslo'], population: [709000] })",
    {
      result: 'frame',
      parameters: [required('columns', 'table', { aliases: ['data'] })],
      aliases: ['LazyFrame', 'dataFrame'],
    },
  ),
  pl('concat', 'Frames one below the other, or side by side.', "pl.concat([a, b], { how: 'diagonal' })", {
    result: 'frame',
    parameters: [
      required('frames', 'frames', { aliases: ['items'] }),
      choice('how', { vertical: ['verticalRelaxed'], diagonal: ['diagonalRelaxed'], horizontal: [] }),
    ],
  }),
  pl('col', 'One or several columns by name.', "pl.col('price')", {
    parameters: [required('names', 'columns')],
    aliases: ['cols', 'column'],
  }),
  pl('dtypeColumns', 'All columns of a type; written `pl.col(pl.Float64)`.', 'pl.col(pl.Float64)', {
    form: 'internal',
    parameters: [required('dtype', 'dtype')],
  }),
  pl('all', 'All columns.', "pl.all().exclude('id')"),
  pl('exclude', 'All columns but these.', "pl.exclude('id')", { parameters: [required('names', 'columns')] }),
  pl('lit', 'A literal value.', 'pl.lit(1)', { parameters: [required('value', 'literal')] }),
  pl('len', 'Number of rows.', "pl.len().alias('rows')"),
  pl('count', 'Number of rows, or of values of a column which are not null.', "pl.count('email')", {
    form: 'method',
    parameters: [optional('names', 'columns')],
  }),
  ...reductions.map(([name, doc, aliases]) =>
    pl(name, doc, `pl.${name}('price')`, {
      form: 'method',
      parameters: [required('names', 'columns')],
      aliases,
    }),
  ),
  pl('quantile', 'Quantile of a column.', "pl.quantile('price', 0.9)", {
    form: 'method',
    parameters: [required('names', 'columns'), required('quantile', 'number', { minimum: 0, maximum: 1 })],
  }),
  pl('corr', 'Correlation of two columns.', "pl.corr('price', 'quantity')", {
    parameters: [
      required('a', 'expression'),
      required('b', 'expression'),
      choice('method', { pearson: [], spearman: [] }),
    ],
    aliases: ['pearsonCorr'],
  }),
  pl('spearmanRankCorr', 'Rank correlation of two columns.', "pl.spearmanRankCorr('price', 'quantity')", {
    form: 'method',
    parameters: [required('a', 'expression'), required('b', 'expression')],
  }),
  pl('cov', 'Covariance of two columns.', "pl.cov('price', 'quantity')", {
    parameters: [required('a', 'expression'), required('b', 'expression')],
  }),
  pl('when', 'A value by condition.', "pl.when(pl.col('price').gt(100)).then('high').otherwise('low')", {
    result: 'when',
    parameters: [required('predicates', 'expressions')],
  }),
  ...horizontal.map(([name, doc]) =>
    pl(name, doc, `pl.${name}('a', 'b')`, { parameters: [required('expressions', 'expressions')] }),
  ),
  pl('concatStr', 'Texts joined, row by row.', "pl.concatStr(['first', 'last'], { separator: ' ' })", {
    parameters: [
      required('expressions', 'expressions', { aliases: ['exprs'] }),
      optional('separator', 'text', { aliases: ['sep'] }),
      optional('ignoreNulls', 'boolean'),
    ],
    aliases: ['concatString'],
  }),
  pl('format', 'A text with `{}` filled in, row by row.', "pl.format('{} ({})', 'city', 'country')", {
    parameters: [required('template', 'text'), required('expressions', 'expressions')],
  }),
  pl('concatList', 'A list per row from columns.', "pl.concatList('a', 'b')", {
    parameters: [required('expressions', 'expressions')],
  }),
  pl('struct', 'A struct per row from columns.', "pl.struct('a', 'b')", {
    parameters: [required('expressions', 'expressions')],
  }),
  pl('coalesce', 'The first value which is not null.', "pl.coalesce('nickname', 'name')", {
    parameters: [required('expressions', 'expressions')],
  }),
  pl('date', 'A date.', 'pl.date(2024, 1, 31)', { parameters: dateParts }),
  pl('datetime', 'A date and time.', 'pl.datetime(2024, 1, 31, 12)', {
    parameters: [...dateParts, ...timeParts],
  }),
  pl('duration', 'A span of time.', 'pl.duration({ days: 7 })', { parameters: durationParts }),
];
