import { afterAll, describe, expect, test } from 'vitest';
import { smallDatasets } from './fixtures.js';
import type { GuestProgram } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

type Case = readonly [title: string, program: GuestProgram, rows: unknown[][]];

const cases: readonly Case[] = [
  [
    'inner join',
    ({ pl }) => pl.scan('staff').join(pl.scan('heads'), { on: 'department' }).select('name', 'head'),
    [
      ['Ann', 'Zoe'],
      ['Bob', 'Yan'],
      ['Cid', 'Zoe'],
      ['Dee', 'Yan'],
    ],
  ],
  [
    'left join in short',
    ({ pl }) => pl.scan('staff').join(pl.scan('heads'), 'department', 'left').select('name', 'head').tail(2),
    [
      ['Eve', null],
      ['Fay', null],
    ],
  ],
  [
    'full join',
    ({ pl }) =>
      pl
        .scan('heads')
        .join(pl.scan('staff'), { on: 'department', how: 'outer' })
        .filter(pl.col('name').isNull())
        .select('department', 'head'),
    [['Legal', 'Xia']],
  ],
  [
    'anti join',
    ({ pl }) => pl.scan('staff').join(pl.scan('heads'), { on: 'department', how: 'anti' }).select('name'),
    [['Eve'], ['Fay']],
  ],
  [
    'semi join',
    ({ pl }) =>
      pl
        .scan('heads')
        .join(pl.scan('staff'), { left_on: 'department', right_on: 'department', how: 'semi' })
        .select('head'),
    [['Zoe'], ['Yan']],
  ],
  [
    'cross join',
    ({ pl }) => pl.scan('heads').join(pl.scan('heads'), { how: 'cross' }).select(pl.len()),
    [[9]],
  ],
  [
    'join suffix',
    ({ pl }) =>
      pl
        .scan('heads')
        .join(pl.scan('heads').rename({ department: 'key' }), { leftOn: 'department', rightOn: 'key' })
        .select('head_right')
        .head(1),
    [['Zoe']],
  ],
  [
    'unique',
    ({ pl }) =>
      pl
        .scan('sales')
        .unique({ subset: ['product'], keep: 'last' })
        .select('quantity'),
    [[4], [6]],
  ],
  [
    'unique by name',
    ({ pl }) => pl.scan('sales').select('region').unique(),
    [['North'], ['South'], ['East']],
  ],
  [
    'drop, rename',
    ({ pl }) => pl.scan('heads').drop('head').rename({ department: 'd' }).head(1),
    [['Engineering']],
  ],
  [
    'withColumnRenamed',
    ({ pl }) => pl.scan('heads').withColumnRenamed('head', 'boss').select('boss').head(1),
    [['Zoe']],
  ],
  ['dropNulls', ({ pl }) => pl.scan('staff').dropNulls('department').select(pl.len()), [[5]]],
  [
    'fillNull leaves texts alone',
    ({ pl }) => pl.scan('staff').fillNull(0).select('department', 'salary').tail(1),
    [[null, 0]],
  ],
  [
    'fillNull of an expression',
    ({ pl }) => pl.scan('staff').select(pl.col('department').fillNull('none')).tail(1),
    [['none']],
  ],
  ['slice', ({ pl }) => pl.scan('staff').slice(1, 2).select('name'), [['Bob'], ['Cid']]],
  [
    'explode',
    ({ pl }) =>
      pl
        .DataFrame({ id: [1, 2], t: ['a b', 'c'] })
        .withColumns(pl.col('t').str.split(' '))
        .explode('t'),
    [
      [1, 'a'],
      [1, 'b'],
      [2, 'c'],
    ],
  ],
  [
    'unpivot',
    ({ pl }) => pl.DataFrame({ id: [1], a: [2], b: [3] }).unpivot({ index: 'id', on: ['a', 'b'] }),
    [
      [1, 'a', 2],
      [1, 'b', 3],
    ],
  ],
  [
    'melt by position',
    ({ pl }) => pl.DataFrame({ id: [1], a: [2], b: [3] }).melt(['id'], ['b']),
    [[1, 'b', 3]],
  ],
  [
    'pivot',
    ({ pl }) =>
      pl
        .scan('sales')
        .pivot({ on: 'product', index: 'region', values: 'quantity', aggregateFunction: 'sum' }),
    [
      ['North', 6, 3],
      ['South', 2, 4],
      ['East', 6, null],
    ],
  ],
  [
    'pivot without an aggregate',
    ({ pl }) =>
      pl.DataFrame({ y: [1, 2], c: ['a', 'a'], v: [3, 4] }).pivot({ on: 'y', index: 'c', values: 'v' }),
    [['a', 3, 4]],
  ],
  [
    'withRowIndex',
    ({ pl }) => pl.scan('heads').withRowIndex('i', 1).select('i', 'head').tail(1),
    [[3, 'Xia']],
  ],
  ['reverse', ({ pl }) => pl.scan('heads').reverse().select('head').head(1), [['Xia']]],
  [
    'valueCounts',
    ({ pl }) => pl.scan('sales').valueCounts('region'),
    [
      ['North', 3],
      ['South', 2],
      ['East', 1],
    ],
  ],
  ['topK', ({ pl }) => pl.scan('staff').topK(2, { by: 'salary' }).select('name'), [['Cid'], ['Ann']]],
  [
    'concat',
    ({ pl }) => pl.concat([pl.scan('heads').head(1), pl.scan('heads').tail(1)]).select('head'),
    [['Zoe'], ['Xia']],
  ],
  [
    'concat diagonal',
    ({ pl }) => pl.concat([pl.DataFrame({ a: [1] }), pl.DataFrame({ b: [2] })], { how: 'diagonal' }),
    [
      [1, null],
      [null, 2],
    ],
  ],
  [
    'concat horizontal',
    ({ pl }) => pl.concat([pl.DataFrame({ a: [1] }), pl.DataFrame({ b: [2] })], { how: 'horizontal' }),
    [[1, 2]],
  ],
  [
    'collect is optional',
    ({ pl }) => pl.scan('heads').collect({ streaming: true }).lazy().collectSync().select('head').head(1),
    [['Zoe']],
  ],
  [
    'frame from records',
    ({ pl }) =>
      pl.DataFrame([
        { a: 1, b: 'x' },
        { a: null, b: 'y' },
      ]),
    [
      [1, 'x'],
      [null, 'y'],
    ],
  ],
  [
    'frame with a schema',
    ({ pl }) => pl.DataFrame({ a: [1, 2] }, { schema: { a: pl.String } }),
    [['1'], ['2']],
  ],
  ['frame sum', ({ pl }) => pl.scan('sales').sum(), [[21, 27]]],
  ['nullCount', ({ pl }) => pl.scan('staff').select('department', 'salary').nullCount(), [[1, 1]]],
  [
    'groupByDynamic by month',
    ({ pl }) => pl.scan('sales').groupByDynamic('at', { every: '1mo' }).agg(pl.col('quantity').sum()),
    [
      ['2024-01-01T00:00:00', 3],
      ['2024-02-01T00:00:00', 3],
      ['2024-04-01T00:00:00', 9],
      ['2025-01-01T00:00:00', 6],
    ],
  ],
  [
    'groupByDynamic by quarter',
    ({ pl }) =>
      pl.scan('staff').groupByDynamic('hired', { every: 'quarter' }).agg(pl.len().alias('n')).head(2),
    [
      ['2023-01-01', 1],
      ['2023-04-01', 1],
    ],
  ],
  [
    'joinAsof',
    ({ pl }) =>
      pl.DataFrame({ t: [5, 10] }).joinAsof(pl.DataFrame({ t: [1, 6], v: ['a', 'b'] }), { on: 't' }),
    [
      [5, 'a'],
      [10, 'b'],
    ],
  ],
  [
    'cast of a frame',
    ({ pl }) =>
      pl.scan('staff').select('salary').cast({ salary: pl.Float64 }).select(pl.col('salary').div(8)).head(1),
    [[12.5]],
  ],
  ['dropNans', ({ pl }) => pl.scan('staff').dropNans('score').select(pl.len()), [[5]]],
  [
    'names that look like patterns',
    ({ pl }) => pl.scan('Umsätze 2024').select(pl.col('Größe (cm)').sum(), pl.col('a.b[c]').first()),
    [[3, 'x']],
  ],
  ['vstack', ({ pl }) => pl.scan('heads').vstack(pl.scan('heads')).select(pl.len()), [[6]]],
  ['shift', ({ pl }) => pl.scan('heads').select('head').shift(1), [[null], ['Zoe'], ['Yan']]],
  ['bottomK', ({ pl }) => pl.scan('staff').bottomK(1, 'salary').select('name'), [['Bob']]],
  [
    'unnest',
    ({ pl }) => pl.scan('sales').select(pl.col('region').valueCounts()).unnest('region').head(1),
    [['North', 3]],
  ],
  ['a column of a type', ({ pl }) => pl.scan('sales').select(pl.col(pl.Float64)).head(1), [[1.5]]],
  ['all but', ({ pl }) => pl.scan('heads').select(pl.all().exclude('head')).head(1), [['Engineering']]],
  ['exclude', ({ pl }) => pl.scan('heads').select(pl.exclude('head')).head(1), [['Engineering']]],
];

describe('joins and shapes', () => {
  test.each(cases)('%s', (_title, program, rows) => {
    expect(bench.rows(program)).toEqual(rows);
  });
});
