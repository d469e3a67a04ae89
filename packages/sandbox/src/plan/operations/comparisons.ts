import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { dtypeName, isTemporalName, nativeDtype, timeZoneOf } from '../dtypes.js';
import {
  choicesExpression,
  isTagged,
  literalExpression,
  parseTemporal,
  timeExpression,
} from '../literals.js';
import { native, type BinaryMethod, type NativeDtype, type NativeExpression } from '../native.js';
import type { Literal } from '../plan.js';
import type { ValidNode } from '../valid-plan.js';

type Dtype = NativeDtype | string;

/** The literal that a step stands for, if it does. */
function literalOf(node: ValidNode | undefined): Literal | undefined {
  if (node?.operation.id !== 'pl.lit') return undefined;
  return (node.args.get('value') ?? null) as Literal;
}

/** Whether a text is a date, a datetime or a time of day beside a column of such. */
function isMomentText(value: Literal | undefined): value is string {
  return (
    typeof value === 'string' && (parseTemporal(value) !== undefined || timeExpression(value) !== undefined)
  );
}

/**
 * A literal beside something of a known type. Next to a date, datetime or time, a text that reads as one is one: polars
 * refuses the comparison, and programs write `pl.col('date').gt('2024-01-01')` all the time.
 */
function literalBeside(value: Literal, dtype: Dtype): NativeExpression | undefined {
  const name = dtypeName(dtype);
  if (name === 'time') return typeof value === 'string' ? timeExpression(value) : undefined;
  if (!isTemporalName(name)) return undefined;
  const moment = typeof value === 'string' ? parseTemporal(value) : value;
  if (moment === undefined || !isTagged(moment) || moment.type === 'number') return undefined;
  const zone = timeZoneOf(dtype);
  const expression = literalExpression(moment);
  if (zone === '') return expression;
  return literalExpression({ type: 'datetime', milliseconds: moment.milliseconds }).dtReplaceTimeZone(
    zone,
    native.lit('earliest'),
    'null',
  );
}

/** An operand, with its literal read as a date where the other side is one. */
export function operandBeside(
  call: ExpressionCall,
  name: string,
  besideDtype: () => Dtype | undefined,
): NativeExpression {
  const value = literalOf(call.args.node(name));
  const mayBeTemporal = isMomentText(value) || (value !== undefined && isTagged(value));
  if (!mayBeTemporal || value === undefined) return call.needed(name);
  const dtype = besideDtype();
  return (dtype === undefined ? undefined : literalBeside(value, dtype)) ?? call.needed(name);
}

function comparison(method: BinaryMethod): ExpressionOperation {
  return (call) => {
    const other = call.args.node('other');
    const isEquality = method === 'eq' || method === 'neq';
    if (isEquality && literalOf(other) === null)
      return method === 'eq' ? call.input.isNull() : call.input.isNotNull();
    return inputBeside(call, other)[method](operandBeside(call, 'other', () => call.inputDtype()));
  };
}

/** The input, read as a date when it is a literal text beside a date: `pl.lit('2024-01-01').lt(pl.col('date'))`. */
function inputBeside(call: ExpressionCall, other: ValidNode | undefined): NativeExpression {
  const value = literalOf(call.inputNode);
  if (other === undefined || !isMomentText(value)) return call.input;
  const dtype = call.dtypeOf(other);
  return (dtype === undefined ? undefined : literalBeside(value, dtype)) ?? call.input;
}

const isBetween: ExpressionOperation = (call) => {
  const closed = call.args.text('closed') ?? 'both';
  const lower = operandBeside(call, 'lower', () => call.inputDtype());
  const upper = operandBeside(call, 'upper', () => call.inputDtype());
  const above = closed === 'both' || closed === 'left' ? call.input.gtEq(lower) : call.input.gt(lower);
  const below = closed === 'both' || closed === 'right' ? call.input.ltEq(upper) : call.input.lt(upper);
  return above.and(below);
};

const isIn: ExpressionOperation = (call) => {
  const values = call.args.literals('values');
  if (values.length === 0) return call.input.isNull().and(native.lit(false));
  const first = values.find((value) => value !== null);
  const mayBeTemporal = isMomentText(first) || isTagged(first ?? null);
  const dtype = mayBeTemporal ? call.inputDtype() : undefined;
  if (dtype !== undefined && dtypeName(dtype) === 'time') return equalToAny(call, values, dtype);
  if (dtype === undefined || !isTemporalName(dtypeName(dtype))) {
    return call.input.isIn(choicesExpression(values, 'The list of isIn'), false);
  }
  const moments = values.map((value) =>
    typeof value === 'string' ? (parseTemporal(value) ?? value) : value,
  );
  const wanted = typeof dtype === 'string' ? nativeDtype(dtypeName(dtype)) : dtype;
  const zone = timeZoneOf(dtype);
  if (zone === '') return call.input.isIn(choicesExpression(moments, 'The list of isIn', wanted), false);
  return equalToAny(call, moments, dtype);
};

function equalToAny(call: ExpressionCall, values: readonly Literal[], dtype: Dtype): NativeExpression {
  const equalities = values.map((value) =>
    call.input.eq(literalBeside(value, dtype) ?? literalExpression(value)),
  );
  return native.anyHorizontal(equalities);
}

const equalOrBothNull: ExpressionOperation = (call) => {
  const other = operandBeside(call, 'other', () => call.inputDtype());
  return call.input.eq(other).fillNull(call.input.isNull().and(other.isNull()));
};

export const comparisonOperations: Readonly<Record<string, ExpressionOperation>> = {
  'expression.eq': comparison('eq'),
  'expression.neq': comparison('neq'),
  'expression.gt': comparison('gt'),
  'expression.gtEq': comparison('gtEq'),
  'expression.lt': comparison('lt'),
  'expression.ltEq': comparison('ltEq'),
  'expression.eqMissing': equalOrBothNull,
  'expression.neMissing': (call) => equalOrBothNull(call).not(),
  'expression.isBetween': isBetween,
  'expression.isIn': isIn,
};
