import type { Arguments } from '../arguments.js';
import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { dtypeName, nativeDtype } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression, literalExpression } from '../literals.js';
import {
  dtypes,
  native,
  type BinaryMethod,
  type NativeExpression,
  type RollingOptions,
  type UnaryMethod,
} from '../native.js';
import { operandBeside } from './comparisons.js';

function unary(method: UnaryMethod): ExpressionOperation {
  return (call) => call.input[method]();
}

function binary(method: BinaryMethod): ExpressionOperation {
  return (call) => call.input[method](call.needed('other'));
}

const plainUnary = [
  'not',
  'isNull',
  'isNotNull',
  'isNan',
  'isNotNan',
  'isFinite',
  'isInfinite',
  'isUnique',
  'isDuplicated',
  'isFirstDistinct',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'std',
  'var',
  'product',
  'count',
  'nUnique',
  'nullCount',
  'first',
  'last',
  'mode',
  'argMin',
  'argMax',
  'implode',
  'abs',
  'exp',
  'floor',
  'ceil',
  'sin',
  'cos',
  'tan',
  'degrees',
  'radians',
  'dropNulls',
  'dropNans',
  'reverse',
  'forwardFill',
  'backwardFill',
  'explode',
  'keepName',
] as const satisfies readonly UnaryMethod[];

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

function rollingOptions(call: ExpressionCall): RollingOptions {
  const windowSize = call.args.number('windowSize') ?? 1;
  const minPeriods = Math.min(call.args.number('minPeriods') ?? windowSize, windowSize);
  return { windowSize, minPeriods, center: call.args.boolean('center') ?? false };
}

function sign(input: NativeExpression): NativeExpression {
  const zero = integerExpression(0);
  return native
    .when(input.gt(zero))
    .then(integerExpression(1))
    .when(input.lt(zero))
    .then(integerExpression(-1))
    .otherwise(input);
}

function cubeRoot(input: NativeExpression): NativeExpression {
  const root = input.abs().pow(1 / 3);
  return native
    .when(input.lt(integerExpression(0)))
    .then(root.mul(integerExpression(-1)))
    .otherwise(root);
}

/** Fill strategies, which nodejs-polars also takes as the value: `fillNull('forward')`. */
const strategies = new Set(['forward', 'backward', 'min', 'max', 'mean', 'zero', 'one']);

/** The strategy of a `fillNull`, given as an option or as the value. */
export function fillStrategy(args: Arguments): string | undefined {
  const node = args.node('value');
  const literal = node?.operation.id === 'pl.lit' ? node.args.get('value') : undefined;
  return (
    args.text('strategy') ?? (typeof literal === 'string' && strategies.has(literal) ? literal : undefined)
  );
}

const fillNull: ExpressionOperation = (call) => {
  const strategy = fillStrategy(call.args);
  if (strategy !== undefined) return call.input.fillNullWithStrategy(strategy, null);
  if (!call.args.has('value')) {
    throw planError(PlanErrorCode.ArgumentInvalid, 'fillNull needs a value or a strategy.', {
      hint: "For example .fillNull(0) or .fillNull({ strategy: 'forward' }).",
    });
  }
  return call.input.fillNull(operandBeside(call, 'value', () => call.inputDtype()));
};

const clip: ExpressionOperation = (call) =>
  call.input.clip(
    call.args.has('min') ? operandBeside(call, 'min', () => call.inputDtype()) : native.lit(null),
    call.args.has('max') ? operandBeside(call, 'max', () => call.inputDtype()) : native.lit(null),
  );

/** Bins by break points: one condition per break, in order. */
const cut: ExpressionOperation = (call) => {
  const breaks = call.args.literals('breaks').map((value) => {
    if (typeof value === 'number') return value;
    throw planError(PlanErrorCode.ArgumentInvalid, 'The breaks of cut must be numbers.');
  });
  breaks.sort((a, b) => a - b);
  const leftClosed = call.args.boolean('leftClosed') ?? false;
  const labels = call.args.texts('labels') ?? defaultLabels(breaks, leftClosed);
  if (labels.length !== breaks.length + 1) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `cut with ${breaks.length} breaks needs ${breaks.length + 1} labels, not ${labels.length}.`,
    );
  }
  const label = (index: number): NativeExpression => native.lit(labels[index] ?? null);
  let bins = native.when(call.input.isNull()).then(native.lit(null));
  for (const [index, point] of breaks.entries()) {
    const bound = literalExpression(point);
    bins = bins.when(leftClosed ? call.input.lt(bound) : call.input.ltEq(bound)).then(label(index));
  }
  return bins.otherwise(label(breaks.length)).cast(dtypes.String, true).keepName();
};

function defaultLabels(breaks: readonly number[], leftClosed: boolean): string[] {
  const ends = ['-inf', ...breaks.map(String), 'inf'];
  return ends
    .slice(1)
    .map((end, index) => (leftClosed ? `[${ends[index]}, ${end})` : `(${ends[index]}, ${end}]`));
}

const cast: ExpressionOperation = (call) => {
  const dtype = nativeDtype(call.args.text('dtype') ?? '');
  if (dtype === undefined) return call.input;
  const strict = call.args.boolean('strict') ?? true;
  const from = call.inputDtype();
  const wanted = call.args.text('dtype') ?? '';
  if (from !== undefined && dtypeName(from) === 'str' && /^[iu]\d/.test(wanted)) {
    return call.input.strStrip().cast(dtypes.Float64, strict).cast(dtype, strict);
  }
  return call.input.cast(dtype, strict);
};

