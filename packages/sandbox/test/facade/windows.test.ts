import { afterAll, describe, expect, test } from 'vitest';
import { createWorkbench, type GuestProgram } from '../plan/harness.js';
import { groups, mean, orders, present, quantile, sum, variance, type Order } from './figures.js';

const bench = createWorkbench({ empty: { none: [1] } });
afterAll(() => bench.close());

/** The value of an expression for each order, by its id. */
function byId(make: (pl: Parameters<GuestProgram>[0]['pl']) => unknown): unknown[] {
  const rows = bench.rows(({ pl }) =>
    pl
      .DataFrame(orders.map((order) => ({ ...order })))
      .withColumns(pl.col('day').str.toDate())
      .select('id', { value: make(pl) }),
  );
  return rows.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

const inOrder = orders.toSorted((a, b) => a.id - b.id);

/** For each order, by its id, a figure of its city's orders up to it, in the order of their days. */
function perCity(figure: (before: readonly Order[], order: Order) => unknown): unknown[] {
  const cities = groups(inOrder, (order) => order.city);
  return inOrder.map((order) => {
    const all = cities.get(order.city) ?? [];
    return figure(all.slice(0, all.indexOf(order) + 1), order);
  });
}

function near(value: number): unknown {
  return expect.closeTo(value, 9);
}

/** Figures that may differ in their last digits. */
function approximately(values: readonly unknown[]): unknown[] {
  return values.map((value) => (typeof value === 'number' ? near(value) : value));
}

describe('over, in the order of another column,', () => {
  test('sums up', () => {
    expect(byId((pl) => pl.col('quantity').cumSum().over('city', { orderBy: 'day' }))).toEqual(
      approximately(perCity((before) => sum(before.map((order) => order.quantity)))),
    );
  });

  test('looks back and forth', () => {
    expect(byId((pl) => pl.col('quantity').shift(1).over({ partitionBy: 'city', orderBy: 'day' }))).toEqual(
      approximately(perCity((before) => before.at(-2)?.quantity ?? null)),
    );
    expect(
      byId((pl) =>
        pl
          .col('quantity')
          .sub(pl.col('quantity').lag(2))
          .over('city', { orderBy: ['day'] }),
      ),
    ).toEqual(
      approximately(
        perCity((before, order) => {
          const earlier = before.at(-3);
          return earlier === undefined ? null : order.quantity - earlier.quantity;
        }),
      ),
    );
  });

  test('counts rows and takes the first', () => {
    expect(byId((pl) => pl.rowNumber().over('city'))).toEqual(
      approximately(
        orders
          .map((order, row) => [
            order.id,
            orders.slice(0, row + 1).filter((other) => other.city === order.city).length,
          ])
          .toSorted(([a = 0], [b = 0]) => a - b)
          .map(([, count]) => count),
      ),
    );
    expect(byId((pl) => pl.col('id').first().over('city', { orderBy: 'day', descending: true }))).toEqual(
      approximately(
        perCity((_before, order) =>
          Math.max(...inOrder.filter((other) => other.city === order.city).map(({ id }) => id)),
        ),
      ),
    );
  });

  test('takes several columns, each with its direction', () => {
    const ordered = inOrder.toSorted((a, b) =>
      a.product === b.product
        ? a.quantity - b.quantity || orders.indexOf(a) - orders.indexOf(b)
        : a.product < b.product
          ? 1
          : -1,
    );
    expect(
      byId((pl) =>
        pl
          .col('id')
          .cumCount()
          .over('city', { orderBy: ['product', 'quantity'], descending: [true, false] }),
      ),
    ).toEqual(
      approximately(
        inOrder.map((order) => {
          const city = ordered.filter((other) => other.city === order.city);
          return city.indexOf(order) + 1;
        }),
      ),
    );
  });

  test('is how sortBy orders the values of a group', () => {
    const rows = bench.rows(({ pl }) =>
      pl
        .DataFrame(orders.map((order) => ({ ...order })))
        .groupBy('city')
        .agg(pl.col('id').sortBy(['quantity', 'id'], [true, false]).first().alias('top')),
    );
    const expected = [...groups(orders, (order) => order.city)].map(([city, items]) => [
      city,
      items.toSorted((a, b) => b.quantity - a.quantity || a.id - b.id)[0]?.id,
    ]);
    expect(rows).toEqual(expected);
  });

  test('goes without groups', () => {
    expect(byId((pl) => pl.col('quantity').cumSum().over({ orderBy: 'day' }))).toEqual(
      approximately(
        inOrder.map((_, index) => sum(inOrder.slice(0, index + 1).map((order) => order.quantity))),
      ),
    );
  });
});

describe('rank', () => {
  const prices = present(orders);
  const rankOf = {
    min: (price: number) => 1 + prices.filter((other) => other > price).length,
    max: (price: number) => prices.filter((other) => other >= price).length,
    dense: (price: number) => 1 + new Set(prices.filter((other) => other > price)).size,
    average: (price: number) => (rankOf.min(price) + rankOf.max(price)) / 2,
  };

  test.each(['min', 'max', 'dense', 'average'] as const)('by %s', (method) => {
    expect(byId((pl) => pl.col('price').rank({ method, descending: true }))).toEqual(
      approximately(inOrder.map(({ price }) => (price === null ? null : rankOf[method](price)))),
    );
  });
});

describe('rolling', () => {
  const window = (index: number, size: number): number[] =>
    present(inOrder.slice(Math.max(0, index - size + 1), index + 1));
  const rolled = (make: (pl: Parameters<GuestProgram>[0]['pl']) => unknown): unknown[] =>
    bench
      .rows(({ pl }) => pl.DataFrame(inOrder.map((order) => ({ ...order }))).select(make(pl)))
      .map(([value]) => value);
  const cases = [
    ['rollingMean', (values: number[]) => mean(values)],
    ['rollingSum', (values: number[]) => sum(values)],
    ['rollingMin', (values: number[]) => Math.min(...values)],
    ['rollingMax', (values: number[]) => Math.max(...values)],
    ['rollingMedian', (values: number[]) => quantile(values, 0.5)],
    ['rollingStd', (values: number[]) => Math.sqrt(variance(values))],
    ['rollingVar', (values: number[]) => variance(values)],
  ] as const;

  test.each(cases)('%s goes over so many rows, of which some must have values', (name, figure) => {
    expect(rolled((pl) => pl.col('price')[name]({ windowSize: 5, minPeriods: 3 }))).toEqual(
      approximately(
        inOrder.map((_, index) => {
          const values = window(index, 5);
          return values.length < 3 ? null : figure(values);
        }),
      ),
    );
  });

  test('rollingQuantile', () => {
    expect(
      rolled((pl) => pl.col('price').rolling_quantile({ quantile: 0.25, window_size: 4, min_samples: 1 })),
    ).toEqual(
      approximately(
        inOrder.map((_, index) => {
          const values = window(index, 4);
          return values.length === 0 ? null : quantile(values, 0.25);
        }),
      ),
    );
  });

  test('may be centred', () => {
    expect(rolled((pl) => pl.col('quantity').rollingSum({ windowSize: 3, center: true }))).toEqual(
      approximately(
        inOrder.map((order, index) => {
          const around = [inOrder[index - 1], order, inOrder[index + 1]];
          return around.includes(undefined) ? null : sum(around.map((item) => item?.quantity ?? 0));
        }),
      ),
    );
  });

  test('goes over a span of time', () => {
    const rows = bench.rows(({ pl }) =>
      pl
        .DataFrame(orders.map((order) => ({ ...order })))
        .withColumns(pl.col('day').str.toDate())
        .groupByRolling('day', { period: '10d', by: 'city' })
        .agg(pl.col('quantity').sum().alias('total')),
    );
    const expected = [...groups(inOrder, (order) => order.city)].flatMap(([city, items]) =>
      items.map((item) => {
        const from = Date.parse(item.day) - 10 * 86_400_000;
        const inside = items.filter(
          (other) => Date.parse(other.day) > from && Date.parse(other.day) <= Date.parse(item.day),
        );
        return [city, item.day, sum(inside.map((other) => other.quantity))];
      }),
    );
    const byCityAndDay = (row: unknown[]): string => row.slice(0, 2).join();
    expect(rows.toSorted((a, b) => (byCityAndDay(a) < byCityAndDay(b) ? -1 : 1))).toEqual(
      expected.toSorted((a, b) => (byCityAndDay(a) < byCityAndDay(b) ? -1 : 1)),
    );
  });
});

describe('differences, changes and running figures', () => {
  const quantities = orders.map((order) => order.quantity);
  const inRows = (make: (pl: Parameters<GuestProgram>[0]['pl']) => unknown): unknown[] =>
    bench.rows(({ pl }) => pl.DataFrame({ q: quantities }).select(make(pl))).map(([value]) => value);

  test('are those of the rows', () => {
    const before = (index: number, steps = 1): number => quantities[index - steps] ?? Number.NaN;
    const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
    expect(inRows((pl) => pl.col('q').diff(2))).toEqual(
      approximately(quantities.map((value, index) => orNull(value - before(index, 2)))),
    );
    expect(inRows((pl) => pl.col('q').pctChange())).toEqual(
      approximately(quantities.map((value, index) => orNull(value / before(index) - 1))),
    );
    expect(inRows((pl) => pl.col('q').cumMax())).toEqual(
      approximately(quantities.map((_, index) => Math.max(...quantities.slice(0, index + 1)))),
    );
    expect(inRows((pl) => pl.col('q').cumSum({ reverse: true }))).toEqual(
      approximately(quantities.map((_, index) => sum(quantities.slice(index)))),
    );
    expect(inRows((pl) => pl.col('q').shift(-2, { fillValue: 0 }))).toEqual(
      approximately(quantities.map((_, index) => quantities[index + 2] ?? 0)),
    );
    expect(inRows((pl) => pl.col('q').shift(2, { fillValue: 9 }))).toEqual(
      approximately(quantities.map((_, index) => quantities[index - 2] ?? 9)),
    );
  });

  test('weigh exponentially by alpha, span, centre of mass and half-life', () => {
    const weighed = (alpha: number): number[] =>
      quantities.map((_, index) => {
        const weights = quantities.slice(0, index + 1).map((_value, back) => (1 - alpha) ** (index - back));
        return sum(weights.map((weight, back) => weight * (quantities[back] ?? 0))) / sum(weights);
      });
    expect(inRows((pl) => pl.col('q').ewmMean(0.3))).toEqual(approximately(weighed(0.3)));
    expect(inRows((pl) => pl.col('q').ewmMean({ span: 9 }))).toEqual(approximately(weighed(0.2)));
    expect(inRows((pl) => pl.col('q').ewm_mean({ com: 4 }))).toEqual(approximately(weighed(0.2)));
    expect(inRows((pl) => pl.col('q').ewmMean({ half_life: 2 }))).toEqual(
      approximately(weighed(1 - Math.SQRT1_2)),
    );
  });
});
