import { beforeEach, describe, expect, it } from 'vitest';

import {
  Capability,
  createObject,
  defaultLanguageLimits,
  GuestDate,
  GuestError,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  type GuestValue,
} from '../../src/language/index.js';
import { callMember, get, memberCaller, memberReader, set } from '../../src/language/runtime/members.js';
import { Run } from '../../src/language/runtime/run.js';
import { own, table } from '../../src/language/table.js';

// The choke points themselves, apart from the programs that go through them: each case that they tell apart.

class Box extends Capability {
  readonly typeName = 'Box';
  readonly #content: (name: string) => unknown;

  constructor(content: (name: string) => unknown) {
    super();
    this.#content = content;
  }

  override memberNames(): readonly string[] {
    return ['open', 'lid'];
  }

  override getMember(name: string): GuestValue {
    return this.#content(name) as GuestValue;
  }
}

const at = 7;
let run: Run;

beforeEach(() => {
  run = new Run(defaultLanguageLimits);
});

function object(properties: Record<string, GuestValue>): GuestValue {
  return Object.assign(createObject(), properties);
}

function guestFunction(): GuestFunction {
  const code = {
    name: 'add',
    arity: 2,
    parameterCount: 2,
    capturedParameters: [],
    bind: undefined,
    slotCount: 3,
    weight: 1,
    body: (frame: readonly unknown[]) => Number(frame[1]) + Number(frame[2]),
  };
  return new GuestFunction(code, []);
}

function errorOf(action: () => unknown): GuestError {
  try {
    action();
  } catch (error) {
    if (error instanceof GuestError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

/** Reads in both ways: by a key, and by a name that is written out. */
function read(target: GuestValue, key: GuestValue): GuestValue {
  const value = get(target, key, run, at);
  if (typeof key === 'string') expect(memberReader(key, run, at)(target)).toEqual(value);
  return value;
}

/** Calls in both ways. */
function call(make: () => GuestValue, name: string, ...args: GuestValue[]): GuestValue {
  const value = callMember(make(), name, [...args], run, at);
  expect(memberCaller(name, run, at)(make(), [...args])).toEqual(value);
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
    run.matches.set(found, { index: 1, input: 'abc', groups: groups as never });
    expect([read(found, 'index'), read(found, 'input'), read(found, 'groups')]).toEqual([1, 'abc', groups]);
    expect([read(['b'], 'index'), read(['b'], 'input'), read(['b'], 'groups')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
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
    memberReader('x'.repeat(256), run, at)(object({}));
    expect(run.steps).toBe(0);
    get(object({}), long, run, at);
    expect(run.steps).toBe(8 * 257);
    memberReader(long, run, at)(object({}));
    expect(run.steps).toBe(2 * 8 * 257);
  });

  it('of a long text costs by its length', () => {
    const text = 'x'.repeat(1_000_000);
    get(text, 5, run, at);
    expect(run.steps).toBeGreaterThan(10_000);
  });
});

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
    ['a method of nothing', null, 'a', { code: 'type-mismatch' }],
  ])('%s is an error', (_title, target, name, expected) => {
    expect(errorOf(() => callMember(target, name, [], run, at))).toMatchObject({ ...expected, at });
    expect(errorOf(() => memberCaller(name, run, at)(target, []))).toMatchObject({ ...expected, at });
  });

  it('by a key that is no text tells what is there', () => {
    expect(errorOf(() => callMember([5], 0, [], run, at)).message).toBe('`0` is a number, not a function.');
  });
});

describe('writing a member', () => {
  it.each<[string, GuestValue[], GuestValue, GuestValue[]]>([
    ['an element', [1, 2], 1, [1, 9]],
    ['the first element', [1, 2], 0, [9, 2]],
    ['an element by a text', [1, 2], '1', [1, 9]],
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

  it.each<[GuestValue]>([[-1], [1.5], [NaN], [2 ** 32 - 1], ['x'], ['constructor'], ['__proto__'], ['01']])(
    'the element %s is refused',
    (key) => {
      const target: GuestValue[] = [1];
      const failure = errorOf(() => set(target, key, 9, run, at));
      expect(failure).toMatchObject({ code: 'assignment-refused', at });
      expect(failure.message).toBe('An array has elements only, by whole numbers from 0.');
      expect(target).toEqual([1]);
      expect(Object.getPrototypeOf(target)).toBe(Array.prototype);
    },
  );

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

describe('a table', () => {
  it('answers for its own entries only, and never changes', () => {
    const entries = table({ a: 1 });
    expect(own(entries, 'a')).toBe(1);
    for (const name of ['constructor', '__proto__', 'toString', 'b'])
      expect(own(entries, name)).toBeUndefined();
    expect(own({ a: 1 } as Record<string, unknown>, 'constructor')).toBeUndefined();
    expect(Object.isFrozen(entries)).toBe(true);
    expect(Object.getPrototypeOf(entries)).toBeNull();
  });
});
