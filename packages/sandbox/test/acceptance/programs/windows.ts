import type { Program } from '../program.js';
import { countries, employees, sales, strikes, weather } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  descending,
  extended,
  groups,
  max,
  mean,
  ranks,
  round,
  running,
  sorted,
  std,
  sum,
} from '../reference/statistics.js';

export const windows: readonly Program[] = [
  {
    title: "each employee's salary against the mean of the department",
    style: 'nodejs-polars',
    code: `const df = pl.scan('employees');
df.withColumns(
    pl.col('salary').mean().over('department').alias('dept_mean')
  )
  .withColumns(pl.col('salary').sub(pl.col('dept_mean')).alias('diff'))
  .select('employee_id', 'department', 'salary', 'dept_mean', 'diff')
  .sort('diff', { descending: true })
  .limit(10)`,
    expected: () => {
      const means = new Map(
        groups(employees(), (row) => row.department).map(([name, rows]) => [
          name,
          mean(rows.map((row) => row.salary)),
        ]),
      );
      const table = employees().map(({ employee_id, department, salary }) => {
        const center = means.get(department) ?? Number.NaN;
        return { employee_id, department, salary, dept_mean: center, diff: salary - center };
      });
      return {
        table: sorted(
          table,
          descending((row) => row.diff),
        ).slice(0, 10),
      };
    },
  },
  {
    title: 'share of revenue by region',
    style: 'py-polars',
    code: `sales = pl.read_csv("sales.csv").with_columns(
    (pl.col("quantity").mul(pl.col("unit_price"))).alias("revenue")
)
(
    sales.group_by("region")
    .agg(pl.col("revenue").sum())
    .with_columns((pl.col("revenue").div(pl.col("revenue").sum()).mul(100)).round(2).alias("share_pct"))
    .sort("share_pct", { descending: true })
)`,
    expected: () => {
      const total = sum(sales().map((row) => row.revenue));
      const table = groups(sales(), (row) => row.region).map(([region, rows]) => {
        const revenue = sum(rows.map((row) => row.revenue));
        return { region, revenue, share_pct: round((revenue / total) * 100, 2) };
      });
      return {
        table: sorted(
          table,
          descending((row) => row.share_pct),
        ),
      };
    },
  },
  {
    title: 'share within the category, by over',
    style: 'nodejs-polars',
    code: `pl.scan("sales")
  .withColumn(pl.col("quantity").mul(pl.col("unit_price")).alias("revenue"))
  .groupBy("category", "product")
  .agg(pl.col("revenue").sum())
  .withColumn(pl.col("revenue").div(pl.col("revenue").sum().over("category")).alias("share_of_category"))
  .sort(["category", "product"])`,
    expected: () => {
      const totals = new Map(
        groups(sales(), (row) => row.category).map(([name, rows]) => [
          name,
          sum(rows.map((row) => row.revenue)),
        ]),
      );
      const table = groups(sales(), (row) => row.product).map(([product, rows]) => {
        const { category } = at(rows, 0);
        const revenue = sum(rows.map((row) => row.revenue));
        return { category, product, revenue, share_of_category: revenue / (totals.get(category) ?? 0) };
      });
      return {
        table: sorted(
          table,
          ascending((row) => row.category),
          ascending((row) => row.product),
        ),
      };
    },
  },
  {
    title: 'dense rank of salaries within the department',
    style: 'nodejs-polars',
    code: `pl.readCSV('employees.csv')
  .withColumns(
    pl.col('salary').rank({ method: 'dense', descending: true }).over('department').alias('rank')
  )
  .filter(pl.col('rank').ltEq(2))
  .select('department', 'name', 'salary', 'rank')
  .sort(['department', 'rank', 'name'])`,
    expected: () => {
      const table = groups(employees(), (row) => row.department).flatMap(([department, rows]) => {
        const salaries = [...new Set(rows.map((row) => row.salary))].toSorted((a, b) => b - a);
        return rows.map(({ name, salary }) => ({
          department,
          name,
          salary,
          rank: salaries.indexOf(salary) + 1,
        }));
      });
      return {
        table: sorted(
          table.filter((row) => row.rank <= 2),
          ascending((row) => row.department),
          ascending((row) => row.rank),
          ascending((row) => row.name),
        ),
      };
    },
  },
  {
    title: 'ordinal rank with positional arguments',
    style: 'py-polars',
    code: `(pl.read_json("gapminder.json")
  .filter(pl.col("year").eq(2005))
  .with_columns(pl.col("life_expect").rank("ordinal", { descending: true }).alias("r"))
  .filter(pl.col("r").le(5))
  .sort("r")
  .select(["r", "country", "life_expect"]))`,
    expected: () => ({
      table: sorted(
        countries().filter((row) => row.year === 2005),
        descending((row) => row.life_expect),
      )
        .slice(0, 5)
        .map(({ country, life_expect }, index) => ({ r: index + 1, country, life_expect })),
    }),
  },
  {
    title: 'average rank shares ties',
    style: 'nodejs-polars',
    code: `pl.scan('seattle-weather')
  .filter(pl.col('date').dt.year().eq(2012), pl.col('date').dt.month().eq(1))
  .select('date', 'wind', pl.col('wind').rank().alias('wind_rank'))
  .sort('date')`,
    expected: () => {
      const january = weather().filter((row) => row.date.startsWith('2012-01'));
      const ranked = ranks(january.map((row) => row.wind));
      return {
        table: january.map(({ date, wind }, index) => ({ date, wind, wind_rank: ranked[index] })),
      };
    },
  },
  {
    title: 'z-score within groups',
    style: 'py-polars',
    code: `df = pl.read_csv("employees.csv")
z = (pl.col("salary").sub(pl.col("salary").mean())).truediv(pl.col("salary").std()).over("department")
df.with_columns(z.alias("z")).filter(pl.col("z").abs().gt(2.5)).select("employee_id", "department", "z").sort("employee_id")`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).flatMap(([department, rows]) => {
          const salaries = rows.map((row) => row.salary);
          const [center, spread] = [mean(salaries), std(salaries)];
          return rows
            .map(({ employee_id, salary }) => ({ employee_id, department, z: (salary - center) / spread }))
            .filter((row) => Math.abs(row.z) > 2.5);
        }),
        ascending((row) => row.employee_id),
      ),
    }),
  },
  {
    title: 'lag within each country',
    style: 'nodejs-polars',
    code: `pl.scan('gapminder')
  .sort(['country', 'year'])
  .withColumns(
    pl.col('pop').shift(1).over('country').alias('prev_pop')
  )
  .withColumns(
    pl.col('pop').div(pl.col('prev_pop')).sub(1).mul(100).alias('growth_pct')
  )
  .filter(pl.col('country').isIn(['China', 'India']))
  .select('country', 'year', 'growth_pct')`,
    expected: () => ({
      table: ['China', 'India'].flatMap((country) => {
        const rows = sorted(
          countries().filter((row) => row.country === country),
          ascending((row) => row.year),
        );
        return rows.map(({ year, pop }, index) => ({
          country,
          year,
          growth_pct: index === 0 ? null : (pop / at(rows, index - 1).pop - 1) * 100,
        }));
      }),
    }),
  },
  {
    title: 'rows at the maximum of their group',
    style: 'nodejs-polars',
    code: `const df = pl.scan('employees');
df.filter(pl.col('salary').eq(pl.col('salary').max().over('office')))
  .select(['office', 'name', 'job_title', 'salary'])
  .sort(['office', 'name'])`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.office).flatMap(([office, rows]) => {
          const most = max(rows.map((row) => row.salary));
          return rows
            .filter((row) => row.salary === most)
            .map(({ name, job_title, salary }) => ({ office, name, job_title, salary }));
        }),
        ascending((row) => row.office),
        ascending((row) => row.name),
      ),
    }),
  },
  {
    title: 'a running number per group',
    style: 'py-polars',
    code: `(pl.scan_csv("birdstrikes.csv")
  .sort("Flight Date")
  .with_columns(pl.col("Flight Date").cum_count().over("Origin State").alias("nth"))
  .filter(pl.col("nth").eq(1))
  .select("Origin State", "Flight Date")
  .sort("Origin State")
  .collect())`,
    expected: () => ({
      table: sorted(
        groups(
          sorted(
            strikes(),
            ascending((row) => row['Flight Date']),
          ),
          (row) => row['Origin State'],
        ).map(([state, rows]) => ({ 'Origin State': state, 'Flight Date': at(rows, 0)['Flight Date'] })),
        ascending((row) => row['Origin State']),
      ),
    }),
  },
  {
    title: 'cumulative share: the Pareto of species',
    style: 'nodejs-polars',
    code: `const counts = pl.scan('birdstrikes').groupBy('Wildlife Species').agg(pl.len().alias('n'))
  .sort(['n', 'Wildlife Species'], [true, false]);
const pareto = counts.withColumns(
  pl.col('n').cumSum().div(pl.col('n').sum()).alias('cum_share'),
);
pareto.filter(pl.col('cum_share').ltEq(0.9))`,
    expected: () => {
      const ordered = sorted(
        counts(strikes(), (row) => row['Wildlife Species']),
        descending(([, n]) => n),
        ascending(([name]) => name),
      );
      const totals = running(ordered.map(([, n]) => n));
      return {
        table: ordered
          .map(([name, n], index) => ({
            'Wildlife Species': name,
            n,
            cum_share: at(totals, index) / strikes().length,
          }))
          .filter((row) => row.cum_share <= 0.9),
      };
    },
  },
  {
    title: 'two windows over two keys',
    style: 'nodejs-polars',
    code: `pl.scan('sales')
  .groupBy('region', 'category').agg(pl.col('quantity').sum().alias('units'))
  .withColumns(
    pl.col('units').rank('min', true).over('region').alias('rank_in_region'),
    pl.col('units').rank('min', true).over('category').alias('rank_in_category'),
  )
  .sort('region', 'category')`,
    expected: () => {
      const cells = groups(sales(), (row) => `${row.region}|${row.category}`).map(([name, rows]) => ({
        region: name.split('|')[0] ?? '',
        category: name.split('|')[1] ?? '',
        units: sum(rows.map((row) => row.quantity)),
      }));
      return {
        table: sorted(
          cells.map((cell) =>
            extended(cell, {
              rank_in_region:
                cells.filter((other) => other.region === cell.region && other.units > cell.units).length + 1,
              rank_in_category:
                cells.filter((other) => other.category === cell.category && other.units > cell.units).length +
                1,
            }),
          ),
          ascending((row) => row.region),
          ascending((row) => row.category),
        ),
      };
    },
  },
  {
    title: 'distance to the best of the group, with a list of keys in over',
    style: 'py-polars',
    code: `(
  pl.read_csv("employees.csv")
  .with_columns(gap = pl.col("salary").max().over(["department", "office"]).sub(pl.col("salary")))
  .group_by("department").agg(pl.col("gap").mean().alias("mean_gap")).sort("department")
)`,
    expected: () => {
      const best = new Map(
        groups(employees(), (row) => `${row.department}|${row.office}`).map(([name, rows]) => [
          name,
          max(rows.map((row) => row.salary)),
        ]),
      );
      return {
        table: sorted(
          groups(employees(), (row) => row.department).map(([department, rows]) => ({
            department,
            mean_gap: mean(
              rows.map((row) => (best.get(`${row.department}|${row.office}`) ?? 0) - row.salary),
            ),
          })),
          ascending((row) => row.department),
        ),
      };
    },
  },
];
