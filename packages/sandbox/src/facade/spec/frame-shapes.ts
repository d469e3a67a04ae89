import { choice, named, operationsOf, optional, required } from './builders.js';
import type { Operation, Parameter } from './types.js';

const frame = operationsOf('frame', 'frame');

const aggregate: Parameter = {
  ...choice('aggregate', {
    sum: [],
    mean: ['avg'],
    median: [],
    min: [],
    max: [],
    count: [],
    len: ['size'],
    first: [],
    last: [],
  }),
  aliases: ['aggregateFunction', 'aggregateFunc', 'aggFunc', 'agg'],
};

const timeColumn = required('indexColumn', 'column', { aliases: ['index', 'column'] });
const groups = optional('by', 'expressions', { aliases: ['groupBy'] });

/** What groups, joins, pivots and otherwise changes the shape of a frame. */
export const frameShapeOperations: readonly Operation[] = [
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
        timeColumn,
        required('every', 'duration'),
        groups,
        named('period', 'duration'),
        choice('closed', ['left'], { named: true }),
        choice('label', { left: ['datapoint'] }, { named: true }),
      ],
    },
  ),
  frame(
    'groupByRolling',
    'For each row, the rows of the span of time that ends there; then `.agg(…)`.',
    "df.groupByRolling('date', { period: '7d' }).agg(pl.col('price').mean())",
    {
      result: 'groupBy',
      parameters: [
        timeColumn,
        required('period', 'duration'),
        named('by', 'expressions', { aliases: ['groupBy'] }),
        named('offset', 'duration'),
        choice('closed', ['right', 'left', 'both', 'none'], { named: true }),
      ],
      aliases: ['rolling'],
    },
  ),
  frame('join', 'Rows of two frames by equal keys.', "a.join(b, { on: 'id', how: 'left' })", {
    parameters: [
      required('other', 'frame'),
      optional('on', 'expressions'),
      named('leftOn', 'expressions'),
      named('rightOn', 'expressions'),
      choice('how', {
        inner: [],
        left: ['leftouter'],
        right: [],
        full: ['outer', 'fullouter', 'outer_coalesce'],
        semi: [],
        anti: [],
        cross: [],
      }),
      named('suffix', 'text'),
      named('coalesce', 'boolean'),
      named('nullsEqual', 'boolean', { aliases: ['joinNulls'] }),
      choice('validate', ['m:m', 'm:1', '1:m', '1:1'], { named: true }),
    ],
    overloads: ['other: DataFrame, on: string | readonly string[], how?: string'],
  }),
  frame('joinAsof', 'Rows joined to the nearest earlier key.', "a.joinAsof(b, { on: 'date' })", {
    parameters: [
      required('other', 'frame'),
      optional('on', 'column'),
      named('leftOn', 'column'),
      named('rightOn', 'column'),
      named('by', 'columns'),
      named('byLeft', 'columns'),
      named('byRight', 'columns'),
      choice('strategy', ['backward', 'forward', 'nearest'], { named: true }),
      named('tolerance', 'duration'),
      named('suffix', 'text'),
      named('allowExactMatches', 'boolean'),
    ],
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
        named('variableName', 'text', { aliases: ['varName'] }),
        named('valueName', 'text'),
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
        aggregate,
        optional('sortColumns', 'boolean'),
      ],
    },
  ),
  frame(
    'transpose',
    'Rows turned into columns, and columns into rows.',
    "df.head(2).select('city', 'price').transpose({ columnNames: 'city', includeHeader: true })",
    {
      parameters: [
        optional('includeHeader', 'boolean'),
        optional('headerName', 'text'),
        named('columnNames', 'columns'),
      ],
    },
  ),
  frame('toDummies', 'A column of 0 and 1 per value of some columns.', "df.select('city').toDummies()", {
    parameters: [optional('columns', 'columns'), named('separator', 'text'), named('dropFirst', 'boolean')],
    aliases: ['getDummies'],
  }),
  frame(
    'upsample',
    'A row for each step of time, null where there was none.',
    "df.select('date', 'price').unique('date').upsample('date', { every: '1d' })",
    {
      parameters: [
        required('timeColumn', 'column', { aliases: ['column'] }),
        required('every', 'duration'),
        named('by', 'columns', { aliases: ['groupBy'] }),
      ],
    },
  ),
  frame('partitionBy', 'A frame per value of some columns, in an array.', "df.partitionBy('city')", {
    form: 'method',
    returns: 'DataFrame[]',
    parameters: [required('columns', 'columns', { aliases: ['by'] })],
  }),
];
