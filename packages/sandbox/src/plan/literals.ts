import { planError } from './errors.js';
import { PlanErrorCode } from './error-code.js';
import { dtypes, native, type NativeDtype, type NativeExpression, type NativeSeries } from './native.js';
import type { Literal } from './plan.js';

/** A literal as an expression. A whole number stays whole, which nodejs-polars would make a float. */
export function literalExpression(value: Literal): NativeExpression {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return native.lit(value);
  if (typeof value === 'number') return numberExpression(value);
  if (value.type === 'number') return native.lit(Number(value.text));
  const moment = native.lit(new Date(value.milliseconds));
  return value.type === 'date' ? moment.cast(dtypes.Date, true) : moment;
}

function numberExpression(value: number): NativeExpression {
  const expression = native.lit(value);
  return Number.isSafeInteger(value) && !Object.is(value, -0)
    ? expression.cast(dtypes.Int64, true)
    : expression;
}

/** A whole number as an expression. */
export function integerExpression(value: number): NativeExpression {
  return native.lit(value).cast(dtypes.Int64, true);
}

export function isTagged(value: Literal): value is Exclude<Literal, string | number | boolean | null> {
  return typeof value === 'object' && value !== null;
}

/** Literals of one kind as a series; numbers become `f64` unless all are whole. */
export function literalSeries(name: string, values: readonly Literal[], what: string): NativeSeries {
  const present = values.filter((value) => value !== null);
  const kinds = new Set(present.map((value) => kindOf(value)));
  if (kinds.has('date') && kinds.has('datetime')) kinds.delete('date');
  const [kind = 'null', other] = kinds;
  if (other !== undefined) {
    throw planError(PlanErrorCode.ArgumentInvalid, `${what} mixes ${kind} and ${other} values.`, {
      hint: 'Give all of them one type, with null for what is missing.',
    });
  }
  switch (kind) {
    case 'text':
    case 'null': {
      return native.JsSeries.newOptStr(name, values as (string | null)[]);
    }
    case 'boolean': {
      return native.JsSeries.newOptBool(name, values as (boolean | null)[]);
    }
    case 'number': {
      const numbers = values.map((value) => numberOf(value));
      const whole = numbers.every((value) => value === null || Number.isSafeInteger(value));
      return whole ? native.JsSeries.newOptI64(name, numbers) : native.JsSeries.newOptF64(name, numbers);
    }
    default: {
      const moments = values.map((value) =>
        isTagged(value) && value.type !== 'number' ? value.milliseconds : null,
      );
      const series = native.JsSeries.newOptI64(name, moments).cast(dtypes.Datetime('ms'), true);
      return kind === 'date' ? series.cast(dtypes.Date, true) : series;
    }
  }
}

function kindOf(value: Literal): 'text' | 'boolean' | 'number' | 'date' | 'datetime' | 'null' {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return value.type;
}

function numberOf(value: Literal): number | null {
  if (typeof value === 'number') return value;
  return isTagged(value) && value.type === 'number' ? Number(value.text) : null;
}

/** Literals as an expression that stands for a list of choices, of a wanted type if there is one. */
export function choicesExpression(
  values: readonly Literal[],
  what: string,
  dtype?: NativeDtype,
): NativeExpression {
  const series = literalSeries('', values, what);
  const expression = native.litSeries(series);
  return (dtype === undefined ? expression : expression.cast(dtype, false)).implode();
}

const temporalText =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A text such as `2024-01-31` or `2024-01-31T12:00:00` as a date or datetime literal; `undefined` for any other. */
export function parseTemporal(text: string): Literal | undefined {
  const match = temporalText.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  const dateOnly = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(dateOnly).getUTCDate() !== Number(day)) return undefined;
  if (hour === undefined) return { type: 'date', milliseconds: dateOnly };
  const time = Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return { type: 'datetime', milliseconds: dateOnly + time + milliseconds - zoneOffset(zone) };
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** The time of day that a text such as `08:30` or `23:59:59.5` stands for; `undefined` for any other text. */
export function timeExpression(text: string): NativeExpression | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/.exec(text);
  if (match === null) return undefined;
  const [hour = 0, minute = 0, second = 0] = match.slice(1, 4).map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const nanoseconds = (hour * 3600 + minute * 60 + second) * 1e9 + Number((match[4] ?? '').padEnd(9, '0'));
  return integerExpression(nanoseconds).cast(dtypes.Time, true);
}
