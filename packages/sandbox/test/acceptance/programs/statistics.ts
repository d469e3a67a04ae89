import type { Program } from '../program.js';
import { cars, countries, employees, penguins, temperatures } from '../reference/datasets.js';
import {
  ascending,
  at,
  correlation,
  covariance,
  extended,
  groups,
  mean,
  ranks,
  round,
  sorted,
  sum,
  variance,
} from '../reference/statistics.js';

const complete = () =>
  cars().flatMap((row) =>
    row.Horsepower === null || row.Miles_per_Gallon === null
      ? []
      : [{ hp: row.Horsepower, mpg: row.Miles_per_Gallon, weight: row.Weight_in_lbs }],
  );

function line(xs: readonly number[], ys: readonly number[]): { slope: number; intercept: number } {
  const slope = covariance(xs, ys) / variance(xs);
  return { slope, intercept: mean(ys) - slope * mean(xs) };
}

/** The generator that the bootstrap programs write out: a linear congruential one. */
function congruential(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export const statistics: readonly Program[] = [
  {
    title: 'linear regression by hand',
    style: 'arrays',
    code: `const data = pl.readJSON('cars.json')
  .dropNulls(['Horsepower', 'Miles_per_Gallon'])
  .toRecords();
const x = data.map(d => d.Horsepower);
const y = data.map(d => d.Miles_per_Gallon);
const n = x.length;
const mx = x.reduce((a, b) => a + b, 0) / n;
const my = y.reduce((a, b) => a + b, 0) / n;
let num = 0, den = 0;
for (let i = 0; i < n; i++) {
  num += (x[i] - mx) * (y[i] - my);
  den += (x[i] - mx) ** 2;
}
const slope = num / den;
const intercept = my - slope * mx;
const ssTot = y.reduce((s, v) => s + (v - my) ** 2, 0);
const ssRes = y.reduce((s, v, i) => s + (v - (slope * x[i] + intercept)) ** 2, 0);
({ n, slope, intercept, r2: 1 - ssRes / ssTot });`,
    expected: () => {
      const [xs, ys] = [complete().map((row) => row.hp), complete().map((row) => row.mpg)];
      return { value: { n: xs.length, ...line(xs, ys), r2: correlation(xs, ys) ** 2 } };
    },
  },
  {
    title: 'regression by expressions',
    style: 'py-polars',
    code: `(pl.read_csv("global-temp.csv")
  .filter(pl.col("year").ge(1970))
  .select([
    (pl.cov("year", "temp").truediv(pl.col("year").var())).alias("slope_per_year"),
    pl.corr("year", "temp").pow(2).alias("r2"),
  ])
  .with_columns((pl.col("slope_per_year").mul(10)).round(3).alias("per_decade")))`,
    expected: () => {
      const rows = temperatures().filter((row) => row.year >= 1970);
      const [xs, ys] = [rows.map((row) => row.year), rows.map((row) => row.temp)];
      const { slope } = line(xs, ys);
      return {
        table: [{ slope_per_year: slope, r2: correlation(xs, ys) ** 2, per_decade: round(slope * 10, 3) }],
      };
    },
  },
  {
    title: 'a correlation matrix',
    style: 'nodejs-polars',
    code: `const cols = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'];
const df = pl.readParquet('penguins.parquet').select(...cols).dropNulls();
const matrix = cols.map(a => {
  const row = df.select(...cols.map(b => pl.pearsonCorr(a, b).alias(b))).toRecords()[0];
  return { column: a, ...row };
});
matrix`,
    expected: () => {
      const names = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'] as const;
      const rows = penguins().filter((row) => row['Body Mass (g)'] !== null);
      const column = (name: (typeof names)[number]): number[] => rows.map((row) => row[name] ?? Number.NaN);
      return {
        table: names.map((left) =>
          extended(
            { column: left },
            Object.fromEntries(names.map((right) => [right, correlation(column(left), column(right))])),
          ),
        ),
      };
    },
  },
  {
    title: 'correlation per group',
    style: 'py-polars',
    code: `(pl.read_parquet("penguins.parquet")
  .drop_nulls(["Flipper Length (mm)", "Body Mass (g)"])
  .group_by("Species")
  .agg(pl.corr("Flipper Length (mm)", "Body Mass (g)").alias("r"))
  .sort("Species"))`,
    expected: () => ({
      table: sorted(
        groups(
          penguins().filter((row) => row['Body Mass (g)'] !== null),
          (row) => row.Species,
        ).map(([Species, rows]) => ({
          Species,
          r: correlation(
            rows.map((row) => row['Flipper Length (mm)'] ?? 0),
            rows.map((row) => row['Body Mass (g)'] ?? 0),
          ),
        })),
        ascending((row) => row.Species),
      ),
    }),
  },
  {
    title: 'rank correlation',
    style: 'nodejs-polars',
    code: `pl.scan('gapminder')
  .filter(pl.col('year').eq(1990))
  .select(
    pl.spearmanRankCorr('fertility', 'life_expect').alias('spearman'),
    pl.pearsonCorr('fertility', 'life_expect').alias('pearson')
  )`,
    expected: () => {
      const rows = countries().filter((row) => row.year === 1990);
      const [xs, ys] = [rows.map((row) => row.fertility), rows.map((row) => row.life_expect)];
      return { table: [{ spearman: correlation(ranks(xs), ranks(ys)), pearson: correlation(xs, ys) }] };
    },
  },
  {
    title: 'chi-square of independence',
    style: 'verbose',
    code: `// Is remote work independent of the department? Chi-square statistic by hand.
const rows = pl.scan('employees').select('department', 'remote').toRecords();

function crosstab(records, a, b) {
  const table = new Map();
  for (const r of records) {
    const key = r[a];
    if (!table.has(key)) table.set(key, new Map());
    const inner = table.get(key);
    inner.set(r[b], (inner.get(r[b]) ?? 0) + 1);
  }
  return table;
}

const table = crosstab(rows, 'department', 'remote');
const total = rows.length;
const columns = [true, false];
const columnTotals = columns.map((c) => rows.filter((r) => r.remote === c).length);

let chi2 = 0;
for (const [, inner] of table) {
  const rowTotal = [...inner.values()].reduce((a, b) => a + b, 0);
  columns.forEach((c, i) => {
    const expected = (rowTotal * columnTotals[i]) / total;
    const observed = inner.get(c) ?? 0;
    chi2 += (observed - expected) ** 2 / expected;
  });
}
const df = (table.size - 1) * (columns.length - 1);
console.log('chi2 =', chi2.toFixed(3), 'df =', df);
({ chi2, df });`,
    expected: () => {
      const cells = groups(employees(), (row) => row.department).flatMap(([, rows]) =>
        [true, false].map((remote) => {
          const expected =
            (rows.length * employees().filter((row) => row.remote === remote).length) / employees().length;
          return (rows.filter((row) => row.remote === remote).length - expected) ** 2 / expected;
        }),
      );
      const chi2 = sum(cells);
      const df = groups(employees(), (row) => row.department).length - 1;
      return { value: { chi2, df }, logs: [`chi2 = ${chi2.toFixed(3)} df = ${df}`] };
    },
  },
  {
    title: 'a bootstrap interval with a seeded generator',
    style: 'typescript',
    code: `function lcg(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s * 1664525 + 1013904223) % 4294967296;
    return s / 4294967296;
  };
}
const values: number[] = pl.scan('employees')
  .filter(pl.col('department').eq('Legal'))
  .getColumn('salary');
const random = lcg(42);
const means: number[] = [];
for (let b = 0; b < 500; b++) {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[Math.floor(random() * values.length)];
  }
  means.push(total / values.length);
}
means.sort((a, b) => a - b);
const result = { lower: means[12], upper: means[487] };
result;`,
    expected: () => {
      const values = employees()
        .filter((row) => row.department === 'Legal')
        .map((row) => row.salary);
      const random = congruential(42);
      const means = Array.from({ length: 500 }, () =>
        mean(values.map(() => at(values, Math.floor(random() * values.length)))),
      ).toSorted((left, right) => left - right);
      return { value: { lower: at(means, 12), upper: at(means, 487) } };
    },
  },
  {
    title: 'a generator with bit operations (mulberry32)',
    style: 'arrays',
    code: `function mulberry32(a) {
  return function() {
    var t = a += 0x6D2B79F5;
    t = Math.imul(t ^ t >>> 15, t | 1);
    t ^= t + Math.imul(t ^ t >>> 7, t | 61);
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  }
}
const rand = mulberry32(7);
const pts = Array.from({ length: 1000 }, () => [rand(), rand()]);
const inside = pts.filter(([x, y]) => x * x + y * y <= 1).length;
4 * inside / pts.length`,
    expected: () => {
      let state = 7;
      const random = (): number => {
        state += 0x6d_2b_79_f5;
        let mixed = state;
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
      };
      const points = Array.from({ length: 1000 }, () => [random(), random()] as const);
      return { value: (4 * points.filter(([x, y]) => x * x + y * y <= 1).length) / 1000 };
    },
  },
];
