import { fenced, type Program } from '../program.js';
import { carbon, cars, countries, employees, penguins, strikes, weather } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  groups,
  mean,
  present,
  round,
  sorted,
  std,
  sum,
  variance,
  yearOf,
} from '../reference/statistics.js';

export const inference: readonly Program[] = [
  {
    title: 'standardised columns',
    style: 'py-polars',
    code: `num = ["Displacement", "Weight_in_lbs", "Acceleration"]
(pl.read_json("cars.json")
  .select(num.map(c => ((pl.col(c).sub(pl.col(c).mean())).truediv(pl.col(c).std())).alias(\`\${c}_z\`)))
  .head(3))`,
    expected: () => {
      const z = (values: readonly number[]): number[] => {
        const [center, spread] = [mean(values), std(values)];
        return values.map((value) => (value - center) / spread);
      };
      const [displacement, weight, acceleration] = [
        z(cars().map((row) => row.Displacement)),
        z(cars().map((row) => row.Weight_in_lbs)),
        z(cars().map((row) => row.Acceleration)),
      ];
      return {
        table: [0, 1, 2].map((index) => ({
          Displacement_z: at(displacement, index),
          Weight_in_lbs_z: at(weight, index),
          Acceleration_z: at(acceleration, index),
        })),
      };
    },
  },
  {
    title: "Welch's t statistic in a fence",
    style: 'fenced',
    code: fenced(
      'js',
      `const pl = require('nodejs-polars');

const stats = (values) => {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, b) => a + Math.pow(b - mean, 2), 0) / (n - 1);
  return { n, mean, variance };
};

const df = pl.readCSV('employees.csv');
const remote = stats(df.filter(pl.col('remote').eq(true)).getColumn('salary').toArray());
const office = stats(df.filter(pl.col('remote').eq(false)).getColumn('salary').toArray());
const t = (remote.mean - office.mean) / Math.sqrt(remote.variance / remote.n + office.variance / office.n);
t;`,
    ),
    expected: () => {
      const [remote, office] = [true, false].map((isRemote) =>
        employees()
          .filter((row) => row.remote === isRemote)
          .map((row) => row.salary),
      );
      const [left, right] = [remote ?? [], office ?? []];
      return {
        value:
          (mean(left) - mean(right)) /
          Math.sqrt(variance(left) / left.length + variance(right) / right.length),
      };
    },
  },
  {
    title: 'the Gini coefficient',
    style: 'arrays',
    code: `const pops = pl.scan('gapminder').filter(pl.col('year').eq(2005)).getColumn('pop').sort((a, b) => a - b);
const n = pops.length;
const cum = pops.reduce((acc, p, i) => acc + (2 * (i + 1) - n - 1) * p, 0);
const gini = cum / (n * pops.reduce((a, b) => a + b, 0));
gini.toFixed(4)`,
    expected: () => {
      const pops = countries()
        .filter((row) => row.year === 2005)
        .map((row) => row.pop);
      const differences = sum(pops.flatMap((left) => pops.map((right) => Math.abs(left - right))));
      return { value: (differences / (2 * pops.length ** 2 * mean(pops))).toFixed(4) };
    },
  },
  {
    title: 'entropy of the times of day',
    style: 'nodejs-polars',
    code: `const counts = pl.readCSV('birdstrikes.csv').groupBy('Time of day').agg(pl.len().alias('n')).getColumn('n');
const total = counts.reduce((a, b) => a + b, 0);
const entropy = -counts.map(n => n / total).reduce((acc, p) => acc + p * Math.log2(p), 0);
Math.round(entropy * 10000) / 10000`,
    expected: () => {
      const shares = counts(strikes(), (row) => row['Time of day']).map(([, n]) => n / strikes().length);
      return { value: round(-sum(shares.map((share) => share * Math.log2(share))), 4) };
    },
  },
  {
    title: 'a confidence interval per group by expressions',
    style: 'nodejs-polars',
    code: `pl.scan('penguins')
  .filter(pl.col('Body Mass (g)').isNotNull())
  .groupBy('Species')
  .agg(
    pl.col('Body Mass (g)').mean().alias('mean'),
    pl.col('Body Mass (g)').std().div(pl.len().sqrt()).alias('se')
  )
  .withColumns(
    pl.col('mean').sub(pl.col('se').mul(1.96)).alias('lower'),
    pl.col('mean').add(pl.col('se').mul(1.96)).alias('upper')
  )
  .sort('Species')`,
    expected: () => ({
      table: sorted(
        groups(
          penguins().filter((row) => row['Body Mass (g)'] !== null),
          (row) => row.Species,
        ).map(([Species, rows]) => {
          const masses = present(rows.map((row) => row['Body Mass (g)']));
          const center = mean(masses);
          const se = std(masses) / Math.sqrt(masses.length);
          return { Species, mean: center, se, lower: center - 1.96 * se, upper: center + 1.96 * se };
        }),
        ascending((row) => row.Species),
      ),
    }),
  },
  {
    title: 'autocorrelation at a lag of a year',
    style: 'verbose',
    code: `const series = pl.scan('co2-concentration').sort('Date').getColumn('CO2');

function autocorrelation(values, lag) {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  let numerator = 0;
  let denominator = 0;
  for (let i = 0; i < n; i += 1) {
    denominator += (values[i] - mean) ** 2;
    if (i >= lag) {
      numerator += (values[i] - mean) * (values[i - lag] - mean);
    }
  }
  return numerator / denominator;
}

[1, 6, 12].map((lag) => ({ lag, r: autocorrelation(series, lag) }));`,
    expected: () => {
      const values = carbon().map((row) => row.CO2);
      const center = mean(values);
      const around = values.map((value) => value - center);
      const whole = sum(around.map((value) => value ** 2));
      return {
        table: [1, 6, 12].map((lag) => ({
          lag,
          r: sum(around.slice(lag).map((value, index) => value * at(around, index))) / whole,
        })),
      };
    },
  },
  {
    title: 'skewness, kurtosis and variance of the rain',
    style: 'py-polars',
    code: `pl.scan_csv("seattle-weather.csv").select([
    pl.col("precipitation").var().alias("var"),
    pl.col("precipitation").skew().alias("skew"),
    pl.col("precipitation").kurtosis().alias("kurt"),
]).collect()`,
    expected: () => {
      const values = weather().map((row) => row.precipitation);
      const center = mean(values);
      const moment = (power: number): number => mean(values.map((value) => (value - center) ** power));
      return {
        table: [
          { var: variance(values), skew: moment(3) / moment(2) ** 1.5, kurt: moment(4) / moment(2) ** 2 - 3 },
        ],
      };
    },
  },
  {
    title: 'seasonal means taken off a trend',
    style: 'nodejs-polars',
    code: `pl.scan('co2-concentration')
  .withColumns(pl.col('Date').dt.year().alias('year'), pl.col('Date').dt.month().alias('month'))
  .filter(pl.col('year').isBetween(1960, 2018))
  .withColumns(pl.col('CO2').sub(pl.col('CO2').mean().over('year')).alias('anomaly'))
  .groupBy('month').agg(pl.col('anomaly').mean().round(3))
  .sort('month')`,
    expected: () => {
      const rows = carbon().filter((row) => yearOf(row.Date) >= 1960 && yearOf(row.Date) <= 2018);
      const means = new Map(
        groups(rows, (row) => yearOf(row.Date)).map(([year, items]) => [
          year,
          mean(items.map((row) => row.CO2)),
        ]),
      );
      return {
        table: sorted(
          groups(rows, (row) => Number(row.Date.slice(5, 7))).map(([month, items]) => ({
            month,
            anomaly: round(mean(items.map((row) => row.CO2 - (means.get(yearOf(row.Date)) ?? 0))), 3),
          })),
          ascending((row) => row.month),
        ),
      };
    },
  },
];
