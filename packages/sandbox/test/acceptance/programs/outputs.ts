import type { Program } from '../program.js';
import {
  cafeOrders,
  cars,
  countries,
  employees,
  penguins,
  sales,
  strikes,
  temperatures,
  weather,
} from '../reference/datasets.js';
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
  round,
  sorted,
  std,
  sum,
  yearOf,
} from '../reference/statistics.js';

const salaries = () => employees().map((row) => row.salary);
const revenue = () => sum(sales().map((row) => row.revenue));

export const outputs: readonly Program[] = [
  {
    title: 'a frame, a number and a text together',
    style: 'several outputs',
    code: `const df = pl.scan('employees');
const byOffice = df.groupBy('office').agg(pl.len().alias('n')).sort('office');
const total = df.height;
const note = \`\${total} employees in \${byOffice.height} offices\`;
({ byOffice, total, note })`,
    expected: () => ({
      table: sorted(
        counts(employees(), (row) => row.office).map(([office, n]) => ({ office, n })),
        ascending((row) => row.office),
      ),
      value: { total: 620, note: '620 employees in 6 offices' },
    }),
  },
  {
    title: 'a chart and a number',
    style: 'several outputs',
    code: `const df = pl.scan('global-temp').filter(pl.col('year').gtEq(2000));
const trend = chart(df, { mark: 'line', encoding: { x: { field: 'year', type: 'quantitative' }, y: { field: 'temp', type: 'quantitative' } } });
const warmest = df.sort('temp', { descending: true }).head(1).getColumn('year')[0];
({ trend, warmest })`,
    expected: () => {
      const rows = temperatures().filter((row) => row.year >= 2000);
      return {
        mark: 'line',
        table: rows,
        value: { warmest: rows.reduce((best, row) => (row.temp > best.temp ? row : best)).year },
      };
    },
  },
  {
    title: 'an item',
    style: 'nodejs-polars',
    code: `pl.readCSV('sales.csv').select(pl.col('quantity').mul(pl.col('unit_price')).sum()).item()`,
    expected: () => ({ value: revenue() }),
  },
  {
    title: 'statistics of a series',
    style: 'nodejs-polars',
    code: `const s = pl.readCSV('employees.csv').getColumn('salary');
({ mean: s.mean(), max: s.max(), min: s.min(), sum: s.sum(), std: s.std(), median: s.median() })`,
    expected: () => ({
      value: {
        mean: mean(salaries()),
        max: max(salaries()),
        min: min(salaries()),
        sum: sum(salaries()),
        std: std(salaries()),
        median: median(salaries()),
      },
    }),
  },
  {
    title: 'a series by subscript, as in Python',
    style: 'py-polars',
    code: `df = pl.read_csv("employees.csv")
[df["salary"].mean(), df["office"].n_unique(), df["performance_rating"].null_count()]`,
    expected: () => ({
      value: [
        mean(salaries()),
        new Set(employees().map((row) => row.office)).size,
        employees().filter((row) => row.performance_rating === null).length,
      ],
    }),
  },
  {
    title: 'the unique values of a series',
    style: 'nodejs-polars',
    code: `pl.readCSV('birdstrikes.csv').getColumn('Time of day').unique().toArray().sort()`,
    expected: () => ({ value: [...new Set(strikes().map((row) => row['Time of day']))].toSorted() }),
  },
  {
    title: 'currency and percent with toLocaleString',
    style: 'arrays',
    code: `const total = pl.scan('sales').select(pl.col('quantity').mul(pl.col('unit_price')).sum()).item();
const usd = total.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
const whole = Math.round(total).toLocaleString();
const share = (0.12345).toLocaleString('en-US', { style: 'percent', minimumFractionDigits: 1 });
[usd, whole, share]`,
    expected: () => ({
      value: [
        revenue().toLocaleString('en-US', { style: 'currency', currency: 'USD' }),
        Math.round(revenue()).toLocaleString('en-US'),
        (0.123_45).toLocaleString('en-US', { style: 'percent', minimumFractionDigits: 1 }),
      ],
    }),
  },
  {
    title: 'Intl.NumberFormat',
    style: 'arrays',
    code: `const fmt = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
pl.scan('gapminder').filter(pl.col('year').eq(2005)).sort('pop', { descending: true }).head(3).toRecords()
  .map(r => \`\${r.country}: \${fmt.format(r.pop)}\`)`,
    expected: () => ({
      value: countries()
        .filter((row) => row.year === 2005)
        .toSorted((left, right) => right.pop - left.pop)
        .slice(0, 3)
        .map((row) => `${row.country}: ${row.pop.toLocaleString('en-US')}`),
    }),
  },
  {
    title: 'fixed digits, precision and exponents',
    style: 'arrays',
    code: `const m = pl.scan('penguins').select(pl.col('Body Mass (g)').mean()).item();
[m.toFixed(1), m.toPrecision(3), m.toExponential(2), String(Math.trunc(m)), \`\${(m / 1000).toFixed(2)} kg\`]`,
    expected: () => {
      const mass = mean(present(penguins().map((row) => row['Body Mass (g)'])));
      return {
        value: [
          mass.toFixed(1),
          mass.toPrecision(3),
          mass.toExponential(2),
          String(Math.trunc(mass)),
          `${(mass / 1000).toFixed(2)} kg`,
        ],
      };
    },
  },
  {
    title: 'two frames in a list',
    style: 'several outputs',
    code: `const by = (c) => pl.scan('Café orders').groupBy(c).agg(pl.len().alias('n')).sort(c);
[by('Größe'), 'and by payment', by('Zahlungsart').toRecords()]`,
    expected: () => ({
      table: sorted(
        counts(cafeOrders(), (row) => row.Größe).map(([Größe, n]) => ({ Größe, n })),
        ascending((row) => row.Größe),
      ),
      value: 'and by payment',
      further: [
        sorted(
          counts(cafeOrders(), (row) => row.Zahlungsart).map(([Zahlungsart, n]) => ({ Zahlungsart, n })),
          ascending((row) => row.Zahlungsart),
        ),
      ],
    }),
  },
  {
    title: 'a summary object with nested parts',
    style: 'several outputs',
    code: `const df = pl.readCSV('seattle-weather.csv');
const summary = {
  period: { from: df.select(pl.col('date').min()).item(), to: df.select(pl.col('date').max()).item() },
  rainyDays: df.filter(pl.col('precipitation').gt(0)).height,
  kinds: df.getColumn('weather').unique().sort(),
};
summary`,
    expected: () => ({
      value: {
        period: { from: '2012-01-01', to: '2015-12-31' },
        rainyDays: weather().filter((row) => row.precipitation > 0).length,
        kinds: [...new Set(weather().map((row) => row.weather))].toSorted(),
      },
    }),
  },
  {
    title: 'JSON text',
    style: 'arrays',
    code: `const best = pl.scan('cars').sort('Acceleration').select('Name', 'Acceleration').head(2).toRecords();
JSON.stringify(best, null, 2)`,
    expected: () => ({
      value: JSON.stringify(
        sorted(
          cars(),
          ascending((row) => row.Acceleration),
        )
          .slice(0, 2)
          .map(({ Name, Acceleration }) => ({ Name, Acceleration })),
        null,
        2,
      ),
    }),
  },
  {
    title: 'the schema and the shape',
    style: 'nodejs-polars',
    code: `const df = pl.scan('iowa-electricity');
({ rows: df.height, width: df.width, columns: df.columns, first: df.row(0) })`,
    expected: () => ({
      value: {
        rows: 51,
        width: 3,
        columns: ['year', 'source', 'net_generation'],
        first: ['2001-01-01', 'Fossil Fuels', 35_361],
      },
    }),
  },
  {
    title: 'null, NaN and infinity survive',
    style: 'nodejs-polars',
    code: `pl.DataFrame({ a: [1, 0, null], b: [0, 0, 2] }).withColumns(pl.col('a').div(pl.col('b')).alias('ratio'))`,
    expected: () => ({
      table: [
        { a: 1, b: 0, ratio: 'Infinity' },
        { a: 0, b: 0, ratio: 'NaN' },
        { a: null, b: 2, ratio: null },
      ],
    }),
  },
  {
    title: 'a markdown table',
    style: 'arrays',
    code: `const rows = pl.scan('sales')
  .groupBy(pl.col('order_date').dt.year().alias('year'))
  .agg(pl.col('quantity').mul(pl.col('unit_price')).mean().round(2).alias('avg'))
  .sort('year').toRecords();
const header = '| year | average |\\n| --- | ---: |';
[header, ...rows.map(r => \`| \${r.year} | \${r.avg.toFixed(2)} |\`)].join('\\n')`,
    expected: () => ({
      value: [
        '| year | average |',
        '| --- | ---: |',
        ...sorted(
          groups(sales(), (row) => yearOf(row.order_date)),
          ascending(([year]) => year),
        ).map(([year, rows]) => `| ${year} | ${round(mean(rows.map((row) => row.revenue)), 2).toFixed(2)} |`),
      ].join('\n'),
    }),
  },
  {
    title: 'yes or no',
    style: 'nodejs-polars',
    code: `const [north, south] = ['North', 'South'].map(r => pl.scan('sales').filter(pl.col('region').eq(r)).select(pl.col('quantity').sum()).item());
north > south`,
    expected: () => {
      const units = (region: string): number =>
        sum(
          sales()
            .filter((row) => row.region === region)
            .map((row) => row.quantity),
        );
      return { value: units('North') > units('South') };
    },
  },
  {
    title: 'a Map as a result',
    style: 'arrays',
    code: `const ages = new Map();
for (const [office, age] of pl.scan('employees').select('office', 'age').rows()) {
  ages.set(office, Math.max(ages.get(office) ?? 0, age));
}
ages`,
    expected: () => ({
      value: Object.fromEntries(
        groups(employees(), (row) => row.office).map(([office, rows]) => [
          office,
          at(
            rows.map((row) => row.age).toSorted((left, right) => right - left),
            0,
          ),
        ]),
      ),
    }),
  },
];
