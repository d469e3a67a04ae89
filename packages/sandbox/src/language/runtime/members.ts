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
  if (typeof key === 'number' && Array.isArray(target)) return elementAt(target, key);
  if (isPlainObject(target)) {
    return target[propertyName(key, run, at)];
  }
  return getBuiltIn(target, key, run, at);
}

/** `get` for a name that is written out in the program. */
export function memberReader(name: string, run: Run, at: number): (target: GuestValue) => GuestValue {
  if (name.length > longName) return (target) => get(target, name, run, at);
  const isLength = name === 'length';
  return (target) => {
    if (isLength && Array.isArray(target)) return target.length;
    return isPlainObject(target) ? target[name] : getBuiltIn(target, name, run, at);
  };
}

/** The host keeps one copy of each property name, which makes long ones dear. */
function propertyName(key: GuestValue, run: Run, at: number): string {
  const name = toKey(key, at);
  if (name.length > longName) run.charge(8 * name.length);
  return name;
}

function elementAt(target: GuestArray, index: number): GuestValue {
  return index >= 0 && index < target.length && Number.isInteger(index) ? target[index] : undefined;
}

function getBuiltIn(target: GuestValue, key: GuestValue, run: Run, at: number): GuestValue {
  if (target === null || target === undefined) throw readOfNothing(target, key, at);
  if (typeof target === 'string' || Array.isArray(target)) {
    const index = typeof key === 'number' ? key : indexOfName(toKey(key, at));
    if (index !== undefined)
      return Array.isArray(target) ? elementAt(target, index) : characterAt(target, index, run);
    if (key === 'length') return target.length;
    if (key === 'index' || key === 'input' || key === 'groups') {
      return Array.isArray(target) ? run.matches.get(target)?.[key] : undefined;
    }
  }
  const name = toKey(key, at);
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
  const method = findMethod(target, name);
  return method && new NativeFunction(name, (args) => method(target, args, run));
}

function characterAt(target: string, index: number, run: Run): GuestValue {
  run.touch(target);
  return index >= 0 && index < target.length ? target[index] : undefined;
}

/** The array index that a name spells, if it does. */
function indexOfName(name: string): number | undefined {
  return /^(?:0|[1-9]\d{0,9})$/.test(name) ? Number(name) : undefined;
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

function findMethod(target: GuestValue, name: string): Method<GuestValue> | undefined {
  const methods = methodsOf(target);
  return methods && (own(methods, name) as Method<GuestValue> | undefined);
}

/** Calls `target[key](…args)`. Built-in methods run without a function value being made. */
export function callMember(
  target: GuestValue,
  key: GuestValue,
  args: GuestValue[],
  run: Run,
  at: number,
): GuestValue {
  if (!isPlainObject(target) || (typeof key === 'string' && !Object.hasOwn(target, key))) {
    const method = typeof key === 'string' ? findMethod(target, key) : undefined;
    if (method !== undefined) return callMethod(method, target, args, run, at);
  }
  const callee = get(target, key, run, at);
  if (callee instanceof GuestFunction || callee instanceof NativeFunction) return run.call(callee, args, at);
  throw notCallable(target, toKey(key, at), callee, Object.keys(methodsOf(target) ?? {}), at);
}

/** `callMember` for a name that is written out: the methods of that name are looked up once. */
export function memberCaller(
  name: string,
  run: Run,
  at: number,
): (target: GuestValue, args: GuestValue[]) => GuestValue {
  const ofArray = own(arrayMethods, name) as Method<GuestValue> | undefined;
  const ofString = own(stringMethods, name) as Method<GuestValue> | undefined;
  const ofMap = own(mapMethods, name) as Method<GuestValue> | undefined;
  const ofSet = own(setMethods, name) as Method<GuestValue> | undefined;
  return (target, args) => {
    let method: Method<GuestValue> | undefined;
    if (Array.isArray(target)) method = ofArray;
    else if (typeof target === 'string') method = ofString;
    else if (target instanceof GuestMap) method = ofMap;
    else if (target instanceof GuestSet) method = ofSet;
    if (method === undefined) return callMember(target, name, args, run, at);
    return callMethod(method, target, args, run, at);
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
    write(target, key, value, run, at);
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
  const index = typeof key === 'number' ? key : indexOfName(toKey(key, at));
  if (index === undefined && key === 'length') {
    resize(target, toNumber(value, at), run, at);
    return;
  }
  if (index === undefined || !(index >= 0 && index < maximumElements && Number.isInteger(index))) {
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
  if (length < target.length) target.length = length;
  const missing = length - target.length;
  run.charge(missing);
  run.allocate(8 * missing);
  while (target.length < length) target.push(undefined);
}
