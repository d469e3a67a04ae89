import type { Program } from '../program.js';
import { cafeOrders, carbon, employees, sales, weather } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  daysBetween,
  extended,
  groups,
  mean,
  monthOf,
  quarterOf,
  round,
  sorted,
  sum,
  weekdayOf,
  yearOf,
} from '../reference/statistics.js';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The first day of the week, a Monday. */
function weekStart(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`) - (weekdayOf(day) - 1) * 86_400_000;
  return new Date(time).toISOString().slice(0, 10);
}

export const dates: readonly Program[] = [
  {
    title: 'revenue by quarter',
    style: 'nodejs-polars',
    code: `pl.scan('sales')
  .withColumns(
    pl.col('order_date').dt.year().alias('year'),
    pl.col('order_date').dt.quarter().alias('quarter')
  )
  .groupBy('year', 'quarter')
  .agg(pl.col('quantity').mul(pl.col('unit_price')).sum().round(2).alias('revenue'))
  .sort(['year', 'quarter'])`,
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => `${yearOf(row.order_date)}|${quarterOf(row.order_date)}`).map(
          ([name, rows]) => ({
            year: Number(name.slice(0, 4)),
            quarter: Number(name.slice(5)),
            revenue: round(sum(rows.map((row) => row.revenue)), 2),
          }),
        ),
        ascending((row) => row.year),
        ascending((row) => row.quarter),
      ),
    }),
  },
  {
    title: 'weekday with the most tips',
    style: 'py-polars',
    code: `df = pl.scan_csv("Café orders.csv")
(df.group_by(pl.col("Datum").dt.weekday().alias("weekday"))
   .agg([pl.col("Trinkgeld (€)").mean().alias("tip"), pl.len().alias("n")])
   .sort("weekday")
   .collect())`,
    expected: () => ({
      table: sorted(
        groups(cafeOrders(), (row) => weekdayOf(row.Datum)).map(([weekday, rows]) => ({
          weekday,
          tip: mean(rows.map((row) => row['Trinkgeld (€)'])),
          n: rows.length,
        })),
        ascending((row) => row.weekday),
      ),
    }),
  },
  {
    title: 'weekday names by format',
    style: 'nodejs-polars',
    code: `pl.readCSV('sales.csv', { tryParseDates: true })
  .withColumns(pl.col('order_date').dt.strftime('%A').alias('weekday'))
  .groupBy('weekday')
  .agg(pl.len().alias('orders'))
  .sort('weekday')`,
    expected: () => ({
      table: sorted(
        counts(sales(), (row) => at(weekdays, weekdayOf(row.order_date) - 1)).map(([weekday, orders]) => ({
          weekday,
          orders,
        })),
        ascending((row) => row.weekday),
      ),
    }),
  },
  {
    title: 'a date range given with Date objects',
    style: 'nodejs-polars',
    code: `const start = new Date('2024-02-01');
const end = new Date('2024-02-29');
pl.scan('sales')
  .filter(pl.col('order_date').gtEq(start).and(pl.col('order_date').ltEq(end)))
  .groupBy('order_date')
  .agg(pl.len().alias('orders'))
  .sort('order_date')`,
    expected: () => ({
      table: sorted(
        counts(
          sales().filter((row) => row.order_date >= '2024-02-01' && row.order_date <= '2024-02-29'),
          (row) => row.order_date,
        ).map(([order_date, orders]) => ({ order_date, orders })),
        ascending((row) => row.order_date),
      ),
    }),
  },
  {
    title: 'a filter with pl.date',
    style: 'py-polars',
    code: `(pl.read_csv("employees.csv")
  .filter(pl.col("hire_date").is_between(pl.date(2020, 1, 1), pl.date(2020, 12, 31)))
  .group_by(pl.col("hire_date").dt.month().alias("month"))
  .len()
  .sort("month"))`,
    expected: () => ({
      table: sorted(
        counts(
          employees().filter((row) => row.hire_date.startsWith('2020')),
          (row) => monthOf(row.hire_date),
        ).map(([month, len]) => ({ month, len })),
        ascending((row) => row.month),
      ),
    }),
  },
  {
    title: 'days of service up to a fixed day',
    style: 'nodejs-polars',
    code: `pl.scan('employees')
  .withColumns(
    pl.lit('2025-01-01').str.toDate().sub(pl.col('hire_date')).dt.totalDays().alias('days')
  )
  .select('employee_id', 'days', pl.col('days').div(365.25).floor().alias('years'))
  .sort('days', { descending: true })
  .head(5)`,
    expected: () => ({
      table: employees()
        .map(({ employee_id, hire_date }) => ({ employee_id, days: daysBetween(hire_date, '2025-01-01') }))
        .map((row) => extended(row, { years: Math.floor(row.days / 365.25) }))
        .toSorted((left, right) => right.days - left.days)
        .slice(0, 5),
    }),
  },
  {
    title: 'gaps between consecutive measurements',
    style: 'py-polars',
    code: `(pl.read_csv("co2-concentration.csv")
  .sort("Date")
  .with_columns(pl.col("Date").diff().dt.total_days().alias("gap_days"))
  .filter(pl.col("gap_days").gt(31))
  .select("Date", "gap_days"))`,
    expected: () => ({
      table: carbon()
        .map(({ Date: day }, index, rows) => ({
          Date: day,
          gap_days: index === 0 ? 0 : daysBetween(at(rows, index - 1).Date, day),
        }))
        .filter((row) => row.gap_days > 31),
    }),
  },
  {
    title: 'weeks of a dynamic group',
    style: 'nodejs-polars',
    code: `pl.readCSV("seattle-weather.csv")
  .sort("date")
  .filter(pl.col("date").dt.year().eq(2014))
  .groupByDynamic({ indexColumn: "date", every: "1w" })
  .agg(pl.col("precipitation").sum().alias("mm"))
  .head(6)`,
    expected: () => ({
      table: groups(
        weather().filter((row) => row.date.startsWith('2014')),
        (row) => weekStart(row.date),
      )
        .map(([date, rows]) => ({ date, mm: sum(rows.map((row) => row.precipitation)) }))
        .slice(0, 6),
    }),
  },
];
