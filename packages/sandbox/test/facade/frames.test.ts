import { afterAll, describe, expect, test } from 'vitest';
import { createWorkbench, type GuestProgram } from '../plan/harness.js';
import type { Table } from '../../src/plan/index.js';
import { groups, mean, orders, present, quantile, sum } from './figures.js';

const bench = createWorkbench({ empty: { none: [1] } });
afterAll(() => bench.close());

type Polars = Parameters<GuestProgram>[0]['pl'];

function frameOf(pl: Polars): Polars {
  return pl.DataFrame(orders.map((order) => ({ ...order }))).withColumns(pl.col('day').str.toDate());
}

function rows(make: (df: Polars, pl: Polars) => unknown): unknown[][] {
  return bench.rows(({ pl }) => make(frameOf(pl), pl));
}

function namesOf(make: (df: Polars, pl: Polars) => unknown): string[] {
  return (bench.run(({ pl }) => make(frameOf(pl), pl)) as Table).columns.map(({ name }) => name);
}

const cities = groups(orders, (order) => order.city);
const perCity = (figure: (items: readonly (typeof orders)[number][]) => unknown): unknown[][] =>
  [...cities].map(([city, items]) => [city, figure(items)]);

describe('groups', () => {
  const expected = perCity((items) => mean(present(items)));

  test.each([
    ['by a method', (df: Polars) => df.groupBy('city').mean('price')],
    ['by expressions', (df: Polars, pl: Polars) => df.groupBy('city').agg(pl.col('price').mean())],
    ['by a list', (df: Polars, pl: Polars) => df.group_by(['city']).agg([pl.mean('price')])],
    ['by a dictionary', (df: Polars) => df.groupBy('city').agg({ price: 'mean' })],
    ['by a dictionary of lists', (df: Polars) => df.groupBy('city').agg({ price: ['avg'] })],
    ['by names', (df: Polars, pl: Polars) => df.groupBy('city').agg({ price: pl.col('price').mean() })],
    [
      'by a window',
      (df: Polars, pl: Polars) =>
        df.select('city', pl.col('price').mean().over('city')).unique({ subset: 'city' }),
    ],
  ])('%s', (_name, make) => {
    const found = rows(make);
    expect(found.map(([city]) => city)).toEqual(expected.map(([city]) => city));
    for (const [index, row] of found.entries()) expect(row[1]).toBeCloseTo(Number(expected[index]?.[1]), 9);
  });

  test('count rows, values, distinct values and quantiles', () => {
    expect(rows((df) => df.groupBy('city').len())).toEqual(perCity((items) => items.length));
    expect(rows((df) => df.groupBy('city').count())).toEqual(perCity((items) => items.length));
    expect(rows((df, pl) => df.groupBy('city').agg(pl.count('price')))).toEqual(
      perCity((items) => present(items).length),
    );
    expect(rows((df) => df.groupBy('city').nUnique('product'))).toEqual(
      perCity((items) => new Set(items.map((item) => item.product)).size),
    );
    for (const [index, [, value]] of rows((df) => df.groupBy('city').quantile(0.9, 'price')).entries()) {
      expect(value).toBeCloseTo(quantile(present([...cities.values()][index] ?? []), 0.9), 9);
    }
  });

  test('of the first and last rows, of all values and of windows of time', () => {
    const firstTwo = rows((df) => df.groupBy('city').head(2).select('city', 'id'));
    expect(firstTwo.map((row) => row.join()).toSorted()).toEqual(
      [...cities].flatMap(([city, items]) => items.slice(0, 2).map(({ id }) => `${city},${id}`)).toSorted(),
    );
    expect(rows((df) => df.select('city', 'id').groupBy('city').all())).toEqual(
      perCity((items) => items.map((item) => item.id)),
    );
    const months = groups(
      orders.toSorted((a, b) => a.id - b.id),
      (order) => `${order.day.slice(0, 7)}-01`,
    );
    expect(
      rows((df, pl) => df.groupByDynamic('day', { every: '1mo' }).agg(pl.col('quantity').sum())),
    ).toEqual([...months].map(([month, items]) => [month, sum(items.map((item) => item.quantity))]));
  });

  test('in windows of time next to each other only', () => {
    const windows = (options: object): unknown[][] => rows((df) => df.groupByDynamic('day', options).len());
    expect(windows({ every: '1mo', period: '1mo', closed: 'left' })).toEqual(windows({ every: '1mo' }));
    expect(() => windows({ every: '1d', period: '7d' })).toThrow(/windows next to each other/);
  });

  test('as frames of their own', () => {
    const lists = [0, 1, 2].map((index) =>
      rows((df, pl) => pl.concat([df.partitionBy('city')[index]]).select('id')).flat(),
    );
    expect(lists).toEqual([...cities.values()].map((items) => items.map((item) => item.id)));
  });
});

