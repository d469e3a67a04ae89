import type { Program } from '../program.js';
import { cars, electricity, employees, penguins, sales, unemployment } from '../reference/datasets.js';
import { ascending, counts, groups, round, sorted, sum } from '../reference/statistics.js';

export const charts: readonly Program[] = [
  {
    title: 'bars of headcount',
    style: 'chart',
    code: `const df = pl.scan('employees')
  .groupBy('department')
  .agg(pl.len().alias('headcount'))
  .sort('headcount', { descending: true });

chart(df, {
  mark: 'bar',
  encoding: {
    x: { field: 'department', type: 'nominal', sort: '-y' },
    y: { field: 'headcount', type: 'quantitative' },
  },
  title: 'Headcount by department',
});`,
    expected: () => ({
      mark: 'bar',
      anyOrder: true,
      table: counts(employees(), (row) => row.department).map(([department, headcount]) => ({
        department,
        headcount,
      })),
    }),
  },
  {
    title: 'a line of monthly revenue with a time axis',
    style: 'chart',
    code: `const monthly = pl.scan('sales')
  .withColumns(pl.col('order_date').dt.truncate('1mo').alias('month'))
  .groupBy('month')
  .agg(pl.col('quantity').mul(pl.col('unit_price')).sum().round(2).alias('revenue'))
  .sort('month');
chart(monthly, {
  mark: { type: 'line', point: true },
  encoding: {
    x: { field: 'month', type: 'temporal', title: 'Month' },
    y: { field: 'revenue', type: 'quantitative', title: 'Revenue ($)' },
    tooltip: [{ field: 'month', type: 'temporal' }, { field: 'revenue', type: 'quantitative', format: ',.2f' }],
  },
  width: 600,
  height: 300,
});`,
    expected: () => ({
      mark: 'line',
      table: sorted(
        groups(sales(), (row) => row.order_date.slice(0, 7)).map(([month, rows]) => ({
          month: `${month}-01`,
          revenue: round(sum(rows.map((row) => row.revenue)), 2),
        })),
        ascending((row) => row.month),
      ),
    }),
  },
  {
    title: 'points of two measures, coloured',
    style: 'chart',
    code: `const df = pl.scan('cars').dropNulls(['Horsepower', 'Miles_per_Gallon']).select('Horsepower', 'Miles_per_Gallon', 'Origin');
chart(df, {
  mark: 'point',
  encoding: {
    x: { field: 'Horsepower', type: 'quantitative' },
    y: { field: 'Miles_per_Gallon', type: 'quantitative' },
    color: { field: 'Origin', type: 'nominal' },
  },
})`,
    expected: () => ({
      mark: 'point',
      table: cars()
        .filter((row) => row.Horsepower !== null && row.Miles_per_Gallon !== null)
        .map(({ Horsepower, Miles_per_Gallon, Origin }) => ({ Horsepower, Miles_per_Gallon, Origin })),
    }),
  },
  {
    title: 'a stacked area of sources',
    style: 'chart',
    code: `chart(pl.scan('iowa-electricity'), {
  mark: 'area',
  encoding: {
    x: { field: 'year', type: 'temporal', timeUnit: 'year' },
    y: { field: 'net_generation', type: 'quantitative', stack: 'normalize' },
    color: { field: 'source' },
  },
  title: 'Electricity in Iowa',
})`,
    expected: () => ({
      mark: 'area',
      table: electricity().map(({ year, source, net_generation }) => ({ year, source, net_generation })),
    }),
  },
  {
    title: 'a pie',
    style: 'chart',
    code: `const share = pl.readCSV('sales.csv').groupBy('customer_segment').agg(pl.len().alias('orders'));
chart(share, {
  mark: { type: 'arc', innerRadius: 50 },
  encoding: {
    theta: { field: 'orders', type: 'quantitative' },
    color: { field: 'customer_segment', type: 'nominal' },
  },
})`,
    expected: () => ({
      mark: 'arc',
      anyOrder: true,
      table: counts(sales(), (row) => row.customer_segment).map(([customer_segment, orders]) => ({
        customer_segment,
        orders,
      })),
    }),
  },
  {
    title: 'a heat map',
    style: 'chart',
    code: `const heat = pl.scan('unemployment-across-industries')
  .filter(pl.col('series').eq('Construction'))
  .select('year', 'month', 'rate');
chart(heat, {
  mark: 'rect',
  encoding: {
    x: { field: 'month', type: 'ordinal' },
    y: { field: 'year', type: 'ordinal' },
    color: { field: 'rate', type: 'quantitative', scale: { scheme: 'viridis' } },
  },
})`,
    expected: () => ({
      mark: 'rect',
      table: unemployment()
        .filter((row) => row.series === 'Construction')
        .map(({ year, month, rate }) => ({ year, month, rate })),
    }),
  },
  {
    title: 'box plots',
    style: 'chart',
    code: `chart(pl.scan('penguins').select('Species', 'Body Mass (g)').dropNulls(), {
  mark: 'boxplot',
  encoding: {
    x: { field: 'Species', type: 'nominal' },
    y: { field: 'Body Mass (g)', type: 'quantitative', scale: { zero: false } },
  },
})`,
    expected: () => ({
      mark: 'boxplot',
      table: penguins()
        .filter((row) => row['Body Mass (g)'] !== null)
        .map((row) => ({ Species: row.Species, 'Body Mass (g)': row['Body Mass (g)'] })),
    }),
  },
  {
    title: 'a histogram binned by the chart',
    style: 'chart',
    code: `chart(pl.scan('employees').select('age'), {
  mark: 'bar',
  encoding: {
    x: { field: 'age', bin: { maxbins: 20 }, type: 'quantitative' },
    y: { aggregate: 'count', type: 'quantitative' },
  },
})`,
    expected: () => ({ mark: 'bar', table: employees().map(({ age }) => ({ age })) }),
  },
];
