import { describe, expect, it } from 'vitest';

import { createChart } from '../../src/facade/chart.js';
import { createObject, GuestError, type GuestValue } from '../../src/language/index.js';

// What a specification may not bring with it, at any place: addresses, loaders, expressions, markup, data of its own.

function guest(value: unknown): GuestValue {
  if (Array.isArray(value)) return value.map(guest);
  if (typeof value !== 'object' || value === null) return value as GuestValue;
  const entries = Object.entries(value).map(([name, part]) => [name, guest(part)]);
  return Object.assign(createObject(), Object.fromEntries(entries) as Record<string, GuestValue>);
}

const rows = [{ city: 'Bern', total: 1 }];

function draw(specification: unknown, data: unknown = rows): Record<string, unknown> {
  return createChart(guest(data), guest(specification)).spec;
}

/** The specification that came of it, or that it was refused as a chart with a message. */
function outcome(specification: unknown): Record<string, unknown> | 'refused' {
  try {
    return draw(specification);
  } catch (error) {
    if (error instanceof GuestError && error.code === 'chart-invalid') return 'refused';
    throw error;
  }
}

const encoding = { x: { field: 'city' }, y: { field: 'total' } };
const bars = { mark: 'bar', encoding };

/** The ways in which Vega-Lite puts one specification into another. */
const nests: readonly (readonly [string, (inner: object) => object])[] = [
  ['at the top', (inner) => ({ ...bars, ...inner })],
  ['in a layer', (inner) => ({ layer: [bars, { ...bars, ...inner }] })],
  ['in a layer of a layer', (inner) => ({ layer: [{ layer: [{ ...bars, ...inner }] }] })],
  ['in a facet', (inner) => ({ facet: { field: 'city' }, spec: { ...bars, ...inner } })],
  ['in a repetition', (inner) => ({ repeat: ['city', 'total'], spec: { ...bars, ...inner } })],
  ['in a concatenation', (inner) => ({ concat: [{ ...bars, ...inner }] })],
  ['in a row', (inner) => ({ hconcat: [{ ...bars, ...inner }] })],
  ['in a column', (inner) => ({ vconcat: [{ ...bars, ...inner }] })],
  ['in a row of columns', (inner) => ({ hconcat: [{ vconcat: [{ ...bars, ...inner }] }] })],
  ['in a mark', (inner) => ({ ...bars, mark: { type: 'bar', ...inner } })],
  ['in a channel', (inner) => ({ ...bars, encoding: { ...encoding, x: { field: 'city', ...inner } } })],
  ['beside the channels', (inner) => ({ ...bars, encoding: { ...encoding, ...inner } })],
  ['in an axis', (inner) => ({ ...bars, encoding: { ...encoding, x: { field: 'city', axis: inner } } })],
  [
    'in a legend',
    (inner) => ({ ...bars, encoding: { ...encoding, color: { field: 'city', legend: inner } } }),
  ],
  ['in a scale', (inner) => ({ ...bars, encoding: { ...encoding, y: { field: 'total', scale: inner } } })],
  ['in a title', (inner) => ({ ...bars, title: { text: 'x', ...inner } })],
  ['in an order', (inner) => ({ ...bars, encoding: { ...encoding, x: { field: 'city', sort: inner } } })],
  ['in a bin', (inner) => ({ ...bars, encoding: { ...encoding, x: { field: 'city', bin: inner } } })],
];

const address = 'https://collector.example/?q=';

const parts: readonly object[] = [
  { url: address },
  { href: address },
  { href: { field: 'city' } },
  { datasets: { a: [{ b: 1 }] } },
  { loader: { baseURL: address } },
  { usermeta: { embedOptions: { loader: address } } },
  { transform: [{ lookup: 'city', from: { data: { url: address }, key: 'city' } }] },
  { transform: [{ calculate: "warn('x')", as: 'y' }] },
  { transform: [{ filter: "event.view.alert('x')" }] },
  { params: [{ name: 'p', expr: 'window' }] },
  { params: [{ name: 'p', bind: { input: 'text', element: 'body' } }] },
  { selection: { brush: { type: 'interval' } } },
  { signals: [{ name: 's', update: 'window' }] },
  { signal: 'window' },
  { expr: 'window' },
  { condition: { test: 'window', value: 1 } },
  { labelExpr: 'window' },
  { formatType: 'window' },
  { config: { mark: { href: address } } },
  { resolve: { scale: { x: 'independent' } } },
  { projection: { type: 'mercator' } },
  { name: 'x' },
  { cursor: `url(${address})` },
  { font: address },
  { constructor: { field: 'city' } },
];