describe('joins', () => {
  const left = { id: [1, 2, 2, null], a: ['p', 'q', 'r', 's'] };
  const right = { key: [2, 2, 3, null], a: ['x', 'y', 'z', 'w'] };
  const joined = (options: object): unknown[][] =>
    bench.rows(({ pl }) =>
      pl.DataFrame(left).join(pl.DataFrame(right), { leftOn: 'id', rightOn: 'key', ...options }),
    );

  test('of each kind', () => {
    expect(joined({ how: 'inner' })).toEqual([
      [2, 'q', 'x'],
      [2, 'q', 'y'],
      [2, 'r', 'x'],
      [2, 'r', 'y'],
    ]);
    expect(joined({ how: 'left' }).map((row) => row[2])).toEqual([null, 'x', 'y', 'x', 'y', null]);
    expect(joined({ how: 'semi' })).toEqual([
      [2, 'q'],
      [2, 'r'],
    ]);
    expect(joined({ how: 'anti' })).toEqual([
      [1, 'p'],
      [null, 's'],
    ]);
    expect(joined({ how: 'outer' })).toHaveLength(8);
    expect(joined({ how: 'inner', nulls_equal: true })).toHaveLength(5);
    expect(joined({ how: 'right' })).toHaveLength(6);
  });

  test('name what both have, and check how often keys occur', () => {
    const columns = (
      bench.run(({ pl }) =>
        pl.DataFrame(left).join(pl.DataFrame({ id: [1], a: ['b'] }), { on: 'id', suffix: '_new' }),
      ) as Table
    ).columns;
    expect(columns.map(({ name }) => name)).toEqual(['id', 'a', 'a_new']);
    expect(() => joined({ how: 'inner', validate: '1:1' })).toThrow(/1:1/);
    expect(joined({ how: 'inner', validate: 'm:m' })).toHaveLength(4);
  });

  test('on expressions', () => {
    const names = bench.rows(({ pl }) =>
      pl
        .DataFrame({ name: ['ANN', 'Bob'] })
        .join(pl.DataFrame({ key: ['ann', 'bob'], n: [1, 2] }), {
          leftOn: pl.col('name').str.toLowerCase(),
          rightOn: 'key',
        })
        .select('name', 'n'),
    );
    expect(names).toEqual([
      ['ANN', 1],
      ['Bob', 2],
    ]);
  });

  test('to the nearest key before, within a tolerance and a group', () => {
    const asof = (options: object): unknown[] =>
      bench
        .rows(({ pl }) => {
          const trades = pl
            .DataFrame({ at: ['2024-01-01', '2024-01-05', '2024-01-09'], s: ['a', 'b', 'a'] })
            .withColumns(pl.col('at').str.toDate());
          const quotes = pl
            .DataFrame({ at: ['2023-12-31', '2024-01-04', '2024-01-05'], s: ['a', 'a', 'b'], bid: [1, 2, 3] })
            .withColumns(pl.col('at').str.toDate());
          return trades
            .joinAsof(quotes, { on: 'at', ...options })
            .sort('at')
            .select('bid');
        })
        .flat();
    expect(asof({ by: 's' })).toEqual([1, 3, 2]);
    expect(asof({})).toEqual([1, 3, 3]);
    expect(asof({ tolerance: '1d' })).toEqual([1, 3, null]);
    expect(asof({ strategy: 'forward' })).toEqual([2, 3, null]);
    expect(asof({ allowExactMatches: false })).toEqual([1, 2, 3]);
  });
});

