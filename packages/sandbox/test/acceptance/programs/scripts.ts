import { fenced, type Program } from '../program.js';
import { cafeOrders, countries, employees, sales, strikes } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  descending,
  groups,
  max,
  mean,
  min,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

export const scripts: readonly Program[] = [
  {
    title: 'export default of an expression',
    style: 'fenced',
    code: fenced(
      'ts',
      `import pl from "nodejs-polars";

export default pl
  .scan("gapminder")
  .filter(pl.col("year").eq(1980))
  .select(pl.col("fertility").mean().alias("mean_fertility"));`,
    ),
    expected: () => ({
      table: [
        {
          mean_fertility: mean(
            countries()
              .filter((row) => row.year === 1980)
              .map((row) => row.fertility),
          ),
        },
      ],
    }),
  },
  {
    title: 'destructured polars',
    style: 'fenced',
    code: fenced(
      'js',
      `import { col, lit, when, readCSV } from 'nodejs-polars';

const df = readCSV('birdstrikes.csv');
df.withColumns(
  when(col('Cost Total $').gt(100000)).then(lit('expensive'))
    .when(col('Cost Total $').gt(0)).then(lit('some cost'))
    .otherwise(lit('free')).alias('class')
).groupBy('class').len().sort('class');`,
    ),
    expected: () => ({
      table: sorted(
        counts(strikes(), (row) => {
          if (row['Cost Total $'] > 100_000) return 'expensive';
          return row['Cost Total $'] > 0 ? 'some cost' : 'free';
        }).map(([name, len]) => ({ class: name, len })),
        ascending((row) => row.class),
      ),
    }),
  },
  {
    title: 'several console forms',
    style: 'verbose',
    code: `const df = pl.scan('Café orders');
console.info('orders', df.height);
console.table(df.groupBy('Größe').len().sort('Größe').toRecords());
console.warn({ sizes: df.select(pl.col('Größe').nUnique()).item() });
df.groupBy('Größe').len().sort('Größe')`,
    expected: () => {
      const table = sorted(
        counts(cafeOrders(), (row) => row.Größe).map(([Größe, len]) => ({ Größe, len })),
        ascending((row) => row.Größe),
      );
      // The table that is printed is shown before the one that the program ends with.
      return { table, further: [table], logs: [`orders ${cafeOrders().length}`, '*'] };
    },
  },
  {
    title: 'functions hoisted from below and arrow helpers',
    style: 'verbose',
    code: `const report = buildReport('department', 'salary');
report;

/**
 * Builds a summary for one numeric column per group.
 * @param {string} key
 * @param {string} value
 */
function buildReport(key, value) {
  const range = (c) => pl.col(c).max().sub(pl.col(c).min());
  return pl.scan('employees')
    .groupBy(key)
    .agg(range(value).alias('range'), pl.col(value).mean().alias('mean'))
    .sort(key);
}`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => {
          const salaries = rows.map((row) => row.salary);
          return { department, range: max(salaries) - min(salaries), mean: mean(salaries) };
        }),
        ascending((row) => row.department),
      ),
    }),
  },
  {
    title: 'promises gathered',
    style: 'fenced',
    code: fenced(
      'js',
      `const [a, b] = await Promise.all([
  pl.scan('sales').filter(pl.col('region').eq('North')).collect(),
  pl.scan('sales').filter(pl.col('region').eq('South')).collect(),
]);
({ north: a.height, south: b.height });`,
    ),
    expected: () => ({
      value: {
        north: sales().filter((row) => row.region === 'North').length,
        south: sales().filter((row) => row.region === 'South').length,
      },
    }),
  },
  {
    title: 'a fence in prose, with a script tag of TypeScript',
    style: 'fenced',
    code: `I'll compute the number of employees hired per year since 2020.

${fenced(
  'typescript',
  `const hires = pl.scan("employees")
  .withColumns(pl.col("hire_date").dt.year().alias("year"))
  .filter(pl.col("year").gtEq(2020))
  .groupBy("year")
  .agg(pl.len().alias("hires"))
  .sort("year");
hires`,
)}`,
    expected: () => ({
      table: sorted(
        counts(
          employees().filter((row) => yearOf(row.hire_date) >= 2020),
          (row) => yearOf(row.hire_date),
        ).map(([year, hires]) => ({ year, hires })),
        ascending((row) => row.year),
      ),
    }),
  },
  {
    title: 'then on a collected frame',
    style: 'fenced',
    code: fenced(
      'js',
      `pl.scanCSV('employees.csv')
  .groupBy('remote')
  .agg(pl.col('age').mean().alias('mean_age'))
  .sort('remote')
  .collect()
  .then((df) => df.toRecords());`,
    ),
    expected: () => ({
      table: [false, true].map((remote) => ({
        remote,
        mean_age: mean(
          employees()
            .filter((row) => row.remote === remote)
            .map((row) => row.age),
        ),
      })),
    }),
  },
  {
    title: 'an answer in words',
    style: 'verbose',
    code: `const best = pl.scan('sales')
  .withColumns(pl.col('quantity').mul(pl.col('unit_price')).alias('revenue'))
  .groupBy('product')
  .agg(pl.col('revenue').sum())
  .sort('revenue', { descending: true })
  .head(1)
  .toRecords()[0];

const { product, revenue } = best;
\`The best-selling product is \${product} with $\${revenue.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} in revenue.\`;`,
    expected: () => {
      const [product, rows] = at(
        sorted(
          groups(sales(), (row) => row.product),
          descending(([, items]) => sum(items.map((row) => row.revenue))),
        ),
        0,
      );
      const revenue = sum(rows.map((row) => row.revenue)).toLocaleString('en-US', {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      });
      return { value: `The best-selling product is ${product} with $${revenue} in revenue.` };
    },
  },
];
