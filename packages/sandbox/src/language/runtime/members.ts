import { arrayMethods } from '../builtins/array-methods.js';
import { dateMethods } from '../builtins/date-methods.js';
import { mapMethods, setMethods } from '../builtins/map-and-set.js';
import type { Method } from '../builtins/method.js';
import { booleanMethods, numberMethods } from '../builtins/number-methods.js';
import { objectMethods } from '../builtins/object-methods.js';
import { patternMethods } from '../builtins/pattern-methods.js';
import { stringMethods } from '../builtins/string-methods.js';
import { ErrorCode } from '../error-code.js';
import { GuestError } from '../errors.js';
import { own, table } from '../table.js';
import {
  Capability,
  GuestDate,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  type GuestArray,
  type GuestValue,
} from '../values.js';
import { toInteger, toKey, toNumber } from './coerce.js';
import { assertGuestValue, isPlainObject, kindOf } from './kinds.js';
import { memberUnknown, notCallable, readOfNothing } from './member-errors.js';
import { placed, type Run } from './run.js';

const longName = 256;
const maximumElements = 2 ** 32 - 1;

/** The properties of a pattern that tell its flags. */
const patternFlags = table({
  dotAll: 's',
  global: 'g',
  ignoreCase: 'i',
  multiline: 'm',
  sticky: 'y',
  unicode: 'u',
});

/** The one place where a property of a guest value is read. */
export function get(target: GuestValue, key: GuestValue, run: Run, at: number): GuestValue {
  if (Array.isArray(target))
    return typeof key === 'number' ? target[key] : memberOfArray(target, key, run, at);
  if (isPlainObject(target)) return target[propertyName(key, run, at)];
  return memberOfOther(target, key, run, at);
}

/** `get` for a name that is written out in the program. The host keeps one copy of it, made with the program. */
export function memberReader(name: string, run: Run, at: number): (target: GuestValue) => GuestValue {
  return (target) => (isPlainObject(target) ? target[name] : get(target, name, run, at));
}

/** The host keeps one copy of each property name, which makes long ones dear. */
function propertyName(key: GuestValue, run: Run, at: number): string {
  const name = toKey(key, at);
  if (name.length > longName) run.charge(8 * name.length);
  return name;
}

/** Elements lie under numbers, and nothing of the host does: no number reaches a prototype. */
function memberOfArray(target: GuestArray, key: GuestValue, run: Run, at: number): GuestValue {
  if (key === 'length') return target.length;
  const index = indexOf(key, at);
  if (index !== noIndex) return target[index];
  const name = toKey(key, at);
  return run.namedPart(target, name) ?? methodValue(target, name, run);
}

function memberOfOther(target: GuestValue, key: GuestValue, run: Run, at: number): GuestValue {
  if (target === null || target === undefined) throw readOfNothing(target, key, at);
  const name = toKey(key, at);
  if (typeof target === 'string') return memberOfText(target, name, run, at);
  if (target instanceof Capability) return memberOfCapability(target, name, run, at);
  if (target instanceof NativeFunction) return memberOfNative(target, name, at);
  if (target instanceof GuestFunction) {
    return name === 'name' ? target.code.name : name === 'length' ? target.code.arity : undefined;
  }
  if ((target instanceof GuestMap || target instanceof GuestSet) && name === 'size')
    return target.entries.size;
  if (target instanceof GuestPattern) {
    if (name === 'source' || name === 'flags' || name === 'lastIndex') return target[name];
    const flag = own(patternFlags, name);
    if (flag !== undefined) return target.flags.includes(flag);
  }
  return methodValue(target, name, run);
}

function memberOfText(target: string, name: string, run: Run, at: number): GuestValue {
  if (name === 'length') return target.length;
  const index = indexOf(name, at);
  if (index === noIndex) return methodValue(target, name, run);
  run.touch(target);
  return target[index];
}

/** A method that is read without being called, as a function of the guest. */
function methodValue(target: GuestValue, name: string, run: Run): GuestValue {
  const methods = methodsOf(target);
  const method = methods && (own(methods, name) as Method<GuestValue> | undefined);
  return method && new NativeFunction(name, (args) => method(target, args, run));
}

const noIndex = -1;

/** The place that a key stands for, as a number or spelt out; `noIndex` where it stands for none. */
function indexOf(key: GuestValue, at: number): number {
  if (typeof key === 'number') return Number.isInteger(key) && key >= 0 ? key : noIndex;
  const name = toKey(key, at);
  return /^(?:0|[1-9]\d{0,9})$/.test(name) ? Number(name) : noIndex;
}

function memberOfCapability(target: Capability, name: string, run: Run, at: number): GuestValue {
  let value: GuestValue;
  try {
    value = target.getMember(name, run);
    assertGuestValue(value);
  } catch (error) {
    throw placed(error, at);
  }
  if (value === undefined) throw memberUnknown(target.typeName, name, target.memberNames(), at);
  return value;
}

function memberOfNative(target: NativeFunction, name: string, at: number): GuestValue {
  const value = target.members && own(target.members, name);
  if (value !== undefined) return value;
  if (name === 'name') return target.name;
  if (target.members === undefined) return undefined;
  throw memberUnknown(target.name, name, Object.keys(target.members), at);
}

