import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { dtypeName, timeUnitOf, timeZoneOf } from '../dtypes.js';
import { durationOf } from '../durations.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression } from '../literals.js';
import { dtypes, native, type NativeExpression } from '../native.js';
import { civilDate, movedByMonths } from './calendar.js';
import { plain } from './plain.js';

const number = integerExpression;

function small(value: number): NativeExpression {
  return native.lit(value).cast(dtypes.Int8, true);
}

function whole(expression: NativeExpression): NativeExpression {
  return expression.cast(dtypes.Int64, true);
}

/** A span of time as an expression. */
export function durationExpression(milliseconds: NativeExpression): NativeExpression {
  return milliseconds.cast(dtypes.Int64, true).cast(dtypes.Duration('ms'), true);
}

function zoneOf(call: ExpressionCall): string {
  const dtype = call.inputDtype();
  return dtype === undefined ? '' : timeZoneOf(dtype);
}

function isDate(call: ExpressionCall): boolean {
  const dtype = call.inputDtype();
  return dtype !== undefined && dtypeName(dtype) === 'date';
}

function inZone(clock: NativeExpression, zone: string): NativeExpression {
  return zone === '' ? clock : clock.dtReplaceTimeZone(zone, native.lit('earliest'), 'null');
}

/** The same clock time without a zone. The native layer makes it one in UTC, of which a conversion drops the zone. */
function withoutZone(call: ExpressionCall): NativeExpression {
  const dtype = call.inputDtype();
  if (dtype === undefined || timeZoneOf(dtype) === '') return call.input;
  return inZone(call.input, 'UTC').cast(dtypes.Datetime(timeUnitOf(dtype)), true);
}

/** Moves dates and datetimes: by the calendar in months and, in a time zone, in days; by the clock in all else. */
const offsetBy: ExpressionOperation = (call) => {
  const { months, days, milliseconds } = durationOf(call.args.text('by') ?? '0ms');
  if (isDate(call)) {
    if (milliseconds !== 0 && milliseconds % 86_400_000 !== 0) {
      throw planError(PlanErrorCode.ArgumentInvalid, 'A date can be moved by whole days only.', {
        hint: "Cast it first: pl.col('date').cast(pl.Datetime).dt.offsetBy('1h').",
      });
    }
    const moved = months === 0 ? call.input : movedByMonths(call.input, months);
    const span = durationExpression(number(days * 86_400_000 + milliseconds));
    return days === 0 && milliseconds === 0 ? moved : moved.add(span);
  }
  const zone = zoneOf(call);
  let moved = call.input;
  if (months !== 0 || (days !== 0 && zone !== '')) {
    const clock = withoutZone(call);
    const day = clock.cast(dtypes.Date, true);
    const timeOfDay = clock.sub(day);
    const target = months === 0 ? day : movedByMonths(day, months);
    const moment = target
      .add(durationExpression(number(days * 86_400_000)))
      .cast(dtypes.Datetime('us'), true);
    moved = inZone(moment.add(timeOfDay), zone);
  } else if (days !== 0) {
    moved = moved.add(durationExpression(number(days * 86_400_000)));
  }
  return milliseconds === 0 ? moved : moved.add(durationExpression(number(milliseconds)));
};

/** A duration of no more than a given number of whole units. */
function wholeUnits(milliseconds: number): ExpressionOperation {
  return (call) => whole(call.input.durationMilliseconds().trueDiv(number(milliseconds)));
}

const epoch: ExpressionOperation = (call) => {
  const unit = call.args.text('unit') ?? 'ms';
  if (unit === 'd') return whole(call.input.cast(dtypes.Date, true).cast(dtypes.Int32, true));
  if (unit === 'us' || unit === 'ns') return whole(call.input.cast(dtypes.Datetime(unit), true));
  const milliseconds = whole(call.input.cast(dtypes.Datetime('ms'), true));
  return unit === 's' ? milliseconds.floordiv(number(1000)) : milliseconds;
};

