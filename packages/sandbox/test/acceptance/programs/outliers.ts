import { fenced, type Program } from '../program.js';
import { cafeOrders, cars, countries, employees, penguins, sales, weather } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  groups,
  max,
  mean,
  median,
  min,
  present,
  quantile,
  sorted,
  std,
} from '../reference/statistics.js';

const salaries = () => employees().map((row) => row.salary);

export const outliers: readonly Program[] = [
  {
    title: 'outliers within groups by a window',
    style: 'py-polars',
    code: `q1 = pl.col("Body Mass (g)").quantile(0.25, "linear").over("Species")
q3 = pl.col("Body Mass (g)").quantile(0.75, "linear").over("Species")
(
  pl.read_parquet("penguins.parquet")
  .with_columns([q1.alias("q1"), q3.alias("q3")])
  .with_columns((pl.col("q3").sub(pl.col("q1"))).alias("iqr"))
  .filter(
    (pl.col("Body Mass (g)").gt(pl.col("q3").add(pl.col("iqr").mul(1.5)))).or(
      pl.col("Body Mass (g)").lt(pl.col("q1").sub(pl.col("iqr").mul(1.5)))
    )
  )
  .select(["Species", "Body Mass (g)"])
)`,
    expected: () => {
      const fences = new Map(
        groups(penguins(), (row) => row.Species).map(([species, rows]) => {
          const masses = present(rows.map((row) => row['Body Mass (g)']));
          const [q1, q3] = [quantile(masses, 0.25), quantile(masses, 0.75)];
          return [species, { low: q1 - 1.5 * (q3 - q1), high: q3 + 1.5 * (q3 - q1) }];
        }),
      );
      return {
        table: penguins()
          .filter((row) => {
            const { low, high } = fences.get(row.Species) ?? { low: 0, high: 0 };
            const mass = row['Body Mass (g)'];
            return mass !== null && (mass < low || mass > high);
          })
          .map((row) => ({ Species: row.Species, 'Body Mass (g)': row['Body Mass (g)'] })),
      };
    },
  },
  {
    title: 'describe, and one line of it',
    style: 'nodejs-polars',
    code: `const d = pl.readCSV('seattle-weather.csv').select('temp_max', 'wind').describe();
d.filter(pl.col('statistic').eq('mean'))`,
    expected: () => ({
      table: [
        {
          statistic: 'mean',
          temp_max: mean(weather().map((row) => row.temp_max)),
          wind: mean(weather().map((row) => row.wind)),
        },
      ],
    }),
  },
  {
    title: 'deciles of income per country rank, by a loop over quantiles',
    style: 'verbose',
    code: `// Deciles of life expectancy in 2005
const deciles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const latest = pl.scan('gapminder').filter(pl.col('year').eq(2005)).collect();

const row = latest.select(
  ...deciles.map((d) => pl.col('life_expect').quantile(d).alias('p' + Math.round(d * 100)))
).toRecords()[0];

for (const [name, value] of Object.entries(row)) {
  console.log(\`\${name}: \${value.toFixed(1)}\`);
}
row.p90 - row.p10;`,
    expected: () => {
      const values = countries()
        .filter((row) => row.year === 2005)
        .map((row) => row.life_expect);
      return {
        value: quantile(values, 0.9) - quantile(values, 0.1),
        logs: [10, 20, 30, 40, 50, 60, 70, 80, 90].map(
          (share) => `p${share}: ${quantile(values, share / 100).toFixed(1)}`,
        ),
      };
    },
  },
  {
    title: 'equal groups by quantiles',
    style: 'nodejs-polars',
    code: `const sales = pl.scan('sales').withColumns(pl.col('quantity').mul(pl.col('unit_price')).alias('amount'));
const [a, b, c] = [0.25, 0.5, 0.75].map(q => sales.select(pl.col('amount').quantile(q)).item());
sales.withColumns(
    pl.when(pl.col('amount').ltEq(a)).then(pl.lit('Q1'))
      .when(pl.col('amount').ltEq(b)).then(pl.lit('Q2'))
      .when(pl.col('amount').ltEq(c)).then(pl.lit('Q3'))
      .otherwise(pl.lit('Q4')).alias('bucket')
  )
  .groupBy('bucket').agg(pl.len().alias('orders'), pl.col('amount').sum().round(0).alias('total'))
  .sort('bucket')`,
    expected: () => {
      const amounts = sales().map((row) => row.revenue);
      const [a, b, c] = [0.25, 0.5, 0.75].map((share) => quantile(amounts, share));
      const bucket = (value: number): string => {
        if (value <= (a ?? 0)) return 'Q1';
        if (value <= (b ?? 0)) return 'Q2';
        return value <= (c ?? 0) ? 'Q3' : 'Q4';
      };
      return {
        table: sorted(
          groups(amounts, bucket).map(([name, values]) => ({
            bucket: name,
            orders: values.length,
            total: Math.round(values.reduce((total, value) => total + value, 0)),
          })),
          ascending((row) => row.bucket),
        ),
      };
    },
  },
  {
    title: 'the mode and the spread',
    style: 'py-polars',
    code: `(pl.scan_csv("Café orders.csv").group_by("Getränk").agg([
  pl.col("Größe").mode().first().alias("most_ordered"),
  (pl.col("Preis (€)").max().sub(pl.col("Preis (€)").min())).round(2).alias("spread"),
]).filter(pl.col("spread").gt(1)).sort("Getränk").collect())`,
    expected: () => ({
      table: sorted(
        groups(cafeOrders(), (row) => row.Getränk)
          .map(([Getränk, rows]) => {
            const sizes = sorted(
              counts(rows, (row) => row.Größe),
              ([, left], [, right]) => right - left,
            );
            const prices = rows.map((row) => row['Preis (€)']);
            return {
              Getränk,
              most_ordered: at(sizes, 0)[0],
              spread: Math.round((max(prices) - min(prices)) * 100) / 100,
            };
          })
          .filter((row) => row.spread > 1),
        ascending((row) => row.Getränk),
      ),
    }),
  },
  {
    title: 'a z-score test in a fence with prose around it',
    style: 'fenced',
    code: `Here is the analysis you asked for:

${fenced(
  'javascript',
  `const values = pl.scan('employees').getColumn('salary');
const n = values.length;
const mean = values.reduce((a, b) => a + b) / n;
const sd = Math.sqrt(values.map(v => (v - mean) ** 2).reduce((a, b) => a + b) / (n - 1));
const outliers = values.filter(v => Math.abs((v - mean) / sd) > 3);
({ n, mean, sd, outliers: outliers.length })`,
)}

This computes the z-scores.`,
    expected: () => {
      const [center, spread] = [mean(salaries()), std(salaries())];
      return {
        value: {
          n: salaries().length,
          mean: center,
          sd: spread,
          outliers: salaries().filter((value) => Math.abs((value - center) / spread) > 3).length,
        },
      };
    },
  },
  {
    title: 'a five-number summary by functions',
    style: 'typescript',
    code: `const quantile = (sorted: readonly number[], q: number): number => {
  const pos = (sorted.length - 1) * q;
  const base = Math.floor(pos);
  const rest = pos - base;
  return sorted[base + 1] !== undefined
    ? sorted[base] + rest * (sorted[base + 1] - sorted[base])
    : sorted[base];
};

type FiveNumbers = Record<'min' | 'q1' | 'median' | 'q3' | 'max', number>;

const summarize = (values: number[]): FiveNumbers => {
  const s = [...values].sort((a, b) => a - b);
  return { min: s[0], q1: quantile(s, 0.25), median: quantile(s, 0.5), q3: quantile(s, 0.75), max: s[s.length - 1] };
};

const cars = pl.scan('cars').filter(pl.col('Horsepower').isNotNull());
['USA', 'Europe', 'Japan'].map((origin) => ({
  origin,
  ...summarize(cars.filter(pl.col('Origin').eq(origin)).getColumn('Horsepower') as number[]),
}));`,
    expected: () => ({
      table: ['USA', 'Europe', 'Japan'].map((origin) => {
        const values = present(
          cars()
            .filter((row) => row.Origin === origin)
            .map((row) => row.Horsepower),
        );
        return {
          origin,
          min: min(values),
          q1: quantile(values, 0.25),
          median: median(values),
          q3: quantile(values, 0.75),
          max: max(values),
        };
      }),
    }),
  },
];
