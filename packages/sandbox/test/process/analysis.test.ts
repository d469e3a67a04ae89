import { beforeAll, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/index.js';
import { openSandbox, outputOf, rowsOf, shippedData, suiteFolder } from './harness.js';
import { groupBy, mean, median, readRecords, readRows, sum, type Row } from './shipped-data.js';

const folder = suiteFolder();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await openSandbox(folder, { dataFolder: shippedData, jail: 'auto' });
});

const employees = readRows('employees.csv');
const sales = readRows('sales.csv');
const weather = readRows('seattle-weather.csv');
const cafe = readRows('Café orders.csv', ';');
const strikes = readRows('birdstrikes.csv');
const gapminder = readRecords<{ year: number; country: string; pop: number; life_expect: number }>(
  'gapminder.json',
);
const cars = readRecords<{
  Origin: string;
  Miles_per_Gallon: number | null;
  Horsepower: number | null;
  Year: string;
}>('cars.json');

const number = (row: Row, name: string): number => Number(row[name]);
const revenue = (row: Row): number => number(row, 'quantity') * number(row, 'unit_price');
const byKey = (left: unknown[], right: unknown[]): number => (String(left[0]) < String(right[0]) ? -1 : 1);
const grouped = (rows: readonly Row[], key: string, value: (rows: Row[]) => number): unknown[][] =>
  [...groupBy(rows, (row) => row[key] ?? '')].map(([name, items]) => [name, value(items)]).toSorted(byKey);

/** Programs as models write them, with what the raw files say. */
const analyses: [title: string, code: string, expected: () => unknown[][]][] = [
  [
    'average salary per department',
    `pl.scan('employees').groupBy('department').agg(pl.col('salary').mean()).sort('department')`,
    () => grouped(employees, 'department', (rows) => mean(rows.map((row) => number(row, 'salary')))),
  ],
  [
    'weather events in a month',
    `const march = pl.readCSV('seattle-weather.csv').filter(pl.col('date').dt.year().eq(2013), pl.col('date').dt.month().eq(3));
     march.groupBy('weather').agg(pl.len().alias('days')).sort('weather')`,
    () =>
      grouped(
        weather.filter((row) => row['date']?.startsWith('2013-03')),
        'weather',
        (rows) => rows.length,
      ),
  ],
  [
    'total sales in the first quarter',
    `import pl from 'nodejs-polars';
     const q1 = pl.scan('sales').filter(pl.col('order_date').isBetween('2023-01-01', '2023-03-31'));
     await q1.select(pl.col('quantity').mul(pl.col('unit_price')).sum().alias('revenue')).collect();`,
    () => [
      [
        sum(
          sales
            .filter(({ order_date: day = '' }) => day >= '2023-01-01' && day <= '2023-03-31')
            .map((row) => revenue(row)),
        ),
      ],
    ],
  ],
  [
    'py-polars habits',
    `const df = pl.read_csv("sales.csv")
     df.with_columns(pl.col("quantity").mul(pl.col("unit_price")).alias("revenue")).group_by("region").agg(pl.col("revenue").sum()).sort("region")`,
    () => grouped(sales, 'region', (rows) => sum(rows.map((row) => revenue(row)))),
  ],
  [
    'the five products that earn the most',
    `pl.scan('sales').withColumns({ revenue: pl.col('quantity').mul(pl.col('unit_price')) }).groupBy('product')
       .agg(pl.col('revenue').sum()).sort('revenue', { descending: true }).head(5)`,
    () =>
      grouped(sales, 'product', (rows) => sum(rows.map((row) => revenue(row))))
        .toSorted((left, right) => Number(right[1]) - Number(left[1]))
        .slice(0, 5),
  ],
  [
    'orders per month',
    `pl.scan('sales').groupBy(pl.col('order_date').dt.truncate('1mo').alias('month')).agg(pl.len().alias('orders')).sort('month')`,
    () =>
      [...groupBy(sales, (row) => `${row['order_date']?.slice(0, 7)}-01`)]
        .map(([month, rows]) => [month, rows.length])
        .toSorted(byKey),
  ],
  [
    'names and decimals of another language',
    `pl.scan('Café orders').groupBy('Getränk').agg(pl.col('Preis (€)').sum().round(2)).sort('Getränk')`,
    () =>
      grouped(
        cafe,
        'Getränk',
        (rows) => Math.round(sum(rows.map((row) => Number(row['Preis (€)']?.replace(',', '.')) * 100))) / 100,
      ),
  ],
  [
    'median age with a filter on text',
    `pl.scan('employees').filter(pl.col('office').eq('Berlin')).select(pl.col('age').median())`,
    () => [[median(employees.filter(({ office }) => office === 'Berlin').map((row) => number(row, 'age')))]],
  ],
  [
    'plain arrays and objects',
    `const rows = pl.scan('employees').select('country', 'salary').toRecords();
     const totals = {};
     for (const { country, salary } of rows) totals[country] = (totals[country] ?? 0) + salary;
     Object.entries(totals).map(([country, total]) => ({ country, total })).sort((a, b) => a.country < b.country ? -1 : 1)`,
    () => grouped(employees, 'country', (rows) => sum(rows.map((row) => number(row, 'salary')))),
  ],
  [
    'TypeScript',
    `interface Row { pop: number }
     const rows = pl.scan('gapminder').filter(pl.col('year').eq(2005)).toRecords() as Row[];
     const total: number = rows.reduce((sum: number, row: Row): number => sum + row.pop, 0);
     [{ total }]`,
    () => [[sum(gapminder.filter(({ year }) => year === 2005).map(({ pop }) => pop))]],
  ],
  [
    'nulls left out of a mean',
    `pl.scan('cars').groupBy('Origin').agg(pl.col('Miles_per_Gallon').mean()).sort('Origin')`,
    () =>
      [...groupBy(cars, ({ Origin }) => Origin)]
        .map(([origin, items]) => [origin, mean(items.flatMap(({ Miles_per_Gallon: miles }) => miles ?? []))])
        .toSorted(byKey),
  ],
  [
    'columns with spaces and a dollar sign',
    `pl.scan('birdstrikes').groupBy('Wildlife Size').agg(pl.col('Cost Total $').sum(), pl.len().alias('strikes')).sort('Wildlife Size')`,
    () =>
      [...groupBy(strikes, (row) => row['Wildlife Size'] ?? '')]
        .map(([size, rows]) => [size, sum(rows.map((row) => number(row, 'Cost Total $'))), rows.length])
        .toSorted(byKey),
  ],
  [
    'a share of the whole',
    `const total = pl.scan('sales').height;
     pl.scan('sales').groupBy('channel').agg(pl.len().alias('n')).withColumns(pl.col('n').div(total).alias('share')).select('channel', 'share').sort('channel')`,
    () => grouped(sales, 'channel', (rows) => rows.length / sales.length),
  ],
  [
    'a join of two datasets',
    `const first = pl.scan('gapminder').filter(pl.col('year').eq(1955)).select('country', 'life_expect');
     const last = pl.scan('gapminder').filter(pl.col('year').eq(2005)).select('country', pl.col('life_expect').alias('later'));
     first.join(last, { on: 'country' }).select('country', pl.col('later').sub(pl.col('life_expect')).alias('gain')).sort('gain', { descending: true }).head(3)`,
    () =>
      [...groupBy(gapminder, ({ country }) => country)]
        .map(([country, items]) => {
          const [first, last] = [1955, 2005].map(
            (year) => items.find((item) => item.year === year)?.life_expect ?? Number.NaN,
          );
          return [country, (last ?? 0) - (first ?? 0)];
        })
        .toSorted((left, right) => Number(right[1]) - Number(left[1]))
        .slice(0, 3),
  ],
];