describe('shapes', () => {
  const small = { city: ['Oslo', 'Rome', 'Oslo'], year: ['2023', '2023', '2024'], n: [1, 2, 3] };
  const made = (make: (df: Polars, pl: Polars) => unknown): Table =>
    bench.run(({ pl }) => make(pl.DataFrame(small), pl)) as Table;

  test('pivot in the manner of each polars, and of an expression', () => {
    const expected = {
      columns: ['city', '2023', '2024'],
      data: [
        ['Oslo', 'Rome'],
        [1, 2],
        [3, null],
      ],
    };
    for (const make of [
      (df: Polars) => df.pivot('n', { index: 'city', on: 'year', aggregateFunc: 'sum' }),
      (df: Polars) => df.pivot('year', { index: 'city', values: 'n', aggregate_function: 'first' }),
      (df: Polars) => df.pivot({ on: 'year', index: ['city'], values: ['n'] }),
      (df: Polars, pl: Polars) =>
        df.pivot({ on: 'year', index: 'city', values: 'n', aggregateFunction: pl.element().max() }),
    ]) {
      const table = made(make);
      expect({ columns: table.columns.map(({ name }) => name), data: table.data }).toEqual(expected);
    }
  });

  test('unpivot, transpose, dummies and lists of rows', () => {
    expect(made((df) => df.unpivot(['city'], ['n'])).data).toEqual([small.city, ['n', 'n', 'n'], small.n]);
    const transposed = made((df) =>
      df
        .select('city', 'n')
        .head(2)
        .transpose({ columnNames: 'city', includeHeader: true, headerName: 'what' }),
    );
    expect(transposed.columns.map(({ name }) => name)).toEqual(['what', 'Oslo', 'Rome']);
    expect(transposed.data).toEqual([['n'], [1], [2]]);
    const dummies = made((df) => df.toDummies('city'));
    expect(dummies.columns.map(({ name }) => name)).toEqual(['city_Oslo', 'city_Rome', 'year', 'n']);
    expect(dummies.data.slice(0, 2)).toEqual([
      [1, 0, 1],
      [0, 1, 0],
    ]);
  });

  test('columns beside, at a place, by selectors and by position', () => {
    expect(made((df, pl) => df.hstack([pl.Series('m', [7, 8, 9])])).data[3]).toEqual([7, 8, 9]);
    expect(made((df) => df.hstack(df.select('n').rename({ n: 'again' }))).data[3]).toEqual(small.n);
    expect(made((df, pl) => df.insertColumn(1, pl.col('n').mul(2).alias('double'))).columns[1]?.name).toBe(
      'double',
    );
    expect(namesOf((df, pl) => df.select(pl.cs.numeric()))).toEqual(['id', 'price', 'quantity']);
    expect(namesOf((df, pl) => df.select(pl.selectors.string().exclude('city'), pl.cs.temporal()))).toEqual([
      'product',
      'day',
    ]);
    expect(namesOf((df, pl) => df.select(pl.cs.matches('^p'), pl.cs.by_name('id')))).toEqual([
      'product',
      'price',
      'id',
    ]);
    expect(namesOf((df, pl) => df.select(pl.col(pl.Date), pl.nth(0), pl.nth(-1)))).toEqual([
      'day',
      'id',
      'quantity',
    ]);
    expect(namesOf((df, pl) => df.select(pl.all().name.suffix('_x')))).toContain('price_x');
  });

  test('a time of which steps are missing', () => {
    const table = bench.run(({ pl }) =>
      pl
        .DataFrame({ day: ['2024-01-01', '2024-01-04'], n: [1, 4] })
        .withColumns(pl.col('day').str.toDate())
        .upsample('day', { every: '1d' })
        .interpolate(),
    ) as Table;
    expect(table.data).toEqual([
      ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'],
      [1, 2, 3, 4],
    ]);
  });
});

describe('filters and casts', () => {
  test('by equality, lists and nulls', () => {
    const expected = orders
      .filter((order) => order.city === 'Oslo' && [1, 2].includes(order.quantity))
      .map((order) => order.id);
    expect(rows((df) => df.filter({ city: 'Oslo', quantity: [1, 2] }).select('id')).flat()).toEqual(expected);
    expect(rows((df) => df.filter({ price: null }).select('id')).flat()).toEqual(
      orders.filter((order) => order.price === null).map((order) => order.id),
    );
  });

  test('of several columns at once, strictly unless told', () => {
    const table = bench.run(({ pl }) =>
      frameOf(pl).cast({ id: pl.String, price: 'str' }).select('id', 'price'),
    ) as Table;
    expect(table.columns.map(({ dtype }) => dtype)).toEqual(['str', 'str']);
    expect(() => rows((df, pl) => df.cast({ city: pl.Int64 }))).toThrow(/conversion/);
    expect(rows((df, pl) => df.cast({ city: pl.Int64 }, { strict: false }).select('city').head(1))).toEqual([
      [null],
    ]);
    expect(() => rows((df, pl) => df.cast({ ciy: pl.Int64 }))).toThrow(/no column "ciy"/);
    expect(() => rows((df, pl) => df.select(pl.col('city').cast('strng')))).toThrow(/dtype must be a type/);
  });

  test('equality of frames, and numbers of distinct rows', () => {
    expect(
      bench.run(({ pl }) => [
        frameOf(pl).equals(frameOf(pl)),
        frameOf(pl).equals(frameOf(pl).head(3)),
        frameOf(pl).nUnique('city'),
      ]),
    ).toEqual([true, false, 3]);
  });
});
