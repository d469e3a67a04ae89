import type { Program } from '../program.js';
import { employees, penguins, sales, strikes } from '../reference/datasets.js';
import {
  ascending,
  counts,
  descending,
  groups,
  max,
  mean,
  median,
  min,
  present,
  round,
  sorted,
  std,
  sum,
} from '../reference/statistics.js';

export const aggregations: readonly Program[] = [
  {
    title: 'average salary by department, highest first',
    style: 'nodejs-polars',
    code: `const df = pl.readCSV('employees.csv');
const result = df
  .groupBy('department')
  .agg(pl.col('salary').mean().alias('avg_salary'))
  .sort('avg_salary', true);
result`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => ({
          department,
          avg_salary: mean(rows.map((row) => row.salary)),
        })),
        descending((row) => row.avg_salary),
      ),
    }),
  },
  {
    title: 'several aggregations at once, positional',
    style: 'nodejs-polars',
    code: `pl.scanCSV("employees.csv")
  .groupBy("office")
  .agg(
    pl.count().alias("headcount"),
    pl.col("salary").min().alias("min"),
    pl.col("salary").max().alias("max"),
    pl.col("salary").median().alias("median"),
    pl.col("salary").std().alias("sd")
  )
  .sort({ by: "office", descending: false })
  .collectSync()`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.office).map(([office, rows]) => {
          const salaries = rows.map((row) => row.salary);
          return {
            office,
            headcount: rows.length,
            min: min(salaries),
            max: max(salaries),
            median: median(salaries),
            sd: std(salaries),
          };
        }),
        ascending((row) => row.office),
      ),
    }),
  },
  {
    title: 'a list of aggregations, as in Python',
    style: 'py-polars',
    code: `df = pl.read_csv("sales.csv")
out = (
  df.group_by(["region", "channel"])
    .agg([
      pl.col("quantity").sum().alias("units"),
      (pl.col("quantity").mul(pl.col("unit_price"))).sum().alias("revenue"),
      pl.len().alias("orders"),
    ])
    .sort(["region", "channel"])
)
out`,
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => `${row.region}|${row.channel}`).map(([name, rows]) => ({
          region: name.split('|')[0] ?? '',
          channel: name.split('|')[1] ?? '',
          units: sum(rows.map((row) => row.quantity)),
          revenue: sum(rows.map((row) => row.revenue)),
          orders: rows.length,
        })),
        ascending((row) => row.region),
        ascending((row) => row.channel),
      ),
    }),
  },
  {
    title: 'keyword aggregations',
    style: 'py-polars',
    code: `pl.scan_csv("birdstrikes.csv").group_by("Phase of flight").agg({
  strikes: pl.len(),
  total_cost: pl.col("Cost Total $").sum(),
  avg_speed: pl.col("Speed IAS in knots").mean().round(1),
}).sort("strikes", { descending: true }).collect()`,
    expected: () => ({
      table: sorted(
        groups(strikes(), (row) => row['Phase of flight']).map(([phase, rows]) => ({
          'Phase of flight': phase,
          strikes: rows.length,
          total_cost: sum(rows.map((row) => row['Cost Total $'])),
          avg_speed: meanSpeed(rows.map((row) => row['Speed IAS in knots'])),
        })),
        descending((row) => row.strikes),
      ),
    }),
  },
  {
    title: 'distinct counts',
    style: 'nodejs-polars',
    code: `const df = pl.scan('birdstrikes');
df.select(
  pl.col('Airport Name').nUnique().alias('airports'),
  pl.col('Wildlife Species').nUnique().alias('species'),
  pl.col('Origin State').nUnique().alias('states'),
)`,
    expected: () => ({
      table: [
        {
          airports: new Set(strikes().map((row) => row['Airport Name'])).size,
          species: new Set(strikes().map((row) => row['Wildlife Species'])).size,
          states: new Set(strikes().map((row) => row['Origin State'])).size,
        },
      ],
    }),
  },
  {
    title: 'a conditional count and share in one pass',
    style: 'nodejs-polars',
    code: `pl.scan('employees').groupBy('department').agg(
  pl.col('remote').sum().alias('remote_count'),
  pl.col('remote').mean().mul(100).round(1).alias('remote_pct'),
  pl.col('salary').filter(pl.col('remote').eq(true)).mean().alias('avg_remote_salary'),
).sort('department')`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => {
          const remote = rows.filter((row) => row.remote);
          return {
            department,
            remote_count: remote.length,
            remote_pct: round((remote.length / rows.length) * 100, 1),
            avg_remote_salary: mean(remote.map((row) => row.salary)),
          };
        }),
        ascending((row) => row.department),
      ),
    }),
  },
  {
    title: 'the frame has value counts by groupBy and count',
    style: 'nodejs-polars',
    code: `const df = pl.readParquet("penguins.parquet");
df.groupBy("Species", "Island").count().sort(["Species", "Island"])`,
    expected: () => ({
      table: sorted(
        counts(penguins(), (row) => `${row.Species}|${row.Island}`).map(([name, count]) => ({
          Species: name.split('|')[0] ?? '',
          Island: name.split('|')[1] ?? '',
          count,
        })),
        ascending((row) => row.Species),
        ascending((row) => row.Island),
      ),
    }),
  },
  {
    title: 'means of all measured columns per group',
    style: 'nodejs-polars',
    code: `pl.scan('penguins')
  .groupBy('Species')
  .agg(pl.col(['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)']).mean())
  .sort('Species')`,
    expected: () => ({
      table: sorted(
        groups(penguins(), (row) => row.Species).map(([Species, rows]) => ({
          Species,
          'Beak Length (mm)': mean(present(rows.map((row) => row['Beak Length (mm)']))),
          'Beak Depth (mm)': mean(present(rows.map((row) => row['Beak Depth (mm)']))),
          'Flipper Length (mm)': mean(present(rows.map((row) => row['Flipper Length (mm)']))),
          'Body Mass (g)': mean(present(rows.map((row) => row['Body Mass (g)']))),
        })),
        ascending((row) => row.Species),
      ),
    }),
  },
];

function meanSpeed(speeds: readonly (number | null)[]): number | null {
  const known = present(speeds);
  return known.length === 0 ? null : round(mean(known), 1);
}
