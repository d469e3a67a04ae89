import { afterAll, describe, expect, test } from 'vitest';
import { smallDatasets, valuesOf } from './fixtures.js';
import type { GuestProgram } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

/** An expression and its values, row by row; several expressions make a list per row. */
type Case = readonly [title: string, expression: GuestProgram, values: unknown[]];

const staff: readonly Case[] = [
  [
    'isIn',
    ({ pl }) => pl.col('department').isIn(['Sales', 'Marketing']),
    [false, true, false, true, true, null],
  ],
  [
    'isIn of numbers, spread',
    ({ pl }) => pl.col('salary').is_in(50, 140),
    [false, true, true, false, false, null],
  ],
  ['isIn of nothing', ({ pl }) => pl.col('name').isIn([]), [false, false, false, false, false, false]],
  ['isBetween', ({ pl }) => pl.col('salary').isBetween(60, 100), [true, false, false, true, true, null]],
  [
    'isBetween, open',
    ({ pl }) => pl.col('salary').is_between(60, 100, { closed: 'none' }),
    [false, false, false, true, false, null],
  ],
  [
    'a date against a text',
    ({ pl }) => pl.col('hired').gt('2024-02-29'),
    [false, false, false, true, true, null],
  ],
  [
    'a date equal to a text',
    ({ pl }) => pl.col('hired').eq('2024-02-29'),
    [false, false, true, false, false, null],
  ],
  [
    'a date against pl.date',
    ({ pl }) => pl.col('hired').ltEq(pl.date(2023, 5, 20)),
    [true, true, false, false, false, null],
  ],
  [
    'a date against a Date',
    ({ pl }) => pl.col('hired').lt(new Date('2023-05-20')),
    [true, false, false, false, false, null],
  ],
  [
    'a date between texts',
    ({ pl }) => pl.col('hired').isBetween('2024-01-01', '2024-06-30'),
    [false, false, true, false, false, null],
  ],
  [
    'a date among texts',
    ({ pl }) => pl.col('hired').isIn(['2024-12-31', '2023-01-15']),
    [true, false, false, false, true, null],
  ],
  [
    'a text on the left',
    ({ pl }) => pl.lit('2024-01-01').lt(pl.col('hired')),
    [false, false, true, true, true, null],
  ],
  [
    'a date filled by a text',
    ({ pl }) => pl.col('hired').fillNull('2020-01-01').dt.year(),
    [2023, 2023, 2024, 2024, 2024, 2020],
  ],
  [
    'eqMissing',
    ({ pl }) => pl.col('department').eqMissing(pl.lit(null)),
    [false, false, false, false, false, true],
  ],
  [
    'when, then, otherwise',
    ({ pl }) =>
      pl
        .when(pl.col('salary').gt(90))
        .then('high')
        .when(pl.col('salary').gt(55))
        .then('middle')
        .otherwise('low'),
    ['high', 'low', 'high', 'middle', 'middle', 'low'],
  ],
  [
    'when without otherwise',
    ({ pl }) => pl.when(pl.col('salary').gt(90)).then(1),
    [1, null, 1, null, null, null],
  ],
  ['over', ({ pl }) => pl.col('salary').sum().over('department'), [240, 120, 240, 120, 60, 0]],
  ['rank', ({ pl }) => pl.col('salary').rank({ method: 'min', descending: true }), [2, 5, 1, 3, 4, null]],
  [
    'shift and lead',
    ({ pl }) => [pl.col('salary').shift(1), pl.col('salary').lead(1)],
    [
      [null, 50],
      [100, 140],
      [50, 70],
      [140, 60],
      [70, null],
      [60, null],
    ],
  ],
  ['diff', ({ pl }) => pl.col('salary').diff(), [null, -50, 90, -70, -10, null]],
  [
    'pctChange',
    ({ pl }) => pl.col('salary').pct_change(),
    [null, -0.5, 1.8, -0.5, -1 / 7, null].map((value) => (value === null ? value : expect.closeTo(value, 9))),
  ],
  ['cumSum', ({ pl }) => pl.col('salary').cum_sum(), [100, 150, 290, 360, 420, null]],
  ['rollingMean', ({ pl }) => pl.col('salary').rollingMean({ windowSize: 2 }), [null, 75, 95, 105, 65, null]],
  [
    'rollingSum, at least one',
    ({ pl }) => pl.col('salary').rolling_sum(2, { min_periods: 1 }),
    [100, 150, 190, 210, 130, 60],
  ],
  ['round', ({ pl }) => pl.col('salary').div(8).round(1), [12.5, 6.3, 17.5, 8.8, 7.5, null]],
  ['clip', ({ pl }) => pl.col('salary').clip(60, 100), [100, 60, 100, 70, 60, null]],
  ['clip below', ({ pl }) => pl.col('salary').clip({ min: 80 }), [100, 80, 140, 80, 80, null]],
  [
    'abs, neg, sign',
    ({ pl }) => [pl.col('score').abs(), pl.col('score').neg().fillNan(0), pl.col('salary').sub(70).sign()],
    [
      [1.5, -1.5, 1],
      [2.25, -2.25, -1],
      ['NaN', 0, 1],
      [4, -4, 0],
      [1, 1, -1],
      [null, null, null],
    ],
  ],
  [
    'sqrt, pow',
    ({ pl }) => [pl.col('salary').sqrt().floor(), pl.col('salary').pow(2)],
    [
      [10, 10000],
      [7, 2500],
      [11, 19600],
      [8, 4900],
      [7, 3600],
      [null, null],
    ],
  ],
  ['cbrt', ({ pl }) => pl.lit(-27).cbrt().round(6), [-3]],
  [
    'log',
    ({ pl }) => [pl.lit(8).log(2), pl.lit(100).log10(), pl.lit(1).log(), pl.lit(0).exp()],
    [[expect.closeTo(3, 9), expect.closeTo(2, 9), 0, 1]],
  ],
  ['cast to text', ({ pl }) => pl.col('salary').cast(pl.Utf8), ['100', '50', '140', '70', '60', null]],
  [
    'cast that does not fit',
    ({ pl }) => pl.col('name').cast(pl.Int64, { strict: false }),
    [null, null, null, null, null, null],
  ],
  [
    'is null, nan',
    ({ pl }) => [pl.col('score').isNull(), pl.col('score').isNan().fillNull(false)],
    [
      [false, false],
      [false, false],
      [false, true],
      [false, false],
      [false, false],
      [true, false],
    ],
  ],
  [
    'aggregates',
    ({ pl }) => [
      pl.col('salary').sum(),
      pl.col('salary').mean(),
      pl.col('salary').median(),
      pl.col('salary').min(),
      pl.col('salary').max(),
      pl.col('salary').count(),
      pl.col('salary').len(),
      pl.col('department').nUnique(),
      pl.col('salary').nullCount(),
    ],
    [[420, 84, 70, 50, 140, 5, 6, 4, 1]],
  ],
  ['std and var', ({ pl }) => [pl.col('salary').std().round(6), pl.col('salary').var()], [[36.469165, 1330]]],
  [
    'quantile',
    ({ pl }) => [pl.col('salary').quantile(0.25), pl.col('salary').quantile(0.9)],
    [[60, expect.closeTo(124, 9)]],
  ],
  [
    'first, last, get',
    ({ pl }) => [pl.col('name').first(), pl.col('name').last(), pl.col('name').get(2)],
    [['Ann', 'Fay', 'Cid']],
  ],
  ['filter within an aggregate', ({ pl }) => pl.col('salary').filter(pl.col('remote')).sum(), [170]],
  ['sortBy', ({ pl }) => pl.col('name').sortBy('salary', true).first(), ['Cid']],
  ['topK', ({ pl }) => pl.col('salary').topK(2), [140, 100]],
  ['unique in order', ({ pl }) => pl.col('department').unique(), ['Engineering', 'Sales', 'Marketing', null]],
  [
    'replace by an object',
    ({ pl }) => pl.col('department').replace({ Sales: 'S', Marketing: 'M' }),
    ['Engineering', 'S', 'Engineering', 'S', 'M', null],
  ],
  [
    'replace numbers by texts',
    ({ pl }) => pl.col('salary').replace({ 100: 'hundred' }),
    ['hundred', '50', '140', '70', '60', null],
  ],
  [
    'cut',
    ({ pl }) => pl.col('salary').cut([60, 100], { labels: ['low', 'mid', 'high'] }),
    ['mid', 'low', 'high', 'mid', 'low', null],
  ],
  [
    'cut with own labels',
    ({ pl }) => pl.col('salary').cut([100]),
    ['(-inf, 100]', '(-inf, 100]', '(100, inf]', '(-inf, 100]', '(-inf, 100]', null],
  ],
  ['any, all', ({ pl }) => [pl.col('remote').any(), pl.col('remote').all()], [[true, false]]],
  [
    'concatStr',
    ({ pl }) => pl.concatStr(['name', 'department'], { separator: '-' }),
    ['Ann-Engineering', 'Bob-Sales', 'Cid-Engineering', 'Dee-Sales', 'Eve-Marketing', null],
  ],
  [
    'concatString in the old form',
    ({ pl }) => pl.concatString(['name', pl.lit('x')], '/').first(),
    ['Ann/x'],
  ],
  ['format', ({ pl }) => pl.format('{} earns {}', 'name', 'salary').first(), ['Ann earns 100']],
  [
    'coalesce',
    ({ pl }) => pl.coalesce('department', 'name'),
    ['Engineering', 'Sales', 'Engineering', 'Sales', 'Marketing', 'Fay'],
  ],
  [
    'horizontal',
    ({ pl }) => [
      pl.sumHorizontal('salary', pl.lit(1)),
      pl.maxHorizontal('salary', pl.lit(75)),
      pl.meanHorizontal('salary', pl.lit(0)),
    ],
    [
      [101, 100, 50],
      [51, 75, 25],
      [141, 140, 70],
      [71, 75, 35],
      [61, 75, 30],
      [1, 75, 0],
    ],
  ],
  [
    'corr',
    ({ pl }) => [
      pl.corr('salary', pl.col('salary').mul(-2)).round(6),
      pl.spearmanRankCorr('salary', 'salary').round(6),
    ],
    [[-1, 1]],
  ],
  ['struct', ({ pl }) => pl.struct('name', 'salary').struct.field('salary').first(), [100]],
  ['xor', ({ pl }) => pl.col('remote').xor(true), [false, true, true, false, null, false]],
];

describe('expressions', () => {
  test.each(staff)('%s', (_title, expression, values) => {
    expect(valuesOf(bench, 'staff', expression)).toEqual(values);
  });
});
