import { choice, named, operationsOf, optional, required } from './builders.js';
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
  ['nUnique', 'Number of distinct values of a column.', ['countDistinct', 'approxNUnique']],
  ['nullCount', 'Number of nulls of a column.', []],
  ['any', 'Whether any value of a column is true.', []],
  ['implode', 'The values of a column as one list.', []],
  ['cumSum', 'Running sum of a column.', []],
];

const horizontal: readonly (readonly [string, string])[] = [
  ['sumHorizontal', 'Sum across columns, row by row.'],
  ['meanHorizontal', 'Mean across columns, row by row.'],
  ['minHorizontal', 'Smallest value across columns, row by row.'],
  ['maxHorizontal', 'Largest value across columns, row by row.'],
  ['allHorizontal', 'True where all the given are true.'],
  ['anyHorizontal', 'True where any of the given is true.'],
];

const dateParts = ['year', 'month', 'day'].map((name) => required(name, 'expression'));
const timeParts = ['hour', 'minute', 'second', 'microsecond'].map((name) => optional(name, 'expression'));
const durationParts = ['weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'].map((name) =>
  optional(name, 'expression'),
);
const moment = { type: 'string | Date | Expression' };
const rangeParameters = [
  required('start', 'operand', moment),
  required('end', 'operand', moment),
  optional('interval', 'duration', { aliases: ['every'] }),
  choice('closed', ['both', 'left', 'right', 'none'], { named: true }),
];

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
  pl('datasets', 'The names of the datasets.', 'pl.datasets()', { form: 'method', returns: 'string[]' }),
  pl('schema', "A dataset's columns and their types.", "pl.schema('sales')", {
    form: 'method',
    returns: 'Record<string, string>',
    parameters: [required('name', 'dataset')],
  }),
  pl(
    'DataFrame',
    'A frame from columns or from records.',
    "pl.DataFrame({ city: ['Oslo'], population: [709000] })",
    {
      result: 'frame',
      parameters: [
        required('columns', 'table', { aliases: ['data'] }),
        named('schema', 'casts', { aliases: ['schemaOverrides'] }),
      ],
      aliases: [
        'LazyFrame',
        'LazyDataFrame',
        'dataFrame',
        'fromRecords',
        'fromDicts',
        'fromDict',
        'readRecords',
        'readObjects',
      ],
    },
  ),
  pl('Series', 'Values as a column.', "pl.Series('n', [1, 2, 3])", {
    parameters: [optional('name', 'text'), required('values', 'literals'), optional('dtype', 'dtype')],
    overloads: ['values: readonly Literal[]', 'name: string, values: readonly Literal[], dtype?: DataType'],
  }),
  pl('select', 'A frame of expressions that need none.', "pl.select(pl.lit(1).alias('one'))", {
    result: 'frame',
    parameters: [required('expressions', 'expressions')],
  }),
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
    overloads: ['...types: DataType[]'],
  }),
  pl('nth', 'A column by its position.', 'pl.nth(0)', { parameters: [required('index', 'integer')] }),
  pl('all', 'All columns.', "pl.all().exclude('id')"),
  pl('element', 'An item of a list, in `list.eval`.', "pl.col('scores').list.eval(pl.element().mul(2))"),
  pl('exclude', 'All columns but these.', "pl.exclude('id')", { parameters: [required('names', 'columns')] }),
  pl('lit', 'A literal value.', 'pl.lit(1)', { parameters: [required('value', 'literal')] }),
  pl('len', 'Number of rows.', "pl.len().alias('rows')", { reduces: true }),
  pl(
    'intRange',
    'Whole numbers from a start up to but without an end, which may be `pl.len()`.',
    "pl.intRange(0, pl.len()).over('city')",
    {
      parameters: [
        required('start', 'operand', { type: 'number | Expression' }),
        optional('end', 'operand', { type: 'number | Expression' }),
        optional('step', 'integer', { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }),
      ],
      aliases: ['arange'],
    },
  ),
  pl(
    'rowNumber',
    'The number of the row, from 1; with `.over(…)` within its group.',
    "pl.rowNumber().over('city')",
  ),
  pl('repeat', 'A value n times.', "pl.select(pl.repeat('x', 3))", {
    parameters: [required('value', 'literal'), required('n', 'integer', { minimum: 0, maximum: 100_000 })],
  }),
  pl('argSortBy', 'Rows in the order of some columns.', "pl.argSortBy('city', 'price')", {
    parameters: [required('expressions', 'expressions'), named('descending', 'booleans')],
  }),
  pl('count', 'Number of rows, or of values of a column which are not null.', "pl.count('email')", {
    form: 'method',
    returns: 'Expression',
    parameters: [optional('names', 'columns')],
  }),
  ...reductions.map(([name, doc, aliases]) =>
    pl(name, doc, `pl.${name}('${name === 'any' ? 'active' : 'price'}')`, {
      form: 'method',
      returns: 'Expression',
      parameters: [required('names', 'columns')],
      aliases,
    }),
  ),
  pl('quantile', 'Quantile of a column.', "pl.quantile('price', 0.9)", {
    form: 'method',
    returns: 'Expression',
    parameters: [required('names', 'columns'), required('quantile', 'number', { minimum: 0, maximum: 1 })],
  }),
  pl('corr', 'Correlation of two columns.', "pl.corr('price', 'quantity')", {
    parameters: [
      required('a', 'expression'),
      required('b', 'expression'),
      choice('method', { pearson: [], spearman: [] }),
    ],
    aliases: ['pearsonCorr'],
    reduces: true,
  }),
  pl('spearmanRankCorr', 'Rank correlation of two columns.', "pl.spearmanRankCorr('price', 'quantity')", {
    form: 'method',
    returns: 'Expression',
    parameters: [required('a', 'expression'), required('b', 'expression')],
  }),
  pl('cov', 'Covariance of two columns.', "pl.cov('price', 'quantity')", {
    parameters: [required('a', 'expression'), required('b', 'expression')],
    reduces: true,
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
  pl('date', 'A date, from numbers or columns.', 'pl.date(2024, 1, 31)', { parameters: dateParts }),
  pl('datetime', 'A date and time, from numbers or columns.', 'pl.datetime(2024, 1, 31, 12)', {
    parameters: [...dateParts, ...timeParts],
  }),
  pl('time', 'A time of day.', 'pl.time(12, 30)', { parameters: timeParts }),
  pl('duration', 'A span of time.', 'pl.duration({ days: 7 })', { parameters: durationParts }),
  pl(
    'dateRange',
    'Dates from a start to an end, both included unless told.',
    "pl.select(pl.dateRange('2024-01-01', '2024-12-31', '1mo').alias('month'))",
    { parameters: rangeParameters },
  ),
  pl(
    'datetimeRange',
    'Datetimes from a start to an end.',
    "pl.select(pl.datetimeRange('2024-01-01', '2024-01-02', '6h').alias('at'))",
    { parameters: rangeParameters },
  ),
  pl('fromEpoch', 'A datetime from seconds (or another unit) since 1970.', "pl.fromEpoch('seconds')", {
    parameters: [
      required('column', 'expression'),
      choice('unit', ['s', 'ms', 'us', 'ns', 'd'], { aliases: ['timeUnit'] }),
    ],
  }),
];
