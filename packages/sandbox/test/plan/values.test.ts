import { afterAll, describe, expect, test } from 'vitest';
import { smallDatasets } from './fixtures.js';
import type { GuestProgram } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

describe('values', () => {
  const values: readonly (readonly [string, GuestProgram, unknown])[] = [
    ['datasets', ({ pl }) => pl.datasets(), ['staff', 'sales', 'heads', 'Umsätze 2024']],
    ['schema of a dataset', ({ pl }) => pl.schema('heads'), { department: 'str', head: 'str' }],
    ['columns', ({ pl }) => pl.scan('heads').columns, ['department', 'head']],
    [
      'schema of a frame',
      ({ pl }) => pl.scan('staff').select('salary', 'hired', pl.col('score').mean().alias('m')).schema,
      { salary: 'i64', hired: 'date', m: 'f64' },
    ],
    ['shape', ({ pl }) => pl.scan('staff').shape, [6, 6]],
    ['height and width', ({ pl }) => [pl.scan('staff').height, pl.scan('staff').width], [6, 6]],
    ['isEmpty', ({ pl }) => pl.scan('staff').filter(pl.col('salary').gt(1000)).isEmpty(), true],
    [
      'records',
      ({ pl }) => pl.scan('heads').head(1).toRecords(),
      [{ department: 'Engineering', head: 'Zoe' }],
    ],
    ['rows', ({ pl }) => pl.scan('heads').head(1).rows(), [['Engineering', 'Zoe']]],
    ['row', ({ pl }) => pl.scan('heads').row(1), ['Sales', 'Yan']],
    ['getColumn', ({ pl }) => pl.scan('heads').getColumn('head'), ['Zoe', 'Yan', 'Xia']],
    ['a column as a property', ({ pl }) => pl.scan('heads')['department'], ['Engineering', 'Sales', 'Legal']],
    ['item', ({ pl }) => pl.scan('staff').select(pl.col('salary').max()).item(), 140],
    ['item at a place', ({ pl }) => pl.scan('staff').item(1, 'name'), 'Bob'],
    [
      'NaN is a number again',
      ({ pl }) => pl.scan('staff').getColumn('score'),
      [1.5, 2.25, Number.NaN, 4, -1, null],
    ],
  ];

  test.each(values)('%s', (_title, program, expected) => {
    expect(bench.run(program)).toEqual(expected);
  });
});

describe('statistics of a frame', () => {
  test('gives statistics of numbers, texts and dates', () => {
    const rows = bench.rows(({ pl }) => pl.scan('staff').select('salary', 'name', 'hired').describe());
    expect(rows[0]).toEqual(['count', 5, '6', '5']);
    expect(rows.map((row) => row[0])).toEqual([
      'count',
      'null_count',
      'mean',
      'std',
      'min',
      '25%',
      '50%',
      '75%',
      'max',
    ]);
    expect(rows[2]?.[1]).toBe(84);
    expect(rows[6]?.[1]).toBe(70);
    expect(rows[8]).toEqual(['max', 140, 'Fay', '2024-12-31']);
  });
});

describe('sample', () => {
  test('draws the same rows for the same seed', () => {
    const draw = (seed: number): unknown[][] =>
      bench.rows(({ pl }) => pl.scan('sales').sample({ n: 3, seed }).select('quantity'));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).toHaveLength(3);
    expect(bench.rows(({ pl }) => pl.scan('sales').sample({ fraction: 0.5 }))).toHaveLength(3);
  });
});
