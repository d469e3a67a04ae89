import {
  GuestDate,
  GuestError,
  GuestFunction,
  GuestPattern,
  GuestSet,
  isPlainObject,
  suggestNames,
  type GuestValue,
} from '../language/index.js';
import { nativeDtype } from '../plan/dtypes.js';
import { normaliseDuration } from '../plan/durations.js';
import { PlanErrorCode } from '../plan/error-code.js';
import type { Literal, PlanArgument, PlanNode } from '../plan/plan.js';
import { describeValue } from './describe-value.js';
import { DtypeFunction, dtypeNames, dtypeOfValue } from './dtype-function.js';
import { aliasNode, columnNode, createNode, literalNode, PlanCapability } from './plan-capability.js';
import type { ArgumentKind, Operation, Parameter } from './spec/index.js';

/** Where an argument was given, for messages. */
export interface Place {
  readonly operation: Operation;
  readonly parameter: Parameter;
}

const expected: Readonly<Record<ArgumentKind, string>> = {
  expression: "an expression or a column's name",
  operand: 'an expression, a text, a number, a boolean, a date or null',
  expressions: "expressions or columns' names",
  operands: 'expressions or literals',
  column: "a column's name",
  columns: "columns' names",
  text: 'a text',
  texts: 'a list of texts',
  duration: "a duration such as '1d', '1w', '1mo', '1q' or '1y'",
  choice: 'one of its choices',
  dtype: 'a type such as pl.Int64, pl.Float64, pl.String, pl.Date',
  dataset: "a dataset's name",
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  booleans: 'true or false, or a list of them',
  literal: 'a text, a number, a boolean, a date or null',
  literals: 'a list of values',
  renames: "an object { old: 'new' }",
  casts: 'an object { column: pl.Int64 }',
  dtypes: 'types such as pl.Int64, pl.String, pl.Date',
  frame: 'a frame',
  frames: 'a list of frames',
  table: 'an object of columns { name: [ … ] } or a list of records',
};

/** An argument of the wrong kind: which one, what was expected, what it was, and an example. */
export function argumentError(
  place: Place,
  value: GuestValue,
  wanted?: string,
  didYouMean?: readonly string[],
): GuestError {
  const { operation, parameter } = place;
  const called = operation.receiver === 'pl' ? `pl.${operation.name}` : operation.name;
  const isFunction = value instanceof GuestFunction;
  return new GuestError(
    PlanErrorCode.ArgumentInvalid,
    `${called}: ${parameter.name} must be ${wanted ?? expected[parameter.kind]}, not ${describeValue(value)}.`,
    {
      hint: isFunction
        ? `Functions cannot be passed to pl: write an expression. Example: ${operation.example}`
        : `Example: ${operation.example}`,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    },
  );
}

/** A value as a literal; `undefined` when it is none. */
export function toLiteral(value: GuestValue): Literal | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    return { type: 'number', text: String(value) as 'NaN' | 'Infinity' | '-Infinity' };
  }
  if (value instanceof GuestDate && Number.isInteger(value.time))
    return { type: 'datetime', milliseconds: value.time };
  return undefined;
}

/** The node of an expression, or of a `when` that still lacks its `otherwise`; `undefined` for any other value. */
function expressionNode(value: GuestValue): PlanNode | undefined {
  if (!(value instanceof PlanCapability)) return undefined;
  if (value.kind === 'expression') return value.node;
  if (value.kind === 'then') return createNode('then.otherwise', value.node, { value: literalNode(null) });
  return undefined;
}

/** An expression, or a column by its name. */
function toExpression(value: GuestValue, place: Place): PlanNode {
  const node = expressionNode(value);
  if (node !== undefined) return node;
  if (typeof value === 'string') return columnNode(value);
  const literal = toLiteral(value);
  if (literal === undefined || literal === null) throw argumentError(place, value);
  return literalNode(literal);
}

