import { fenced, type Program } from '../program.js';
import { cars, electricity, employees, penguins, sales, weather } from '../reference/datasets.js';
import { ascending, descending, groups, mean, present, round, sorted, sum } from '../reference/statistics.js';

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
];
