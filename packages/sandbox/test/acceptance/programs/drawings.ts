import { fenced, type Program } from '../program.js';
import { carbon, countries, penguins, sales, strikes, weather } from '../reference/datasets.js';
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

export const drawings: readonly Program[] = [
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