/** An expression or a literal. */
function toOperand(value: GuestValue, place: Place): PlanNode {
  const node = expressionNode(value);
  if (node !== undefined) return node;
  const literal = toLiteral(value);
  if (literal === undefined) throw argumentError(place, value);
  return literalNode(literal);
}

/** Expressions from lists, names and named objects: `('a', [pl.col('b')], { c: pl.col('d') })`. */
function toExpressions(values: readonly GuestValue[], place: Place): PlanNode[] {
  return values.flatMap((value) => {
    if (Array.isArray(value)) return toExpressions(value, place);
    if (value instanceof GuestSet) return toExpressions([...value.entries], place);
    if (!isPlainObject(value)) return [toExpression(value, place)];
    return Object.entries(value).map(([name, item]) => aliasNode(toExpression(item, place), name));
  });
}

function flatten(values: readonly GuestValue[]): GuestValue[] {
  return values.flatMap((value) =>
    Array.isArray(value) ? flatten(value) : value instanceof GuestSet ? [...value.entries] : [value],
  );
}

/** Names of columns, also from `pl.col('x')`. */
function toColumn(value: GuestValue, place: Place): string {
  if (typeof value === 'string') return value;
  if (value instanceof PlanCapability && value.node.op === 'pl.col') {
    const names = value.node.args?.['names'];
    if (Array.isArray(names) && names.length === 1 && typeof names[0] === 'string') return names[0];
  }
  throw argumentError(place, value);
}

function toFrame(value: GuestValue, place: Place): PlanNode {
  if (value instanceof PlanCapability && value.kind === 'frame') return value.node;
  throw argumentError(place, value);
}

/** A word among the choices of a parameter, in any of its spellings. */
function toChoice(value: GuestValue, place: Place): string {
  const choices = place.parameter.choices ?? {};
  const fold = (text: string): string => text.toLowerCase().replaceAll(/[_\s-]/g, '');
  if (typeof value === 'string') {
    for (const [word, spellings] of Object.entries(choices)) {
      if ([word, ...spellings].some((spelling) => fold(spelling) === fold(value))) return word;
    }
  }
  const words = Object.keys(choices).map((word) => `'${word}'`);
  const near = typeof value === 'string' ? suggestNames(value, Object.keys(choices)) : undefined;
  throw argumentError(place, value, `one of ${words.join(', ')}`, near);
}

function toNumber(value: GuestValue, place: Place): number {
  const { parameter } = place;
  const isRight =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (parameter.kind === 'number' || Number.isSafeInteger(value));
  if (!isRight) throw argumentError(place, value);
  const { minimum, maximum } = parameter;
  if ((minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum)) {
    const bounds = [
      minimum === undefined ? '' : `at least ${minimum}`,
      maximum === undefined ? '' : `at most ${maximum}`,
    ];
    throw argumentError(place, value, bounds.filter((bound) => bound !== '').join(' and '));
  }
  return value;
}

function toText(value: GuestValue, place: Place): string {
  if (typeof value === 'string') return value;
  if (value instanceof GuestPattern) return value.flags.includes('i') ? `(?i)${value.source}` : value.source;
  throw argumentError(place, value);
}

function toDuration(value: GuestValue, place: Place): string {
  const duration = typeof value === 'string' ? normaliseDuration(value) : undefined;
  if (duration === undefined) throw argumentError(place, value);
  return duration;
}

/** Types that need something more to be said of them. */
const wholeTypes: Readonly<Record<string, string>> = {
  list: 'a whole type such as pl.List(pl.Int64)',
  decimal: 'a whole type such as pl.Decimal(38, 2), or pl.Float64',
};

function toDtype(value: GuestValue, place: Place): string {
  const dtype = dtypeOfValue(value);
  if (dtype === undefined) {
    throw argumentError(
      place,
      value,
      undefined,
      typeof value === 'string' ? suggestNames(value, dtypeNames) : undefined,
    );
  }
  if (nativeDtype(dtype) === undefined) throw argumentError(place, value, wholeTypes[dtype]);
  return dtype;
}

