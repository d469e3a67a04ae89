import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression, literalExpression } from '../literals.js';
import { dtypes, native, type NativeExpression } from '../native.js';
import type { Literal } from '../plan.js';
import { civilDate } from './calendar.js';
import { durationExpression } from './temporal.js';

const dateNames = ['year', 'month', 'day'] as const;
const timeUnits = { hour: 3_600_000_000, minute: 60_000_000, second: 1_000_000, microsecond: 1 };

const durationUnits = {
  weeks: 604_800_000,
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

/** The number that an argument is written as; `undefined` when it is computed from columns. */
function constant(call: ExpressionCall, name: string): number | undefined {
  const node = call.args.node(name);
  if (node === undefined) return 0;
  const value = node.operation.id === 'pl.lit' ? (node.args.get('value') as Literal) : undefined;
  return typeof value === 'number' ? value : undefined;
}

function constants(call: ExpressionCall, names: readonly string[]): number[] | undefined {
  const values = names.map((name) => constant(call, name)).filter((value) => value !== undefined);
  return values.length === names.length ? values : undefined;
}

/** Milliseconds since 1970 at the start of a day that is written out. */
function writtenDay(call: ExpressionCall): number | undefined {
  const parts = constants(call, dateNames);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = parts;
  const time = new Date(Date.UTC(year, month - 1, day));
  if (year < 100) time.setUTCFullYear(year);
  const exists = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  if (!exists) {
    throw planError(PlanErrorCode.ArgumentInvalid, `There is no day ${year}-${month}-${day}.`, {
      hint: 'Months are 1 to 12: pl.date(2024, 1, 31).',
    });
  }
  return time.getTime();
}

/** A day computed from columns; null where there is no such day. */
function computedDay(call: ExpressionCall): NativeExpression {
  const [year, month, day] = dateNames.map((name) => call.needed(name).cast(dtypes.Int64, true)) as [
    NativeExpression,
    NativeExpression,
    NativeExpression,
  ];
  const date = civilDate(year, month, day);
  const exists = date.day().eq(day).and(date.month().eq(month));
  return native.when(exists).then(date).otherwise(native.lit(null));
}

/** The time of day in microseconds. */
function microseconds(call: ExpressionCall): NativeExpression {
  const written = constants(call, Object.keys(timeUnits));
  if (written !== undefined) {
    const units = Object.values(timeUnits);
    return integerExpression(written.reduce((sum, value, index) => sum + value * (units[index] ?? 0), 0));
  }
  const parts = Object.entries(timeUnits).map(([name, unit]) =>
    (call.expression(name) ?? integerExpression(0)).cast(dtypes.Int64, true).mul(integerExpression(unit)),
  );
  const [first = integerExpression(0), ...rest] = parts;
  return rest.reduce((sum, part) => sum.add(part), first);
}

const date: ExpressionOperation = (call) => {
  const written = writtenDay(call);
  const day =
    written === undefined ? computedDay(call) : literalExpression({ type: 'date', milliseconds: written });
  return day.alias('date');
};

const datetime: ExpressionOperation = (call) => {
  const written = writtenDay(call);
  const day =
    written === undefined ? computedDay(call) : literalExpression({ type: 'date', milliseconds: written });
  const time = microseconds(call).cast(dtypes.Duration('us'), true);
  return day.cast(dtypes.Datetime('us'), true).add(time).alias('datetime');
};

const duration: ExpressionOperation = (call) => {
  const parts = Object.entries(durationUnits).flatMap(([name, unit]) => {
    const part = call.expression(name);
    return part === undefined ? [] : [part.cast(dtypes.Float64, true).mul(integerExpression(unit))];
  });
  const [first = native.lit(0).cast(dtypes.Float64, true), ...rest] = parts;
  const total = rest.reduce((sum, part) => sum.add(part), first);
  return durationExpression(total.round(0, 'halfawayfromzero')).alias('duration');
};

const fromEpoch: ExpressionOperation = (call) => {
  const unit = call.args.text('unit') ?? 's';
  const count = call.needed('column').cast(dtypes.Int64, true);
  if (unit === 'd') return count.cast(dtypes.Int32, true).cast(dtypes.Date, true);
  if (unit === 's') return count.mul(integerExpression(1000)).cast(dtypes.Datetime('ms'), true);
  return count.cast(dtypes.Datetime(unit as 'ms' | 'us' | 'ns'), true);
};

/** Dates and times put together from their parts. */
export const momentOperations: Readonly<Record<string, ExpressionOperation>> = {
  'pl.date': date,
  'pl.datetime': datetime,
  'pl.time': (call) => microseconds(call).mul(integerExpression(1000)).cast(dtypes.Time, true).alias('time'),
  'pl.duration': duration,
  'pl.fromEpoch': fromEpoch,
};
