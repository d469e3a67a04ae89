import { fenced, type Program } from '../program.js';
import {
  carbon,
  cars,
  countries,
  employees,
  sales,
  strikes,
  temperatures,
  weather,
} from '../reference/datasets.js';
import {
  ascending,
  at,
  correlation,
  descending,
  groups,
  mean,
  round,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

const carbonByYear = () =>
  new Map(
    groups(carbon(), (row) => yearOf(row.Date)).map(([year, rows]) => [
      year,
      mean(rows.map((row) => row.CO2)),
    ]),
  );

export const joins: readonly Program[] = [
  {
    title: 'carbon dioxide and temperature by year, joined and correlated',
    style: 'nodejs-polars',
    code: `const co2 = pl.readCSV('co2-concentration.csv')
  .withColumns(pl.col('Date').dt.year().alias('year'))
  .groupBy('year')
  .agg(pl.col('CO2').mean().alias('co2'));
const temp = pl.readCSV('global-temp.csv');
const joined = temp.join(co2, { on: 'year', how: 'inner' }).sort('year');
joined.select(pl.corr('co2', 'temp').alias('correlation'))`,
    expected: () => {
      const rows = temperatures().filter((row) => carbonByYear().has(row.year));
      return {
        table: [
          {
            correlation: correlation(
              rows.map((row) => carbonByYear().get(row.year) ?? Number.NaN),
              rows.map((row) => row.temp),
            ),
          },
        ],
      };
    },
  },
  {
    title: 'a lookup table made in the program',
    style: 'nodejs-polars',
    code: `const lookup = pl.DataFrame({
  cluster: [0, 1, 2, 3, 4, 5],
  part: ['South Asia', 'Europe & Central Asia', 'Sub-Saharan Africa', 'America', 'East Asia & Pacific', 'Middle East & North Africa'],
});
pl.readJSON('gapminder.json')
  .filter(pl.col('year').eq(2000))
  .join(lookup, { on: 'cluster', how: 'left' })
  .groupBy('part')
  .agg(pl.col('pop').sum().alias('population'), pl.count('country').alias('countries'))
  .sort('population', { descending: true })`,
    expected: () => {
      const parts = [
        'South Asia',
        'Europe & Central Asia',
        'Sub-Saharan Africa',
        'America',
        'East Asia & Pacific',
        'Middle East & North Africa',
      ];
      return {
        table: sorted(
          groups(
            countries().filter((row) => row.year === 2000),
            (row) => row.cluster,
          ).map(([cluster, rows]) => ({
            part: at(parts, cluster),
            population: sum(rows.map((row) => row.pop)),
            countries: rows.length,
          })),
          descending((row) => row.population),
        ),
      };
    },
  },
  {
    title: 'different key names on both sides',
    style: 'py-polars',
    code: `budget = pl.DataFrame({"dept": ["Engineering", "Sales", "Legal", "Research"], "budget": [20000000, 8000000, 2000000, 1000000]})
spend = pl.read_csv("employees.csv").group_by("department").agg(pl.col("salary").sum().alias("spend"))
(budget.join(spend, { left_on: "dept", right_on: "department", how: "left" })
  .with_columns((pl.col("budget").sub(pl.col("spend"))).alias("left"))
  .sort("dept"))`,
    expected: () => {
      const spend = new Map(
        groups(employees(), (row) => row.department).map(([name, rows]) => [
          name,
          sum(rows.map((row) => row.salary)),
        ]),
      );
      const budgets: [string, number][] = [
        ['Engineering', 20_000_000],
        ['Legal', 2_000_000],
        ['Research', 1_000_000],
        ['Sales', 8_000_000],
      ];
      return {
        table: budgets.map(([dept, budget]) => {
          const spent = spend.get(dept) ?? null;
          return { dept, budget, spend: spent, left: spent === null ? null : budget - spent };
        }),
      };
    },
  },
  {
    title: 'a self join for change between two years',
    style: 'nodejs-polars',
    code: `const g = pl.scan('gapminder');
const a = g.filter(pl.col('year').eq(1955)).select('country', pl.col('fertility').alias('f1955'));
const b = g.filter(pl.col('year').eq(2005)).select('country', pl.col('fertility').alias('f2005'));
a.join(b, { on: 'country' })
  .withColumns(pl.col('f2005').sub(pl.col('f1955')).round(2).alias('change'))
  .sort('change', 'country')
  .head(5)`,
    expected: () => {
      const table = groups(countries(), (row) => row.country).map(([country, rows]) => {
        const f1955 = at(
          rows.filter((row) => row.year === 1955),
          0,
        ).fertility;
        const f2005 = at(
          rows.filter((row) => row.year === 2005),
          0,
        ).fertility;
        return { country, f1955, f2005, change: round(f2005 - f1955, 2) };
      });
      return {
        table: sorted(
          table,
          ascending((row) => row.change),
          ascending((row) => row.country),
        ).slice(0, 5),
      };
    },
  },
  {
    title: 'an anti join: airports without a costly strike',
    style: 'py-polars',
    code: `s = pl.scan_csv("birdstrikes.csv")
costly = s.filter(pl.col("Cost Total $").gt(0)).select("Airport Name").unique()
s.select("Airport Name").unique().join(costly, { on: "Airport Name", how: "anti" }).sort("Airport Name").collect()`,
    expected: () => ({
      table: groups(strikes(), (row) => row['Airport Name'])
        .filter(([, rows]) => rows.every((row) => row['Cost Total $'] === 0))
        .map(([name]) => ({ 'Airport Name': name }))
        .toSorted((left, right) => (left['Airport Name'] < right['Airport Name'] ? -1 : 1)),
    }),
  },
  {
    title: 'a semi join: orders of the three best products',
    style: 'nodejs-polars',
    code: `const sales = pl.readCSV("sales.csv").withColumn(pl.col("quantity").mul(pl.col("unit_price")).alias("revenue"));
const top3 = sales.groupBy("product").agg(pl.col("revenue").sum()).sort("revenue", true).head(3);
sales.join(top3.select("product"), { on: "product", how: "semi" })
  .groupBy("product", "region")
  .agg(pl.col("quantity").sum().alias("units"))
  .sort(["product", "region"])`,
    expected: () => {
      const top = sorted(
        groups(sales(), (row) => row.product),
        descending(([, rows]) => sum(rows.map((row) => row.revenue))),
      )
        .slice(0, 3)
        .map(([product]) => product);
      return {
        table: sorted(
          groups(
            sales().filter((row) => top.includes(row.product)),
            (row) => `${row.product}|${row.region}`,
          ).map(([name, rows]) => ({
            product: name.split('|')[0] ?? '',
            region: name.split('|')[1] ?? '',
            units: sum(rows.map((row) => row.quantity)),
          })),
          ascending((row) => row.product),
          ascending((row) => row.region),
        ),
      };
    },
  },
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
