import { fenced, type Program } from '../program.js';
import {
  cafeOrders,
  cars,
  countries,
  electricity,
  employees,
  penguins,
  sales,
  strikes,
  weather,
} from '../reference/datasets.js';
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
  yearOf,
} from '../reference/statistics.js';

export const conversations: readonly Program[] = [
  {
    title: 'steps with comments and prints',
    style: 'verbose',
    code: `// Step 1: Load the dataset
const df = pl.readCSV("employees.csv");
console.log("Loaded", df.height, "rows and", df.width, "columns");
console.log("Columns:", df.columns);

// Step 2: Group by department and compute average salary
const byDepartment = df
  .groupBy("department")
  .agg(pl.col("salary").mean().round(0).alias("average_salary"));

// Step 3: Sort descending and show the top 3
const top = byDepartment.sort("average_salary", true).head(3);
console.log("Top departments:");
for (const row of top.toRecords()) {
  console.log(\`- \${row.department}: $\${row.average_salary.toLocaleString()}\`);
}

top;`,
    expected: () => {
      const table = sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => ({
          department,
          average_salary: round(mean(rows.map((row) => row.salary))),
        })),
        descending((row) => row.average_salary),
      ).slice(0, 3);
      return {
        table,
        logs: [
          `Loaded ${employees().length} rows and 11 columns`,
          undefined,
          'Top departments:',
          ...table.map((row) => `- ${row.department}: $${row.average_salary.toLocaleString('en-US')}`),
        ].map((line) => line ?? '*'),
      };
    },
  },
  {
    title: 'a return at the end',
    style: 'fenced',
    code: fenced(
      'javascript',
      `const df = await pl.readCSV("sales.csv");
const result = df.groupBy("channel").agg(pl.col("quantity").sum().alias("units")).sort("channel");
return result;`,
    ),
    expected: () => ({
      table: sorted(
        groups(sales(), (row) => row.channel).map(([channel, rows]) => ({
          channel,
          units: sum(rows.map((row) => row.quantity)),
        })),
        ascending((row) => row.channel),
      ),
    }),
  },
  {
    title: 'a main function that is called',
    style: 'fenced',
    code: fenced(
      'js',
      `const pl = require("nodejs-polars");

function main() {
  const df = pl.readCSV("seattle-weather.csv", { tryParseDates: true });
  return df
    .withColumns(pl.col("date").dt.month().alias("month"))
    .groupBy("month")
    .agg(pl.col("precipitation").mean().round(3).alias("mean_mm"))
    .sort("month");
}

main();`,
    ),
    expected: () => ({
      table: sorted(
        groups(weather(), (row) => Number(row.date.slice(5, 7))).map(([month, rows]) => ({
          month,
          mean_mm: round(mean(rows.map((row) => row.precipitation)), 3),
        })),
        ascending((row) => row.month),
      ),
    }),
  },
  {
    title: 'an immediately called async function',
    style: 'fenced',
    code: fenced(
      'js',
      `import pl from 'nodejs-polars';

(async () => {
  const df = await pl.scanParquet('penguins.parquet').collect();
  const summary = df
    .groupBy('Island')
    .agg(pl.col('Species').nUnique().alias('species'), pl.len().alias('birds'))
    .sort('Island');
  console.log(summary);
  return summary;
})();`,
    ),
    expected: () => ({
      table: sorted(
        groups(penguins(), (row) => row.Island).map(([Island, rows]) => ({
          Island,
          species: new Set(rows.map((row) => row.Species)).size,
          birds: rows.length,
        })),
        ascending((row) => row.Island),
      ),
    }),
  },
  {
    title: 'try and catch around the analysis',
    style: 'verbose',
    code: `let result;
try {
  const df = pl.readCSV('employees.csv');
  if (!df.columns.includes('salary')) {
    throw new Error('salary column is missing');
  }
  result = df.select(pl.col('salary').sum().alias('payroll')).item();
} catch (err) {
  console.error('Analysis failed:', err.message);
  result = null;
}
result;`,
    expected: () => ({ value: sum(employees().map((row) => row.salary)) }),
  },
  {
    title: 'the last statement is a declaration',
    style: 'verbose',
    code: `const data = pl.scan('iowa-electricity');
const totals = data.groupBy('source').agg(pl.col('net_generation').sum().alias('total')).sort('source');`,
    expected: () => ({
      table: sorted(
        groups(electricity(), (row) => row.source).map(([source, rows]) => ({
          source,
          total: sum(rows.map((row) => row.net_generation)),
        })),
        ascending((row) => row.source),
      ),
    }),
  },
  {
    title: 'only printed, as a script does',
    style: 'verbose',
    code: `const df = pl.readJSON('cars.json');
const avg = df.select(pl.col('Horsepower').mean()).item();
console.log('Average horsepower: ' + avg.toFixed(2));`,
    expected: () => {
      const line = `Average horsepower: ${mean(present(cars().map((row) => row.Horsepower))).toFixed(2)}`;
      return { value: line, logs: [line] };
    },
  },
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
    expected: () => ({
      table: sorted(
        counts(cafeOrders(), (row) => row.Größe).map(([Größe, len]) => ({ Größe, len })),
        ascending((row) => row.Größe),
      ),
      logs: [`orders ${cafeOrders().length}`, '*'],
    }),
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
