import { afterAll, describe, expect, test } from 'vitest';
import { createWorkbench, type GuestProgram } from '../plan/harness.js';
import { correlation, mean, orders, present, quantile, sum, variance } from './figures.js';

const bench = createWorkbench({ empty: { none: [1] } });
afterAll(() => bench.close());

type Polars = Parameters<GuestProgram>[0]['pl'];

/** The values of an expression over some columns. */
function values(columns: object, make: (pl: Polars) => unknown): unknown[] {
  return bench.rows(({ pl }) => pl.DataFrame(columns).select({ value: make(pl) })).map(([value]) => value);
}

describe('statistics', () => {
  const prices = present(orders);
  const quantities = orders.map((order) => order.quantity);
  const columns = {
    price: prices,
    quantity: orders.filter((order) => order.price !== null).map((order) => order.quantity),
  };
  const moment = (power: number): number => {
    const middle = mean(prices) ?? 0;
    return sum(prices.map((price) => (price - middle) ** power)) / prices.length;
  };
  const cases: readonly (readonly [string, (pl: Polars) => unknown, number])[] = [
    ['std', (pl) => pl.col('price').std(), Math.sqrt(variance(prices))],
    ['std of all', (pl) => pl.col('price').std({ ddof: 0 }), Math.sqrt(variance(prices, 0))],
    ['var of all', (pl) => pl.col('price').var(0), variance(prices, 0)],
    ['skew', (pl) => pl.col('price').skew(), moment(3) / moment(2) ** 1.5],
    ['kurtosis', (pl) => pl.col('price').kurtosis(), moment(4) / moment(2) ** 2 - 3],
    ['quantile', (pl) => pl.col('price').quantile(0.3), quantile(prices, 0.3)],
    ['corr', (pl) => pl.corr('price', 'quantity'), correlation(prices, columns.quantity)],
    [
      'cov',
      (pl) => pl.col('price').cov(pl.col('quantity')),
      correlation(prices, columns.quantity) * Math.sqrt(variance(prices) * variance(columns.quantity)),
    ],
    [
      'dot',
      (pl) => pl.col('price').dot(pl.col('quantity')),
      sum(prices.map((price, index) => price * (columns.quantity[index] ?? 0))),
    ],
    [
      'product',
      (pl) => pl.col('quantity').head(6).product(),
      columns.quantity.slice(0, 6).reduce((a, b) => a * b, 1),
    ],
  ];

  test.each(cases)('%s', (_name, make, expected) => {
    expect(values(columns, make)[0]).toBeCloseTo(expected, 8);
  });

  test('mode, unique counts and distinct values', () => {
    const counts = [...new Set(quantities)].map(
      (value) => quantities.filter((other) => other === value).length,
    );
    expect(values({ q: quantities }, (pl) => pl.col('q').uniqueCounts())).toEqual(counts);
    expect(values({ q: [3, 1, 3, 1, 2] }, (pl) => pl.col('q').mode())).toEqual([1, 3]);
    expect(values({ q: [1, null, 1, null] }, (pl) => pl.col('q').isLastDistinct())).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('a matrix of correlations and a histogram', () => {
    const rows = bench.rows(({ pl }) => pl.DataFrame({ ...columns, name: prices.map(() => 'x') }).corr());
    expect(rows.map(([name]) => name)).toEqual(['price', 'quantity']);
    expect(rows[0]?.[2]).toBeCloseTo(correlation(prices, columns.quantity), 9);
    const bins = bench.rows(({ pl }) => pl.DataFrame(columns).hist('price', { bins: 8 }));
    const [low, high] = [Math.min(...prices), Math.max(...prices)];
    expect(bins.map((bin) => bin[2])).toEqual(
      Array.from({ length: 8 }, (_, index) => {
        const [start, end] = [low + ((high - low) / 8) * index, low + ((high - low) / 8) * (index + 1)];
        return prices.filter((price) => price >= start && (index === 7 || price < end)).length;
      }),
    );
    expect(sum(bins.map((bin) => Number(bin[2])))).toBe(prices.length);
  });
});

describe('texts', () => {
  const names = { t: ['anna van der berg', "o'neill-SMITH 42", '', null, 'ÄRGER, été'] };
  const cases: readonly (readonly [string, (pl: Polars) => unknown, unknown[]])[] = [
    [
      'toTitlecase',
      (pl) => pl.col('t').str.to_titlecase(),
      ['Anna Van Der Berg', "O'neill-Smith 42", '', null, 'Ärger, Été'],
    ],
    [
      'extractAll',
      (pl) => pl.col('t').str.extractAll('[a-z]{4,}'),
      [['anna', 'berg'], ['neill'], [], null, []],
    ],
    ['extractAll with groups', (pl) => pl.col('t').str.extract_all('(\\d)(\\d)'), [[], ['42'], [], null, []]],
    [
      'extract the whole match',
      (pl) => pl.col('t').str.extract('\\w+$', 0),
      ['berg', '42', null, null, 'été'],
    ],
    ['countMatches of a pattern', (pl) => pl.col('t').str.countMatches('[aeiou]'), [5, 3, 0, null, 0]],
    ['countMatches of a text', (pl) => pl.col('t').str.countMatches('n'), [3, 1, 0, null, 0]],
    ['containsAny', (pl) => pl.col('t').str.containsAny(['berg', '42']), [true, true, false, null, false]],
    [
      'reverse',
      (pl) => pl.col('t').str.reverse(),
      ['greb red nav anna', "24 HTIMS-llien'o", '', null, 'été ,REGRÄ'],
    ],
    [
      'stripPrefix',
      (pl) => pl.col('t').str.stripPrefix('anna '),
      ['van der berg', "o'neill-SMITH 42", '', null, 'ÄRGER, été'],
    ],
    [
      'stripSuffix',
      (pl) => pl.col('t').str.strip_suffix(' été'),
      ['anna van der berg', "o'neill-SMITH 42", '', null, 'ÄRGER,'],
    ],
    [
      'padEnd',
      (pl) => pl.col('t').str.slice(0, 2).str.padEnd(4, '.'),
      ['an..', "o'..", '....', null, 'ÄR..'],
    ],
    [
      'splitExact',
      (pl) => pl.col('t').str.splitExact(' ', 1).struct.field('field_1'),
      ['van', '42', null, null, 'été'],
    ],
    [
      'replace with a group',
      (pl) => pl.col('t').str.replace('(\\d)(\\d)', '$2$1'),
      ['anna van der berg', "o'neill-SMITH 24", '', null, 'ÄRGER, été'],
    ],
    ['replaceAll taken literally', (pl) => pl.col('t').str.replaceAll('.', '!', { literal: true }), names.t],
    ['zfill', (pl) => pl.lit('-7').str.zfill(4), ['-007']],
  ];

  test.each(cases)('%s', (_name, make, expected) => {
    expect(values(names, make)).toEqual(expected);
  });
});

describe('lists and structs', () => {
  const lists = { l: [[3, 1, 2, 1], [], null, [null, 5]] };
  const cases: readonly (readonly [string, (pl: Polars) => unknown, unknown[]])[] = [
    ['median', (pl) => pl.col('l').list.median(), [1.5, null, null, 5]],
    ['nUnique', (pl) => pl.col('l').list.nUnique(), [3, 0, null, 2]],
    ['argMax', (pl) => pl.col('l').list.argMax(), [0, null, null, 1]],
    ['diff', (pl) => pl.col('l').list.diff(), [[null, -2, 1, -1], [], null, [null, null]]],
    ['shift', (pl) => pl.col('l').list.shift(1), [[null, 3, 1, 2], [], null, [null, null]]],
    ['dropNulls', (pl) => pl.col('l').list.dropNulls(), [[3, 1, 2, 1], [], null, [5]]],
    ['slice', (pl) => pl.col('l').list.slice(1, 2), [[1, 2], [], null, [5]]],
    ['countMatches', (pl) => pl.col('l').list.countMatches(1), [2, 0, null, 0]],
    ['eval', (pl) => pl.col('l').list.eval(pl.element().mul(10)), [[30, 10, 20, 10], [], null, [null, 50]]],
    [
      'concat',
      (pl) => pl.col('l').list.concat(pl.col('l')),
      [[3, 1, 2, 1, 3, 1, 2, 1], [], null, [null, 5, null, 5]],
    ],
    ['join of numbers', (pl) => pl.col('l').list.join('-'), ['3-1-2-1', '', null, '5']],
    ['sort', (pl) => pl.col('l').list.sort(true).list.head(2), [[3, 2], [], null, expect.anything()]],
  ];

  test.each(cases)('%s', (_name, make, expected) => {
    expect(values(lists, make)).toEqual(expected);
  });

  test('fields by name, under other names, and as JSON', () => {
    const points = { at: [{ x: 1, y: 'a' }, null] };
    expect(values(points, (pl) => pl.col('at').struct.field('y'))).toEqual(['a', null]);
    expect(values(points, (pl) => pl.col('at').struct.renameFields(['p', 'q']).struct.field('p'))).toEqual([
      1,
      null,
    ]);
    expect(values({ at: [{ x: 1, y: 'a' }] }, (pl) => pl.col('at').struct.jsonEncode())).toEqual([
      '{"x":1,"y":"a"}',
    ]);
  });
});

describe('values replaced and put into bins', () => {
  const codes = { c: ['a', 'b', 'z', null], n: [1, 2, 3, null] };
  const cases: readonly (readonly [string, (pl: Polars) => unknown, unknown[]])[] = [
    ['replace', (pl) => pl.col('c').replace({ a: 'Alpha', b: 'Beta' }), ['Alpha', 'Beta', 'z', null]],
    [
      'replace numbers with texts',
      (pl) => pl.col('n').replace({ 1: 'one', 2: 'two' }),
      ['one', 'two', '3.0', null].map((text) => (text === '3.0' ? expect.stringMatching(/^3(\.0)?$/) : text)),
    ],
    [
      'replaceStrict with a default',
      (pl) => pl.col('c').replaceStrict({ a: 1, b: 2 }, { default: 0 }),
      [1, 2, 0, 0],
    ],
    [
      'replaceStrict with null',
      (pl) => pl.col('c').replace_strict(['a', 'b'], [true, false], null),
      [true, false, null, null],
    ],
    [
      'cut, left closed',
      (pl) => pl.col('n').cut([2, 3], { leftClosed: true }),
      ['[-inf, 2)', '[2, 3)', '[3, inf)', null],
    ],
    [
      'cut, with labels by position',
      (pl) => pl.col('n').cut([2], ['low', 'high']),
      ['low', 'low', 'high', null],
    ],
    ['clip', (pl) => pl.col('n').clip(1.5, 2.5), [1.5, 2, 2.5, null]],
    ['isNotIn', (pl) => pl.col('c').isNotIn(['a', 'z']), [false, true, false, null]],
    ['neMissing', (pl) => pl.col('n').neMissing(pl.lit(null)), [true, true, true, false]],
    [
      'fillNull forwards, within a limit',
      (pl) => pl.Series('s', [1, null, null, 4]).fillNull({ strategy: 'forward', limit: 1 }),
      [1, 1, null, 4],
    ],
    ['interpolate', (pl) => pl.Series('s', [1, null, null, 4]).interpolate(), [1, 2, 3, 4]],
    ['peaks', (pl) => pl.Series('s', [1, 3, 2, 4]).peakMax(), [false, true, false, true]],
    [
      'round half to even',
      (pl) => pl.Series('s', [0.5, 1.5, 2.5, -0.5]).round(0, { mode: 'halftoeven' }),
      [0, 2, 2, -0],
    ],
    ['round half away from zero', (pl) => pl.Series('s', [0.5, 1.5, 2.5, -0.5]).round(), [1, 2, 3, -1]],
    ['modulo as Python has it', (pl) => pl.Series('s', [7, -7]).cast(pl.Int64).mod(3), [1, 2]],
    ['floor division', (pl) => pl.Series('s', [7, -7]).cast(pl.Int64).floorDiv(2), [3, -4]],
  ];

  test.each(cases)('%s', (_name, make, expected) => {
    expect(values(codes, make)).toEqual(expected);
  });

  test('replaceStrict without a default refuses what it does not know', () => {
    expect(() => values(codes, (pl) => pl.col('c').replaceStrict({ a: 1 }))).toThrow(/incomplete mapping/);
  });

  test('qcut makes bins of equal size', () => {
    const numbers = { n: Array.from({ length: 100 }, (_, index) => (index * 37) % 100) };
    const bins = values(numbers, (pl) => pl.col('n').qcut(4, { labels: ['1', '2', '3', '4'] }));
    expect(bins).toEqual(
      numbers.n.map((value) => String(Math.min(4, Math.max(1, Math.ceil((value / 99) * 4))))),
    );
  });
});
