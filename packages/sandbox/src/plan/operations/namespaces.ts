import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { dtypeName } from '../dtypes.js';
import { fixedMilliseconds } from '../durations.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression } from '../literals.js';
import { dtypes, native, type NativeExpression, type UnaryMethod } from '../native.js';
import { lengthExpression } from './expressions.js';

/** What hardly occurs in a text that is meant literally: alternation, classes, anchors, flags. */
const patternMarks = /^\(\?|\||\.[*+]|\\[dDwWsSbB.]|^\^|\[[^\]]+\]/;

/** Whether a text is to be read as a regular expression: as told, or else by the look of it. */
function isPattern(call: ExpressionCall): boolean {
  const told = call.args.boolean('regex');
  if (told !== undefined) return told;
  const literal = call.args.boolean('literal');
  return literal === undefined ? patternMarks.test(call.args.text('pattern') ?? '') : !literal;
}

function pattern(call: ExpressionCall): NativeExpression {
  return native.lit(call.args.text('pattern') ?? '');
}

function strip(start: boolean, end: boolean): ExpressionOperation {
  return (call) => {
    const characters = call.args.text('characters');
    if (characters !== undefined) return call.input.strStripChars(native.lit(characters), start, end);
    if (start && end) return call.input.strStrip();
    return start ? call.input.strLstrip() : call.input.strRstrip();
  };
}

function plain(
  prefix: string,
  methods: Readonly<Record<string, UnaryMethod>>,
): Record<string, ExpressionOperation> {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      `${prefix}.${name}`,
      (call: ExpressionCall) => call.input[method](),
    ]),
  );
}

const toDate = (call: ExpressionCall): NativeExpression =>
  call.input.strToDate(call.args.text('format'), false, true, false);

const toDatetime = (call: ExpressionCall): NativeExpression =>
  call.input.strToDatetime(call.args.text('format'), 'us', undefined, false, true, false, undefined);

export const stringOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...plain('str', { toLowerCase: 'strToLowercase', toUpperCase: 'strToUppercase', lengths: 'strLengths' }),
  'str.contains': (call) => call.input.strContains(pattern(call), !isPattern(call), true),
  'str.startsWith': (call) => call.input.strStartsWith(call.needed('prefix')),
  'str.endsWith': (call) => call.input.strEndsWith(call.needed('suffix')),
  'str.strip': strip(true, true),
  'str.stripStart': strip(true, false),
  'str.stripEnd': strip(false, true),
  'str.replace': (call) => call.input.strReplace(pattern(call), call.needed('value'), !isPattern(call), 1),
  'str.replaceAll': (call) => call.input.strReplaceAll(pattern(call), call.needed('value'), !isPattern(call)),
  'str.split': (call) =>
    call.input.strSplit(native.lit(call.args.text('by') ?? ''), call.args.boolean('inclusive') ?? false),
  'str.slice': (call) =>
    call.input.strSlice(integerExpression(call.args.number('offset') ?? 0), lengthExpression(call)),
  'str.head': (call) =>
    call.input.strSlice(integerExpression(0), integerExpression(call.args.number('n') ?? 0)),
  'str.tail': (call) => {
    const count = call.args.number('n') ?? 0;
    return call.input.strSlice(integerExpression(-count), integerExpression(count));
  },
  'str.zfill': (call) => call.input.zfill(integerExpression(call.args.number('length') ?? 0)),
  'str.padStart': (call) =>
    call.input.strPadStart(
      integerExpression(call.args.number('length') ?? 0),
      call.args.text('fillCharacter')?.slice(0, 1) ?? ' ',
    ),
  'str.extract': (call) => call.input.strExtract(pattern(call), call.args.number('group') ?? 1),
  'str.countMatches': (call) => {
    const parts = call.input.strSplit(pattern(call), false).listLengths();
    return parts.cast(dtypes.Int64, true).sub(integerExpression(1));
  },
  'str.concat': (call) => call.input.strConcat(call.args.text('separator') ?? '-', true),
  'str.strptime': (call) => {
    const dtype = call.args.text('dtype');
    if (dtype === 'date') return toDate(call);
    if (dtype === 'datetime') return toDatetime(call);
    throw planError(PlanErrorCode.ArgumentInvalid, 'strptime makes pl.Date or pl.Datetime.');
  },
  'str.toDate': toDate,
  'str.toDatetime': toDatetime,
  'str.toInteger': (call) => call.input.strStrip().cast(dtypes.Int64, false),
  'str.toDecimal': (call) => call.input.strStrip().cast(dtypes.Float64, false),
};

