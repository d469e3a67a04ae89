import { fenced, type Program } from '../program.js';
import {
  carbon,
  cars,
  countries,
  electricity,
  employees,
  penguins,
  sales,
  strikes,
  unemployment,
  weather,
} from '../reference/datasets.js';
import {
  ascending,
  counts,
  descending,
  groups,
  mean,
  monthOf,
  round,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

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
  {
    title: 'ticks',
    style: 'chart',
    code: `const df = pl.scan('gapminder').filter(pl.col('year').eq(2000)).select('cluster', 'fertility');
chart(df, { mark: 'tick', encoding: { x: { field: 'fertility', type: 'quantitative' }, y: { field: 'cluster', type: 'ordinal' } } })`,
    expected: () => ({
      mark: 'tick',
      table: countries()
        .filter((row) => row.year === 2000)
        .map(({ cluster, fertility }) => ({ cluster, fertility })),
    }),
  },
  {
    title: 'bubbles with a size and a log axis',
    style: 'chart',
    code: `chart(
  pl.scan('gapminder').filter(pl.col('year').eq(2005)).select('country', 'fertility', 'life_expect', 'pop', 'cluster'),
  {
    mark: { type: 'circle', opacity: 0.7 },
    encoding: {
      x: { field: 'fertility', type: 'quantitative' },
      y: { field: 'life_expect', type: 'quantitative', scale: { zero: false } },
      size: { field: 'pop', type: 'quantitative', scale: { type: 'log' } },
      color: { field: 'cluster', type: 'nominal' },
      tooltip: [{ field: 'country' }, { field: 'pop', format: ',' }],
    },
  },
)`,
    expected: () => ({
      mark: 'circle',
      table: countries()
        .filter((row) => row.year === 2005)
        .map(({ country, fertility, life_expect, pop, cluster }) => ({
          country,
          fertility,
          life_expect,
          pop,
          cluster,
        })),
    }),
  },
  {
    title: 'a whole specification with values of its own',
    style: 'chart',
    code: `const rows = pl.scan('seattle-weather').groupBy('weather').agg(pl.len().alias('days')).sort('days').toRecords();
const spec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
  description: 'Days by kind of weather',
  data: { values: rows },
  mark: 'bar',
  encoding: {
    y: { field: 'weather', type: 'nominal', sort: '-x' },
    x: { field: 'days', type: 'quantitative' },
  },
};
spec;`,
    expected: () => ({
      mark: 'bar',
      table: sorted(
        counts(weather(), (row) => row.weather).map(([kind, days]) => ({ weather: kind, days })),
        ascending((row) => row.days),
      ),
    }),
  },
  {
    title: 'a chart of records made by hand',
    style: 'chart',
    code: `const monthly = {};
for (const r of pl.scan('seattle-weather').select('date', 'precipitation').toRecords()) {
  const m = Number(r.date.slice(5, 7));
  monthly[m] = (monthly[m] ?? 0) + r.precipitation;
}
const values = Object.entries(monthly).map(([month, mm]) => ({ month: Number(month), mm: Math.round(mm * 10) / 10 }));
chart(values, { mark: 'bar', encoding: { x: { field: 'month', type: 'ordinal' }, y: { field: 'mm', type: 'quantitative' } } })`,
    expected: () => ({
      mark: 'bar',
      table: sorted(
        groups(weather(), (row) => monthOf(row.date)).map(([month, rows]) => ({
          month,
          mm: round(sum(rows.map((row) => row.precipitation)), 1),
        })),
        ascending((row) => row.month),
      ),
    }),
  },
  {
    title: 'layers: bars with their numbers',
    style: 'chart',
    code: `const df = pl.scan('penguins').groupBy('Species').agg(pl.len().alias('n')).sort('Species');
chart(df, {
  layer: [
    { mark: 'bar' },
    { mark: { type: 'text', dy: -6 }, encoding: { text: { field: 'n', type: 'quantitative' } } },
  ],
  encoding: { x: { field: 'Species', type: 'nominal' }, y: { field: 'n', type: 'quantitative' } },
})`,
    expected: () => ({
      mark: 'bar',
      table: sorted(
        counts(penguins(), (row) => row.Species).map(([Species, n]) => ({ Species, n })),
        ascending((row) => row.Species),
      ),
    }),
  },
  {
    title: 'small multiples',
    style: 'chart',
    code: `const df = pl.scan('sales')
  .withColumns(pl.col('order_date').dt.year().alias('year'))
  .groupBy('year', 'region').agg(pl.col('quantity').sum().alias('units')).sort(['year', 'region']);
chart(df, {
  mark: 'bar',
  encoding: {
    column: { field: 'year', type: 'ordinal' },
    x: { field: 'region', type: 'nominal', axis: { title: '' } },
    y: { field: 'units', type: 'quantitative' },
    color: { field: 'region', type: 'nominal', legend: null },
  },
})`,
    expected: () => ({
      mark: 'bar',
      table: sorted(
        groups(sales(), (row) => `${yearOf(row.order_date)}|${row.region}`).map(([name, rows]) => ({
          year: Number(name.slice(0, 4)),
          region: name.slice(5),
          units: sum(rows.map((row) => row.quantity)),
        })),
        ascending((row) => row.year),
        ascending((row) => row.region),
      ),
    }),
  },
  {
    title: 'a line per series, in a fence with await',
    style: 'chart',
    code: fenced(
      'js',
      `import pl from 'nodejs-polars';
const df = await pl.scanCSV('co2-concentration.csv', { parseDates: true })
  .withColumns(pl.col('Date').dt.year().alias('year'))
  .groupBy('year')
  .agg(pl.col('CO2').mean().alias('measured'), pl.col('adjusted CO2').mean().alias('adjusted'))
  .sort('year')
  .collect();
const long = df.unpivot(['year'], ['measured', 'adjusted']);
chart(long, {
  mark: 'line',
  encoding: {
    x: { field: 'year', type: 'quantitative', axis: { format: 'd' } },
    y: { field: 'value', type: 'quantitative', scale: { zero: false } },
    color: { field: 'variable', type: 'nominal', legend: { title: 'CO2 (ppm)' } },
  },
});`,
    ),
    expected: () => ({
      mark: 'line',
      table: (['CO2', 'adjusted CO2'] as const).flatMap((name) =>
        groups(carbon(), (row) => yearOf(row.Date)).map(([year, rows]) => ({
          year,
          variable: name === 'CO2' ? 'measured' : 'adjusted',
          value: mean(rows.map((row) => row[name])),
        })),
      ),
    }),
  },
  {
    title: 'horizontal bars of the top ten with a colour of their own',
    style: 'chart',
    code: `const top = pl.scan('birdstrikes')
  .groupBy('Wildlife Species').agg(pl.len().alias('strikes'))
  .sort('strikes', { descending: true }).head(5);
chart(top, {
  mark: { type: 'bar', color: '#4c78a8', cornerRadiusEnd: 4 },
  encoding: {
    y: { field: 'Wildlife Species', type: 'nominal', sort: { field: 'strikes', order: 'descending' }, axis: { labelLimit: 200 } },
    x: { field: 'strikes', type: 'quantitative', axis: { grid: false, tickCount: 5 } },
  },
  height: { step: 24 },
})`,
    expected: () => ({
      mark: 'bar',
      table: sorted(
        counts(strikes(), (row) => row['Wildlife Species']).map(([name, count]) => ({
          'Wildlife Species': name,
          strikes: count,
        })),
        descending((row) => row.strikes),
      ).slice(0, 5),
    }),
  },
];
