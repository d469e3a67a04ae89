import { describe, expect, it } from 'vitest';

import { failureOf, foreignPart, run, valueOf } from './harness.js';

/** Ways to spell a property name at run time, where no static check can see it. */
const spellings: Readonly<Record<string, (name: string) => string>> = {
  literal: (name) => JSON.stringify(name),
  concatenation: (name) => `${JSON.stringify(name.slice(0, 4))} + ${JSON.stringify(name.slice(4))}`,
  template: (name) => `\`${name.slice(0, 3)}\${${JSON.stringify(name.slice(3))}}\``,
  'array of parts': (name) =>
    `[${JSON.stringify(name.slice(0, 2))}, ${JSON.stringify(name.slice(2))}].join('')`,
  'character codes': (name) =>
    `String.fromCharCode(${Array.from(name)
      .map((each) => each.charCodeAt(0))
      .join(', ')})`,
  'parsed JSON': (name) => `JSON.parse('{"k":${JSON.stringify(name)}}').k`,
  reversed: (name) => `[...${JSON.stringify(name.split('').toReversed().join(''))}].reverse().join('')`,
  'string methods': (name) => `'x${name}'.slice(1).replace('zz', '')`,
};

const dangerousNames = [
  'constructor',
  '__proto__',
  'prototype',
  '__defineGetter__',
  '__lookupGetter__',
  'caller',
  'arguments',
];

const holders: Readonly<Record<string, string>> = {
  'an arrow function': '(() => 1)',
  'a native function': 'print',
  'a method': '[].map',
  'a bound string method': "'x'.slice",
  'an object': '({})',
  'an array': '[1]',
  'a string': "'text'",
  'a number': '(5)',
  'a boolean': 'true',
  'a Map': 'new Map()',
  'a Set': 'new Set()',
  'a Date': "new Date('2024-01-01')",
  'a pattern': '/a/g',
  'an error': "new Error('x')",
  'a match': "'abc'.match(/b/)",
  'the global Math': 'Math',
  'the global Object': 'Object',
  'the global Array': 'Array',
  'the global Promise': 'Promise',
  console: 'console',
  'a capability': 'pl',
  'what a capability returns': 'pl.next()',
  'rows of a capability': 'pl.rows()',
  'a row of a capability': 'pl.rows()[0]',
  'columns of a capability': 'pl.columns',
};

const read = (holder: string, key: string): string =>
  `let found; try { found = ${holder}[${key}]; } catch (error) { found = undefined; } found`;

describe.each(Object.entries(spellings))('a property name spelt by %s', (_title, spell) => {
  it.each(Object.entries(holders))('reaches nothing of the host on %s', (_holder, holder) => {
    for (const name of dangerousNames) expect(valueOf(read(holder, spell(name)))).toBeUndefined();
  });
});

describe('a property name that is not a string', () => {
  it.each([
    "[['constructor']]",
    "[{ toString: () => 'constructor' }]",
    '[() => 1]',
    '[new Map()]',
    '[pl]',
    "[new Date('2024-01-01')]",
  ])('%s is refused rather than turned into one', (key) => {
    expect(failureOf(`({})${key}`).code).toBe('type-mismatch');
    expect(failureOf(`const o = {}; o${key} = 1`).code).toBe('type-mismatch');
    expect(failureOf(`const { ${key}: x } = {}; x`).code).toBe('type-mismatch');
  });

  it('runs a toString of the program nowhere', () => {
    const outcome = run(
      "let n = 0; const o = { toString: () => { n++; return 'x'; }, valueOf: () => { n++; return 1; } }; try { o + ''; } catch (e) {} try { `${o}`; } catch (e) {} try { +o; } catch (e) {} try { [o].join(); } catch (e) {} n",
    );
    expect(outcome).toMatchObject({ status: 'ok', value: 0 });
  });
});

