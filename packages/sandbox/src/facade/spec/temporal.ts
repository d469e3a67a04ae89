import { choice, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const dt = operationsOf('dt', 'expression');

/** Parts of a date or datetime: name, aliases, what it is. */
const parts: readonly (readonly [string, readonly string[], string])[] = [
  ['year', [], 'Year.'],
  ['isoYear', [], 'Year of the ISO week.'],
  ['quarter', [], 'Quarter, 1 to 4.'],
  ['month', [], 'Month, 1 to 12.'],
  ['monthName', [], 'English name of the month.'],
  ['week', ['isoWeek', 'weekOfYear'], 'ISO week.'],
  ['weekday', ['dayOfWeek', 'isoWeekday'], 'Day of the week, Monday is 1 and Sunday 7.'],
  ['weekdayName', ['dayName'], 'English name of the day of the week.'],
  ['day', ['dayOfMonth'], 'Day of the month.'],
  ['ordinalDay', ['dayOfYear'], 'Day of the year.'],
  ['daysInMonth', [], 'Number of days of the month.'],
  ['isLeapYear', [], 'Whether the year has 366 days.'],
  ['date', [], 'The date of a datetime.'],
  ['monthStart', [], 'The first day of the month.'],
  ['monthEnd', [], 'The last day of the month.'],
];

/** Parts of a datetime. */
const clock: readonly (readonly [string, string])[] = [
  ['time', 'The time of day of a datetime.'],
  ['hour', 'Hour.'],
  ['minute', 'Minute.'],
  ['second', 'Second.'],
  ['millisecond', 'Milliseconds of the second.'],
  ['microsecond', 'Microseconds of the second.'],
  ['nanosecond', 'Nanoseconds of the second.'],
];

/** Measures of a duration. */
const totals: readonly (readonly [string, readonly string[], string])[] = [
  ['totalDays', ['days'], 'A duration in whole days.'],
  ['totalHours', ['hours'], 'A duration in whole hours.'],
  ['totalMinutes', ['minutes'], 'A duration in whole minutes.'],
  ['totalSeconds', ['seconds'], 'A duration in whole seconds.'],
  ['totalMilliseconds', ['milliseconds'], 'A duration in milliseconds.'],
  ['totalMicroseconds', ['microseconds'], 'A duration in microseconds.'],
  ['totalNanoseconds', ['nanoseconds'], 'A duration in nanoseconds.'],
];

const every = [required('every', 'duration')];

/** `pl.col('x').dt`. */
export const temporalOperations: readonly Operation[] = [
  ...parts.map(([name, aliases, doc]) => dt(name, doc, `pl.col('date').dt.${name}()`, { aliases })),
  ...clock.map(([name, doc]) => dt(name, doc, `pl.col('at').dt.${name}()`)),
  ...totals.map(([name, aliases, doc]) =>
    dt(name, doc, `pl.col('ended').sub(pl.col('at')).dt.${name}()`, { aliases }),
  ),
  dt(
    'truncate',
    'Start of the window, such as `1h`, `1w`, `1mo`, `1q`, `1y`; weeks begin on Monday.',
    "pl.col('date').dt.truncate('1mo')",
    { parameters: every, aliases: ['floor'] },
  ),
  dt('round', 'Nearest start of a window.', "pl.col('at').dt.round('1h')", { parameters: every }),
  dt('strftime', 'As a text by a format.', "pl.col('date').dt.strftime('%Y-%m')", {
    parameters: [optional('format', 'text', { aliases: ['fmt'] })],
    aliases: ['format', 'toString'],
  }),
  dt(
    'offsetBy',
    'Moved by a span, such as `7d`, `-1h` or `1mo`; a day that the month lacks becomes its last.',
    "pl.col('date').dt.offsetBy('1mo')",
    { parameters: [required('by', 'duration')] },
  ),
  dt('epoch', 'Time since 1970 in `ms`, or in `s`, `us`, `ns` or `d`.', "pl.col('at').dt.epoch('s')", {
    parameters: [choice('unit', ['ms', 's', 'us', 'ns', 'd'], { aliases: ['timeUnit'] })],
    aliases: ['timestamp'],
  }),
  dt(
    'replaceTimeZone',
    'The same clock time in a time zone, or in none; null where the clock skips it.',
    "pl.col('at').dt.replaceTimeZone('UTC')",
    { parameters: [optional('timeZone', 'text', { type: 'string | null' })] },
  ),
  dt(
    'convertTimeZone',
    'The same instant in a time zone; a time without one counts as UTC.',
    "pl.col('at').dt.convertTimeZone('Europe/Oslo')",
    { parameters: [required('timeZone', 'text')] },
  ),
  dt('castTimeUnit', 'Kept in `ms`, `us` or `ns`.', "pl.col('at').dt.castTimeUnit('ms')", {
    parameters: [choice('unit', ['ms', 'us', 'ns'], { optional: false, aliases: ['timeUnit'] })],
  }),
];
