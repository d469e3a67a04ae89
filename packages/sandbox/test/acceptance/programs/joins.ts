import type { Program } from '../program.js';
import { carbon, countries, employees, sales, strikes, temperatures } from '../reference/datasets.js';
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
      const top = new Set(
        sorted(
          groups(sales(), (row) => row.product),
          descending(([, rows]) => sum(rows.map((row) => row.revenue))),
        )
          .slice(0, 3)
          .map(([product]) => product),
      );
      return {
        table: sorted(
          groups(
            sales().filter((row) => top.has(row.product)),
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
];
