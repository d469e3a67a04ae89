import type { Program } from '../program.js';
import { cars, employees, strikes, weather } from '../reference/datasets.js';
import {
  ascending,
  counts,
  groups,
  max,
  mean,
  min,
  present,
  quantile,
  sorted,
} from '../reference/statistics.js';

const salaries = () => employees().map((row) => row.salary);

const horsepower = () => present(cars().map((row) => row.Horsepower));

export const distributions: readonly Program[] = [
  {
    title: 'quartiles of salary by department',
    style: 'nodejs-polars',
    code: `pl.scan('employees').groupBy('department').agg(
  pl.col('salary').quantile(0.25).alias('q1'),
  pl.col('salary').quantile(0.5).alias('median'),
  pl.col('salary').quantile(0.75).alias('q3'),
).sort('department')`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => {
          const values = rows.map((row) => row.salary);
          return {
            department,
            q1: quantile(values, 0.25),
            median: quantile(values, 0.5),
            q3: quantile(values, 0.75),
          };
        }),
        ascending((row) => row.department),
      ),
    }),
  },
  {
    title: 'percentiles with an interpolation by keyword',
    style: 'py-polars',
    code: `df = pl.read_csv("birdstrikes.csv")
df.select([
    pl.col("Speed IAS in knots").quantile(0.1, { interpolation: "linear" }).alias("p10"),
    pl.col("Speed IAS in knots").quantile(0.9, "linear").alias("p90"),
    pl.col("Speed IAS in knots").quantile(0.99, interpolation="linear").alias("p99"),
])`,
    expected: () => {
      const speeds = present(strikes().map((row) => row['Speed IAS in knots']));
      return {
        table: [{ p10: quantile(speeds, 0.1), p90: quantile(speeds, 0.9), p99: quantile(speeds, 0.99) }],
      };
    },
  },
  {
    title: 'a histogram by floor division',
    style: 'nodejs-polars',
    code: `pl.readJSON('cars.json')
  .filter(pl.col('Horsepower').isNotNull())
  .withColumns(pl.col('Horsepower').div(25).floor().mul(25).cast(pl.Int32).alias('bin'))
  .groupBy('bin')
  .agg(pl.count().alias('cars'))
  .sort('bin')`,
    expected: () => ({
      table: sorted(
        counts(horsepower(), (value) => Math.floor(value / 25) * 25).map(([bin, count]) => ({
          bin,
          cars: count,
        })),
        ascending((row) => row.bin),
      ),
    }),
  },
  {
    title: 'bins with labels by cut',
    style: 'py-polars',
    code: `(pl.read_csv("employees.csv")
  .with_columns(
    pl.col("age").cut([29, 39, 49], { labels: ["20s", "30s", "40s", "50+"] }).alias("band")
  )
  .group_by("band").agg(pl.len().alias("n"), pl.col("salary").mean().alias("avg"))
  .sort("n"))`,
    expected: () => {
      const band = (age: number): string => {
        if (age <= 29) return '20s';
        if (age <= 39) return '30s';
        return age <= 49 ? '40s' : '50+';
      };
      return {
        table: sorted(
          groups(employees(), (row) => band(row.age)).map(([name, rows]) => ({
            band: name,
            n: rows.length,
            avg: mean(rows.map((row) => row.salary)),
          })),
          ascending((row) => row.n),
        ),
      };
    },
  },
  {
    title: 'a histogram in plain JavaScript with equal widths',
    style: 'arrays',
    code: `const values = pl.scan('seattle-weather').getColumn('temp_max');
const bins = 8;
const lo = Math.min(...values);
const hi = Math.max(...values);
const width = (hi - lo) / bins;
const hist = Array(bins).fill(0);
values.forEach(v => {
  const i = Math.min(bins - 1, Math.floor((v - lo) / width));
  hist[i] += 1;
});
hist.map((count, i) => ({ from: +(lo + i * width).toFixed(2), to: +(lo + (i + 1) * width).toFixed(2), count }))`,
    expected: () => {
      const values = weather().map((row) => row.temp_max);
      const [low, high] = [min(values), max(values)];
      const width = (high - low) / 8;
      return {
        table: Array.from({ length: 8 }, (_unused, index) => ({
          from: Number((low + index * width).toFixed(2)),
          to: Number((low + (index + 1) * width).toFixed(2)),
          count: values.filter((value) => Math.min(7, Math.floor((value - low) / width)) === index).length,
        })),
      };
    },
  },
  {
    title: 'outliers beyond the fences of Tukey',
    style: 'nodejs-polars',
    code: `const df = pl.scan('employees');
const q1 = df.select(pl.col('salary').quantile(0.25)).item();
const q3 = df.select(pl.col('salary').quantile(0.75)).item();
const iqr = q3 - q1;
df.filter(pl.col('salary').lt(q1 - 1.5 * iqr).or(pl.col('salary').gt(q3 + 1.5 * iqr)))
  .select('employee_id', 'job_title', 'salary')
  .sort(['salary', 'employee_id'], { descending: [true, false] })`,
    expected: () => {
      const [q1, q3] = [quantile(salaries(), 0.25), quantile(salaries(), 0.75)];
      return {
        table: employees()
          .filter((row) => row.salary < q1 - 1.5 * (q3 - q1) || row.salary > q3 + 1.5 * (q3 - q1))
          .map(({ employee_id, job_title, salary }) => ({ employee_id, job_title, salary }))
          .toSorted(
            (left, right) => right.salary - left.salary || (left.employee_id < right.employee_id ? -1 : 1),
          ),
      };
    },
  },
];