describe('what a specification may not have', () => {
  it.each(nests)('is refused %s', (_title, nest) => {
    expect(parts.filter((part) => outcome(nest(part)) !== 'refused')).toEqual([]);
  });

  it('is data of its own below the top, and at the top it is taken as the data to draw, not loaded', () => {
    const inner = nests.filter(([title]) => title !== 'at the top');
    const kept = inner.filter(([, nest]) => outcome(nest({ data: { url: address } })) !== 'refused');
    expect(kept).toEqual([]);
    expect(draw({ ...bars, data: { url: address } })['data']).toEqual({ values: rows });
    expect(() => draw(bars, { url: address })).toThrow(GuestError);
  });

  it('is a facet, a repetition or a concatenation, by whatever name', () => {
    for (const name of ['spec', 'facet', 'repeat', 'concat', 'hconcat', 'vconcat'])
      expect([name, outcome({ ...bars, [name]: [bars] })]).toEqual([name, 'refused']);
  });
});

/** A specification with every property that may be there, so that each of their places can be attacked. */
const full = {
  mark: { type: 'bar', color: 'red', strokeDash: [1, 2], interpolate: 'linear', fontWeight: 'bold' },
  title: { text: 'title', subtitle: 'subtitle' },
  description: 'description',
  width: { step: 20 },
  height: 300,
  encoding: {
    x: {
      field: 'city',
      type: 'nominal',
      sort: { field: 'total', op: 'sum', order: 'descending' },
      axis: { title: 'axis title', format: 's', values: ['Bern'], labelAngle: 0 },
      scale: { domain: ['Bern'], range: ['red', 10], scheme: 'set1', domainMin: 0 },
      title: 'channel title',
    },
    y: { field: 'total', aggregate: 'sum', stack: 'zero', bin: { maxbins: 10 }, format: '.2f' },
    color: {
      field: 'city',
      legend: { title: 'legend title', format: 's', values: ['Bern'] },
      sort: ['Bern'],
    },
    size: { datum: 'datum' },
    shape: { value: 'circle' },
    tooltip: [{ field: 'city', title: 'tooltip title' }],
    facet: { field: 'city', columns: 2, timeUnit: 'year' },
  },
};

/** Texts that are drawn as texts, or are compared with data, wherever they stand. */
const drawnAsText = /(?:title|text|subtitle|description|datum|domainMin|values\.\d+|domain\.\d+|sort\.\d+)$/;

/** Every place of a value that holds no other, as the way to it. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => leaves(part, [...path, name]));
}

/** A copy with another value in one place. */
function withAt(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[name] = withAt(copy[name], rest, replacement);
  return copy;
}

describe('every place of a specification', () => {
  it('takes what belongs there', () => {
    expect(outcome(full)).not.toBe('refused');
  });

  it.each([
    ['an address', address],
    ['an address of no scheme', '//collector.example/'],
    ['a script address', 'javascript:alert(1)'],
    ['an address as a colour', `url(${address})`],
    ['the end of a script', '</script><script>alert(1)</script>'],
    ['an attribute', '" onload="alert(1)'],
    ['an image', '<img src=x onerror=alert(1)>'],
    ['a signal', { signal: 'window' }],
    ['an expression', { expr: 'window' }],
    ['a parameter', { param: 'p' }],
    ['an address in an object', { url: address }],
    ['a repetition', { repeat: 'column' }],
    ['a list in a list', [[address]]],
  ])('takes %s for a text that is drawn, or not at all', (_title, hostile) => {
    const taken = leaves(full)
      .map((path) => path.join('.'))
      .filter((path) => outcome(withAt(full, path.split('.'), hostile)) !== 'refused');
    expect(taken.filter((path) => typeof hostile !== 'string' || !drawnAsText.test(path))).toEqual([]);
  });

  it('that is drawn as text stays that text, and cells stay data', () => {
    const markup = '</script><script>alert(1)</script>';
    const spec = draw({ ...bars, title: markup }, [{ city: markup, total: 1 }]);
    expect(spec).toMatchObject({ title: markup, data: { values: [{ city: markup, total: 1 }] } });
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });
});
