import { afterAll, describe, expect, test } from 'vitest';
import pl, { DataType } from 'nodejs-polars';
import type { Table } from '../../src/plan/index.js';
import { executePlan } from '../../src/plan/index.js';
import { createWorkbench } from './harness.js';

const odd = pl
  .DataFrame({
    whole: [2 ** 40, 5, null],
    day: [new Date('2024-01-31'), new Date('1969-12-31'), null],
    at: [new Date('2024-01-31T01:02:03.004Z'), new Date('2024-02-01T00:00:00Z'), null],
    float: [Number.NaN, Number.NEGATIVE_INFINITY, 0.1],
    items: [[1, 2], [], null],
    text: ['ä "quoted"', '', null],
  })
  .withColumns(
    pl.col('whole').cast(pl.Int64).alias('whole'),
    pl.col('day').cast(pl.Date).alias('day'),
    pl.col('at').dt.replaceTimeZone('UTC').alias('zoned'),
    pl.col('at').cast(pl.Datetime('us')).alias('micro'),
    pl.col('text').cast(pl.Categorical).alias('category'),
  )
  .withColumns(pl.struct([pl.col('text'), pl.col('day')]).alias('pair'));

const awkward = pl
  .DataFrame({ __proto__x: [1], thenx: [2], constructor: [3], toJSON: [4], columns: [5], '': [6], '*': [7] })
  .rename({
    __proto__x: '__proto__',
    thenx: 'then',
  });

const exact = pl
  .DataFrame({ cents: ['1.10', '12345678901234567890.12', null] })
  .withColumns(pl.col('cents').cast(DataType.Decimal(38, 2)).alias('cents'));

const bench = createWorkbench({
  odd,
  exact,
  awkward,
  many: { n: Array.from({ length: 1000 }, (_, index) => index) },
});
afterAll(() => bench.close());

function column(name: string): { dtype: string | undefined; cells: unknown } {
  const table = bench.run(({ pl }) => pl.scan('odd').select(name)) as Table;
  return { dtype: table.columns[0]?.dtype, cells: table.data[0] };
}

describe('cells', () => {
  test.each([
    ['whole', 'i64', [2 ** 40, 5, null]],
    ['day', 'date', ['2024-01-31', '1969-12-31', null]],
    ['at', 'datetime', ['2024-01-31T01:02:03.004', '2024-02-01T00:00:00', null]],
    ['micro', 'datetime', ['2024-01-31T01:02:03.004', '2024-02-01T00:00:00', null]],
    ['zoned', 'datetime', ['2024-01-31T01:02:03.004+00:00', '2024-02-01T00:00:00+00:00', null]],
    ['float', 'f64', ['NaN', '-Infinity', 0.1]],
    ['items', 'list[f64]', [[1, 2], [], null]],
    ['text', 'str', ['ä "quoted"', '', null]],
    ['category', 'categorical', ['ä "quoted"', '', null]],
    [
      'pair',
      'struct',
      [
        { text: 'ä "quoted"', day: '2024-01-31' },
        { text: '', day: '1969-12-31' },
        { text: null, day: null },
      ],
    ],
  ])('of %s are exact', (name, dtype, cells) => {
    expect(column(name)).toEqual({ dtype, cells });
  });

  test('of whole numbers beyond 2^53 are texts', () => {
    const table = bench.run(({ pl }) =>
      pl.scan('odd').select(pl.col('whole').mul(8192).add(1).alias('x')),
    ) as Table;
    expect(table.data[0]).toEqual(['9007199254740993', 40961, null]);
  });

  test('of durations are ISO 8601', () => {
    const table = bench.run(({ pl }) =>
      pl.scan('odd').select(
        pl
          .col('at')
          .sub(pl.datetime(2024, 2, 1))
          .alias('x'),
        pl.duration({ days: 1, hours: 2, seconds: 1.5 }).alias('y'),
      ),
    ) as Table;
    expect(table.data[0]).toEqual(['-PT22H57M56.996S', 'PT0S', null]);
    expect(table.data[1]?.[0]).toBe('P1DT2H1.5S');
  });

  test('of decimals keep every digit', () => {
    const table = bench.run(({ pl }) => pl.scan('exact')) as Table;
    expect(table.columns).toEqual([{ name: 'cents', dtype: 'decimal' }]);
    expect(table.data).toEqual([[1.1, '12345678901234567890.12', null]]);
  });

  test('of a column of nothing are null', () => {
    const table = bench.run(({ pl }) => pl.scan('odd').select(pl.lit(null).alias('x'))) as Table;
    expect(table).toMatchObject({ columns: [{ name: 'x', dtype: 'null' }], data: [[null]] });
  });
});

describe('columns', () => {
  test('may have the names of an object’s own machinery', () => {
    const table = bench.run(({ pl }) => pl.scan('awkward')) as Table;
    expect(table.columns.map((item) => item.name)).toEqual([
      '__proto__',
      'then',
      'constructor',
      'toJSON',
      'columns',
      '',
      '*',
    ]);
    expect(table.data).toEqual([[1], [2], [3], [4], [5], [6], [7]]);
  });

  test('keep such names in records', () => {
    const [record] = bench.run(({ pl }) => pl.scan('awkward').toRecords()) as Record<string, unknown>[];
    expect(Object.getOwnPropertyNames(record)).toContain('__proto__');
    expect(Object.getPrototypeOf(record)).toBeNull();
  });
});

describe('limits', () => {
  const plan = { op: 'pl.scan', args: { name: 'many' } };

  test('on rows keep the true count', () => {
    const table = executePlan(plan, { datasets: bench.datasets, action: { kind: 'rows', limit: 10 } });
    expect(table).toMatchObject({ rowCount: 1000, truncated: true });
    expect(table.data[0]).toHaveLength(10);
  });

  test('on cells count all columns', () => {
    const table = executePlan(plan, { datasets: bench.datasets, limits: { resultCells: 7 } });
    expect(table.data[0]).toHaveLength(7);
    expect(table.truncated).toBe(true);
  });

  test('on texts cut one', () => {
    const table = executePlan(
      { op: 'pl.DataFrame', args: { columns: [{ name: 'a', values: ['abcdef'] }] } },
      { datasets: bench.datasets, limits: { cellLength: 3 } },
    );
    expect(table.data).toEqual([['abc…']]);
  });
});
