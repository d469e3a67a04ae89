import type { Program } from '../program.js';
import {
  countries,
  electricity,
  employees,
  penguins,
  sales,
  unemployment,
  weather,
} from '../reference/datasets.js';
import {
  ascending,
  at,
  extended,
  groups,
  max,
  mean,
  min,
  present,
  round,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

const regions = () => [...new Set(sales().map((row) => row.region))];

export const pivots: readonly Program[] = [
  {
    title: 'revenue by region and channel, pivoted with the option names of py-polars',
    style: 'py-polars',
    code: `(pl.read_csv("sales.csv")
  .with_columns((pl.col("quantity").mul(pl.col("unit_price"))).alias("revenue"))
  .pivot({ on: "channel", index: "region", values: "revenue", aggregate_function: "sum" })
  .sort("region")
  .select("region", "Online", "Store", "Partner"))`,
    expected: () => ({
      table: regions()
        .toSorted()
        .map((region) =>
          extended(
            { region },
            Object.fromEntries(
              ['Online', 'Store', 'Partner'].map((channel) => [
                channel,
                sum(
                  sales()
                    .filter((row) => row.region === region && row.channel === channel)
                    .map((row) => row.revenue),
                ),
              ]),
            ),
          ),
        ),
    }),
  },
  {
    title: 'pivot as nodejs-polars documents it, values first',
    style: 'nodejs-polars',
    code: `const df = pl.readCSV("sales.csv");
const counts = df.groupBy("category", "channel").agg(pl.col("order_id").count().alias("orders"));
counts.pivot("orders", { index: "category", on: "channel", aggregateFunc: "sum" })
  .sort("category")
  .select("category", "Online", "Partner", "Store");`,
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => row.category).map(([category, rows]) => ({
          category,
          Online: rows.filter((row) => row.channel === 'Online').length,
          Partner: rows.filter((row) => row.channel === 'Partner').length,
          Store: rows.filter((row) => row.channel === 'Store').length,
        })),
        ascending((row) => row.category),
      ),
    }),
  },
  {
    title: 'years as columns',
    style: 'nodejs-polars',
    code: `pl.scan('gapminder')
  .filter(pl.col('year').isIn([1955, 1980, 2005]))
  .sort('year')
  .pivot({ on: 'year', index: 'country', values: 'life_expect' })
  .withColumns(pl.col('2005').sub(pl.col('1955')).alias('gain'))
  .sort('gain', { descending: true })
  .head(10)`,
    expected: () => {
      const rows = groups(countries(), (row) => row.country).map(([country, years]) => {
        const life = (year: number): number =>
          at(
            years.filter((row) => row.year === year),
            0,
          ).life_expect;
        return {
          country,
          1955: life(1955),
          1980: life(1980),
          2005: life(2005),
          gain: life(2005) - life(1955),
        };
      });
      return {
        table: rows
          .toSorted((left, right) => right.gain - left.gain)
          .slice(0, 10)
          // A map, since an object would put the years before the country.
          .map(
            (row) =>
              new Map(
                ['country', '1955', '1980', '2005', 'gain'].map((name) => [
                  name,
                  new Map<string, unknown>(Object.entries(row)).get(name),
                ]),
              ),
          ),
      };
    },
  },
  {
    title: 'a pivot of means with missing cells filled',
    style: 'py-polars',
    code: `(
    pl.read_parquet("penguins.parquet")
    .pivot({ index: "Species", on: "Island", values: "Body Mass (g)", aggregate_function: "mean" })
    .fill_null(0)
    .sort("Species")
    .select(["Species", "Biscoe", "Dream", "Torgersen"])
)`,
    expected: () => ({
      table: ['Adelie', 'Chinstrap', 'Gentoo'].map((Species) =>
        extended(
          { Species },
          Object.fromEntries(
            ['Biscoe', 'Dream', 'Torgersen'].map((island) => {
              const masses = present(
                penguins()
                  .filter((row) => row.Species === Species && row.Island === island)
                  .map((row) => row['Body Mass (g)']),
              );
              return [island, masses.length === 0 ? 0 : mean(masses)];
            }),
          ),
        ),
      ),
    }),
  },
  {
    title: 'wide to long with melt',
    style: 'py-polars',
    code: `df = pl.read_csv("seattle-weather.csv")
(df.head(3)
   .melt({ id_vars: ["date"], value_vars: ["temp_max", "temp_min"], variable_name: "kind", value_name: "celsius" })
   .sort(["date", "kind"]))`,
    expected: () => ({
      table: weather()
        .slice(0, 3)
        .flatMap(({ date, temp_max, temp_min }) => [
          { date, kind: 'temp_max', celsius: temp_max },
          { date, kind: 'temp_min', celsius: temp_min },
        ]),
    }),
  },
  {
    title: 'unpivot with positional arguments, as nodejs-polars documents it',
    style: 'nodejs-polars',
    code: `const means = pl.readCSV('employees.csv')
  .groupBy('department')
  .agg(pl.col('age').mean().round(2), pl.col('performance_rating').mean().round(2));
means.unpivot('department', ['age', 'performance_rating']).sort(['variable', 'department'])`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).flatMap(([department, rows]) => [
          { department, variable: 'age', value: round(mean(rows.map((row) => row.age)), 2) },
          {
            department,
            variable: 'performance_rating',
            value: round(mean(present(rows.map((row) => row.performance_rating))), 2),
          },
        ]),
        ascending((row) => row.variable),
        ascending((row) => row.department),
      ),
    }),
  },
  {
    title: 'a cross-tabulation by hand',
    style: 'arrays',
    code: `const rows = pl.scan('employees').select('department', 'office').toRecords();
const offices = [...new Set(rows.map(r => r.office))].sort();
const table = {};
rows.forEach(r => {
  if (!table[r.department]) {
    table[r.department] = Object.fromEntries(offices.map(o => [o, 0]));
  }
  table[r.department][r.office]++;
});
Object.keys(table).sort().map(department => ({ department, ...table[department] }))`,
    expected: () => {
      const offices = [...new Set(employees().map((row) => row.office))].toSorted();
      return {
        table: sorted(
          groups(employees(), (row) => row.department).map(([department, rows]) =>
            extended(
              { department },
              Object.fromEntries(
                offices.map((office) => [office, rows.filter((row) => row.office === office).length]),
              ),
            ),
          ),
          ascending((row) => row.department),
        ),
      };
    },
  },
  {
    title: 'shares of each source, a year per row',
    style: 'nodejs-polars',
    code: `const wide = pl.scan('iowa-electricity')
  .withColumns(pl.col('year').dt.year().alias('y'))
  .pivot({ on: 'source', index: 'y', values: 'net_generation' });
const total = pl.sumHorizontal('Fossil Fuels', 'Nuclear Energy', 'Renewables');
wide.select(
  pl.col('y').alias('year'),
  pl.col('Renewables').div(total).mul(100).round(1).alias('renewable_pct'),
).sort('year')`,
    expected: () => ({
      table: groups(electricity(), (row) => yearOf(row.year)).map(([year, rows]) => {
        const renewable = at(
          rows.filter((row) => row.source === 'Renewables'),
          0,
        ).net_generation;
        return {
          year,
          renewable_pct: round((renewable / sum(rows.map((row) => row.net_generation))) * 100, 1),
        };
      }),
    }),
  },
  {
    title: 'a heat table of months and years with conditional sums',
    style: 'verbose',
    code: `// Average unemployment rate per month (rows) and year (columns) for Manufacturing
const data = pl.scan('unemployment-across-industries')
  .filter(pl.col('series').eq('Manufacturing'));

const years = [2007, 2008, 2009];
const aggregations = years.map((y) =>
  pl.col('rate').filter(pl.col('year').eq(y)).mean().alias(\`y\${y}\`)
);

const result = data.groupBy('month').agg(...aggregations).sort('month');
console.log('rows:', result.height);
result`,
    expected: () => ({
      table: Array.from({ length: 12 }, (_unused, index) => {
        const rate = (year: number): number =>
          at(
            unemployment().filter(
              (row) => row.series === 'Manufacturing' && row.year === year && row.month === index + 1,
            ),
            0,
          ).rate;
        return { month: index + 1, y2007: rate(2007), y2008: rate(2008), y2009: rate(2009) };
      }),
      logs: ['rows: 12'],
    }),
  },
  {
    title: 'range of monthly temperatures, transposed by a loop',
    style: 'typescript',
    code: `interface Summary { statistic: string; [month: string]: number | string }
const monthly = pl.scan('seattle-weather')
  .groupBy(pl.col('date').dt.month().alias('month'))
  .agg(pl.col('temp_min').min().alias('low'), pl.col('temp_max').max().alias('high'))
  .sort('month')
  .toRecords() as Array<{ month: number; low: number; high: number }>;

const summaries: Summary[] = (['low', 'high'] as const).map((statistic) => {
  const summary: Summary = { statistic };
  for (const row of monthly) summary[\`m\${row.month}\`] = row[statistic];
  return summary;
});
summaries;`,
    expected: () => {
      const monthly = sorted(
        groups(weather(), (row) => Number(row.date.slice(5, 7))),
        ascending(([month]) => month),
      );
      return {
        table: [
          {
            statistic: 'low',
            ...Object.fromEntries(
              monthly.map(([month, rows]) => [`m${month}`, min(rows.map((row) => row.temp_min))]),
            ),
          },
          {
            statistic: 'high',
            ...Object.fromEntries(
              monthly.map(([month, rows]) => [`m${month}`, max(rows.map((row) => row.temp_max))]),
            ),
          },
        ],
      };
    },
  },
  {
    title: 'channels as columns with a total',
    style: 'py-polars',
    code: `p = (pl.read_csv("sales.csv")
      .group_by("product", "channel").agg(pl.col("quantity").sum())
      .pivot("channel", { index: "product", values: "quantity" })
      .sort("product"))
p.with_columns(pl.sum_horizontal(["Online", "Store", "Partner"]).alias("total")).select("product", "total")`,
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => row.product).map(([product, rows]) => ({
          product,
          total: sum(rows.map((row) => row.quantity)),
        })),
        ascending((row) => row.product),
      ),
    }),
  },
];