function rounded(cell: unknown): unknown {
  return typeof cell === 'number' ? Number(cell.toPrecision(10)) : cell;
}

describe('programs over the shipped data', () => {
  it.each(analyses)('%s', async (_title, code, expected) => {
    const rows = rowsOf(outputOf(await sandbox.run(code)).table);
    const wanted = expected();
    expect(wanted.length).toBeGreaterThan(0);
    // Sums of fractions differ in their last digits by the order of adding.
    expect(rows.map((row) => row.map(rounded))).toEqual(wanted.map((row) => row.map(rounded)));
  });

  it('draws a chart, with its rows', async () => {
    const output = outputOf(
      await sandbox.run(`const df = pl.scan('employees').groupBy('department').agg(pl.len().alias('people')).sort('department');
        chart(df, { mark: 'bar', encoding: { x: { field: 'department', type: 'nominal' }, y: { field: 'people', type: 'quantitative' } } })`),
    );
    const expected = grouped(employees, 'department', (rows) => rows.length);
    expect(output.chart?.spec['data']).toEqual({
      values: expected.map(([department, people]) => ({ department, people })),
    });
    expect(rowsOf(output.table)).toEqual(expected);
  });

  it('shows the first thousand rows of a longer result, and counts the others', async () => {
    const result = await sandbox.run("pl.scan('sales')");
    const { table } = outputOf(result);
    expect(result).toMatchObject({ truncated: true });
    expect(table).toMatchObject({ rowCount: sales.length, truncated: true });
    expect(table?.data[0]).toHaveLength(1000);
    expect(table?.data[0]?.[0]).toBe(Number(sales[0]?.['order_id']));
  });

  it('keeps several outputs apart', async () => {
    const output = outputOf(
      await sandbox.run(`const df = pl.scan('cars').groupBy('Origin').agg(pl.len().alias('n')).sort('Origin');
        ({ table: df, total: df.toRecords().reduce((sum, row) => sum + row.n, 0), when: new Date('2024-01-31'), ratio: 0 / 0 })`),
    );
    expect(output.value).toEqual({ total: cars.length, when: '2024-01-31T00:00:00.000Z', ratio: 'NaN' });
    expect(output.table?.rowCount).toBe(new Set(cars.map(({ Origin }) => Origin)).size);
  });

  it('tells a wrong column with the names there are', async () => {
    expect(await sandbox.run("pl.scan('employees').select('salry')")).toMatchObject({
      status: 'failed',
      error: { code: 'column-unknown', didYouMean: ['salary'], hint: expect.stringContaining('department') },
    });
  });

  it('refuses a result that is larger than a result may be', async () => {
    const code = `const rows = []; for (let i = 0; i < 40000; i += 1) rows.push([i, 'a text of some length']); rows`;
    expect(await sandbox.run(code)).toMatchObject({
      status: 'failed',
      ran: true,
      error: { code: 'result-invalid' },
    });
  });
});
