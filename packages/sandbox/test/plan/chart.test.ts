import { afterAll, describe, expect, test } from 'vitest';
import { ChartCapability, chartFromValue } from '../../src/facade/index.js';
import { GuestError } from '../../src/language/index.js';
import { smallDatasets } from './fixtures.js';
import { toGuest, type GuestProgram } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

function chart(program: GuestProgram): Record<string, unknown> {
  const result = bench.run(program);
  if (!(result instanceof ChartCapability)) throw new Error('the program made no chart');
  return result.spec;
}

const bars = {
  mark: 'bar',
  encoding: { x: { field: 'region' }, y: { field: 'quantity', aggregate: 'sum' } },
};

describe('a chart', () => {
  test('of a frame carries the drawn columns inline', () => {
    const spec = chart(({ pl, chart }) => chart(pl.scan('sales').head(2), { ...bars, title: 'Sales' }));
    expect(spec).toEqual({
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      width: 'container',
      height: 320,
      title: 'Sales',
      mark: { type: 'bar', tooltip: true },
      encoding: {
        x: { field: 'region', type: 'nominal' },
        y: { field: 'quantity', aggregate: 'sum', type: 'quantitative' },
      },
      data: {
        values: [
          { region: 'North', quantity: 1 },
          { region: 'South', quantity: 2 },
        ],
      },
    });
  });

  test('takes shorthands', () => {
    const spec = chart(({ pl, chart }) =>
      chart(pl.scan('staff'), { mark: 'scatter', x: 'hired', y: 'mean(salary)', color: 'department:N' }),
    );
    expect(spec).toMatchObject({
      mark: { type: 'point' },
      encoding: {
        x: { field: 'hired', type: 'temporal' },
        y: { field: 'salary', aggregate: 'mean', type: 'quantitative' },
        color: { field: 'department', type: 'nominal' },
      },
    });
    expect((spec['data'] as { values: { hired: string }[] }).values[0]?.hired).toBe('2023-01-15T00:00:00');
  });

  test('escapes names that Vega would read as paths', () => {
    const spec = chart(({ pl, chart }) =>
      chart(pl.scan('Umsätze 2024'), {
        mark: 'bar',
        encoding: { x: { field: 'a.b[c]' }, y: { field: 'Größe (cm)' } },
      }),
    );
    expect(spec).toMatchObject({
      encoding: { x: { field: String.raw`a\.b\[c\]`, title: 'a.b[c]' }, y: { field: 'Größe (cm)' } },
    });
  });

  test('of records draws NaN and nothing as nothing', () => {
    const spec = chart(({ chart }) =>
      chart([{ a: 1, b: Number.NaN }, { a: 2 }], { mark: 'line', x: 'a', y: 'b' }),
    );
    expect(spec['data']).toEqual({
      values: [
        { a: 1, b: null },
        { a: 2, b: null },
      ],
    });
  });

  test('may have layers', () => {
    const spec = chart(({ pl, chart }) =>
      chart(pl.scan('sales'), {
        layer: [bars, { mark: { type: 'rule', color: '#f00' }, encoding: { y: { datum: 3 } } }],
      }),
    );
    expect(spec['layer']).toHaveLength(2);
  });

  test('is what an object with mark, encoding and data stands for', () => {
    const made = bench.run(({ pl }) => ({ ...bars, data: pl.scan('sales') }));
    expect(chartFromValue(made as never)).toBeInstanceOf(ChartCapability);
    expect(chartFromValue(toGuest({ mark: 'bar' }))).toBeUndefined();
    expect(chartFromValue(toGuest([1]))).toBeUndefined();
  });
});

describe('a specification is refused', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['with an address as data', { ...bars, datasets: { a: 'http://x' } }],
    ['with a transform', { ...bars, transform: [{ calculate: '1', as: 'x' }] }],
    ['with parameters', { ...bars, params: [] }],
    ['with a configuration', { ...bars, config: {} }],
    ['with user metadata', { ...bars, usermeta: {} }],
    ['with an image mark', { ...bars, mark: 'image' }],
    ['with a link', { ...bars, encoding: { ...bars.encoding, href: { field: 'region' } } }],
    ['with an address in a mark', { ...bars, mark: { type: 'bar', url: 'http://x' } }],
    ['with an address as a colour', { ...bars, mark: { type: 'bar', color: 'url(http://x)' } }],
    ['with an expression', { ...bars, encoding: { x: { value: { expr: '1' } } } }],
    ['with a condition', { ...bars, encoding: { x: { field: 'region', condition: { test: '1' } } } }],
    [
      'with an expression as the axis’ labels',
      { ...bars, encoding: { x: { field: 'region', axis: { labelExpr: '1' } } } },
    ],
    ['with an unknown column', { ...bars, encoding: { x: { field: 'regio' } } }],
    ['with a format type', { ...bars, encoding: { x: { field: 'region', formatType: 'x' } } }],
    ['with nine layers', { layer: Array.from({ length: 9 }, () => bars) }],
    ['without a mark', { encoding: bars.encoding }],
    ['with a name of an object’s machinery', { ...bars, encoding: { constructor: { field: 'region' } } }],
  ];

  test.each(cases)('%s', (_title, specification) => {
    const make = (): unknown => bench.run(({ pl, chart }) => chart(pl.scan('sales'), specification));
    expect(make).toThrow(GuestError);
    expect(make).toThrow(/^chart: /);
  });

  test('with more rows than can be drawn', () => {
    const rows = Array.from({ length: 5001 }, (_, index) => ({ a: index }));
    expect(() => bench.run(({ chart }) => chart(rows, { mark: 'bar', x: 'a', y: 'a' }))).toThrow(/5001 rows/);
  });
});
