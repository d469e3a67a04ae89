import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { readToolOutput } from '@/lib/tool-output';
import { ResultView } from './result-view';

const table = { columns: [{ name: 'n', dtype: 'i64' }], data: [[1]], rowCount: 1, truncated: false };
const chart = { spec: { mark: 'bar', data: { values: [] } } };

const render = (result: object): string =>
  renderToStaticMarkup(<ResultView tool="run_analysis" output={readToolOutput(result)} />);

it('shows every output in order, each with its title', () => {
  const html = render({
    outputs: [
      { kind: 'table', title: 'By region', table },
      { kind: 'chart', title: 'As a chart', chart, table },
      { kind: 'text', text: 'a note' },
      { kind: 'table', title: 'By month', table },
    ],
  });
  const kinds = [...html.matchAll(/data-kind="(\w+)"/g)].map(([, kind]) => kind);
  expect(kinds).toEqual(['table', 'chart', 'value', 'table']);
  expect(html.indexOf('By region')).toBeLessThan(html.indexOf('By month'));
  expect(html).toContain('a note');
});

it('shows a single output without a title of its own, and says when there is none', () => {
  expect(render({ table })).not.toContain('<h4');
  expect(render({ logs: [] })).toContain('no table, chart or value');
});
