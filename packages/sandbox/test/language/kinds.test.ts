import { describe, expect, it } from 'vitest';

import {
  Capability,
  createObject,
  GuestDate,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  isPlainObject,
  kindOf,
  NativeFunction,
  type GuestValue,
} from '../../src/language/index.js';
import { assertGuestValue, isFunction } from '../../src/language/runtime/kinds.js';

class Box extends Capability {
  readonly typeName = 'Box';
  override memberNames(): readonly string[] {
    return [];
  }
  override getMember(): undefined {
    return undefined;
  }
}

const guestFunction = new GuestFunction(
  {
    name: 'f',
    arity: 0,
    parameterCount: 0,
    capturedParameters: [],
    bind: undefined,
    slotCount: 1,
    weight: 1,
    body: () => undefined,
  },
  [],
);

const values: readonly (readonly [kind: string, value: GuestValue, called: boolean, plain: boolean])[] = [
  ['null', null, false, false],
  ['undefined', undefined, false, false],
  ['a number', 1, false, false],
  ['a string', 'x', false, false],
  ['a boolean', true, false, false],
  ['an array', [], false, false],
  ['an object', createObject(), false, true],
  ['a Box', new Box(), false, false],
  ['a function', new NativeFunction('n', () => 1), true, false],
  ['a function', guestFunction, true, false],
  ['a Map', new GuestMap(), false, false],
  ['a Set', new GuestSet(), false, false],
  ['a Date', new GuestDate(0), false, false],
  ['a regular expression', new GuestPattern('a', '', undefined), false, false],
];

describe('a guest value', () => {
  it.each(values)('that is %s is told from the others', (kind, value, called, plain) => {
    expect(kindOf(value)).toBe(kind);
    expect(isFunction(value)).toBe(called);
    expect(isPlainObject(value)).toBe(plain);
  });

  it.each(values)('that is %s may be held', (_kind, value) => {
    expect(() => assertGuestValue(value)).not.toThrow();
  });
});

describe('a value of the host', () => {
  it.each<[string, unknown]>([
    ['a function', () => 1],
    ['a class', Map],
    ['a symbol', Symbol('x')],
    ['a BigInt', 1n],
    ['an object', {}],
    ['an error', new Error('x')],
    ['a Map', new Map()],
    ['a Date', new Date(0)],
    ['a promise', Promise.resolve(1)],
    ['a proxy', new Proxy({}, {})],
    ['an object that inherits', Object.create({})],
    ['the process', process],
  ])('such as %s may not', (_title, value) => {
    expect(() => assertGuestValue(value)).toThrow(
      'A native function returned a value that is not a guest value.',
    );
    expect(isPlainObject(value as GuestValue)).toBe(false);
  });
});
