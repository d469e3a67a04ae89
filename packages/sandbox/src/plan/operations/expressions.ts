import type { Arguments } from '../arguments.js';
import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { dtypeName, nativeDtype } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression } from '../literals.js';
import {
  dtypes,
  native,
  type BinaryMethod,
  type NativeDtype,
  type NativeExpression,
  type UnaryMethod,
} from '../native.js';
import type { ValidNode } from '../valid-plan.js';
import { operandBeside } from './comparisons.js';
import { inOrderOf } from './windows.js';

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
  'product',
  'count',
  'nUnique',
  'nullCount',
  'first',
  'last',
  'argMin',
  'argMax',
  'implode',
  'abs',
  'exp',
  'floor',
  'ceil',
  'sin',
  'cos',
  'arcsin',
  'arccos',
  'arctan',
  'peakMax',
  'peakMin',
  'uniqueCounts',
  'tan',
  'degrees',
  'radians',
  'dropNulls',
  'dropNans',
  'reverse',
  'explode',
  'keepName',
] as const satisfies readonly UnaryMethod[];

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
  const limit = call.args.number('limit') ?? null;
  if (strategy !== undefined) return call.input.fillNullWithStrategy(strategy, limit);
  if (!call.args.has('value')) {
    throw planError(PlanErrorCode.ArgumentInvalid, 'fillNull needs a value or a strategy.', {
      hint: "For example .fillNull(0) or .fillNull({ strategy: 'forward' }).",
    });
  }
  return call.input.fillNull(operandBeside(call, 'value', () => call.inputDtype()));
};

/** The variance of a sample or, without degrees of freedom, of all values. */
function variance(call: ExpressionCall): NativeExpression {
  const ofSample = call.input.var();
  if (call.args.number('ddof') !== 0) return ofSample;
  const count = call.input.count().cast(dtypes.Float64, true);
  const one = integerExpression(1);
  return native
    .when(count.gt(one))
    .then(ofSample.mul(count.sub(one)).trueDiv(count))
    .when(count.eq(one))
    .then(integerExpression(0))
    .otherwise(native.lit(null));
}

const sample: ExpressionOperation = (call) => {
  const seed = call.args.number('seed') ?? 0;
  const fraction = call.args.number('fraction');
  if (fraction !== undefined)
    return call.input.sampleFrac({ _expr: native.lit(fraction) }, false, true, seed);
  return call.input.sampleN({ _expr: integerExpression(call.args.number('n') ?? 1) }, false, true, seed);
};

function isFraction(node: ValidNode | undefined): boolean {
  const value = node?.operation.id === 'pl.lit' ? node.args.get('value') : undefined;
  return typeof value === 'number' && !Number.isInteger(value);
}

/** Held within bounds. Polars brings the bounds to the type of the column, which would round those of whole numbers. */
const clip: ExpressionOperation = (call) => {
  const [min, max] = ['min', 'max'].map((name) =>
    call.args.has(name) ? operandBeside(call, name, () => call.inputDtype()) : native.lit(null),
  );
  const dtype = call.inputDtype();
  const isWhole = dtype !== undefined && /^[iu]\d/.test(dtypeName(dtype));
  const hasFraction = isFraction(call.args.node('min')) || isFraction(call.args.node('max'));
  const input = isWhole && hasFraction ? call.input.cast(dtypes.Float64, true) : call.input;
  return input.clip(min ?? native.lit(null), max ?? native.lit(null));
};

/** Texts as whole numbers: exactly where they are written as such, and also from texts such as `12.0`. */
function wholeNumbers(input: NativeExpression, dtype: NativeDtype, strict: boolean): NativeExpression {
  const text = input.strStrip();
  const exact = text.cast(dtype, false);
  const rest = native.when(exact.isNull()).then(text).otherwise(native.lit(null));
  return exact.fillNull(rest.cast(dtypes.Float64, strict).cast(dtype, strict));
}

