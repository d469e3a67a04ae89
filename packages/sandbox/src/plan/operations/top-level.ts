import type { ExpressionOperation } from '../calls.js';
import { nativeDtype } from '../dtypes.js';
import { integerExpression, literalExpression, literalSeries } from '../literals.js';
import { dtypes, native, type NativeExpression } from '../native.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';

const horizontal =
  (name: 'minHorizontal' | 'maxHorizontal' | 'allHorizontal' | 'anyHorizontal'): ExpressionOperation =>
  (call) =>
    native[name](call.expressions('expressions'));

/** The mean of the values that are there, row by row. */
const meanHorizontal: ExpressionOperation = (call) => {
  const expressions = call.expressions('expressions');
  const present = expressions.map((expression) => expression.isNotNull().cast(dtypes.Int64, true));
  const count = native.sumHorizontal(present, true);
  const sum = native.sumHorizontal(expressions, true);
  return native
    .when(count.gt(integerExpression(0)))
    .then(sum.trueDiv(count))
    .otherwise(native.lit(null));
};

const format: ExpressionOperation = (call) => {
  const expressions = call.expressions('expressions');
  const texts = (call.args.text('template') ?? '').split('{}');
  if (texts.length !== expressions.length + 1) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `pl.format has ${texts.length - 1} places {} for ${expressions.length} values.`,
    );
  }
  const parts: NativeExpression[] = [];
  for (const [index, text] of texts.entries()) {
    if (text !== '') parts.push(native.lit(text));
    const expression = expressions[index];
    if (expression !== undefined) parts.push(expression);
  }
  return native.concatStr(parts, '', false);
};

const series: ExpressionOperation = (call) => {
  const name = call.args.text('name') ?? '';
  const values = literalSeries(name, call.args.literals('values'), 'pl.Series');
  const dtype = call.args.text('dtype');
  const wanted = dtype === undefined ? undefined : nativeDtype(dtype);
  return native.litSeries(wanted === undefined ? values : values.cast(wanted, true));
};

const columns: ExpressionOperation = (call) => {
  const names = call.args.texts('names') ?? [];
  const [only] = names;
  return only !== undefined && names.length === 1 ? native.col(only) : native.cols(names);
};

export const topLevelOperations: Readonly<Record<string, ExpressionOperation>> = {
  'pl.col': columns,
  'pl.element': () => native.element(),
  'pl.Series': series,
  'pl.all': () => native.col('*'),
  'pl.exclude': (call) => native.col('*').exclude(call.args.texts('names') ?? []),
  'pl.lit': (call) => literalExpression(call.args.literal('value')),
  'pl.len': () => native.len(),
  'pl.corr': (call) => {
    const a = { _expr: call.needed('a') };
    const b = { _expr: call.needed('b') };
    return call.args.text('method') === 'spearman'
      ? native.spearmanRankCorr(a, b, false)
      : native.pearsonCorr(a, b);
  },
  'pl.cov': (call) => native.cov({ _expr: call.needed('a') }, { _expr: call.needed('b') }, 1),
  'pl.sumHorizontal': (call) => native.sumHorizontal(call.expressions('expressions'), true),
  'pl.meanHorizontal': meanHorizontal,
  'pl.minHorizontal': horizontal('minHorizontal'),
  'pl.maxHorizontal': horizontal('maxHorizontal'),
  'pl.allHorizontal': horizontal('allHorizontal'),
  'pl.anyHorizontal': horizontal('anyHorizontal'),
  'pl.concatStr': (call) =>
    native.concatStr(
      call.expressions('expressions'),
      call.args.text('separator') ?? '',
      call.args.boolean('ignoreNulls') ?? false,
    ),
  'pl.format': format,
  'pl.concatList': (call) => native.concatLst(call.expressions('expressions')),
  'pl.struct': (call) => native.asStruct(call.expressions('expressions')),
  'pl.coalesce': (call) => {
    const [first, ...rest] = call.expressions('expressions');
    return rest.reduce((value, next) => value.fillNull(next), first ?? native.lit(null));
  },
};
