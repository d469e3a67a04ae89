import { afterAll, describe, expect, test } from 'vitest';
import { smallDatasets, valuesOf } from './fixtures.js';
import type { GuestProgram } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

/** An expression and its values, row by row; several expressions make a list per row. */
type Case = readonly [title: string, expression: GuestProgram, values: unknown[]];

const texts: readonly Case[] = [
  ['contains a text', ({ pl }) => pl.col('name').str.contains('e'), [false, false, false, true, true, false]],
  [
    'contains a pattern',
    ({ pl }) => pl.col('name').str.contains('^A|d$'),
    [true, false, true, false, false, false],
  ],
  [
    'contains without case',
    ({ pl }) => pl.col('name').str.contains('(?i)E'),
    [false, false, false, true, true, false],
  ],
  [
    'contains by option',
    ({ pl }) => pl.col('name').str.contains('[AB]', { literal: true }),
    [false, false, false, false, false, false],
  ],
  [
    'starts and ends',
    ({ pl }) => [pl.col('name').str.startsWith('A'), pl.col('name').str.ends_with('y')],
    [
      [true, false],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
      [false, true],
    ],
  ],
  [
    'case',
    ({ pl }) => [pl.col('name').str.toUpperCase(), pl.col('name').str.to_lowercase()],
    [
      ['ANN', 'ann'],
      ['BOB', 'bob'],
      ['CID', 'cid'],
      ['DEE', 'dee'],
      ['EVE', 'eve'],
      ['FAY', 'fay'],
    ],
  ],
  [
    'replace',
    ({ pl }) =>
      [pl.col('name').str.replace('e', '_'), pl.col('name').str.replaceAll('e', '_')].map((item) =>
        item.get(3),
      ),
    [['D_e', 'D__']],
  ],
  [
    'slice, lengths',
    ({ pl }) =>
      [pl.col('name').str.slice(1), pl.col('name').str.slice(0, 1), pl.col('name').str.lengths()].map(
        (item) => item.first(),
      ),
    [['nn', 'A', 3]],
  ],
  [
    'strip and pad',
    ({ pl }) => [
      pl.lit('  a ').str.strip(),
      pl.lit('xax').str.strip('x'),
      pl.lit('7').str.zfill(3),
      pl.lit('7').str.padStart(3, '.'),
    ],
    [['a', 'a', '007', '..7']],
  ],
  [
    'split and list',
    ({ pl }) => [
      pl.lit('a,b').str.split(',').list.get(1),
      pl.lit('a,b').str.split(',').list.lengths(),
      pl.lit('a,b').str.split(',').list.join('+'),
    ],
    [['b', 2, 'a+b']],
  ],
  ['extract', ({ pl }) => pl.lit('n12').str.extract('([0-9]+)', 1), ['12']],
  ['countMatches', ({ pl }) => pl.lit('banana').str.countMatches('an'), [2]],
  ['concat down', ({ pl }) => pl.col('name').head(2).str.concat('+'), ['Ann+Bob']],
  [
    'toInteger',
    ({ pl }) => [pl.lit(' 12 ').str.toInteger(), pl.lit('x').str.toInteger(), pl.lit('1.5').str.toDecimal()],
    [[12, null, 1.5]],
  ],
  [
    'toDate',
    ({ pl }) => [
      pl.lit('05/02/2024').str.toDate('%d/%m/%Y'),
      pl.lit('2024-02-05').str.strptime(pl.Date, '%Y-%m-%d'),
      pl.lit('bad').str.toDate('%Y-%m-%d'),
    ],
    [['2024-02-05', '2024-02-05', null]],
  ],
];

const moments: readonly Case[] = [
  [
    'parts',
    ({ pl }) =>
      [
        pl.col('at').dt.year(),
        pl.col('at').dt.quarter(),
        pl.col('at').dt.month(),
        pl.col('at').dt.day(),
        pl.col('at').dt.weekday(),
        pl.col('at').dt.hour(),
      ].map((item) => item.get(4)),
    [[2024, 2, 4, 30, 2, 23]],
  ],
  ['quarters', ({ pl }) => pl.col('at').dt.quarter(), [1, 1, 1, 2, 2, 1]],
  [
    'strftime',
    ({ pl }) => pl.col('at').dt.strftime('%Y-%m'),
    ['2024-01', '2024-01', '2024-02', '2024-04', '2024-04', '2025-01'],
  ],
  [
    'truncate',
    ({ pl }) => pl.col('at').dt.truncate('month').dt.date(),
    ['2024-01-01', '2024-01-01', '2024-02-01', '2024-04-01', '2024-04-01', '2025-01-01'],
  ],
  [
    'epoch',
    ({ pl }) =>
      [pl.col('at').dt.epoch('s'), pl.col('at').dt.timestamp('ms'), pl.col('at').dt.epoch('d')].map((item) =>
        item.first(),
      ),
    [[1704096000, 1704096000000, 19723]],
  ],
  [
    'durations',
    ({ pl }) =>
      [
        pl
          .col('at')
          .sub(pl.datetime(2024, 1, 1))
          .dt.totalDays(),
        pl
          .col('at')
          .sub(pl.datetime(2024, 1, 1))
          .dt.totalMinutes(),
      ].map((item) => item.get(1)),
    [[14, 14 * 1440 + 570]],
  ],
  [
    'moved',
    ({ pl }) =>
      [
        pl.col('at').dt.offsetBy('7d').dt.date(),
        pl
          .col('at')
          .add(pl.duration({ days: 1 }))
          .dt.date(),
      ].map((item) => item.first()),
    [['2024-01-08', '2024-01-02']],
  ],
  [
    'a datetime against a text',
    ({ pl }) => pl.col('at').gtEq('2024-04-10'),
    [false, false, false, true, true, true],
  ],
  [
    'a datetime against a precise text',
    ({ pl }) => pl.col('at').lt('2024-01-15T09:30:00'),
    [true, false, false, false, false, false],
  ],
  ['time zones', ({ pl }) => pl.col('at').dt.convertTimeZone('Europe/Oslo').dt.hour().first(), [9]],
  [
    'ordinal day and week',
    ({ pl }) => [pl.col('at').dt.ordinalDay(), pl.col('at').dt.week()].map((item) => item.get(2)),
    [[34, 5]],
  ],
];

describe('texts', () => {
  test.each(texts)('%s', (_title, expression, values) => {
    expect(valuesOf(bench, 'staff', expression)).toEqual(values);
  });
});

describe('dates and times', () => {
  test.each(moments)('%s', (_title, expression, values) => {
    expect(valuesOf(bench, 'sales', expression)).toEqual(values);
  });
});