/** A conversion, of which the type before is known. */
export function castExpression(
  input: NativeExpression,
  from: string | undefined,
  wanted: string,
  dtype: NativeDtype,
  strict: boolean,
): NativeExpression {
  return from === 'str' && /^[iu]\d/.test(wanted)
    ? wholeNumbers(input, dtype, strict)
    : input.cast(dtype, strict);
}

const cast: ExpressionOperation = (call) => {
  const wanted = call.args.text('dtype') ?? '';
  const dtype = nativeDtype(wanted);
  if (dtype === undefined) return call.input;
  const from = call.inputDtype();
  const strict = call.args.boolean('strict') ?? true;
  return castExpression(call.input, from === undefined ? undefined : dtypeName(from), wanted, dtype, strict);
};

export const expressionOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...Object.fromEntries(plainUnary.map((name) => [`expression.${name}`, unary(name)])),
  'expression.add': binary('add'),
  'expression.sub': (call) => call.input.sub(operandBeside(call, 'other', () => call.inputDtype())),
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
  'expression.std': (call) => (call.args.number('ddof') === 0 ? variance(call).pow(0.5) : call.input.std()),
  'expression.var': (call) => variance(call),
  'expression.mode': (call) => call.input.mode().sortWith(false, true, false, true),
  'expression.dot': (call) => call.input.dot(call.needed('other')),
  'expression.isLastDistinct': (call) => call.input.reverse().isFirstDistinct().reverse(),
  'expression.forwardFill': (call) =>
    call.input.fillNullWithStrategy('forward', call.args.number('limit') ?? null),
  'expression.backwardFill': (call) =>
    call.input.fillNullWithStrategy('backward', call.args.number('limit') ?? null),
  'expression.gatherEvery': (call) =>
    call.input.gatherEvery(call.args.number('n') ?? 1, call.args.number('offset') ?? 0),
  'expression.shuffle': (call) => call.input.shuffle(BigInt(call.args.number('seed') ?? 0)),
  'expression.sample': sample,
  'expression.unique': (call) => call.input.uniqueStable(),
  'expression.interpolate': (call) => call.input.interpolate('linear'),
  'expression.alias': (call) => call.input.alias(call.args.text('name') ?? ''),
  'expression.prefix': (call) => call.input.prefix(call.args.text('text') ?? ''),
  'expression.suffix': (call) => call.input.suffix(call.args.text('text') ?? ''),
  'expression.exclude': (call) => call.input.exclude(call.args.texts('names') ?? []),
  'expression.cast': cast,
  'expression.quantile': (call) =>
    call.input.quantile(
      native.lit(call.args.number('quantile') ?? 0.5),
      call.args.text('interpolation') ?? 'linear',
    ),
  'expression.round': (call) =>
    call.input.round(call.args.number('decimals') ?? 0, call.args.text('mode') ?? 'halfawayfromzero'),
  'expression.clip': clip,
  'expression.fillNull': fillNull,
  'expression.sort': (call) =>
    call.input.sortWith(
      call.args.boolean('descending') ?? false,
      call.args.boolean('nullsLast') ?? true,
      false,
      true,
    ),
  'expression.sortBy': (call) =>
    inOrderOf(call.input, call.expressions('by'), call.args.booleans('descending')),
  'expression.argSort': (call) =>
    call.input.argSort(call.args.boolean('descending') ?? false, call.args.boolean('nullsLast') ?? true),
  'expression.head': (call) => call.input.head(call.args.number('n') ?? 5),
  'expression.tail': (call) => call.input.tail(call.args.number('n') ?? 5),
  'expression.slice': (call) =>
    call.input.slice(integerExpression(call.args.number('offset') ?? 0), lengthExpression(call)),
  'expression.get': (call) =>
    call.input.slice(integerExpression(call.args.number('index') ?? 0), integerExpression(1)).first(),
  'expression.filter': (call) => call.input.filter(conjunction(call.expressions('predicate'))),
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