const convertTimeZone: ExpressionOperation = (call) => {
  const zone = call.args.text('timeZone') ?? 'UTC';
  const dtype = call.inputDtype();
  const isNaive = dtype !== undefined && dtypeName(dtype) === 'datetime' && timeZoneOf(dtype) === '';
  const aware = isNaive ? inZone(call.input, 'UTC') : call.input;
  return aware.dtConvertTimeZone(zone);
};

const daysInMonth: ExpressionOperation = (call) =>
  whole(civilDate(call.input.year(), whole(call.input.month()).add(number(1)), number(0)).day());

const monthEnd: ExpressionOperation = (call) => {
  const date = call.input.cast(dtypes.Date, true);
  return civilDate(date.year(), whole(date.month()).add(number(1)), number(0));
};

const isLeapYear: ExpressionOperation = (call) => {
  const year = whole(call.input.year());
  const divides = (by: number): NativeExpression => year.rem(number(by)).eq(number(0));
  return divides(4).and(divides(100).not()).or(divides(400));
};

/** The ISO year is that of the Thursday of the week. */
const isoYear: ExpressionOperation = (call) => {
  const days = whole(call.input.weekday()).mul(number(-1)).add(number(4));
  const thursday = call.input.cast(dtypes.Date, true).add(durationExpression(days.mul(number(86_400_000))));
  return thursday.year();
};

function everyOf(call: ExpressionCall): NativeExpression {
  return native.lit(call.args.text('every') ?? '1d');
}

export const temporalOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...plain('dt', {
    year: 'year',
    month: 'month',
    week: 'week',
    weekday: 'weekday',
    day: 'day',
    ordinalDay: 'ordinalDay',
    hour: 'hour',
    minute: 'minute',
    second: 'second',
    nanosecond: 'nanosecond',
    totalDays: 'durationDays',
    totalHours: 'durationHours',
    totalSeconds: 'durationSeconds',
    totalMilliseconds: 'durationMilliseconds',
    totalNanoseconds: 'durationNanoseconds',
  }),
  'dt.isoYear': isoYear,
  'dt.quarter': (call) => call.input.month().add(small(2)).floordiv(small(3)),
  'dt.monthName': (call) => call.input.strftime('%B'),
  'dt.weekdayName': (call) => call.input.strftime('%A'),
  'dt.millisecond': (call) => whole(call.input.nanosecond()).floordiv(number(1_000_000)),
  'dt.microsecond': (call) => whole(call.input.nanosecond()).floordiv(number(1000)),
  'dt.daysInMonth': daysInMonth,
  'dt.isLeapYear': isLeapYear,
  'dt.date': (call) => withoutZone(call).cast(dtypes.Date, true),
  'dt.time': (call) => withoutZone(call).cast(dtypes.Time, true),
  'dt.monthStart': (call) => call.input.dtTruncate(native.lit('1mo')),
  'dt.monthEnd': monthEnd,
  'dt.totalMinutes': wholeUnits(60_000),
  'dt.totalMicroseconds': (call) => whole(call.input.cast(dtypes.Duration('us'), true)),
  'dt.truncate': (call) => call.input.dtTruncate(everyOf(call)),
  'dt.round': (call) => call.input.dtRound(everyOf(call)),
  'dt.strftime': (call) =>
    call.input.strftime(call.args.text('format') ?? (isDate(call) ? '%Y-%m-%d' : '%Y-%m-%dT%H:%M:%S')),
  'dt.offsetBy': offsetBy,
  'dt.epoch': epoch,
  'dt.replaceTimeZone': (call) => {
    const zone = call.args.text('timeZone');
    return zone === undefined ? withoutZone(call) : inZone(call.input, zone);
  },
  'dt.convertTimeZone': convertTimeZone,
  'dt.castTimeUnit': (call) => call.input.dtCastTimeUnit(call.args.text('unit') ?? 'us'),
};
