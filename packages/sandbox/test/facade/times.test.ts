import { afterAll, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { createWorkbench, type GuestProgram } from '../plan/harness.js';

const bench = createWorkbench({ empty: { none: [1] } });
afterAll(() => bench.close());

type Polars = Parameters<GuestProgram>[0]['pl'];

function ofTexts(texts: readonly string[], make: (pl: Polars, column: Polars) => unknown): unknown[] {
  return bench
    .rows(({ pl }) => {
      const column = pl.col('t').str.toDatetime();
      return pl.DataFrame({ t: texts }).select({ value: make(pl, column) });
    })
    .map(([value]) => value);
}

const days = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** A day moved by months, as JavaScript does it, with the last day where the month is shorter. */
function movedByMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(date.getTime());
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(wanted, last.getUTCDate()));
  return date.toISOString().slice(0, 10);
}

describe('the calendar agrees with that of JavaScript', () => {
  test('in its parts', () => {
    fc.assert(
      fc.property(fc.array(days, { minLength: 5, maxLength: 30 }), (texts) => {
        const rows = bench.rows(({ pl }) => {
          const date = pl.col('t').str.toDate('%Y-%m-%d');
          return pl
            .DataFrame({ t: texts })
            .select([
              date.dt.quarter().alias('quarter'),
              date.dt.weekday().alias('weekday'),
              date.dt.daysInMonth().alias('days'),
              date.dt.isLeapYear().alias('leap'),
              date.dt.monthEnd().alias('end'),
              date.dt.weekdayName().alias('name'),
              pl.date(date.dt.year(), date.dt.month(), date.dt.day()).alias('again'),
            ]);
        });
        const expected = texts.map((text) => {
          const date = new Date(`${text}T00:00:00Z`);
          const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
          const end = movedByMonths(`${text.slice(0, 8)}01`, 1);
          const last = new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000);
          return [
            Math.floor(month / 3) + 1,
            date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
            last.getUTCDate(),
            (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0,
            last.toISOString().slice(0, 10),
            date.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' }),
            text,
          ];
        });
        expect(rows).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('in moving by months, quarters and years', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -40, max: 40 }), (day, months) => {
        fc.pre(movedByMonths(day, months) >= '0001-01-01' && movedByMonths(day, months).length === 10);
        const rows = bench.rows(({ pl }) =>
          pl.DataFrame({ t: [day] }).select(pl.col('t').str.toDate('%Y-%m-%d').dt.offsetBy(`${months}mo`)),
        );
        expect(rows).toEqual([[movedByMonths(day, months)]]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('dates and times', () => {
  const cases: readonly (readonly [string, string[], (pl: Polars, column: Polars) => unknown, unknown[]])[] =
    [
      [
        'ISO years',
        ['2021-01-03T00:00:00', '2020-12-31T00:00:00'],
        (_pl, at) => at.dt.isoYear(),
        [2020, 2020],
      ],
      ['ISO weeks', ['2021-01-03T00:00:00', '2021-01-04T00:00:00'], (_pl, at) => at.dt.week(), [53, 1]],
      [
        'fractions',
        ['2024-01-01T00:00:00.123456'],
        (pl, at) =>
          pl.concatList(at.dt.millisecond(), at.dt.microsecond(), at.dt.nanosecond().cast(pl.Int64)),
        [[123, 123_456, 123_456_000]],
      ],
      [
        'truncate',
        ['2024-05-17T13:45:10'],
        (pl, at) =>
          pl.concatList(
            ...['1h', '1d', '1w', '1mo', '1q', '1y'].map((every) =>
              at.dt.truncate(every).dt.strftime('%m-%d %H'),
            ),
          ),
        [['05-17 13', '05-17 00', '05-13 00', '05-01 00', '04-01 00', '01-01 00']],
      ],
      ['round', ['2024-05-17T13:45:10'], (_pl, at) => at.dt.round('1h'), ['2024-05-17T14:00:00']],
      [
        'offset of a datetime by months and hours',
        ['2024-01-31T23:30:00'],
        (_pl, at) => at.dt.offsetBy('1mo1h'),
        ['2024-03-01T00:30:00'],
      ],
      [
        'offset by calendar days over a change of clocks',
        ['2024-03-30T11:00:00'],
        (_pl, at) => at.dt.convertTimeZone('Europe/Oslo').dt.offsetBy('1d'),
        ['2024-03-31T12:00:00+02:00'],
      ],
      [
        'offset by hours over a change of clocks',
        ['2024-03-30T11:00:00'],
        (_pl, at) => at.dt.convertTimeZone('Europe/Oslo').dt.offsetBy('24h'),
        ['2024-03-31T13:00:00+02:00'],
      ],
      [
        'replaceTimeZone keeps the clock',
        ['2024-07-01T12:00:00'],
        (_pl, at) => at.dt.replaceTimeZone('America/New_York'),
        ['2024-07-01T12:00:00-04:00'],
      ],
      [
        'and drops the zone',
        ['2024-07-01T12:00:00'],
        (_pl, at) => at.dt.convertTimeZone('Asia/Tokyo').dt.replaceTimeZone(null),
        ['2024-07-01T21:00:00'],
      ],
      [
        'a time that the clock skips is null',
        ['2024-03-31T02:30:00'],
        (_pl, at) => at.dt.replaceTimeZone('Europe/Oslo'),
        [null],
      ],
      [
        'the date in a time zone',
        ['2024-01-01T23:30:00'],
        (_pl, at) => at.dt.convertTimeZone('Europe/Oslo').dt.date(),
        ['2024-01-02'],
      ],
      [
        'epoch',
        ['1970-01-02T00:00:00.5'],
        (pl, at) =>
          pl.concatList(
            at.dt.epoch('s'),
            at.dt.epoch('ms'),
            at.dt.epoch('us'),
            at.dt.timestamp({ timeUnit: 'ns' }),
          ),
        [[86_400, 86_400_500, 86_400_500_000, 86_400_500_000_000]],
      ],
      [
        'totals',
        ['2024-01-03T12:00:01.5'],
        (pl, at) => {
          const span = at.sub(pl.datetime(2024, 1, 1));
          return pl.concatList(
            span.dt.totalDays(),
            span.dt.totalHours(),
            span.dt.totalMinutes(),
            span.dt.totalSeconds(),
            span.dt.totalMilliseconds(),
            span.dt.totalMicroseconds(),
          );
        },
        [[2, 60, 3600, 216_001, 216_001_500, 216_001_500_000]],
      ],
      ['fromEpoch', ['2024-01-01T00:00:00'], (pl) => pl.fromEpoch(pl.lit(86_400)), ['1970-01-02T00:00:00']],
      [
        'a date minus a text',
        ['2024-01-10T00:00:00'],
        (_pl, at) => at.dt.date().sub('2024-01-01').dt.totalDays(),
        [9],
      ],
      [
        'parsing a time of day',
        ['2024-01-10T00:00:00'],
        (pl) => pl.lit('23:05:01').str.strptime(pl.Time, '%H:%M:%S'),
        ['23:05:01'],
      ],
      [
        'a duration from columns',
        ['2024-01-10T00:00:00'],
        (pl, at) => at.add(pl.duration({ days: at.dt.day(), hours: 1 })),
        ['2024-01-20T01:00:00'],
      ],
      [
        'a datetime from columns',
        ['2024-02-10T08:00:00'],
        (pl, at) => pl.datetime(at.dt.year(), at.dt.month(), 30, at.dt.hour()),
        [null],
      ],
    ];

  test.each(cases)('%s', (_name, texts, make, expected) => {
    expect(ofTexts(texts, make)).toEqual(expected);
  });

  test('ranges include their ends unless told', () => {
    const range = (make: (pl: Polars) => unknown): unknown[] =>
      bench.rows(({ pl }) => pl.select({ value: make(pl) })).map(([value]) => value);
    expect(range((pl) => pl.dateRange('2024-02-27', '2024-03-01'))).toEqual([
      '2024-02-27',
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ]);
    expect(
      range((pl) =>
        pl.date_range(pl.date(2024, 1, 31), pl.date(2024, 4, 30), '1mo', { closed: 'none', eager: true }),
      ),
    ).toEqual(['2024-02-29', '2024-03-31']);
    expect(range((pl) => pl.datetimeRange('2024-01-01', '2024-01-01T12:00:00', '6h'))).toEqual([
      '2024-01-01T00:00:00',
      '2024-01-01T06:00:00',
      '2024-01-01T12:00:00',
    ]);
    expect(range((pl) => pl.intRange(2, 11, 3))).toEqual([2, 5, 8]);
    expect(range((pl) => pl.intRange(5, 0, -2))).toEqual([5, 3, 1]);
  });

  test('a day that does not exist is refused, and a zone that does not is named', () => {
    expect(() => bench.rows(({ pl }) => pl.select(pl.date(2023, 2, 29)))).toThrow(/no day 2023-2-29/);
    expect(() =>
      ofTexts(['2024-01-01T00:00:00'], (_pl, at) => at.dt.convertTimeZone('Europe/Osloo')),
    ).toThrow(/Europe\/Osloo/);
  });
});
