import { fenced, type Program } from '../program.js';
import { cafeOrders, electricity, employees, sales, strikes, weather } from '../reference/datasets.js';
import {
  ascending,
  descending,
  groups,
  max,
  mean,
  min,
  round,
  sorted,
  sum,
} from '../reference/statistics.js';

export const grouping: readonly Program[] = [
  {
    title: 'having: groups with at least so many rows',
    style: 'py-polars',
    code: `(
  pl.scan_csv("birdstrikes.csv")
  .group_by("Wildlife Species")
  .agg(pl.len().alias("n"), pl.col("Cost Total $").mean().alias("mean_cost"))
  .filter(pl.col("n").ge(100))
  .sort(["n", "Wildlife Species"], { descending: [true, false] })
  .collect()
)`,
    expected: () => ({
      table: sorted(
        groups(strikes(), (row) => row['Wildlife Species'])
          .map(([species, rows]) => ({
            'Wildlife Species': species,
            n: rows.length,
            mean_cost: mean(rows.map((row) => row['Cost Total $'])),
          }))
          .filter((row) => row.n >= 100),
        descending((row) => row.n),
        ascending((row) => row['Wildlife Species']),
      ),
    }),
  },
  {
    title: 'German names, tips as a share of the price',
    style: 'nodejs-polars',
    code: `pl.scan("Café orders")
  .groupBy("Zahlungsart")
  .agg(
    pl.col("Preis (€)").sum().alias("Umsatz"),
    pl.col("Trinkgeld (€)").sum().alias("Trinkgeld")
  )
  .withColumns(pl.col("Trinkgeld").div(pl.col("Umsatz")).mul(100).round(2).alias("Quote (%)"))
  .sort("Zahlungsart")`,
    expected: () => ({
      table: sorted(
        groups(cafeOrders(), (row) => row.Zahlungsart).map(([Zahlungsart, rows]) => {
          const total = sum(rows.map((row) => row['Preis (€)']));
          const tips = sum(rows.map((row) => row['Trinkgeld (€)']));
          return { Zahlungsart, Umsatz: total, Trinkgeld: tips, 'Quote (%)': round((tips / total) * 100, 2) };
        }),
        ascending((row) => row.Zahlungsart),
      ),
    }),
  },
  {
    title: 'first and last per group after a sort',
    style: 'nodejs-polars',
    code: `pl.scan('employees')
  .sort('hire_date')
  .groupBy('department')
  .agg(
    pl.col('hire_date').first().alias('first_hire'),
    pl.col('hire_date').last().alias('last_hire'),
    pl.first('employee_id').alias('first_id'),
  )
  .sort('department')
  .collect()`,
    expected: () => ({
      table: sorted(
        groups(
          sorted(
            employees(),
            ascending((row) => row.hire_date),
          ),
          (row) => row.department,
        ).map(([department, rows]) => ({
          department,
          first_hire: rows[0]?.hire_date,
          last_hire: rows.at(-1)?.hire_date,
          first_id: rows[0]?.employee_id,
        })),
        ascending((row) => row.department),
      ),
    }),
  },
  {
    title: 'the whole frame in one row',
    style: 'nodejs-polars',
    code: `const weather = await pl.scanCSV("seattle-weather.csv").collect();
weather.select([
  pl.col("precipitation").sum().alias("total_mm"),
  pl.col("temp_max").max().alias("hottest"),
  pl.col("temp_min").min().alias("coldest"),
  pl.mean("wind").alias("avg_wind"),
  pl.len().alias("days"),
]);`,
    expected: () => ({
      table: [
        {
          total_mm: sum(weather().map((row) => row.precipitation)),
          hottest: max(weather().map((row) => row.temp_max)),
          coldest: min(weather().map((row) => row.temp_min)),
          avg_wind: mean(weather().map((row) => row.wind)),
          days: weather().length,
        },
      ],
    }),
  },
  {
    title: 'a weighted mean',
    style: 'fenced',
    code: fenced(
      'javascript',
      `import pl from "nodejs-polars";

const sales = pl.readCSV("sales.csv");
const result = sales
  .groupBy("category")
  .agg(
    pl.col("unit_price").mul(pl.col("quantity")).sum().div(pl.col("quantity").sum()).alias("weighted_price")
  )
  .sort("category");

console.log(result.toString());
result;`,
    ),
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => row.category).map(([category, rows]) => ({
          category,
          weighted_price: sum(rows.map((row) => row.revenue)) / sum(rows.map((row) => row.quantity)),
        })),
        ascending((row) => row.category),
      ),
    }),
  },
  {
    title: 'values gathered into lists',
    style: 'py-polars',
    code: `(pl.read_csv("iowa-electricity.csv")
  .sort("year")
  .group_by("source", { maintain_order: true })
  .agg(pl.col("net_generation").head(3).alias("first_three"))
  .sort("source"))`,
    expected: () => ({
      table: groups(electricity(), (row) => row.source).map(([source, rows]) => ({
        source,
        first_three: rows.slice(0, 3).map((row) => row.net_generation),
      })),
    }),
  },
  {
    title: 'the sugar on groups',
    style: 'nodejs-polars',
    code: `const df = pl.readCSV('employees.csv').select('country', 'salary', 'age');
df.groupBy('country').mean().sort('country')`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.country).map(([country, rows]) => ({
          country,
          salary: mean(rows.map((row) => row.salary)),
          age: mean(rows.map((row) => row.age)),
        })),
        ascending((row) => row.country),
      ),
    }),
  },
  {
    title: 'text joined per group',
    style: 'py-polars',
    code: `(
  pl.read_csv("employees.csv")
    .group_by("department")
    .agg(pl.col("job_title").unique().sort().str.join(", ").alias("titles"))
    .sort("department")
)`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => ({
          department,
          titles: [...new Set(rows.map((row) => row.job_title))].toSorted().join(', '),
        })),
        ascending((row) => row.department),
      ),
    }),
  },
];