function steps(call: ExpressionCall): NativeExpression {
  return integerExpression(call.args.number('n') ?? 1);
}

export const expressionOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...Object.fromEntries(plainUnary.map((name) => [`expression.${name}`, unary(name)])),
  ...Object.fromEntries(
    cumulative.map((name) => [`expression.${name}`, (call: ExpressionCall) => call.input[name](false)]),
  ),
  ...Object.fromEntries(
    rolling.map((name) => [
      `expression.${name}`,
      (call: ExpressionCall) => call.input[name](rollingOptions(call)),
    ]),
  ),
  'expression.add': binary('add'),
  'expression.sub': binary('sub'),
  'expression.mul': binary('mul'),
  'expression.div': binary('trueDiv'),
  'expression.floorDiv': binary('floordiv'),
  'expression.mod': binary('rem'),
  'expression.fillNan': binary('fillNan'),
  'expression.xor': binary('xor'),
  'expression.pow': (call) => call.input.pow(call.args.number('other') ?? 1),
  'expression.neg': (call) => call.input.mul(integerExpression(-1)),
  'expression.and': (call) => call.expressions('others').reduce((all, other) => all.and(other), call.input),
  'expression.or': (call) => call.expressions('others').reduce((any, other) => any.or(other), call.input),
  'expression.len': (call) => call.input.isNull().count(),
  'expression.skew': (call) => call.input.skew(true),
  'expression.kurtosis': (call) => call.input.kurtosis(true, true),
  'expression.entropy': (call) => call.input.dropNulls().entropy(Math.E, true),
  'expression.any': (call) => call.input.any(true),
  'expression.all': (call) => call.input.all(true),
  'expression.sqrt': (call) => call.input.pow(0.5),
  'expression.cbrt': (call) => cubeRoot(call.input),
  'expression.log': (call) => call.input.log(call.args.number('base') ?? Math.E),
  'expression.log10': (call) => call.input.log(10),
  'expression.log1p': (call) => call.input.log1P(),
  'expression.sign': (call) => sign(call.input),
  'expression.unique': (call) => call.input.uniqueStable(),
  'expression.interpolate': (call) => call.input.interpolate('linear'),
  'expression.alias': (call) => call.input.alias(call.args.text('name') ?? ''),
  'expression.prefix': (call) => call.input.prefix(call.args.text('text') ?? ''),
  'expression.suffix': (call) => call.input.suffix(call.args.text('text') ?? ''),
  'expression.exclude': (call) => call.input.exclude(call.args.texts('names') ?? []),
  'expression.cast': cast,
  'expression.over': (call) => call.input.over(call.expressions('by')),
  'expression.rank': (call) =>
    call.input.rank(call.args.text('method') ?? 'average', call.args.boolean('descending') ?? false),
  'expression.shift': (call) => call.input.shift(steps(call)),
  'expression.diff': (call) => call.input.diff({ _expr: steps(call) }, 'ignore'),
  'expression.pctChange': (call) => call.input.pctChange({ _expr: steps(call) }),
  'expression.quantile': (call) =>
    call.input.quantile(
      native.lit(call.args.number('quantile') ?? 0.5),
      call.args.text('interpolation') ?? 'linear',
    ),
  'expression.ewmMean': (call) => call.input.ewmMean(call.args.number('alpha') ?? 0.5, true, 1, false, true),
  'expression.round': (call) => call.input.round(call.args.number('decimals') ?? 0, 'halfawayfromzero'),
  'expression.clip': clip,
  'expression.fillNull': fillNull,
  'expression.sort': (call) =>
    call.input.sortWith(
      call.args.boolean('descending') ?? false,
      call.args.boolean('nullsLast') ?? true,
      false,
      true,
    ),
  'expression.sortBy': (call) => {
    const by = call.expressions('by');
    const descending = call.args.booleans('descending');
    const orders = by.flatMap((_, index) => [false, descending[index] ?? descending[0] ?? false]);
    return call.input.sortBy(
      by.flatMap((key) => [key.isNull(), key]),
      orders,
    );
  },
  'expression.head': (call) => call.input.head(call.args.number('n') ?? 5),
  'expression.tail': (call) => call.input.tail(call.args.number('n') ?? 5),
  'expression.slice': (call) =>
    call.input.slice(integerExpression(call.args.number('offset') ?? 0), lengthExpression(call)),
  'expression.get': (call) =>
    call.input.slice(integerExpression(call.args.number('index') ?? 0), integerExpression(1)).first(),
  'expression.filter': (call) => call.input.filter(conjunction(call.expressions('predicate'))),
  'expression.cut': cut,
  'expression.valueCounts': (call) =>
    call.input.valueCounts(
      call.args.boolean('sort') ?? true,
      false,
      call.args.text('name') ?? (call.args.boolean('normalize') === true ? 'proportion' : 'count'),
      call.args.boolean('normalize') ?? false,
    ),
};

/** All of the conditions. */
export function conjunction(predicates: readonly NativeExpression[]): NativeExpression {
  const [first, ...rest] = predicates;
  return rest.reduce((all, predicate) => all.and(predicate), first ?? native.lit(true));
}

/** The `length` argument, open-ended when it was left out. */
export function lengthExpression(call: ExpressionCall): NativeExpression {
  const length = call.args.number('length');
  return length === undefined ? native.lit(null).cast(dtypes.UInt64, true) : integerExpression(length);
}
