import { ErrorCode } from '../error-code.js';
import { LimitError, typeMismatch, type GuestError } from '../errors.js';
import { Capability, GuestDate, type GuestValue } from '../values.js';
import { toNumber, toText } from './coerce.js';
import { isFunction, kindOf } from './kinds.js';
import type { Run } from './run.js';

/** A binary operator on guest values. `at` is the offset that an error names. */
export type BinaryOperator = (left: GuestValue, right: GuestValue, run: Run, at: number) => GuestValue;

/** Longer than any string that fits the memory limit, and shorter than what makes the host throw. */
const maximumStringLength = 2 ** 28;

const capabilityMethods: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'modulo',
  '<': 'lt',
  '<=': 'ltEq',
  '>': 'gt',
  '>=': 'gtEq',
  '==': 'eq',
  '!=': 'neq',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '**': 'pow',
};

/** Refuses operators on capabilities, which would otherwise silently compare or add the wrong thing. */
function refuseCapability(operator: string, left: GuestValue, right: GuestValue, at: number): void {
  const capability = left instanceof Capability ? left : right instanceof Capability ? right : undefined;
  if (capability === undefined) return;
  const method = capabilityMethods[operator];
  const hint = method === undefined ? 'Use its methods.' : `Use a method: \`.${method}(…)\`.`;
  throw typeMismatch(`The operator \`${operator}\` does not work on a ${capability.typeName}.`, hint, at);
}

/** `+`: adds numbers, joins strings. Joining is charged for the shorter side, since the longer is shared. */
function add(left: GuestValue, right: GuestValue, run: Run, at: number): GuestValue {
  if (typeof left === 'string' || typeof right === 'string') {
    return joinTexts(toText(left, run, at), toText(right, run, at), run);
  }
  refuseCapability('+', left, right, at);
  if (isCollection(left)) throw notAddable(left, at);
  if (isCollection(right)) throw notAddable(right, at);
  return toNumber(left, at) + toNumber(right, at);
}

/** Joins two strings within the budget. */
export function joinTexts(left: string, right: string, run: Run): string {
  run.allocate(32 + 2 * Math.min(left.length, right.length));
  if (left.length + right.length > maximumStringLength) {
    throw new LimitError(ErrorCode.MemoryExceeded, 'The program built a string that is too long.');
  }
  return left + right;
}

function isCollection(value: GuestValue): boolean {
  return (typeof value === 'object' && value !== null) || isFunction(value);
}

function notAddable(value: GuestValue, at: number): GuestError {
  let hint = 'Pick the property that you mean.';
  if (Array.isArray(value)) hint = 'Join arrays with [...first, ...second].';
  if (value instanceof GuestDate) hint = 'Use .getTime() to calculate, .toISOString() to print.';
  return typeMismatch(`The operator \`+\` does not work on ${kindOf(value)}.`, hint, at);
}

function arithmetic(operator: string, calculate: (left: number, right: number) => number): BinaryOperator {
  return (left, right, _run, at) => {
    if (typeof left === 'number' && typeof right === 'number') return calculate(left, right);
    refuseCapability(operator, left, right, at);
    return calculate(toNumber(left, at), toNumber(right, at));
  };
}

function comparison(
  operator: string,
  numbers: (left: number, right: number) => boolean,
  texts: (left: string, right: string) => boolean,
): BinaryOperator {
  return (left, right, run, at) => {
    if (typeof left === 'number' && typeof right === 'number') return numbers(left, right);
    if (typeof left === 'string' && typeof right === 'string') {
      chargeComparison(left, right, run);
      return texts(left, right);
    }
    refuseCapability(operator, left, right, at);
    return numbers(toNumber(left, at), toNumber(right, at));
  };
}

function chargeComparison(left: string, right: string, run: Run): void {
  if (left.length > 256 && right.length > 256) run.charge(Math.min(left.length, right.length) >> 5);
}

/** `===`. Comparing a capability with text or a number is refused: it is never what is meant. */
export function strictlyEquals(left: GuestValue, right: GuestValue, run: Run, at: number): boolean {
  if (typeof left === 'string') {
    if (typeof right === 'string') {
      if (left.length === right.length) chargeComparison(left, right, run);
      return left === right;
    }
    refuseCapabilityComparison(left, right, at);
  } else if (left instanceof Capability) {
    refuseCapabilityComparison(right, left, at);
  }
  return left === right;
}

function refuseCapabilityComparison(other: GuestValue, capability: GuestValue, at: number): void {
  if (typeof other === 'string' || typeof other === 'number' || typeof other === 'boolean') {
    refuseCapability('==', other, capability, at);
  }
}

/** `==` on primitives as in JavaScript; a collection equals only itself. */
function looselyEquals(left: GuestValue, right: GuestValue, run: Run, at: number): boolean {
  if (left === null || left === undefined) return right === null || right === undefined;
  if (right === null || right === undefined) return false;
  const leftCollection = isCollection(left);
  if (!leftCollection && !isCollection(right)) {
    if (typeof left === 'string' && typeof right === 'string') return strictlyEquals(left, right, run, at);
    // oxlint-disable-next-line eslint/eqeqeq
    return left == right;
  }
  if (leftCollection && isCollection(right)) return left === right;
  refuseCapability('==', left, right, at);
  const collection = leftCollection ? left : right;
  throw typeMismatch(
    `${kindOf(collection)} is compared with a value that is none.`,
    'Compare with `===`.',
    at,
  );
}

/** Every binary operator of the language. */
export const binaryOperators: Readonly<Record<string, BinaryOperator>> = {
  '+': add,
  '-': arithmetic('-', (left, right) => left - right),
  '*': arithmetic('*', (left, right) => left * right),
  '/': arithmetic('/', (left, right) => left / right),
  '%': arithmetic('%', (left, right) => left % right),
  '**': arithmetic('**', (left, right) => left ** right),
  '&': arithmetic('&', (left, right) => left & right),
  '|': arithmetic('|', (left, right) => left | right),
  '^': arithmetic('^', (left, right) => left ^ right),
  '<<': arithmetic('<<', (left, right) => left << right),
  '>>': arithmetic('>>', (left, right) => left >> right),
  '>>>': arithmetic('>>>', (left, right) => left >>> right),
  '<': comparison(
    '<',
    (left, right) => left < right,
    (left, right) => left < right,
  ),
  '<=': comparison(
    '<=',
    (left, right) => left <= right,
    (left, right) => left <= right,
  ),
  '>': comparison(
    '>',
    (left, right) => left > right,
    (left, right) => left > right,
  ),
  '>=': comparison(
    '>=',
    (left, right) => left >= right,
    (left, right) => left >= right,
  ),
  '===': strictlyEquals,
  '!==': (left, right, run, at) => !strictlyEquals(left, right, run, at),
  '==': looselyEquals,
  '!=': (left, right, run, at) => !looselyEquals(left, right, run, at),
};

/** What `typeof` says: only the names that JavaScript has. */
export function typeName(value: GuestValue): string {
  return isFunction(value) ? 'function' : typeof value;
}
