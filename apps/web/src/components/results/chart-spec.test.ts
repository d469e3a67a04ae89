import { expect, it } from 'vitest';
import { chartTable } from './chart-table';
import { describeChart, fittedSpec, labelAngle } from './chart-spec';

const spec = {
  title: 'Sales by region',
  mark: 'bar',
  encoding: { x: { field: 'region', type: 'nominal' }, y: { field: 'sales', type: 'quantitative' } },
  data: {
    values: [
      { region: 'North', sales: 1 },
      { region: 'South', sales: null },
    ],
  },
  config: { background: 'red' },
  usermeta: { embedOptions: {} },
};

it('fits a chart to its place in the page’s own colours', () => {
  const fitted = fittedSpec(spec, { background: 'transparent' });
  expect(fitted).toMatchObject({ width: 'container', height: 300, config: { background: 'transparent' } });
  expect(fitted).not.toHaveProperty('usermeta');
});

it('leans the labels only when they do not fit', () => {
  expect(labelAngle(spec, 600)).toBe(0);
  expect(labelAngle(spec, 60)).toBe(-40);
});

it('says what a chart shows, and gives its figures as a table', () => {
  expect(describeChart(spec)).toBe(
    'Sales by region. Bar chart of region (x), sales (y). The same figures can be read as a table.',
  );
  expect(chartTable(spec)).toMatchObject({
    columns: [
      { name: 'region', dtype: 'str' },
      { name: 'sales', dtype: 'f64' },
    ],
    data: [
      ['North', 'South'],
      [1, null],
    ],
  });
});
