import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression } from '../literals.js';
import { dtypes, native, type NativeExpression } from '../native.js';
import { lengthExpression } from './expressions.js';
import { plain } from './plain.js';

/** What hardly occurs in a text that is meant literally: alternation, classes, anchors, repetition, flags. */
const patternMarks = /^\(\?|\||\.[*+]|\\[dDwWsSbB.$]|^\^|\[[^\]]+\]|[^\s(]\$$|\w[+*](\W|$)|\w\{\d+,?\d*\}/;

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

function text(call: ExpressionCall, name: string): NativeExpression {
  return native.lit(call.args.text(name) ?? '');
}

const toTheEnd = (): NativeExpression => native.lit(null).cast(dtypes.UInt64, true);

function strip(start: boolean, end: boolean): ExpressionOperation {
  return (call) => {
    const characters = call.args.text('characters');
    if (characters !== undefined) return call.input.strStripChars(native.lit(characters), start, end);
    if (start && end) return call.input.strStrip();
    return start ? call.input.strLstrip() : call.input.strRstrip();
  };
}

const [separator, mark] = ['\u0001', '\u0002'];

/** All matches of a pattern, which the native layer has no function for: each is set apart, and the rest dropped. */
function matches(input: NativeExpression, regex: NativeExpression): NativeExpression {
  const clean = input.strReplaceAll(native.lit('[\u0001\u0002]'), native.lit(''), false);
  const parts = clean
    .strReplaceAll(regex, native.lit(`${separator}${mark}\${0}${separator}`), false)
    .strSplit(native.lit(separator), false);
  const item = native.element();
  return parts.listEval(
    item.filter(item.strStartsWith(native.lit(mark))).strSlice(integerExpression(1), toTheEnd()),
  );
}

/** Texts, cut where a run of characters is no word, with a capital at the start of each part. */
const toTitleCase: ExpressionOperation = (call) => {
  const parts = call.input
    .strReplaceAll(
      native.lit(String.raw`([^\p{L}\p{N}']+)`),
      native.lit(`${separator}\${0}${separator}`),
      false,
    )
    .strSplit(native.lit(separator), false);
  const item = native.element();
  const first = item.strSlice(integerExpression(0), integerExpression(1)).strToUppercase();
  const rest = item.strSlice(integerExpression(1), toTheEnd()).strToLowercase();
  return parts.listEval(native.concatStr([first, rest], '', false)).listJoin(native.lit(''), true);
};

const countMatches: ExpressionOperation = (call) => {
  if (isPattern(call)) return matches(call.input, pattern(call)).listLengths();
  const parts = call.input.strSplit(pattern(call), false).listLengths();
  return parts.cast(dtypes.Int64, true).sub(integerExpression(1));
};

const containsAny: ExpressionOperation = (call) =>
  native.anyHorizontal(
    (call.args.texts('texts') ?? []).map((item) => call.input.strContains(native.lit(item), true, true)),
  );

/** Without an affix of a known length, where it is there. */
function without(start: boolean): ExpressionOperation {
  return (call) => {
    const affix = call.args.text(start ? 'prefix' : 'suffix') ?? '';
    const length = integerExpression(Array.from(affix).length);
    const text = native.lit(affix);
    const has = start ? call.input.strStartsWith(text) : call.input.strEndsWith(text);
    const affixed = native.when(has).then(call.input).otherwise(native.lit(null));
    const rest = start
      ? affixed.strSlice(length, toTheEnd())
      : affixed.strSlice(integerExpression(0), affixed.strLengths().cast(dtypes.Int64, true).sub(length));
    return native.when(has).then(rest).otherwise(call.input);
  };
}

function parsedDate(call: ExpressionCall): NativeExpression {
  return call.input.strToDate(call.args.text('format'), call.args.boolean('strict') ?? false, true, false);
}

function parsedDatetime(call: ExpressionCall): NativeExpression {
  const strict = call.args.boolean('strict') ?? false;
  return call.input.strToDatetime(call.args.text('format'), 'us', undefined, strict, true, false, undefined);
}

/** A time of day, read with a day before it, since the native layer reads whole datetimes only. */
function parsedTime(call: ExpressionCall): NativeExpression {
  const format = call.args.text('format') ?? '%H:%M:%S';
  const dated = native.concatStr([native.lit('1970-01-01 '), call.input], '', false);
  const strict = call.args.boolean('strict') ?? false;
  return dated
    .strToDatetime(`%Y-%m-%d ${format}`, 'us', undefined, strict, true, false, undefined)
    .cast(dtypes.Time, true);
}

const strptime: ExpressionOperation = (call) => {
  const dtype = call.args.text('dtype') ?? '';
  if (dtype === 'date') return parsedDate(call);
  if (dtype.startsWith('datetime')) return parsedDatetime(call);
  if (dtype === 'time') return parsedTime(call);
  throw planError(PlanErrorCode.ArgumentInvalid, 'strptime makes pl.Date, pl.Datetime or pl.Time.', {
    hint: "For example pl.col('day').str.strptime(pl.Date, '%d/%m/%Y').",
  });
};

const splitExact: ExpressionOperation = (call) => {
  const by = { _expr: text(call, 'by') };
  const count = call.args.number('n') ?? 1;
  return call.args.boolean('inclusive') === true
    ? call.input.strSplitExactInclusive(by, count)
    : call.input.strSplitExact(by, count);
};

function fillCharacter(call: ExpressionCall): string {
  return Array.from(call.args.text('fillCharacter') ?? ' ')[0] ?? ' ';
}

function length(call: ExpressionCall): NativeExpression {
  return integerExpression(call.args.number('length') ?? 0);
}

export const stringOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...plain('str', { toLowerCase: 'strToLowercase', toUpperCase: 'strToUppercase', lengths: 'strLengths' }),
  'str.toTitleCase': toTitleCase,
  'str.contains': (call) => call.input.strContains(pattern(call), !isPattern(call), true),
  'str.containsAny': containsAny,
  'str.startsWith': (call) => call.input.strStartsWith(call.needed('prefix')),
  'str.endsWith': (call) => call.input.strEndsWith(call.needed('suffix')),
  'str.strip': strip(true, true),
  'str.stripStart': strip(true, false),
  'str.stripEnd': strip(false, true),
  'str.stripPrefix': without(true),
  'str.stripSuffix': without(false),
  'str.replace': (call) => call.input.strReplace(pattern(call), call.needed('value'), !isPattern(call), 1),
  'str.replaceAll': (call) => call.input.strReplaceAll(pattern(call), call.needed('value'), !isPattern(call)),
  'str.split': (call) => call.input.strSplit(text(call, 'by'), call.args.boolean('inclusive') ?? false),
  'str.splitExact': splitExact,
  'str.slice': (call) =>
    call.input.strSlice(integerExpression(call.args.number('offset') ?? 0), lengthExpression(call)),
  'str.head': (call) =>
    call.input.strSlice(integerExpression(0), integerExpression(call.args.number('n') ?? 0)),
  'str.tail': (call) => {
    const count = call.args.number('n') ?? 0;
    return call.input.strSlice(integerExpression(-count), integerExpression(count));
  },
  'str.zfill': (call) => call.input.zfill(length(call)),
  'str.padStart': (call) => call.input.strPadStart(length(call), fillCharacter(call)),
  'str.padEnd': (call) => call.input.strPadEnd(length(call), fillCharacter(call)),
  'str.reverse': (call) =>
    call.input
      .strSplit(native.lit(''), false)
      .listEval(native.element().reverse())
      .listJoin(native.lit(''), true),
  'str.extract': (call) => call.input.strExtract(pattern(call), call.args.number('group') ?? 1),
  'str.extractAll': (call) => matches(call.input, pattern(call)),
  'str.countMatches': countMatches,
  'str.concat': (call) => call.input.strConcat(call.args.text('separator') ?? '-', true),
  'str.strptime': strptime,
  'str.toDate': parsedDate,
  'str.toDatetime': parsedDatetime,
  'str.toInteger': (call) => call.input.strStrip().cast(dtypes.Int64, call.args.boolean('strict') ?? false),
  'str.toDecimal': (call) => call.input.strStrip().cast(dtypes.Float64, false),
};
