import type { Program } from '../program.js';
import { cars, employees, penguins, sales, strikes, weather } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  descending,
  groups,
  max,
  mean,
  min,
  present,
  round,
  sorted,
  sum,
} from '../reference/statistics.js';

/** What models carry over from Python's polars, from pandas and from the documentation of nodejs-polars. */
export const habits: readonly Program[] = [
  {
    title: 'all columns but some, with a suffix',
    style: 'py-polars',
    code: `(pl.read_parquet("penguins.parquet")
  .select(pl.col(pl.Float64).mean().name.suffix("_mean")))`,
    expected: () => ({
      table: [
        Object.fromEntries(
          (['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'] as const).map(
            (name) => [`${name}_mean`, mean(present(penguins().map((row) => row[name])))],
          ),
        ),
      ],
    }),
  },
  {
    title: 'columns by a pattern of their names',
    style: 'py-polars',
    code: `pl.scan_csv("seattle-weather.csv").select(pl.col("^temp_.*$").max()).collect()`,
    expected: () => ({
      table: [
        {
          temp_max: max(weather().map((row) => row.temp_max)),
          temp_min: max(weather().map((row) => row.temp_min)),
        },
      ],
    }),
  },
  {
    title: 'renamed, dropped and selected again',
    style: 'py-polars',
    code: `(pl.read_json("cars.json")
  .rename({"Miles_per_Gallon": "mpg", "Weight_in_lbs": "lbs"})
  .drop(["Displacement", "Acceleration"])
  .select(["Name", "mpg", "lbs"])
  .sort("lbs", { descending: true })
  .head(3))`,
    expected: () => ({
      table: sorted(
        cars(),
        descending((row) => row.Weight_in_lbs),
      )
        .slice(0, 3)
        .map((row) => ({ Name: row.Name, mpg: row.Miles_per_Gallon, lbs: row.Weight_in_lbs })),
    }),
  },
  {
    title: 'kilometres from miles with literals',
    style: 'py-polars',
    code: `(pl.scan_json("cars.json")
  .with_columns([
    (pl.lit(235.215).truediv(pl.col("Miles_per_Gallon"))).round(1).alias("l_per_100km"),
    pl.col("Weight_in_lbs").mul(0.453592).round(0).cast(pl.Int64).alias("kg"),
  ])
  .filter(pl.col("l_per_100km").is_not_null())
  .group_by("Origin").agg(pl.mean("l_per_100km").round(2), pl.mean("kg").round(1))
  .sort("Origin").collect())`,
    expected: () => ({
      table: sorted(
        groups(
          cars().filter((row) => row.Miles_per_Gallon !== null),
          (row) => row.Origin,
        ).map(([Origin, rows]) => ({
          Origin,
          l_per_100km: round(mean(rows.map((row) => round(235.215 / (row.Miles_per_Gallon ?? 1), 1))), 2),
          kg: round(mean(rows.map((row) => Math.round(row.Weight_in_lbs * 0.453_592))), 1),
        })),
        ascending((row) => row.Origin),
      ),
    }),
  },
  {
    title: 'a row index and every hundredth row',
    style: 'py-polars',
    code: `(pl.read_csv("sales.csv")
  .with_row_index("i")
  .filter(pl.col("i").mod(4000).eq(0))
  .select("i", "order_id"))`,
    expected: () => ({
      table: sales().flatMap(({ order_id }, i) => (i % 4000 === 0 ? [{ i, order_id }] : [])),
    }),
  },
  {
    title: 'structs, and their fields',
    style: 'py-polars',
    code: `(pl.read_csv("employees.csv")
  .group_by("department")
  .agg(pl.struct(["salary", "name"]).sort_by("salary", { descending: true }).first().alias("top"))
  .with_columns(pl.col("top").struct.field("salary").alias("top_salary"))
  .select("department", "top_salary")
  .sort("department"))`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => ({
          department,
          top_salary: max(rows.map((row) => row.salary)),
        })),
        ascending((row) => row.department),
      ),
    }),
  },
  {
    title: 'lists exploded',
    style: 'py-polars',
    code: `(pl.DataFrame({"id": [1, 2], "tags": [["a", "b"], ["b", "c", "c"]]})
  .explode("tags")
  .group_by("tags").agg(pl.len().alias("n"), pl.col("id").n_unique().alias("ids"))
  .sort("tags"))`,
    expected: () => ({
      table: [
        { tags: 'a', n: 1, ids: 1 },
        { tags: 'b', n: 2, ids: 2 },
        { tags: 'c', n: 2, ids: 1 },
      ],
    }),
  },
  {
    title: 'a filter with two predicates and a negation',
    style: 'py-polars',
    code: `(pl.read_csv("employees.csv")
  .filter(
    pl.col("office").is_in(["Berlin", "London"]).not_(),
    pl.col("age").lt(25).or_(pl.col("age").gt(60)),
  )
  .select(pl.len()))`,
    expected: () => ({
      table: [
        {
          len: employees().filter(
            (row) => !['Berlin', 'London'].includes(row.office) && (row.age < 25 || row.age > 60),
          ).length,
        },
      ],
    }),
  },
  {
    title: 'clipped and rounded',
    style: 'py-polars',
    code: `pl.read_csv("seattle-weather.csv").select(
  pl.col("temp_max").clip(0, 30).mean().round(3).alias("clipped"),
  pl.col("wind").ceil().sum().alias("ceil"),
  pl.col("wind").floor().sum().alias("floor"),
)`,
    expected: () => ({
      table: [
        {
          clipped: round(mean(weather().map((row) => Math.min(30, Math.max(0, row.temp_max)))), 3),
          ceil: sum(weather().map((row) => Math.ceil(row.wind))),
          floor: sum(weather().map((row) => Math.floor(row.wind))),
        },
      ],
    }),
  },
  {
    title: 'true and false as capitals',
    style: 'py-polars',
    code: `pl.read_csv("employees.csv").filter(pl.col("remote").eq(True)).group_by("office").len().sort("office")`,
    expected: () => ({
      table: sorted(
        counts(
          employees().filter((row) => row.remote),
          (row) => row.office,
        ).map(([office, len]) => ({ office, len })),
        ascending((row) => row.office),
      ),
    }),
  },
  {
    title: 'with_columns of an object, then a lambda-free apply',
    style: 'py-polars',
    code: `(pl.read_csv("sales.csv")
  .with_columns({
    discount: pl.when(pl.col("quantity").ge(3)).then(0.1).otherwise(0.0),
  })
  .with_columns({ net: pl.col("unit_price").mul(pl.col("quantity")).mul(pl.lit(1).sub(pl.col("discount"))) })
  .group_by("customer_segment").agg({ net: pl.col("net").sum() })
  .sort("customer_segment"))`,
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => row.customer_segment).map(([customer_segment, rows]) => ({
          customer_segment,
          net: sum(rows.map((row) => row.revenue * (1 - (row.quantity >= 3 ? 0.1 : 0)))),
        })),
        ascending((row) => row.customer_segment),
      ),
    }),
  },
  {
    title: 'cast of dates and numbers to text, and back',
    style: 'py-polars',
    code: `(pl.read_csv("sales.csv")
  .select(pl.col("order_date").cast(pl.Utf8).str.slice(0, 4).cast(pl.Int32).alias("year"))
  .unique().sort("year"))`,
    expected: () => ({
      table: [2022, 2023, 2024].map((year) => ({ year })),
    }),
  },
  {
    title: 'the smallest and the largest across columns',
    style: 'nodejs-polars',
    code: `pl.scan('seattle-weather')
  .select('date', pl.maxHorizontal('temp_max', 'temp_min').sub(pl.minHorizontal('temp_max', 'temp_min')).round(1).alias('range'))
  .sort(['range', 'date'], { descending: [true, false] })
  .head(3)`,
    expected: () => ({
      table: sorted(
        weather().map(({ date, temp_max, temp_min }) => ({ date, range: round(temp_max - temp_min, 1) })),
        descending((row) => row.range),
        ascending((row) => row.date),
      ).slice(0, 3),
    }),
  },
  {
    title: 'a sample is of the size that was asked for',
    style: 'nodejs-polars',
    code: `const s = pl.readCSV('sales.csv').sample({ n: 50, seed: 42 });
[s.height, s.unique({ subset: ['order_id'] }).height, s.width]`,
    expected: () => ({ value: [50, 50, 9] }),
  },
  {
    title: 'a column by its name on the frame',
    style: 'nodejs-polars',
    code: `const df = pl.readCSV('employees.csv');
const oldest = df.filter(pl.col('age').eq(df.getColumn('age').max()));
const ages = df['age'];
({ oldest: oldest.height, youngest: Math.min(...ages) })`,
    expected: () => {
      const ages = employees().map((row) => row.age);
      return { value: { oldest: ages.filter((age) => age === max(ages)).length, youngest: min(ages) } };
    },
  },
  {
    title: 'a frame made of a series',
    style: 'nodejs-polars',
    code: `const s = pl.Series('n', [3, 1, 2]);
const df = pl.DataFrame({ n: s, square: [9, 1, 4] });
df.sort('n')`,
    expected: () => ({
      table: [
        { n: 1, square: 1 },
        { n: 2, square: 4 },
        { n: 3, square: 9 },
      ],
    }),
  },
  {
    title: 'a frame made of several series',
    style: 'nodejs-polars',
    code: `const fooSeries = pl.Series("foo", [1, 2, 3]);
const barSeries = pl.Series("bar", ["a", "b", null]);
pl.DataFrame([fooSeries, barSeries])`,
    expected: () => ({
      table: [
        { foo: 1, bar: 'a' },
        { foo: 2, bar: 'b' },
        { foo: 3, bar: null },
      ],
    }),
  },
  {
    title: 'iteration over groups of a partition',
    style: 'nodejs-polars',
    code: `const parts = pl.readCSV('employees.csv').partitionBy('office');
parts.map(p => ({ office: p.getColumn('office')[0], n: p.height })).sort((a, b) => a.office.localeCompare(b.office))`,
    expected: () => ({
      table: counts(employees(), (row) => row.office)
        .map(([office, n]) => ({ office, n }))
        .toSorted((left, right) => left.office.localeCompare(right.office)),
    }),
  },
  {
    title: 'a frame transposed with its statistic',
    style: 'nodejs-polars',
    code: `const df = pl.readCSV('seattle-weather.csv').select('temp_max', 'temp_min', 'wind');
const means = df.mean();
const sds = df.std();
df.columns.map(c => ({ column: c, mean: means.getColumn(c)[0], sd: sds.getColumn(c)[0] }))`,
    expected: () => ({
      table: (['temp_max', 'temp_min', 'wind'] as const).map((column) => {
        const values = weather().map((row) => row[column]);
        return { column, mean: mean(values), sd: deviation(values) };
      }),
    }),
  },
  {
    title: 'the first row of a sorted frame as an object',
    style: 'nodejs-polars',
    code: `const [first] = pl.scan('birdstrikes').sort('Cost Total $', { descending: true }).limit(1).toRecords();
\`\${first['Wildlife Species']} at \${first['Airport Name']}\``,
    expected: () => {
      const first = at(
        sorted(
          strikes(),
          descending((row) => row['Cost Total $']),
        ),
        0,
      );
      return { value: `${first['Wildlife Species']} at ${first['Airport Name']}` };
    },
  },
];

function deviation(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - center) ** 2)) / (values.length - 1));
}