function inMilliseconds(call: ExpressionCall, unit: number): NativeExpression {
  return call.input.durationMilliseconds().trueDiv(integerExpression(unit)).cast(dtypes.Int64, true);
}

const offsetBy: ExpressionOperation = (call) => {
  const by = call.args.text('by') ?? '0ms';
  const milliseconds = fixedMilliseconds(by);
  if (milliseconds === undefined) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `offsetBy cannot move by ${by}: months, quarters and years differ in length.`,
      {
        hint: "Use days or weeks such as '30d', or compare pl.col('date').dt.year() and .dt.month().",
      },
    );
  }
  return call.input.add(durationExpression(milliseconds));
};

/** A span of time as an expression. */
export function durationExpression(milliseconds: number): NativeExpression {
  return integerExpression(Math.round(milliseconds)).cast(dtypes.Duration('ms'), true);
}

function small(value: number): NativeExpression {
  return native.lit(value).cast(dtypes.Int8, true);
}

const epoch: ExpressionOperation = (call) => {
  const unit = call.args.text('unit') ?? 'ms';
  if (unit === 'd')
    return call.input.cast(dtypes.Date, true).cast(dtypes.Int32, true).cast(dtypes.Int64, true);
  if (unit === 'us') return call.input.cast(dtypes.Datetime('us'), true).cast(dtypes.Int64, true);
  const milliseconds = call.input.cast(dtypes.Datetime('ms'), true).cast(dtypes.Int64, true);
  return unit === 's' ? milliseconds.floordiv(integerExpression(1000)) : milliseconds;
};

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
  }),
  'dt.quarter': (call) => call.input.month().add(small(2)).floordiv(small(3)),
  'dt.date': (call) => call.input.cast(dtypes.Date, true),
  'dt.time': (call) => call.input.cast(dtypes.Time, true),
  'dt.monthStart': (call) => call.input.dtTruncate(native.lit('1mo')),
  'dt.totalMinutes': (call) => inMilliseconds(call, 60_000),
  'dt.truncate': (call) => call.input.dtTruncate(native.lit(call.args.text('every') ?? '1d')),
  'dt.strftime': (call) => call.input.strftime(call.args.text('format') ?? '%Y-%m-%d'),
  'dt.offsetBy': offsetBy,
  'dt.epoch': epoch,
  'dt.replaceTimeZone': (call) =>
    call.input.dtReplaceTimeZone(call.args.text('timeZone') ?? 'UTC', native.lit('earliest'), 'null'),
  'dt.convertTimeZone': (call) => {
    const dtype = call.inputDtype();
    const isNaive =
      dtype !== undefined &&
      typeof dtype !== 'string' &&
      dtypeName(dtype) === 'datetime' &&
      (dtype.inner as unknown[])[1] === '';
    const aware = isNaive ? call.input.dtReplaceTimeZone('UTC', native.lit('earliest'), 'null') : call.input;
    return aware.dtConvertTimeZone(call.args.text('timeZone') ?? 'UTC');
  },
};

function item(call: ExpressionCall, index: number): NativeExpression {
  return call.input.listGet(integerExpression(index), true);
}

export const listOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...plain('list', {
    lengths: 'listLengths',
    sum: 'listSum',
    mean: 'listMean',
    min: 'listMin',
    max: 'listMax',
  }),
  'list.get': (call) => item(call, call.args.number('index') ?? 0),
  'list.first': (call) => item(call, 0),
  'list.last': (call) => item(call, -1),
  'list.contains': (call) => call.input.listContains(call.needed('item'), false),
  'list.join': (call) => call.input.listJoin(native.lit(call.args.text('separator') ?? ','), true),
  'list.sort': (call) => call.input.listSort(call.args.boolean('descending') ?? false),
  'list.unique': (call) => call.input.listEval(native.element().uniqueStable()),
  'list.reverse': (call) => call.input.listEval(native.element().reverse()),
  'list.head': (call) =>
    call.input.listSlice(integerExpression(0), integerExpression(call.args.number('n') ?? 5)),
  'list.tail': (call) => {
    const count = call.args.number('n') ?? 5;
    return call.input.listSlice(integerExpression(-count), integerExpression(count));
  },
};

export const structOperations: Readonly<Record<string, ExpressionOperation>> = {
  'struct.field': (call) => call.input.structFieldByName(call.args.text('name') ?? ''),
};
