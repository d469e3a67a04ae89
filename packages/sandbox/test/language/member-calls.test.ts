import { beforeEach, describe, expect, it } from 'vitest';

import {
  defaultLanguageLimits,
  GuestDate,
  GuestError,
  GuestMap,
  GuestSet,
  NativeFunction,
  type GuestValue,
} from '../../src/language/index.js';
import { callMember, memberCaller } from '../../src/language/runtime/members.js';
import { Run } from '../../src/language/runtime/run.js';
import { table } from '../../src/language/table.js';
import { at, Box, errorOf, failingFunction, guestFunction, object } from './member-harness.js';

// The choke point itself, apart from the programs that go through it: each case that it tells apart.

let run: Run;

beforeEach(() => {
  run = new Run(defaultLanguageLimits);
});

/** Calls in both ways. */
function call(make: () => GuestValue, name: string, ...args: GuestValue[]): GuestValue {
  const value = callMember(make(), name, [...args], run, at);
  expect(memberCaller(name, run, at)(make(), [...args])).toEqual(value);
  return value;
}

describe('calling a member', () => {
  it.each<[string, () => GuestValue, string, GuestValue[], GuestValue]>([
    ['an array', () => [1, 2], 'at', [1], 2],
    ['a text', () => 'ab', 'at', [1], 'b'],
    ['a number', () => 1.25, 'toFixed', [1], '1.3'],
    ['a truth value', () => true, 'toString', [], 'true'],
    ['a map', () => new GuestMap(), 'has', [1], false],
    ['a set', () => new GuestSet(), 'has', [1], false],
    ['a date', () => new GuestDate(5), 'getTime', [], 5],
    ['an object', () => object({ a: 1 }), 'hasOwnProperty', ['a'], true],
    ['its own function', () => object({ at: guestFunction() }), 'at', [1, 2], 3],
    [
      'its own function before a method',
      () => object({ hasOwnProperty: guestFunction() }),
      'hasOwnProperty',
      [1, 2],
      3,
    ],
    ['a capability', () => new Box(() => guestFunction()), 'open', [2, 3], 5],
    [
      'a native function',
      () => new NativeFunction('h', () => 1, table<GuestValue>({ f: guestFunction() })),
      'f',
      [4, 5],
      9,
    ],
  ])('of %s', (_title, make, name, args, expected) => {
    expect(call(make, name, ...args)).toEqual(expected);
  });

  it('by an index calls the element', () => {
    expect(callMember([guestFunction()], 0, [1, 2], run, at)).toBe(3);
    expect(callMember(object({ '0': guestFunction() }), 0, [1, 2], run, at)).toBe(3);
    expect(callMember(object({ '0': new NativeFunction('n', () => 8) }), 0, [], run, at)).toBe(8);
  });

  it('costs something, and the depth of calls is as before when it fails', () => {
    call(() => [1], 'at', 0);
    expect(run.steps).toBe(8);
    const failing = (): GuestValue => callMember([1], 'map', [5], run, at);
    run.depth = 3;
    expect(errorOf(failing)).toMatchObject({ code: 'type-mismatch', at });
    const deep = new NativeFunction('deep', () => {
      run.depth = 50;
      throw new GuestError('own', 'deep');
    });
    expect(errorOf(() => callMember([1], 'map', [deep], run, at)).code).toBe('own');
    expect(run.depth).toBe(3);
  });

  it('restores the depth of calls that its callback left by an error', () => {
    run.depth = 3;
    expect(errorOf(() => callMember([1], 'map', [failingFunction()], run, at)).code).toBe('own');
    expect(run.depth).toBe(3);
    expect(errorOf(() => memberCaller('map', run, at)([1], [failingFunction()])).code).toBe('own');
    expect(run.depth).toBe(3);
  });

  it('is never answered with a value of the host', () => {
    const broken = [1];
    Object.defineProperty(broken, 'length', { value: 1 });
    const foreign = [process as unknown as GuestValue];
    expect(() => callMember(foreign, 'at', [0], run, at)).toThrow('not a guest value');
    expect(() => memberCaller('at', run, at)(foreign, [0])).toThrow('not a guest value');
  });

  it.each<[string, GuestValue, string, object]>([
    ['a method that an array does not have', [1], 'mapp', { code: 'member-unknown', didYouMean: ['map'] }],
    ['a method that a text does not have', 'a', 'atx', { code: 'member-unknown', didYouMean: ['at'] }],
    [
      'a method that a set does not have',
      new GuestSet(),
      'ad',
      { code: 'member-unknown', didYouMean: ['add'] },
    ],
    ['a property that is no function', object({ a: 1 }), 'a', { code: 'not-callable' }],
    ['a size', new GuestMap(), 'size', { code: 'not-callable' }],
    ['a method of a function', guestFunction(), 'call', { code: 'member-unknown' }],
    ['a method of objects on a function', guestFunction(), 'hasOwnProperty', { code: 'member-unknown' }],
    [
      'a method of objects on a capability',
      new Box(() => undefined),
      'hasOwnProperty',
      { code: 'member-unknown' },
    ],
    ['a method of nothing', null, 'a', { code: 'type-mismatch' }],
  ])('%s is an error', (_title, target, name, expected) => {
    expect(errorOf(() => callMember(target, name, [], run, at))).toMatchObject({ ...expected, at });
    expect(errorOf(() => memberCaller(name, run, at)(target, []))).toMatchObject({ ...expected, at });
  });

  it('by a key that is no text tells what is there', () => {
    expect(errorOf(() => callMember([5], 0, [], run, at)).message).toBe('`0` is a number, not a function.');
  });
});
