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
import { get, memberReader } from '../../src/language/runtime/members.js';
import { Run } from '../../src/language/runtime/run.js';
import { table } from '../../src/language/table.js';
import { at, Box, errorOf, guestFunction, object } from './member-harness.js';

// The choke point itself, apart from the programs that go through it: each case that it tells apart.

let run: Run;

beforeEach(() => {
  run = new Run(defaultLanguageLimits);
});

/** Reads in both ways: by a key, and by a name that is written out. */
function read(target: GuestValue, key: GuestValue): GuestValue {
  const value = get(target, key, run, at);
  const written = typeof key === 'string' ? memberReader(key, run, at)(target) : value;
  expect(written).toEqual(value);
  return value;
}

describe('reading a member', () => {
  it.each<[string, GuestValue, GuestValue, GuestValue]>([
    ['an element', [4, 5], 1, 5],
    ['the first element', [4, 5], 0, 4],
    ['an element by a text', [4, 5], '1', 5],
    ['the element zero by a text', [4, 5], '0', 4],
    ['what lies before', [4, 5], -1, undefined],
    ['what lies after', [4, 5], 2, undefined],
    ['what lies between', [4, 5], 0.5, undefined],
    ['a text that is no index', [4, 5], '01', undefined],
    ['a text with a sign', [4, 5], '-1', undefined],
    ['a text with more to it', [4, 5], '1 ', undefined],
    ['a text of eleven digits', [4, 5], '10000000000', undefined],
    ['a length', [4, 5], 'length', 2],
    ['a property of the host', [4, 5], 'constructor', undefined],
    ['an index that is no number', [4, 5], NaN, undefined],
    ['a truth value of an array', [4, 5], true, undefined],
    ['a character', 'ab', 1, 'b'],
    ['the first character', 'ab', 0, 'a'],
    ['a character by a text', 'ab', '1', 'b'],
    ['a character before', 'ab', -1, undefined],
    ['a character after', 'ab', 2, undefined],
    ['the length of a text', 'ab', 'length', 2],
    ['the index of a text', 'ab', 'index', undefined],
    ['the prototype of a text', 'ab', '__proto__', undefined],
    ['the constructor of a number', 5, 'constructor', undefined],
    ['the length of a number', 5, 'length', undefined],
    ['the prototype of a truth value', true, '__proto__', undefined],
    ['the host’s methods on an object', Object.create(null) as GuestValue, 'hasOwnProperty', undefined],
  ])('%s', (_title, target, key, expected) => {
    expect(read(target, key)).toBe(expected);
  });

  it('own properties only', () => {
    const target = object({ a: 1, constructor: 2, '0': 3 });
    expect([read(target, 'a'), read(target, 'constructor'), read(target, 0)]).toEqual([1, 2, 3]);
    expect([read(target, 'toString'), read(target, '__proto__')]).toEqual([undefined, undefined]);
    expect(read(object({ length: 9 }), 'length')).toBe(9);
    expect(read(object({ null: 1, undefined: 2, true: 3 }), null)).toBe(1);
    expect(read(object({ undefined: 2 }), undefined)).toBe(2);
  });

  it('what a match knows beside its elements', () => {
    const found: GuestValue[] = ['b'];
    const groups = object({ g: 'b' });
    run.nameParts(found, { index: 1, input: 'abc', groups });
    expect([read(found, 'index'), read(found, 'input'), read(found, 'groups')]).toEqual([1, 'abc', groups]);
    expect([read(['b'], 'index'), read(['b'], 'input'), read(['b'], 'groups')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('named parts of one array, which come before its methods and are no way to a prototype', () => {
    const shape: GuestValue[] = [3, 2];
    run.nameParts(shape, { height: 3, width: 2, map: 1 });
    expect([read(shape, 'height'), read(shape, 'width'), read(shape, 'map'), read(shape, 0)]).toEqual([
      3, 2, 1, 3,
    ]);
    expect([read(shape, '__proto__'), read(shape, 'constructor'), read(shape, 'depth')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(read(shape, 'length')).toBe(2);
    expect(read([3, 2], 'height')).toBeUndefined();
  });

  it('of collections: their size', () => {
    const map = new GuestMap();
    map.entries.set('a', 1);
    const set = new GuestSet();
    set.entries.add(1).add(2);
    expect([read(map, 'size'), read(set, 'size')]).toEqual([1, 2]);
    expect([read(map, 'entriesx'), read(new GuestDate(0), 'size'), read(new GuestDate(0), 'time')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([read(guestFunction(), 'size'), read(5, 'size'), read('ab', 'size')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('of functions: name and length', () => {
    const target = guestFunction();
    expect([read(target, 'name'), read(target, 'length'), read(target, 'code')]).toEqual([
      'add',
      2,
      undefined,
    ]);
    const plain = new NativeFunction('host', () => 1);
    expect([read(plain, 'name'), read(plain, 'length'), read(plain, 'implementation')]).toEqual([
      'host',
      undefined,
      undefined,
    ]);
  });

  it('of a native function with members', () => {
    const target = new NativeFunction('Host', () => 1, table<GuestValue>({ limit: 5, name: 'own' }));
    expect([read(target, 'limit'), read(target, 'name')]).toEqual([5, 'own']);
    expect(read(new NativeFunction('Host', () => 1, table<GuestValue>({ limit: 5 })), 'name')).toBe('Host');
    const failure = errorOf(() => get(target, 'limits', run, at));
    expect(failure).toMatchObject({ code: 'member-unknown', didYouMean: ['limit'], at });
    expect(failure.message).toBe('Host has no member `limits`.');
    expect(errorOf(() => get(target, 'toString', run, at)).code).toBe('member-unknown');
  });

  it('of a pattern: its source, flags and position', () => {
    const target = new GuestPattern('a+', 'gi', undefined);
    target.lastIndex = 3;
    expect([read(target, 'source'), read(target, 'flags'), read(target, 'lastIndex')]).toEqual([
      'a+',
      'gi',
      3,
    ]);
    const names = ['dotAll', 'global', 'ignoreCase', 'multiline', 'sticky', 'unicode'];
    expect(names.map((name) => read(target, name))).toEqual([false, true, true, false, false, false]);
    const other = new GuestPattern('a+', 'msuy', undefined);
    expect(names.map((name) => read(other, name))).toEqual([true, false, false, true, true, true]);
    expect([read(target, 'compiled'), read(target, 'constructor')]).toEqual([undefined, undefined]);
    expect(read(new GuestDate(0), 'source')).toBeUndefined();
  });

  it.each<[string, GuestValue, string]>([
    ['a text', 'ab', 'at'],
    ['a number', 5, 'toFixed'],
    ['a truth value', true, 'toString'],
    ['an array', [1], 'map'],
    ['a map', new GuestMap(), 'get'],
    ['a set', new GuestSet(), 'add'],
    ['a date', new GuestDate(0), 'getTime'],
    ['a pattern', new GuestPattern('a', '', undefined), 'exec'],
  ])('gives a method of %s as a function of the guest', (_title, target, name) => {
    const method = get(target, name, run, at);
    expect(method).toBeInstanceOf(NativeFunction);
    expect((method as NativeFunction).name).toBe(name);
    expect(get(target, `${name}x`, run, at)).toBeUndefined();
  });

  it('gives methods that work on the value that they were read from', () => {
    expect(run.call(get('abc', 'at', run, at), [1])).toBe('b');
    expect(run.call(get([3], 'at', run, at), [0])).toBe(3);
  });

  it('tells a pattern from what is none', () => {
    for (const target of [new GuestDate(0), new GuestMap(), 5, guestFunction(), [1], 'a'])
      expect([read(target, 'flags'), read(target, 'global'), read(target, 'lastIndex')]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
  });

  it('of a capability: what it says', () => {
    const box = new Box((name) => (name === 'open' ? 1 : undefined));
    expect(read(box, 'open')).toBe(1);
    const failure = errorOf(() => get(box, 'lied', run, at));
    expect(failure).toMatchObject({ code: 'member-unknown', at, didYouMean: ['lid'] });
    expect(failure.message).toBe('Box has no member `lied`.');
  });

  it('of a capability is never a value of the host', () => {
    for (const foreign of [process, () => 1, Symbol('x'), 1n, new Map()])
      expect(() => get(new Box(() => foreign), 'open', run, at)).toThrow('not a guest value');
    const failing = new Box(() => {
      throw new RangeError('out of range');
    });
    expect(errorOf(() => get(failing, 'open', run, at))).toMatchObject({ code: 'argument-invalid', at });
  });

  it('of nothing tells what was asked for', () => {
    expect(errorOf(() => get(null, 'name', run, at))).toMatchObject({ code: 'type-mismatch', at });
    expect(errorOf(() => get(null, 'name', run, at)).message).toBe('Cannot read `name` of null.');
    expect(errorOf(() => get(undefined, 3, run, at)).message).toBe('Cannot read element 3 of undefined.');
    expect(errorOf(() => memberReader('name', run, at)(undefined)).message).toBe(
      'Cannot read `name` of undefined.',
    );
  });

  it('by an object or a function is refused', () => {
    for (const key of [['constructor'], object({}), guestFunction(), new GuestMap()]) {
      for (const target of [object({}), [1], 'ab', 5, new GuestMap()])
        expect(errorOf(() => get(target, key, run, at))).toMatchObject({ code: 'type-mismatch', at });
    }
  });

  it('by a long name costs by its length, and by a short one nothing', () => {
    const long = 'x'.repeat(257);
    get(object({}), 'x'.repeat(256), run, at);
    expect(run.steps).toBe(0);
    get(object({}), long, run, at);
    expect(run.steps).toBe(8 * 257);
  });

  it('of a long text costs by its length', () => {
    const text = 'x'.repeat(1_000_000);
    get(text, 5, run, at);
    expect(run.steps).toBeGreaterThan(10_000);
  });
});
