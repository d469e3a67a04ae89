import { beforeEach, describe, expect, it } from 'vitest';

import {
  defaultLanguageLimits,
  GuestDate,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  type GuestValue,
} from '../../src/language/index.js';
import { set } from '../../src/language/runtime/members.js';
import { Run } from '../../src/language/runtime/run.js';
import { at, Box, errorOf, guestFunction, object } from './member-harness.js';

// The choke point itself, apart from the programs that go through it: each case that it tells apart.

let run: Run;

beforeEach(() => {
  run = new Run(defaultLanguageLimits);
});

describe('writing a member', () => {
  it.each<[string, GuestValue[], GuestValue, GuestValue[]]>([
    ['an element', [1, 2], 1, [1, 9]],
    ['the first element', [1, 2], 0, [9, 2]],
    ['an element by a text', [1, 2], '1', [1, 9]],
    ['the first element by a text', [1, 2], '0', [9, 2]],
    ['the first element of all', [], 0, [9]],
    ['the first element of all by a text', [], '0', [9]],
    ['the element after the last', [1, 2], 2, [1, 2, 9]],
    ['an element further on', [1], 3, [1, undefined, undefined, 9]],
  ])('%s', (_title, target, key, expected) => {
    set(target, key, 9, run, at);
    expect(target).toEqual(expected);
    expect(Object.keys(target).length).toBe(expected.length);
  });

  it('pays for what an array grows by', () => {
    const target: GuestValue[] = [1];
    set(target, 0, 9, run, at);
    expect([run.memory, run.steps]).toEqual([0, 0]);
    set(target, 1, 9, run, at);
    expect([run.memory, run.steps]).toEqual([8, 0]);
    set(target, 12, 9, run, at);
    expect([run.memory, run.steps]).toEqual([8 + 8 * 10 + 8, 10]);
    set(target, 'length', 20, run, at);
    expect([run.memory, run.steps, target.length]).toEqual([96 + 8 * 7, 17, 20]);
  });

  it('the length of an array cuts it off or fills it', () => {
    const target: GuestValue[] = [1, 2, 3];
    set(target, 'length', 1, run, at);
    expect(target).toEqual([1]);
    set(target, 'length', '2', run, at);
    expect(target).toEqual([1, undefined]);
    set(target, 'length', 0, run, at);
    expect(target).toEqual([]);
    expect([run.memory, run.steps]).toEqual([8, 1]);
  });

  it.each<[GuestValue]>([[-1], [1.5], [NaN], [2 ** 32], ['x'], [Infinity]])(
    'the length %s is refused',
    (length) => {
      expect(errorOf(() => set([1], 'length', length, run, at))).toMatchObject({
        code: 'argument-invalid',
        at,
      });
    },
  );

  it('a length of the largest size is a matter of memory', () => {
    expect(() => set([], 'length', 2 ** 32 - 1, run, at)).toThrow('steps');
    expect(() => set([], 2 ** 32 - 2, 1, run, at)).toThrow('steps');
  });

  it.each<[GuestValue]>([
    [-1],
    [-2],
    [1.5],
    [NaN],
    [2 ** 32 - 1],
    ['x'],
    ['constructor'],
    ['__proto__'],
    ['01'],
  ])('the element %s is refused', (key) => {
    const target: GuestValue[] = [1];
    const failure = errorOf(() => set(target, key, 9, run, at));
    expect(failure).toMatchObject({ code: 'assignment-refused', at });
    expect(failure.message).toBe('An array has elements only, by whole numbers from 0.');
    expect(target).toEqual([1]);
    expect(Object.getPrototypeOf(target)).toBe(Array.prototype);
  });

  it('a length that is an object is refused', () => {
    expect(errorOf(() => set([1], 'length', object({}), run, at))).toMatchObject({
      code: 'type-mismatch',
      at,
    });
  });

  it('a property of an object, paid for when it is new', () => {
    const target = object({ a: 1 });
    set(target, 'a', 2, run, at);
    expect(run.memory).toBe(0);
    set(target, 'b', 3, run, at);
    set(target, '__proto__', 4, run, at);
    set(target, 5, 6, run, at);
    expect(run.memory).toBe(72);
    expect(Object.entries(target as object)).toEqual([
      ['5', 6],
      ['a', 2],
      ['b', 3],
      ['__proto__', 4],
    ]);
    expect(Object.getPrototypeOf(target)).toBeNull();
    set(target, 'x'.repeat(300), 1, run, at);
    expect(run.steps).toBe(2400);
  });

  it('the position of a pattern', () => {
    const target = new GuestPattern('a', 'g', undefined);
    set(target, 'lastIndex', 2.9, run, at);
    expect(target.lastIndex).toBe(2);
    expect(errorOf(() => set(target, 'source', 'b', run, at))).toMatchObject({
      code: 'assignment-refused',
      at,
    });
    expect(target.source).toBe('a');
    expect(errorOf(() => set(new GuestDate(0), 'lastIndex', 1, run, at)).code).toBe('assignment-refused');
  });

  it.each<[string, GuestValue, string, string | undefined]>([
    ['a map', new GuestMap(), 'A property of a Map cannot be set.', 'Use .set(key, value).'],
    ['a set', new GuestSet(), 'A property of a Set cannot be set.', undefined],
    ['a text', 'ab', 'A property of a string cannot be set.', undefined],
    ['a number', 5, 'A property of a number cannot be set.', undefined],
    ['a function', guestFunction(), 'A property of a function cannot be set.', undefined],
    [
      'a native function',
      new NativeFunction('n', () => 1),
      'A property of a function cannot be set.',
      undefined,
    ],
    ['a capability', new Box(() => 1), 'A property of a Box cannot be set.', undefined],
  ])('of %s is refused', (_title, target, message, hint) => {
    const failure = errorOf(() => set(target, 'a', 1, run, at));
    expect(failure).toMatchObject({ code: 'assignment-refused', message, at });
    expect(failure.hint).toBe(hint);
  });

  it('a character of a text is refused', () => {
    expect(errorOf(() => set('ab', 0, 'x', run, at)).message).toBe('A property of a string cannot be set.');
  });

  it('of nothing is refused', () => {
    expect(errorOf(() => set(null, 'a', 1, run, at)).message).toBe('Cannot read `a` of null.');
    expect(errorOf(() => set(undefined, 'a', 1, run, at)).message).toBe('Cannot read `a` of undefined.');
    expect(errorOf(() => set(undefined, 'a', 1, run, at)).at).toBe(at);
  });

  it('of what is frozen is refused', () => {
    for (const target of [Object.freeze(object({ a: 1 })), Object.freeze([1])] as GuestValue[]) {
      for (const key of ['0', Array.isArray(target) ? 'length' : 'a', 1]) {
        const failure = errorOf(() => set(target, key, 0, run, at));
        expect(failure).toMatchObject({
          code: 'assignment-refused',
          at,
          hint: expect.stringMatching(/Copy/),
        });
        expect(failure.message).toMatch(/^an (?:object|array) is frozen and cannot change\.$/);
      }
    }
  });
});
