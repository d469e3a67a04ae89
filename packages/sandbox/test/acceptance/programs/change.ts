import type { Program } from '../program.js';
import { carbon, countries, electricity, employees, sales } from '../reference/datasets.js';
import {
  ascending,
  at,
  extended,
  groups,
  mean,
  round,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

const yearly = () =>
  sorted(
    groups(sales(), (row) => yearOf(row.order_date)).map(([year, rows]) => ({
      year,
      revenue: sum(rows.map((row) => row.revenue)),
    })),
    ascending((row) => row.year),
  );

export const change: readonly Program[] = [
  {
    title: 'year-over-year growth of revenue',
    style: 'nodejs-polars',
    code: `pl.scan('sales')
  .withColumns(pl.col('order_date').dt.year().alias('year'))
  .groupBy('year')
  .agg(pl.col('quantity').mul(pl.col('unit_price')).sum().alias('revenue'))
  .sort('year')
  .withColumns(pl.col('revenue').pctChange().mul(100).round(1).alias('yoy_pct'))`,
    expected: () => ({
      table: yearly().map((row, index, rows) =>
        extended(row, {
          yoy_pct: index === 0 ? null : round((row.revenue / at(rows, index - 1).revenue - 1) * 100, 1),
        }),
      ),
    }),
  },
  {
    title: 'the same month of the year before, by a shift of twelve',
    style: 'py-polars',
    code: `(pl.read_csv("co2-concentration.csv")
  .filter(pl.col("Date").dt.year().ge(2010))
  .sort("Date")
  .with_columns((pl.col("CO2").sub(pl.col("CO2").shift(12))).round(2).alias("yoy"))
  .drop_nulls("yoy")
  .tail(6)
  .select(["Date", "CO2", "yoy"]))`,
    expected: () => {
      const rows = carbon().filter((row) => yearOf(row.Date) >= 2010);
      return {
        table: rows
          .map((row, index) => ({
            Date: row.Date,
            CO2: row.CO2,
            yoy: index < 12 ? null : round(row.CO2 - at(rows, index - 12).CO2, 2),
          }))
          .slice(-6),
      };
    },
  },
  {
    title: 'growth between two years per region, with records',
    style: 'arrays',
    code: `const rows = pl.readCSV('sales.csv')
  .withColumns(pl.col('order_date').dt.year().alias('year'), pl.col('unit_price').mul(pl.col('quantity')).alias('revenue'))
  .groupBy('region', 'year').agg(pl.col('revenue').sum())
  .toRecords();
const regions = [...new Set(rows.map(r => r.region))].sort();
regions.map(region => {
  const get = year => rows.find(r => r.region === region && r.year === year)?.revenue ?? 0;
  const growth = (get(2024) - get(2022)) / get(2022);
  return { region, growth: \`\${(growth * 100).toFixed(1)}%\` };
})`,
    expected: () => ({
      table: ['East', 'North', 'South', 'West'].map((region) => {
        const total = (year: number): number =>
          sum(
            sales()
              .filter((row) => row.region === region && yearOf(row.order_date) === year)
              .map((row) => row.revenue),
          );
        return { region, growth: `${(((total(2024) - total(2022)) / total(2022)) * 100).toFixed(1)}%` };
      }),
    }),
  },
  {
    title: 'compound annual growth of population',
    style: 'py-polars',
    code: `g = pl.read_json("gapminder.json").sort("year")
(g.group_by("country").agg([
    pl.col("pop").first().alias("p0"),
    pl.col("pop").last().alias("p1"),
  ])
  .with_columns((((pl.col("p1").truediv(pl.col("p0"))).pow(1 / 50)).sub(1).mul(100)).alias("cagr"))
  .sort("cagr", { descending: true })
  .head(5)
  .select("country", "cagr"))`,
    expected: () => ({
      table: groups(
        sorted(
          countries(),
          ascending((row) => row.year),
        ),
        (row) => row.country,
      )
        .map(([country, rows]) => ({
          country,
          cagr: ((at(rows, -1).pop / at(rows, 0).pop) ** (1 / 50) - 1) * 100,
        }))
        .toSorted((left, right) => right.cagr - left.cagr)
        .slice(0, 5),
    }),
  },
  {
    title: 'an index with the first year at 100',
    style: 'nodejs-polars',
    code: `pl.scan('iowa-electricity')
  .sort(['source', 'year'])
  .withColumns(
    pl.col('net_generation').div(pl.col('net_generation').first().over('source')).mul(100).round(1).alias('index')
  )
  .filter(pl.col('source').eq('Renewables'))
  .select(pl.col('year').dt.year(), 'index')`,
    expected: () => {
      const rows = electricity().filter((row) => row.source === 'Renewables');
      return {
        table: rows.map((row) => ({
          year: yearOf(row.year),
          index: round((row.net_generation / at(rows, 0).net_generation) * 100, 1),
        })),
      };
    },
  },
  {
    title: 'cohorts of hires: ratings by year of hire',
    style: 'nodejs-polars',
    code: `pl.scan('employees')
  .withColumns(pl.col('hire_date').dt.year().alias('cohort'))
  .groupBy('cohort')
  .agg(
    pl.len().alias('size'),
    pl.col('performance_rating').mean().round(2).alias('rating'),
    pl.col('salary').mean().round(0).alias('salary')
  )
  .filter(pl.col('size').gtEq(10))
  .sort('cohort')`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => yearOf(row.hire_date))
          .filter(([, rows]) => rows.length >= 10)
          .map(([cohort, rows]) => ({
            cohort,
            size: rows.length,
            rating: round(mean(rows.flatMap((row) => row.performance_rating ?? [])), 2),
            salary: round(mean(rows.map((row) => row.salary))),
          })),
        ascending((row) => row.cohort),
      ),
    }),
  },
];