/** The methods of a built-in kind of value, by its kind. */
function methodsOf(target: GuestValue): Readonly<Record<string, Method<never>>> | undefined {
  switch (typeof target) {
    case 'string':
      return stringMethods;
    case 'number':
      return numberMethods;
    case 'boolean':
      return booleanMethods;
    default:
  }
  if (Array.isArray(target)) return arrayMethods;
  if (target instanceof GuestMap) return mapMethods;
  if (target instanceof GuestSet) return setMethods;
  if (target instanceof GuestDate) return dateMethods;
  if (target instanceof GuestPattern) return patternMethods;
  return isPlainObject(target) ? objectMethods : undefined;
}

/** Calls `target[key](…args)`. */
export function callMember(
  target: GuestValue,
  key: GuestValue,
  args: GuestValue[],
  run: Run,
  at: number,
): GuestValue {
  return memberCaller(toKey(key, at), run, at)(target, args);
}

/**
 * `callMember` for a name that is written out: the methods of that name are looked up once. Built-in methods run
 * without a function value being made.
 */
export function memberCaller(
  name: string,
  run: Run,
  at: number,
): (target: GuestValue, args: GuestValue[]) => GuestValue {
  const methodOf = methodFinder(name);
  return (target, args) => {
    const method = methodOf(target);
    if (method !== undefined) return callMethod(method, target, args, run, at);
    const callee = get(target, name, run, at);
    if (callee instanceof GuestFunction || callee instanceof NativeFunction)
      return run.call(callee, args, at);
    throw notCallable(target, name, callee, Object.keys(methodsOf(target) ?? {}), at);
  };
}

/** Finds the built-in method of a name on any value. An object's own property comes first. */
function methodFinder(name: string): (target: GuestValue) => Method<GuestValue> | undefined {
  const ofArray = own(arrayMethods, name) as Method<GuestValue> | undefined;
  const ofString = own(stringMethods, name) as Method<GuestValue> | undefined;
  const ofMap = own(mapMethods, name) as Method<GuestValue> | undefined;
  const ofSet = own(setMethods, name) as Method<GuestValue> | undefined;
  return (target) => {
    if (Array.isArray(target)) return ofArray;
    if (typeof target === 'string') return ofString;
    if (target instanceof GuestMap) return ofMap;
    if (target instanceof GuestSet) return ofSet;
    if (isPlainObject(target) && Object.hasOwn(target, name)) return undefined;
    const methods = methodsOf(target);
    return methods && (own(methods, name) as Method<GuestValue> | undefined);
  };
}

function callMethod(
  method: Method<GuestValue>,
  target: GuestValue,
  args: GuestValue[],
  run: Run,
  at: number,
): GuestValue {
  const { depth } = run;
  run.charge(4);
  try {
    const value = method(target, args, run);
    assertGuestValue(value);
    return value;
  } catch (error) {
    run.depth = depth;
    throw placed(error, at);
  }
}

/** The one place where a property of a guest value is written. */
export function set(target: GuestValue, key: GuestValue, value: GuestValue, run: Run, at: number): void {
  try {
    if (
      typeof key === 'number' &&
      Array.isArray(target) &&
      Number.isInteger(key) &&
      key >= 0 &&
      key < target.length
    )
      target[key] = value;
    else write(target, key, value, run, at);
  } catch (error) {
    // What the host throws when a frozen array or object would change.
    throw error instanceof TypeError ? frozen(target, at) : error;
  }
}

function frozen(target: GuestValue, at: number): GuestError {
  return new GuestError(ErrorCode.AssignmentRefused, `${kindOf(target)} is frozen and cannot change.`, {
    hint: 'Copy it: { ...object } or [...array].',
    at,
  });
}

function write(target: GuestValue, key: GuestValue, value: GuestValue, run: Run, at: number): void {
  if (Array.isArray(target)) {
    setElement(target, key, value, run, at);
  } else if (isPlainObject(target)) {
    const name = propertyName(key, run, at);
    if (!(name in target)) run.allocate(24);
    target[name] = value;
  } else if (target instanceof GuestPattern && key === 'lastIndex') {
    target.lastIndex = toInteger(value);
  } else {
    if (target === null || target === undefined) throw readOfNothing(target, key, at);
    const hint = target instanceof GuestMap ? 'Use .set(key, value).' : undefined;
    const message = `A property of ${kindOf(target)} cannot be set.`;
    throw new GuestError(ErrorCode.AssignmentRefused, message, { hint, at });
  }
}

function setElement(target: GuestArray, key: GuestValue, value: GuestValue, run: Run, at: number): void {
  if (key === 'length') {
    resize(target, toNumber(value, at), run, at);
    return;
  }
  const index = indexOf(key, at);
  if (index === noIndex || index >= maximumElements) {
    const message = 'An array has elements only, by whole numbers from 0.';
    throw new GuestError(ErrorCode.AssignmentRefused, message, {
      hint: 'Use an object or a Map for names.',
      at,
    });
  }
  if (index >= target.length) {
    resize(target, index, run, at);
    run.allocate(8);
  }
  target[index] = value;
}

function resize(target: GuestArray, length: number, run: Run, at: number): void {
  if (!(length >= 0 && length <= maximumElements && Number.isInteger(length))) {
    throw new GuestError(ErrorCode.ArgumentInvalid, 'An array length is a whole number from 0.', { at });
  }
  const missing = Math.max(0, length - target.length);
  run.charge(missing);
  run.allocate(8 * missing);
  target.length = Math.min(target.length, length);
  while (target.length < length) target.push(undefined);
}
