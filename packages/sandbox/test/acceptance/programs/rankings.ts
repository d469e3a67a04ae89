import { fenced, type Program } from '../program.js';
import { cars, countries, employees, sales, strikes, weather } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  descending,
  extended,
  groups,
  mean,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

export const rankings: readonly Program[] = [
  {
    title: 'the three best paid per department by head of a sorted group',
    style: 'nodejs-polars',
    code: `pl.readCSV('employees.csv')
  .sort(['salary', 'employee_id'], { descending: [true, false] })
  .groupBy('department')
  .head(3)
  .select('department', 'employee_id', 'salary')
  .sort(['department', 'salary', 'employee_id'], { descending: [false, true, false] })`,
    expected: () => ({
      table: sorted(
        groups(
          sorted(
            employees(),
            descending((row) => row.salary),
            ascending((row) => row.employee_id),
          ),
          (row) => row.department,
        ).flatMap(([department, rows]) =>
          rows.slice(0, 3).map(({ employee_id, salary }) => ({ department, employee_id, salary })),
        ),
        ascending((row) => row.department),
        descending((row) => row.salary),
        ascending((row) => row.employee_id),
      ),
    }),
  },
  {
    title: 'the best product per region by a rank in a window',
    style: 'py-polars',
    code: `(
  pl.scan_csv("sales.csv")
  .group_by(["region", "product"])
  .agg((pl.col("quantity").mul(pl.col("unit_price"))).sum().alias("revenue"))
  .with_columns(pl.col("revenue").rank({ method: "ordinal", descending: true }).over("region").alias("rk"))
  .filter(pl.col("rk").le(2))
  .sort(["region", "rk"])
  .collect()
)`,
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => row.region),
        ascending(([region]) => region),
      ).flatMap(([region, rows]) =>
        sorted(
          groups(rows, (row) => row.product).map(([product, items]) => ({
            region,
            product,
            revenue: sum(items.map((row) => row.revenue)),
          })),
          descending((row) => row.revenue),
        )
          .slice(0, 2)
          .map((row, index) => extended(row, { rk: index + 1 })),
      ),
    }),
  },
  {
    title: 'top k of a frame',
    style: 'py-polars',
    code: `pl.read_json("gapminder.json").filter(pl.col("year").eq(2005)).top_k(5, { by: "pop" }).select("country", "pop")`,
    expected: () => ({
      table: sorted(
        countries().filter((row) => row.year === 2005),
        descending((row) => row.pop),
      )
        .slice(0, 5)
        .map(({ country, pop }) => ({ country, pop })),
    }),
  },
  {
    title: 'the largest values and their names by sortBy',
    style: 'nodejs-polars',
    code: `pl.scan('employees')
  .groupBy('office')
  .agg(
    pl.col('name').sortBy('salary', true).first().alias('top_earner'),
    pl.col('salary').max().alias('top_salary')
  )
  .sort('office')`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.office).map(([office, rows]) => {
          const best = at(
            sorted(
              rows,
              descending((row) => row.salary),
            ),
            0,
          );
          return { office, top_earner: best.name, top_salary: best.salary };
        }),
        ascending((row) => row.office),
      ),
    }),
  },
  {
    title: 'a sort with ties by several columns of mixed directions',
    style: 'nodejs-polars',
    code: `pl.scan('cars')
  .filter(pl.col('Cylinders').eq(8))
  .select('Name', 'Horsepower', 'Weight_in_lbs')
  .sort([pl.col('Horsepower'), pl.col('Weight_in_lbs'), pl.col('Name')], [true, false, false])
  .head(12)`,
    expected: () => ({
      table: sorted(
        cars().filter((row) => row.Cylinders === 8),
        descending((row) => row.Horsepower),
        ascending((row) => row.Weight_in_lbs),
        ascending((row) => row.Name),
      )
        .slice(0, 12)
        .map(({ Name, Horsepower, Weight_in_lbs }) => ({ Name, Horsepower, Weight_in_lbs })),
    }),
  },
  {
    title: 'ties kept in competition ranking',
    style: 'arrays',
    code: `const scores = pl.scan('employees')
  .groupBy('department')
  .agg(pl.col('performance_rating').median().alias('score'))
  .toRecords();
scores.sort((a, b) => b.score - a.score || a.department.localeCompare(b.department));
let rank = 0;
scores.map((row, i) => {
  if (i === 0 || row.score !== scores[i - 1].score) rank = i + 1;
  return { rank, ...row };
});`,
    expected: () => {
      const scores = groups(employees(), (row) => row.department).map(([department, rows]) => {
        const ratings = rows
          .flatMap((row) => row.performance_rating ?? [])
          .toSorted((left, right) => left - right);
        const half = (ratings.length - 1) / 2;
        return { department, score: mean([at(ratings, Math.floor(half)), at(ratings, Math.ceil(half))]) };
      });
      return {
        table: sorted(
          scores.map((row) =>
            extended({ rank: scores.filter((other) => other.score > row.score).length + 1 }, row),
          ),
          ascending((row) => row.rank),
          ascending((row) => row.department),
        ),
      };
    },
  },
  {
    title: 'the wettest day of each year',
    style: 'nodejs-polars',
    code: `const weather = pl.readCSV('seattle-weather.csv').withColumns(pl.col('date').dt.year().alias('year'));
weather
  .sort('precipitation', { descending: true })
  .unique({ subset: ['year'], keep: 'first', maintainOrder: true })
  .select('year', 'date', 'precipitation')
  .sort('year')`,
    expected: () => ({
      table: sorted(
        groups(weather(), (row) => yearOf(row.date)).map(([year, rows]) => {
          const { date, precipitation } = rows.reduce((best, row) =>
            row.precipitation > best.precipitation ? row : best,
          );
          return { year, date, precipitation };
        }),
        ascending((row) => row.year),
      ),
    }),
  },
  {
    title: 'bottom k with a filter',
    style: 'py-polars',
    code: `(pl.read_csv("birdstrikes.csv")
  .group_by("Aircraft Airline Operator")
  .agg(pl.len().alias("n"))
  .filter(pl.col("n").gt(20))
  .sort(["n", "Aircraft Airline Operator"])
  .head(4))`,
    expected: () => ({
      table: sorted(
        counts(strikes(), (row) => row['Aircraft Airline Operator'])
          .map(([operator, n]) => ({ 'Aircraft Airline Operator': operator, n }))
          .filter((row) => row.n > 20),
        ascending((row) => row.n),
        ascending((row) => row['Aircraft Airline Operator']),
      ).slice(0, 4),
    }),
  },
  {
    title: 'top three per group with Object.entries and flatMap',
    style: 'fenced',
    code: fenced(
      'js',
      `const rows = pl.readCSV('sales.csv').toRecords({ limit: 1000 });
const totals = {};
const grouped = pl.scan('sales').groupBy('category', 'product').agg(pl.col('quantity').sum().alias('units')).toRecords();
for (const { category, product, units } of grouped) {
  (totals[category] = totals[category] || []).push({ product, units });
}
Object.entries(totals)
  .sort(([a], [b]) => a.localeCompare(b))
  .flatMap(([category, list]) =>
    list.sort((a, b) => b.units - a.units).slice(0, 1).map((item) => ({ category, ...item }))
  );`,
    ),
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => row.category).map(([category, rows]) => {
          const products = groups(rows, (row) => row.product).map(([product, items]) => ({
            category,
            product,
            units: sum(items.map((row) => row.quantity)),
          }));
          return at(
            sorted(
              products,
              descending((row) => row.units),
            ),
            0,
          );
        }),
        ascending((row) => row.category),
      ),
    }),
  },
  {
    title: 'position of the extremes',
    style: 'nodejs-polars',
    code: `const df = pl.scan('seattle-weather').sort('date').collect();
const hot = df.filter(pl.col('temp_max').eq(pl.col('temp_max').max())).row(0);
const cold = df.filter(pl.col('temp_min').eq(pl.col('temp_min').min())).row(0);
({ hottest: hot[0], coldest: cold[0] })`,
    expected: () => {
      const hottest = weather().reduce((best, row) => (row.temp_max > best.temp_max ? row : best));
      const coldest = weather().reduce((best, row) => (row.temp_min < best.temp_min ? row : best));
      return { value: { hottest: hottest.date, coldest: coldest.date } };
    },
  },
];
