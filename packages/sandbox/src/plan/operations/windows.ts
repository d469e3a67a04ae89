import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression } from '../literals.js';
import { dtypes, native, type NativeExpression, type RollingOptions } from '../native.js';
import type { ValidNode } from '../valid-plan.js';
import { operandBeside } from './comparisons.js';

const cumulative = ['cumSum', 'cumMin', 'cumMax', 'cumProd', 'cumCount'] as const;

const rolling = [
  'rollingMean',
  'rollingSum',
  'rollingMin',
  'rollingMax',
  'rollingMedian',
  'rollingStd',
  'rollingVar',
] as const;

const exponential = ['ewmMean', 'ewmStd', 'ewmVar'] as const;

/** The numbers of the rows, from a first one on. */
export function rowNumbers(first = 0): NativeExpression {
  const end = native.len().cast(dtypes.Int64, true).add(integerExpression(first));
  return native.intRange({ _expr: integerExpression(first) }, { _expr: end }, 1, dtypes.Int64);
}

/** The rank of each value, from 1; those which are null come last. */
function denseRank(key: NativeExpression, descending: boolean): NativeExpression {
  const last = native.len().cast(dtypes.Int64, true).add(integerExpression(1));
  return key.rank('dense', descending).cast(dtypes.Int64, true).fillNull(last);
}

/**
 * The place of each row in the order of some keys, from 1: nulls go last, and equal rows keep their order. It is made of
 * ranks, which the native layer computes rightly inside of groups; sorting by several keys it does not there.
 */
function places(keys: readonly NativeExpression[], descending: readonly boolean[]): NativeExpression {
  const ranks = keys.map((key, index) => denseRank(key, descending[index] ?? descending[0] ?? false));
  const [first = integerExpression(1), ...rest] = ranks;
  const width = native.len().cast(dtypes.Int64, true).add(integerExpression(2));
  const combined = rest.reduce((all, rank) => denseRank(all.mul(width).add(rank), false), first);
  return combined.rank('ordinal', false).cast(dtypes.Int64, true);
}

/** Values in the order of others, in which nulls go last and equal keys keep their order. */
export function inOrderOf(
  values: NativeExpression,
  by: readonly NativeExpression[],
  descending: readonly boolean[],
): NativeExpression {
  return values.sortBy([places(by, descending)], [false]);
}

/** Whether an expression makes one value of all rows, so that it has no order. */
function isReduced(node: ValidNode): boolean {
  if (node.operation.reduces === true || node.operation.id === 'pl.lit') return true;
  const parts = [...node.args.values()]
    .flat()
    .filter((part): part is ValidNode => typeof part === 'object' && part !== null && 'operation' in part);
  if (node.input !== undefined) parts.push(node.input);
  return parts.length > 0 && parts.every((part) => isReduced(part));
}

/**
 * An expression per group, on every row. The native layer has no order within groups: the columns are put in order
 * first, and the values back to the places of their rows.
 */
const over: ExpressionOperation = (call) => {
  const by = call.expressions('by');
  const orderBy = call.expressions('orderBy');
  if (by.length === 0 && orderBy.length === 0) {
    throw planError(PlanErrorCode.ArgumentInvalid, 'over needs the columns that make the groups.', {
      hint: "For example .over('city') or .over('city', { orderBy: 'date' }).",
    });
  }
  const groups = by.length === 0 ? [integerExpression(1)] : by;
  if (orderBy.length === 0) return call.input.over(groups);
  const descending = call.args.booleans('descending');
  const arranged = call.arrangedInput((column) => inOrderOf(column, orderBy, descending));
  if (call.inputNode !== undefined && isReduced(call.inputNode)) return arranged.over(groups);
  return arranged.gather(places(orderBy, descending).sub(integerExpression(1))).over(groups);
};

function rollingOptions(call: ExpressionCall): RollingOptions {
  const windowSize = call.args.number('windowSize') ?? 1;
  const minPeriods = Math.min(call.args.number('minPeriods') ?? windowSize, windowSize);
  return { windowSize, minPeriods, center: call.args.boolean('center') ?? false };
}

const rollingQuantile: ExpressionOperation = (call) => {
  const { windowSize, minPeriods, center } = rollingOptions(call);
  const quantile = call.args.number('quantile') ?? 0.5;
  const interpolation = call.args.text('interpolation') ?? 'linear';
  return call.input.rollingQuantile(
    quantile,
    interpolation,
    windowSize,
    null,
    minPeriods,
    center,
    undefined,
    undefined,
    true,
  );
};

/** How fast the weights fall, from whichever way it is told. */
function decay(call: ExpressionCall): number {
  const [span, com, halfLife] = ['span', 'com', 'halfLife'].map((name) => call.args.number(name));
  const given = [call.args.number('alpha'), span, com, halfLife].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      'An exponentially weighted statistic needs one of alpha, span, com and halfLife.',
      { hint: "For example pl.col('price').ewmMean({ span: 7 })." },
    );
  }
  if (span !== undefined) return 2 / (span + 1);
  if (com !== undefined) return 1 / (1 + com);
  if (halfLife !== undefined) return halfLife === 0 ? 1 : 1 - Math.exp(-Math.LN2 / halfLife);
  return call.args.number('alpha') ?? 1;
}

function steps(call: ExpressionCall): NativeExpression {
  return integerExpression(call.args.number('n') ?? 1);
}

const shift: ExpressionOperation = (call) => {
  const count = call.args.number('n') ?? 1;
  const shifted = call.input.shift(integerExpression(count));
  if (!call.args.has('fillValue') || count === 0) return shifted;
  const row = rowNumbers();
  const isKept =
    count > 0
      ? row.gtEq(integerExpression(count))
      : row.lt(native.len().cast(dtypes.Int64, true).add(integerExpression(count)));
  const value = operandBeside(call, 'fillValue', () => call.inputDtype());
  return native.when(isKept).then(shifted).otherwise(value);
};

export const windowOperations: Readonly<Record<string, ExpressionOperation>> = {
  'expression.over': over,
  'expression.rank': (call) =>
    call.input.rank(call.args.text('method') ?? 'average', call.args.boolean('descending') ?? false),
  'expression.shift': shift,
  'expression.diff': (call) => call.input.diff({ _expr: steps(call) }, 'ignore'),
  'expression.pctChange': (call) => call.input.pctChange({ _expr: steps(call) }),
  ...Object.fromEntries(
    cumulative.map((name) => [
      `expression.${name}`,
      (call: ExpressionCall) => call.input[name](call.args.boolean('reverse') ?? false),
    ]),
  ),
  ...Object.fromEntries(
    rolling.map((name) => [
      `expression.${name}`,
      (call: ExpressionCall) => call.input[name](rollingOptions(call)),
    ]),
  ),
  'expression.rollingQuantile': rollingQuantile,
  'expression.rollingSkew': (call) => call.input.rollingSkew(call.args.number('windowSize') ?? 1, true),
  ...Object.fromEntries(
    exponential.map((name) => [
      `expression.${name}`,
      (call: ExpressionCall) =>
        call.input[name](
          decay(call),
          call.args.boolean('adjust') ?? true,
          call.args.number('minPeriods') ?? 1,
          false,
          call.args.boolean('ignoreNulls') ?? true,
        ),
    ]),
  ),
};
