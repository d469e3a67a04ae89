import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { literalExpression } from '../literals.js';
import { dtypes, native, type NativeExpression } from '../native.js';

function numbers(call: ExpressionCall, name: string, what: string): number[] {
  return call.args.literals(name).map((value) => {
    if (typeof value === 'number') return value;
    throw planError(PlanErrorCode.ArgumentInvalid, `${what} must be numbers.`);
  });
}

/** The end of a bin, and how it is written in the bin's default label. */
interface Bound {
  readonly value: NativeExpression;
  readonly text: NativeExpression;
}

/** Bins by their inner bounds, in order: one condition per bound, and labels made of the bounds unless told. */
function bins(call: ExpressionCall, bounds: readonly Bound[], what: string): NativeExpression {
  const leftClosed = call.args.boolean('leftClosed') ?? false;
  const given = call.args.texts('labels');
  if (given !== undefined && given.length !== bounds.length + 1) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `${what} with ${bounds.length} inner bounds makes ${bounds.length + 1} bins and needs as many labels, not ${given.length}.`,
    );
  }
  const ends = [native.lit('-inf'), ...bounds.map((bound) => bound.text), native.lit('inf')];
  const label = (index: number): NativeExpression => {
    if (given !== undefined) return native.lit(given[index] ?? null);
    const [start, end] = [ends[index] ?? native.lit(''), ends[index + 1] ?? native.lit('')];
    const marks = leftClosed ? ['[', ')'] : ['(', ']'];
    return native.concatStr(
      [native.lit(marks[0]), start, native.lit(', '), end, native.lit(marks[1])],
      '',
      false,
    );
  };
  let chain = native.when(call.input.isNull()).then(call.input.cast(dtypes.String, false));
  for (const [index, { value }] of bounds.entries()) {
    chain = chain.when(leftClosed ? call.input.lt(value) : call.input.ltEq(value)).then(label(index));
  }
  return chain.otherwise(label(bounds.length)).cast(dtypes.String, true);
}

const cut: ExpressionOperation = (call) => {
  const breaks = numbers(call, 'breaks', 'The breaks of cut').toSorted((a, b) => a - b);
  const bounds = breaks.map((point) => ({
    value: literalExpression(point),
    text: native.lit(String(point)),
  }));
  return bins(call, bounds, 'cut');
};

/** The most bins that a number of quantiles may ask for: each is a condition of the expression. */
const mostBins = 100;

const qcut: ExpressionOperation = (call) => {
  const given = numbers(call, 'quantiles', 'The quantiles of qcut');
  const [count] = given;
  const isCount = given.length === 1 && count !== undefined && Number.isInteger(count) && count > 1;
  const shares = isCount
    ? Array.from({ length: Math.min(count, mostBins) - 1 }, (_, index) => (index + 1) / count)
    : given.toSorted((a, b) => a - b).filter((share) => share > 0 && share < 1);
  if ((isCount && count > mostBins) || given.some((share) => !isCount && (share < 0 || share > 1))) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `qcut needs a number of bins from 2 to ${mostBins}, or probabilities between 0 and 1.`,
      { hint: "For example pl.col('price').qcut(4) or pl.col('price').qcut([0.25, 0.5, 0.75])." },
    );
  }
  const bounds = shares.map((share) => {
    const value = call.input.quantile(native.lit(share), 'linear');
    return { value, text: value.cast(dtypes.String, true) };
  });
  return bins(call, bounds, 'qcut');
};

export const binOperations: Readonly<Record<string, ExpressionOperation>> = {
  'expression.cut': cut,
  'expression.qcut': qcut,
};
