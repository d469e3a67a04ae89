import { integerExpression } from '../literals.js';
import { dtypes, native, type NativeExpression } from '../native.js';

const number = integerExpression;

function whole(expression: NativeExpression): NativeExpression {
  return expression.cast(dtypes.Int64, true);
}

/**
 * The date of a year, a month and a day as an expression, which the native layer has no function for. The month and
 * the day may be out of range: day 0 is the last day of the month before. The arithmetic is Howard Hinnant's
 * `days_from_civil`.
 */
export function civilDate(
  year: NativeExpression,
  month: NativeExpression,
  day: NativeExpression,
): NativeExpression {
  const months = whole(year).mul(number(12)).add(whole(month)).sub(number(1));
  const monthFromMarch = months.sub(number(2)).rem(number(12)).add(number(12)).rem(number(12));
  const yearFromMarch = months.sub(number(2)).floordiv(number(12));
  const era = yearFromMarch.floordiv(number(400));
  const yearOfEra = yearFromMarch.sub(era.mul(number(400)));
  const dayOfYear = monthFromMarch
    .mul(number(153))
    .add(number(2))
    .floordiv(number(5))
    .add(whole(day))
    .sub(number(1));
  const dayOfEra = yearOfEra
    .mul(number(365))
    .add(yearOfEra.floordiv(number(4)))
    .sub(yearOfEra.floordiv(number(100)))
    .add(dayOfYear);
  const days = era.mul(number(146_097)).add(dayOfEra).sub(number(719_468));
  return days.cast(dtypes.Int32, true).cast(dtypes.Date, true);
}

/** The same day of a month that lies so many months away; its last day where it has no such day. */
export function movedByMonths(date: NativeExpression, months: number): NativeExpression {
  const month = whole(date.month()).add(number(months));
  const lastDay = whole(civilDate(date.year(), month.add(number(1)), number(0)).day());
  const day = whole(date.day());
  const fitting = native.when(day.gt(lastDay)).then(lastDay).otherwise(day);
  return civilDate(date.year(), month, fitting);
}
