import { afterAll, describe, expect, test } from 'vitest';
import { smallDatasets } from './fixtures.js';
import type { GuestProgram } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

type Case = readonly [title: string, program: GuestProgram, rows: unknown[][]];

const cases: readonly Case[] = [
  [
    'select by name',
    ({ pl }) => pl.scan('staff').select('name', 'salary').head(2),
    [
      ['Ann', 100],
      ['Bob', 50],
    ],
  ],
  [
    'read with an extension',
    ({ pl }) => pl.readCSV('data/staff.csv', { tryParseDates: true }).select('name').head(1),
    [['Ann']],
  ],
  [
    'snake_case',
    ({ pl }) =>
      pl.scan_csv('staff').with_columns(pl.col('salary').mul(2).alias('d')).select(['name', 'd']).limit(1),
    [['Ann', 200]],
  ],
  [
    'a text is a literal',
    ({ pl }) => pl.scan('staff').filter(pl.col('department').eq('Engineering')).select('name'),
    [['Ann'], ['Cid']],
  ],
  [
    'several predicates',
    ({ pl }) => pl.scan('staff').filter(pl.col('salary').gt(60), pl.col('remote').eq(true)).select('name'),
    [['Ann'], ['Dee']],
  ],
  [
    'and, or, not',
    ({ pl }) =>
      pl
        .scan('staff')
        .filter(pl.col('salary').gt(100).or(pl.col('salary').lt(55)).and(pl.col('remote').not()))
        .select('name'),
    [['Bob'], ['Cid']],
  ],
  [
    'eq(null) is isNull',
    ({ pl }) => pl.scan('staff').filter(pl.col('department').eq(null)).select('name'),
    [['Fay']],
  ],
  [
    'whole numbers stay whole',
    ({ pl }) => pl.scan('staff').select(pl.col('salary').add(1), pl.lit(5).alias('five')).head(1),
    [[101, 5]],
  ],
  [
    'division is true division',
    ({ pl }) =>
      pl
        .scan('sales')
        .select(pl.col('quantity').div(pl.col('quantity').add(1)).alias('q'))
        .head(1),
    [[0.5]],
  ],
  [
    'floor division and remainder',
    ({ pl }) =>
      pl
        .scan('sales')
        .select(pl.col('quantity').floorDiv(4).alias('a'), pl.col('quantity').mod(4).alias('b'))
        .tail(2),
    [
      [1, 1],
      [1, 2],
    ],
  ],
  [
    'length minus more stays negative',
    ({ pl }) => pl.scan('sales').select(pl.len().sub(10).alias('n')),
    [[-4]],
  ],
  [
    'groupBy with a list',
    ({ pl }) => pl.scan('sales').groupBy(['region']).agg(pl.col('quantity').sum().alias('q')),
    [
      ['North', 9],
      ['South', 6],
      ['East', 6],
    ],
  ],
  [
    'groupBy with names',
    ({ pl }) =>
      pl
        .scan('sales')
        .groupBy('region', 'product')
        .agg(pl.len().alias('n'))
        .sort(['region', 'product'])
        .head(2),
    [
      ['East', 'pen', 1],
      ['North', 'ink', 1],
    ],
  ],
  [
    'agg by named object',
    ({ pl }) =>
      pl
        .scan('sales')
        .groupBy('product')
        .agg({ total: pl.col('price').mul(pl.col('quantity')).sum(), n: pl.len() }),
    [
      ['pen', 26.5, 4],
      ['ink', 70, 2],
    ],
  ],
  [
    'agg with a list',
    ({ pl }) =>
      pl
        .scan('sales')
        .groupby('product')
        .agg([pl.sum('quantity').alias('s'), pl.mean('price').alias('m')]),
    [
      ['pen', 14, 1.75],
      ['ink', 7, 10],
    ],
  ],
  [
    'group sugar',
    ({ pl }) => pl.scan('staff').groupBy('department').mean('salary').sort('salary'),
    [
      ['Sales', 60],
      ['Marketing', 60],
      ['Engineering', 120],
      [null, null],
    ],
  ],
  [
    'group sugar on all numeric columns',
    ({ pl }) => pl.scan('sales').groupBy('product').sum(),
    [
      ['pen', 14, 7],
      ['ink', 7, 20],
    ],
  ],
  ['group count', ({ pl }) => pl.scan('staff').groupBy('department').count().head(1), [['Engineering', 2]]],
  [
    'group head',
    ({ pl }) => pl.scan('sales').groupBy('product').head(1).select('product', 'quantity'),
    [
      ['pen', 1],
      ['ink', 3],
    ],
  ],
  ['sort by name', ({ pl }) => pl.scan('staff').sort('salary').select('salary').head(2), [[50], [60]]],
  [
    'sort, descending as an option',
    ({ pl }) => pl.scan('staff').sort('salary', { descending: true }).select('salary').head(2),
    [[140], [100]],
  ],
  [
    'sort, descending as a boolean',
    ({ pl }) => pl.scan('staff').sort('salary', true).select('salary').head(1),
    [[140]],
  ],
  [
    'sort by an object',
    ({ pl }) => pl.scan('staff').sort({ by: 'salary', descending: true }).select('salary').head(1),
    [[140]],
  ],
  [
    'sort by several, mixed',
    ({ pl }) => pl.scan('staff').sort(['department', 'salary'], [false, true]).select('name'),
    [['Cid'], ['Ann'], ['Eve'], ['Dee'], ['Bob'], ['Fay']],
  ],
  [
    'sort by keys that tell their own direction, and names',
    ({ pl }) =>
      pl
        .scan('staff')
        .filter(pl.col('department').isNotNull())
        .sort([{ by: 'department', descending: true }, 'salary'])
        .select('department', 'salary')
        .head(3),
    [
      ['Sales', 50],
      ['Sales', 70],
      ['Marketing', 60],
    ],
  ],
  [
    'sort by several keys that tell their own direction',
    ({ pl }) =>
      pl
        .scan('staff')
        .sort({ by: 'department' }, { column: pl.col('salary'), desc: true })
        .select('name'),
    [['Cid'], ['Ann'], ['Eve'], ['Dee'], ['Bob'], ['Fay']],
  ],
  [
    'sort by an expression',
    ({ pl }) =>
      pl
        .scan('sales')
        .sort(pl.col('price').mul(pl.col('quantity')), { descending: true })
        .select('quantity')
        .head(2),
    [[4], [3]],
  ],
  [
    'nulls go last',
    ({ pl }) => pl.scan('staff').sort('salary', { descending: true }).select('salary').tail(1),
    [[null]],
  ],
];

describe('rows, groups and order', () => {
  test.each(cases)('%s', (_title, program, rows) => {
    expect(bench.rows(program)).toEqual(rows);
  });
});
