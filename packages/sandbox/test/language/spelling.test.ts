import { describe, expect, it } from 'vitest';

import { runProgram } from '../../src/language/index.js';
import { failureOf, run, valueOf } from './harness.js';

describe('a name with escapes in it', () => {
  it.each([
    "\\u0065val('1')",
    "ev\\u{61}l('1')",
    'pr\\u006fcess.exit()',
    '\\u{67}lobalThis',
    "\\u0072equire('fs')",
    "Funct\\u{69}on('return 1')",
  ])('%s is the name that it spells', (source) => {
    expect(failureOf(source)).toMatchObject({ status: 'rejected' });
    expect(['name-unknown', 'syntax-refused']).toContain(failureOf(source).code);
  });

  it.each(['cl\\u0061ss A {}', 'th\\u0069s', 'y\\u0069eld = 1', 'n\\u0065w Map()', 'd\\u0065lete x'])(
    '%s is no keyword',
    (source) => {
      expect(failureOf(source)).toMatchObject({ status: 'rejected', hint: expect.any(String) });
    },
  );

  it('declares and reads a variable', () => {
    expect(valueOf('const \\u0061b = 1; ab')).toBe(1);
    expect(valueOf('const ab = 2; \\u{61}b')).toBe(2);
  });
});

describe('a key with escapes in it', () => {
  const reads = [
    '({}).\\u0063onstructor',
    '({}).\\u{63}onstructor',
    "({})['\\u0063onstructor']",
    "({})['\\x63onstructor']",
    "({})['con\\\nstructor']",
    '({})[`\\u{63}onstructor`]',
    '(() => 1).\\u0063onstructor',
    '[].\\u{5f}_proto__',
    "const { '\\u0063onstructor': c } = {}; c",
    'const { \\u0063onstructor: c } = []; c',
  ];

  it.each(reads)('%s reaches nothing, with and without the checker', (source) => {
    for (const staticChecks of [true, false])
      expect(runProgram(source, { globals: {}, staticChecks })).toMatchObject({
        status: 'ok',
        value: undefined,
      });
  });

  it.each(["({ '\\u005f_proto__': { a: 1 } }).a", '({ \\u{5f}_proto__: { a: 1 } }).a'])(
    '%s in a literal is refused, and without the checker a property like any other',
    (source) => {
      expect(failureOf(source).code).toBe('syntax-refused');
      expect(runProgram(source, { globals: {}, staticChecks: false })).toMatchObject({
        status: 'ok',
        value: undefined,
      });
    },
  );
});

describe('`__proto__` written twice', () => {
  it.each([
    '({ __proto__: null, __proto__: null })',
    "({ __proto__: null, '__proto__': null })",
    '({ \'__proto__\': {}, "__proto__": { a: 1 } })',
  ])('%s is refused by the parser', (source) => {
    for (const staticChecks of [true, false])
      expect(runProgram(source, { globals: {}, staticChecks })).toMatchObject({ status: 'rejected' });
  });

  it('by a computed key is a property', () => {
    expect(valueOf("const k = '__proto__'; const o = { [k]: 1, [k]: 2 }; [o[k], Object.keys(o)]")).toEqual([
      2,
      ['__proto__'],
    ]);
    expect(valueOf('JSON.parse(\'{"__proto__":1,"__proto__":{"a":2}}\').a')).toBeUndefined();
  });
});

describe('a text that looks like another', () => {
  it.each([
    ['Cyrillic', 'const р = 1; p', 'name-unknown'],
    ['Greek', 'const ο = { a: 1 }; o.a', 'name-unknown'],
    ['full width', 'ｐrocess', 'name-unknown'],
    ['a joiner', 'const a\u200Db = 1; ab', 'name-unknown'],
    ['a ligature', 'const ﬁ = 1; fi', 'name-unknown'],
  ])('%s letters are letters of their own', (_title, source, code) => {
    expect(failureOf(source)).toMatchObject({ status: 'rejected', code });
  });

  it.each(['\u202E', '\u2066', '\u200E', '\u0000', '\u0008', '\u00AD', '\uFFFD', '‘x’', '“x”', '；'])(
    'the character %j is no part of a program, and the snippet shows it as nothing else',
    (character) => {
      const failure = failureOf(`const a = 1; ${character} a`);
      expect(failure).toMatchObject({ status: 'rejected', code: 'syntax-invalid', line: 1, column: 14 });
      expect(failure.snippet).not.toMatch(/[\u0000-\u0008\u202E\u2066\u200E]/);
    },
  );

  it('in a string is kept as it is', () => {
    expect(valueOf("'\u202E\uFEFF'.length")).toBe(2);
    expect(valueOf("'\u2028'.length")).toBe(1);
  });
});

describe('lines', () => {
  it.each([
    ['\n', 'line feeds'],
    ['\r\n', 'both'],
    ['\r', 'carriage returns'],
    ['\u2028', 'line separators'],
    ['\u2029', 'paragraph separators'],
  ])('that end in %j are counted (%s)', (end) => {
    expect(failureOf(`const a = 1;${end}${end}  oops`)).toMatchObject({
      line: 3,
      column: 3,
      snippet: '  oops\n  ^',
    });
    expect(valueOf(`const a = 1${end}const b = 2${end}a + b`)).toBe(3);
    expect(valueOf(`// comment${end}5`)).toBe(5);
  });

  it('after a byte order mark are where they were', () => {
    expect(failureOf('\uFEFFoops')).toMatchObject({ line: 1, column: 2 });
    expect(valueOf('\uFEFF"use strict"; 5')).toBe(5);
    expect(failureOf('1; \uFEFF oops')).toMatchObject({ code: 'name-unknown' });
  });
});

describe('a switch of very many cases', () => {
  it('is refused for its length', () => {
    expect(failureOf(`switch (1) { ${'case 1:'.repeat(30_000)} }`)).toMatchObject({
      status: 'rejected',
      code: 'program-too-large',
    });
  });

  it('runs when it is within the limits', () => {
    const cases = Array.from({ length: 1000 }, (_, index) => `case ${index}: r = ${index}; break;`).join('');
    expect(valueOf(`let r; switch (999) { ${cases} } r`)).toBe(999);
    expect(run(`switch (1) { ${'case 1:'.repeat(4500)} }`).status).toBe('ok');
  });
});
