import { fenced, type Program } from '../program.js';
import { carbon, cars, sales, temperatures, weather } from '../reference/datasets.js';
import { ascending, groups, sorted, sum, yearOf } from '../reference/statistics.js';

export const lookups: readonly Program[] = [
  {
    title: 'a join on two keys with a suffix',
    style: 'nodejs-polars',
    code: `const sales = pl.scan('sales').withColumns(
  pl.col('order_date').dt.year().alias('year'),
  pl.col('quantity').mul(pl.col('unit_price')).alias('revenue')
);
const byYear = sales.groupBy('region', 'year').agg(pl.col('revenue').sum());
const previous = byYear.withColumns(pl.col('year').add(1));
byYear.join(previous, { on: ['region', 'year'], how: 'left', suffix: '_prev' })
  .withColumns(pl.col('revenue').div(pl.col('revenue_prev')).sub(1).alias('growth'))
  .sort('region', 'year')`,
    expected: () => {
      const totals = new Map(
        groups(sales(), (row) => `${row.region}|${yearOf(row.order_date)}`).map(([name, rows]) => [
          name,
          sum(rows.map((row) => row.revenue)),
        ]),
      );
      return {
        table: ['East', 'North', 'South', 'West'].flatMap((region) =>
          [2022, 2023, 2024].map((year) => {
            const revenue = totals.get(`${region}|${year}`) ?? Number.NaN;
            const before = totals.get(`${region}|${year - 1}`) ?? null;
            return {
              region,
              year,
              revenue,
              revenue_prev: before,
              growth: before === null ? null : revenue / before - 1,
            };
          }),
        ),
      };
    },
  },
  {
    title: 'a full join keeps what either side lacks',
    style: 'nodejs-polars',
    code: `const co2Years = pl.scan('co2-concentration')
  .select(pl.col('Date').dt.year().alias('year'))
  .groupBy('year').agg(pl.len().alias('months'));
const temps = pl.scan('global-temp').filter(pl.col('year').gtEq(1950), pl.col('year').ltEq(1960));
const recent = co2Years.filter(pl.col('year').ltEq(1962));
temps.join(recent, { on: 'year', how: 'full', coalesce: true }).sort('year')`,
    expected: () => {
      const months = new Map(
        groups(carbon(), (row) => yearOf(row.Date)).map(([year, rows]) => [year, rows.length]),
      );
      const temps = new Map(temperatures().map((row) => [row.year, row.temp]));
      return {
        table: Array.from({ length: 13 }, (_unused, index) => 1950 + index).map((year) => ({
          year,
          temp: year <= 1960 ? (temps.get(year) ?? null) : null,
          months: months.get(year) ?? null,
        })),
      };
    },
  },
  {
    title: 'frames stacked and counted',
    style: 'nodejs-polars',
    code: `const hot = pl.scan('seattle-weather').filter(pl.col('temp_max').gt(32)).select('date', pl.lit('hot').alias('kind'));
const cold = pl.scan('seattle-weather').filter(pl.col('temp_min').lt(-5)).select('date', pl.lit('cold').alias('kind'));
pl.concat([hot, cold]).sort('date')`,
    expected: () => ({
      table: sorted(
        [
          ...weather()
            .filter((row) => row.temp_max > 32)
            .map(({ date }) => ({ date, kind: 'hot' })),
          ...weather()
            .filter((row) => row.temp_min < -5)
            .map(({ date }) => ({ date, kind: 'cold' })),
        ],
        ascending((row) => row.date),
      ),
    }),
  },
  {
    title: 'a hash join in plain JavaScript',
    style: 'arrays',
    code: `const targets = { North: 900000, South: 800000, East: 850000, West: 1000000 };
const rows = pl.scan("sales")
  .filter(pl.col("order_date").dt.year().eq(2024))
  .groupBy("region")
  .agg(pl.col("quantity").mul(pl.col("unit_price")).sum().alias("revenue"))
  .toRecords();

rows
  .map(({ region, revenue }) => ({
    region,
    revenue: Math.round(revenue),
    target: targets[region],
    reached: revenue >= targets[region] ? "yes" : "no",
  }))
  .sort((a, b) => a.region.localeCompare(b.region));`,
    expected: () => {
      const targets = new Map([
        ['North', 900_000],
        ['South', 800_000],
        ['East', 850_000],
        ['West', 1_000_000],
      ]);
      return {
        table: sorted(
          groups(
            sales().filter((row) => yearOf(row.order_date) === 2024),
            (row) => row.region,
          ).map(([region, rows]) => {
            const revenue = sum(rows.map((row) => row.revenue));
            const target = targets.get(region) ?? Number.NaN;
            return {
              region,
              revenue: Math.round(revenue),
              target,
              reached: revenue >= target ? 'yes' : 'no',
            };
          }),
          ascending((row) => row.region),
        ),
      };
    },
  },
  {
    title: 'the price that held at an earlier date, by an as-of join',
    style: 'py-polars',
    code: `prices = pl.DataFrame({"date": ["2015-01-01", "2015-03-01", "2015-06-01"], "tariff": [10, 12, 9]}).with_columns(pl.col("date").str.to_date("%Y-%m-%d"))
days = pl.read_csv("seattle-weather.csv").filter(pl.col("date").ge("2015-02-26"), pl.col("date").le("2015-03-03")).select("date").sort("date")
days.join_asof(prices, { on: "date", strategy: "backward" })`,
    expected: () => ({
      table: weather()
        .filter((row) => row.date >= '2015-02-26' && row.date <= '2015-03-03')
        .map(({ date }) => ({ date, tariff: date < '2015-03-01' ? 10 : 12 })),
    }),
  },
  {
    title: 'a Map as an index, in an async main',
    style: 'fenced',
    code: fenced(
      'typescript',
      `import * as pl from 'nodejs-polars';

async function main() {
  const cars = pl.readJSON('cars.json').toRecords();
  const byOrigin = new Map<string, number[]>();
  for (const car of cars) {
    if (car.Horsepower == null) continue;
    const list = byOrigin.get(car.Origin) ?? [];
    list.push(car.Horsepower);
    byOrigin.set(car.Origin, list);
  }
  return [...byOrigin.entries()].map(([origin, hp]) => ({
    origin,
    cars: hp.length,
    maxHp: Math.max(...hp),
  }));
}

await main();`,
    ),
    expected: () => ({
      table: groups(
        cars().filter((row) => row.Horsepower !== null),
        (row) => row.Origin,
      ).map(([origin, rows]) => ({
        origin,
        cars: rows.length,
        maxHp: Math.max(...rows.map((row) => row.Horsepower ?? 0)),
      })),
    }),
  },
];