describe('destructuring and reduction', () => {
  it.each([
    'const { constructor: C } = () => 1; C',
    "const k = 'constr' + 'uctor'; const { [k]: C } = () => 1; C",
    '(({ constructor: C }) => C)([])',
    "['constructor'].reduce((o, k) => o[k], {})",
    "['__proto__', 'constructor'].reduce((o, k) => o?.[k], [])",
    'const { __proto__: p } = {}; p',
    'const { ...rest } = {}; rest.constructor',
    "Object.fromEntries([['a', 1]]).constructor",
    'Object.assign({}, JSON.parse(\'{"__proto__":{"polluted":1}}\')).polluted',
    'structuredClone({ a: 1 }).constructor',
    "Object.groupBy(['a'], (x) => x).constructor",
    "'k'.match(/(?<key>k)/).groups.constructor",
  ])('%s is undefined', (source) => {
    expect(valueOf(source)).toBeUndefined();
  });
});

describe('caught errors', () => {
  it.each([
    'null.x',
    'undefined()',
    '(1).toFixed(999)',
    "'x'.repeat(-1)",
    "JSON.parse('{')",
    "'x'.normalize('zz')",
    'Array(-1)',
    'pl.fail()',
    'pl.missing',
    "new Date('x').toISOString()",
    'String.fromCodePoint(-1)',
    'throw 5',
    "throw new Error('x')",
    'Math.random()',
  ])('%s give the guest no host object', (fault) => {
    const value = valueOf(
      `let caught; try { ${fault}; } catch (error) { caught = [error, error?.stack, error?.constructor]; } caught`,
    );
    expect(foreignPart(value)).toBeUndefined();
    expect((value as unknown[]).slice(1)).toEqual([undefined, undefined]);
  });
});

describe('callbacks', () => {
  it.each([
    '[3, 1].map((...args) => args)',
    '[3, 1].sort((...args) => { seen.push(args); return 0; })',
    "'ab'.replace(/a/, (...args) => { seen.push(args); return 'x'; })",
    'Array.from({ length: 1 }, (...args) => args)',
    'new Map([[1, 2]]).forEach((...args) => { seen.push(args); })',
    'JSON.stringify({ a: 1 }, (...args) => { seen.push(args); return args[1]; })',
    'Object.groupBy([1], (...args) => { seen.push(args); return "g"; })',
    '[1].reduce((...args) => args, {})',
  ])('%s sees guest values only', (source) => {
    expect(foreignPart(valueOf(`const seen = []; const made = ${source}; [seen, made]`))).toBeUndefined();
  });
});

describe('writing', () => {
  it.each([
    'Math.max = 1',
    'Object.prototype = {}',
    'Error.stackTraceLimit = 0',
    "print['na' + 'me'] = 'x'",
    '(() => 1).x = 1',
    "'abc'[0] = 'x'",
    'pl.next = 1',
    'new Map().x = 1',
    'console.log = 1',
    '[].map = 1',
    "const k = '__pro' + 'to__'; ({})[k].polluted = 1",
    "const k = '__pro' + 'to__'; [][k] = { polluted: 1 }",
  ])('%s changes nothing of the host', (source) => {
    expect(run(source).status).not.toBe('ok');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('keeps `__proto__` a property like any other', () => {
    const value = valueOf(
      "const k = '__pro' + 'to__'; const o = {}; o[k] = { polluted: 1 }; [o.polluted, o[k].polluted, Object.keys(o)]",
    );
    expect(value).toEqual([undefined, 1, ['__proto__']]);
    expect(failureOf('({ __proto__: null })').code).toBe('syntax-refused');
  });
});

describe('names of the host', () => {
  it.each([
    'process',
    'globalThis',
    'require',
    'eval',
    'Function',
    'Reflect',
    'Proxy',
    'Symbol',
    'fetch',
    'Buffer',
    'setTimeout',
    'arguments',
    'WebAssembly',
    'toString',
    'hasOwnProperty',
    '__proto__',
    'constructor',
  ])('%s does not exist', (name) => {
    expect(failureOf(name)).toMatchObject({ status: 'rejected', code: 'name-unknown' });
    expect(valueOf(`typeof ${name}`)).toBe('undefined');
  });
});

it('a native function that returns a host object is a fault of the host, not a value', () => {
  expect(() => run('pl.next', {})).not.toThrow();
  expect(failureOf('pl.fail()')).toMatchObject({
    code: 'argument-invalid',
    message: 'The host said no.',
    line: 1,
    column: 4,
  });
});