function toBoolean(value: GuestValue, place: Place): boolean {
  if (typeof value !== 'boolean') throw argumentError(place, value);
  return value;
}

function toLiterals(values: readonly GuestValue[], place: Place): Literal[] {
  return flatten(values).map((value) => {
    const literal = toLiteral(value);
    if (literal === undefined) throw argumentError(place, value);
    return literal;
  });
}

function toRenames(value: GuestValue, place: Place): (readonly [string, string])[] {
  if (!isPlainObject(value)) throw argumentError(place, value);
  return Object.entries(value).map(([from, to]) => {
    if (typeof to !== 'string') throw argumentError(place, to);
    return [from, to] as const;
  });
}

function toCasts(value: GuestValue, place: Place): (readonly [string, string])[] {
  if (!isPlainObject(value)) throw argumentError(place, value);
  return Object.entries(value).map(([name, type]) => [name, toDtype(type, place)] as const);
}

/** Families of types, such as that of all lists, for a selection. */
function toDtypes(values: readonly GuestValue[], place: Place): string[] {
  return flatten(values).map((value) => dtypeOfValue(value) ?? toDtype(value, place));
}

/**
 * The values given for one parameter as what the plan carries.
 *
 * @param values one value, or several for a parameter that takes any number.
 */
export function convertArgument(values: readonly GuestValue[], place: Place): PlanArgument {
  const [value] = values;
  switch (place.parameter.kind) {
    case 'expression': {
      return toExpression(value, place);
    }
    case 'operand': {
      return toOperand(value, place);
    }
    case 'expressions': {
      return toExpressions(values, place);
    }
    case 'operands': {
      return flatten(values).map((item) => toOperand(item, place));
    }
    case 'column': {
      return toColumn(value, place);
    }
    case 'columns': {
      return flatten(values).map((item) => toColumn(item, place));
    }
    case 'texts': {
      return flatten(values).map((item) => toText(item, place));
    }
    case 'text':
    case 'dataset': {
      return toText(value, place);
    }
    case 'duration': {
      return toDuration(value, place);
    }
    case 'choice': {
      return toChoice(value, place);
    }
    case 'dtype': {
      return toDtype(value, place);
    }
    case 'integer':
    case 'number': {
      return toNumber(value, place);
    }
    case 'boolean': {
      return toBoolean(value, place);
    }
    case 'booleans': {
      return flatten(values).map((item) => toBoolean(item, place));
    }
    case 'literal': {
      const literal = toLiteral(value);
      if (literal === undefined) throw argumentError(place, value);
      return literal;
    }
    case 'literals': {
      return toLiterals(values, place);
    }
    case 'renames': {
      return toRenames(value, place);
    }
    case 'casts': {
      return toCasts(value, place);
    }
    case 'dtypes': {
      return toDtypes(values, place);
    }
    case 'frame': {
      return toFrame(value, place);
    }
    case 'frames': {
      return flatten(values).map((item) => toFrame(item, place));
    }
    case 'table': {
      throw argumentError(place, value);
    }
  }
}

/** Whether a value can be one of several given for a parameter that takes any number. */
export function fitsList(kind: ArgumentKind, value: GuestValue): boolean {
  if (Array.isArray(value))
    return kind !== 'expressions' || value.length === 0 || typeof value[0] !== 'boolean';
  if (value instanceof GuestSet) return true;
  if (kind === 'columns' || kind === 'texts')
    return typeof value === 'string' || value instanceof PlanCapability;
  if (kind === 'expressions') return typeof value === 'string' || value instanceof PlanCapability;
  if (kind === 'dtypes') return value instanceof DtypeFunction || typeof value === 'string';
  if (kind === 'frames') return value instanceof PlanCapability;
  return kind === 'operands' || kind === 'literals' || kind === 'booleans'
    ? toLiteral(value) !== undefined || value instanceof PlanCapability
    : false;
}
