import { describe, expect, it } from 'vitest';

import { checkProgram, type LanguageLimits } from '../../src/language/index.js';
import { failureOf, run } from './harness.js';

const small: Partial<LanguageLimits> = { steps: 2_000_000, memoryBytes: 8 * 1024 * 1024 };

const endless: Readonly<Record<string, string>> = {
  'while (true)': 'while (true) {}',
  'for (;;)': 'for (;;);',
  'do … while': 'do {} while (true)',
  'for … of a growing array': 'const xs = [1]; for (const x of xs) xs.push(x);',
  'for … of a growing map': 'const m = new Map([[0, 0]]); let i = 1; for (const e of m) m.set(i++, 0);',
  'exponential recursion': 'const f = (n) => (n === 0 ? 1 : f(n - 1) + f(n - 1)); f(60)',
  'a comparator that loops':
    'Array.from({ length: 1000 }, (_, i) => i).sort(() => { for (let i = 0; i < 100000; i++); return 0; })',
  'callbacks that call callbacks':
    'const xs = Array(1000).fill(0); xs.map(() => xs.map(() => xs.map(() => 1)))',
  'try … catch around a loop': 'while (true) { try { while (true) {} } catch (e) {} finally { continue; } }',
  'finally that recurses': 'const f = () => { try { while (true) {} } finally { f(); } }; f()',
  'forEach that throws and catches': 'while (true) { try { [1].forEach(() => { throw 1; }); } catch {} }',
  'a search for a long needle':
    "const a = 'a'.repeat(500000), b = 'a'.repeat(250000) + 'b'; let n = 0; while (true) n += a.indexOf(b);",
  'a pattern over a long text': "const t = 'a'.repeat(500000); while (true) /(a*)*b/.test(t);",
  'character access in a rope': "let s = ''; while (true) { s += 'xxxxxxxxxxxxxxxx'; s[0]; }",
  'lookups by long texts':
    "const s = 'x'.repeat(100000), m = new Map(), o = {}; for (let i = 0; ; i++) { m.has(s + i); o[s + i]; }",
  'comparison with long texts':
    "const xs = Array.from({ length: 20 }, (_, i) => 'x'.repeat(50000) + i); for (;;) xs.indexOf('x'.repeat(50000) + 'y');",
  'sorting long texts':
    "const xs = Array.from({ length: 20 }, (_, i) => 'x'.repeat(50000) + i); for (;;) xs.sort();",
  'a pattern with many groups': "const t = 'a'.repeat(20000); for (;;) /(.*)(.*)(.*)(.*)(.*)(.*)x/.exec(t);",
  'a pattern made at run time': "for (let i = 0; ; i++) 'a'.match('(b{50}){10}' + i);",
  'string concatenation': "let s = 'x'; while (true) s += s;",
  'template growth': "let s = 'x'; while (true) s = `${s}${s}`;",
  'array push': 'const a = []; for (;;) a.push([1, 2, 3]);',
  'array spread': 'let a = [1]; for (;;) a = [...a, ...a];',
  'array concat': 'let a = [1]; for (;;) a = a.concat(a);',
  flatMap: 'let a = [1]; for (;;) a = a.flatMap((x) => [x, x]);',
  repeat: "'x'.repeat(2 ** 28)",
  padStart: "const a = []; for (let i = 0; i < 20; i++) a.push('x'.padStart(2 ** 29 - 30, 'ab'));",
  join: "Array(2 ** 26).join('abc')",
  'join of long texts': "const s = 'x'.repeat(100000); Array(10000).fill(s).join(s)",
  'new Array': 'const a = []; for (;;) a.push(new Array(1e7).fill(1));',
  'Array.from': 'Array.from({ length: 3e8 }, (_, i) => ({ i }))',
  'a length that is set': 'const a = []; a.length = 4294967295; a.indexOf(1)',
  'an index far away': 'const a = []; a[4000000000] = 1;',
  split: "const a = []; for (;;) a.push('a,'.repeat(50000).split(','));",
  'Map entries': 'const m = new Map(); for (let i = 0; ; i++) m.set(i, { i });',
  'Set entries': 'const s = new Set(); for (let i = 0; ; i++) s.add(i);',
  'object properties': 'const o = {}; for (let i = 0; ; i++) o[`k${i}`] = i;',
  closures: 'let f = () => 0; for (;;) { const g = f; f = () => g; }',
  'JSON of shared parts': 'let o = {}; for (let i = 0; i < 40; i++) o = { a: o, b: o }; JSON.stringify(o)',
  'clone of a growing value': 'let o = [1]; for (;;) o = [structuredClone(o), structuredClone(o)];',
  replaceAll: "let s = 'aa'; for (;;) s = s.replaceAll('a', 'aa');",
  'replace by pattern': "let s = 'aa'; for (;;) s = s.replace(/a/g, '$&$&');",
  normalize: "let s = '\\u1E9B\\u0323'.repeat(200000); for (;;) s.normalize('NFKD');",
  'a printing flood': "for (;;) console.log('x'.repeat(1000));",
  'the last value': "'x'.repeat(3e8)",
  'a frame of arguments': 'const f = (...xs) => f(...xs, ...xs); f(1)',
};

describe('a budget', () => {
  it.each(Object.entries(endless))('ends %s soon', (_title, source) => {
    const outcome = run(source, small);
    expect(outcome.status).toBe('limit');
  });

  it('is not given back by calls, errors or garbage', () => {
    const waste =
      'const f = () => { const big = Array(1000).fill(1); return big.length; }; for (let i = 0; i < 100000; i++) f();';
    expect(failureOf(waste, small)).toMatchObject({ status: 'limit', code: 'memory-exceeded' });
  });

  it('counts the same program the same each time', () => {
    const source = 'let s = 0; for (let i = 0; i < 1000; i++) s += [i, i].map((x) => x * 2).length; s';
    expect(run(source).steps).toBe(run(source).steps);
  });

  it('passes through catch, finally and callbacks', () => {
    const outcome = run(
      "let log = 'start'; const f = () => { try { for (;;); } catch (e) { log = 'caught'; } finally { log = 'finally'; print(log); } }; try { [1].map(f); } catch { print('outer'); } log",
      small,
    );
    expect(outcome).toMatchObject({ status: 'limit', logs: [] });
  });

  it('names the loop that spent it', () => {
    expect(failureOf('let i = 0;\nfor (;;) i++;', small)).toMatchObject({
      code: 'steps-exceeded',
      line: 2,
      column: 1,
    });
  });
});

describe('a long text', () => {
  const text = "const text = 'the quick brown fox, jumped over 13 lazy dogs. '.repeat(4500); ";

  it.each([
    [String.raw`text.match(/\w+/g).length`, 40_500],
    [String.raw`text.split(/\s+/).length`, 40_501],
    [String.raw`text.replace(/[aeiou]/g, '').length`, 162_000],
    [String.raw`[...text.matchAll(/(\w+) (\w+)/g)].length`, 18_000],
    [String.raw`(text.match(/fox, .*/g) ?? []).length`, 1],
  ])('is no reason to refuse %s', (source, expected) => {
    expect(run(text + source)).toMatchObject({ status: 'ok', value: expected });
  });

  it('in which each search reads on to the end meets the deadline', () => {
    let now = 0;
    const source = "'a'.repeat(200000).replace(/a.*b|a/g, '')";
    // Each look at the clock is a millisecond: a search is one, whatever it is charged in the end.
    const outcome = run(source, { now: () => (now += 1), timeMs: 100 });
    expect(outcome).toMatchObject({ status: 'limit', error: { code: 'time-exceeded' } });
    expect(now).toBeLessThan(200);
  });
});

describe('the deadline and the heap', () => {
  it('end a program when the host says so', () => {
    let time = 0;
    const clock = { now: () => (time += 100), timeMs: 500 };
    expect(failureOf('for (;;);', clock)).toMatchObject({ status: 'limit', code: 'time-exceeded' });
    const heap = { heapUsed: () => 2, heapBytes: 1 };
    expect(failureOf('for (;;);', heap)).toMatchObject({ status: 'limit', code: 'memory-exceeded' });
  });
});

describe('an error', () => {
  it.each([
    "const e = new Error('x'); e.name = 'n'.repeat(1e6); throw e",
    "throw new Error('x'.repeat(1e6))",
    "throw 'x'.repeat(1e6)",
    "pl['x'.repeat(1e6)]()",
  ])('is as long as a reader may want: %s', (source) => {
    const { message, hint = '' } = failureOf(source);
    expect(message.length + hint.length).toBeLessThan(10_000);
  });
});

describe('depth', () => {
  it.each([
    'const f = () => f() + 1; f()',
    'const a = (n) => b(n), b = (n) => a(n); a(0)',
    'const f = (x) => [x].map(f); f(1)',
    'const f = (x) => [2, 1].sort(() => f(x)); f(1)',
    'const f = () => { try { f(); } catch { f(); } finally { f(); } }; f()',
    "const f = () => 'a'.replace(/a/, f); f()",
    'const f = (a = f()) => a; f()',
  ])('of calls is limited: %s', (source) => {
    expect(failureOf(source)).toMatchObject({ status: 'limit', code: 'depth-exceeded' });
  });

  it.each([
    'JSON.stringify(a)',
    'structuredClone(a)',
    'a.flat(Infinity)',
    'console.log(a)',
    'a.join()',
    "'' + a",
    'String(a)',
  ])('of values is harmless: %s', (use) => {
    expect(['ok', 'failed']).toContain(
      run(`let a = []; for (let i = 0; i < 20000; i++) a = [a]; ${use}; 1`).status,
    );
  });

  it('of data in JSON text is limited', () => {
    expect(run("JSON.parse('['.repeat(20000) + ']'.repeat(20000))").status).toBe('failed');
  });

  it('of calls is counted, long before the host would run out of stack', () => {
    const source = 'const down = (n) => (n === 0 ? 0 : 1 + down(n - 1)); down(9)';
    expect(run(source, { callDepth: 10 })).toMatchObject({ status: 'ok', value: 9 });
    expect(failureOf(source, { callDepth: 9 })).toMatchObject({
      status: 'limit',
      code: 'depth-exceeded',
      line: 1,
    });
  });

  it('is restored after a caught error', () => {
    const source =
      'const deep = (n) => { if (n === 0) throw 1; return deep(n - 1); }; for (let i = 0; i < 100; i++) { try { deep(300); } catch {} } "fine"';
    expect(run(source)).toMatchObject({ status: 'ok', value: 'fine' });
  });
});

describe('a hostile text', () => {
  it.each(
    Object.entries({
      'generic calls': '<T>('.repeat(22),
      'async calls': 'async('.repeat(24),
      'async calls in conditions': 'a?async('.repeat(24),
      'async generic calls': 'async<T>('.repeat(24),
      'async generics with comments': 'async/**/<T>('.repeat(24),
      parentheses: '('.repeat(16_000),
      brackets: '['.repeat(30_000),
      negations: `${'!'.repeat(30_000)}1`,
      templates: '`${'.repeat(8000),
      'optional chains': `a${'?.b'.repeat(8000)}`,
      conditionals: `${'a?b:'.repeat(8000)}1`,
      arrows: '(x=>'.repeat(5000),
      'object patterns': '({a:'.repeat(6000),
      'typed parameters': '(a:'.repeat(40),
      'type arguments': 'a<'.repeat(10_000),
      'else if': `${'if(1);else '.repeat(2900)};`,
      'many statements': '1;'.repeat(16_000),
      'a long text': ' '.repeat(40_000),
      'unbalanced type': 'let x: {'.repeat(3000),
      'long sums': `1${'+1'.repeat(16_000)}`,
    }),
  )('of %s is answered at once', (_title, source) => {
    expect(run(source).status).toBe('rejected');
    expect(checkProgram(source).ok).toBe(false);
  });
});

describe('the nesting of a program', () => {
  const nested: Readonly<Record<string, (levels: number) => string>> = {
    parentheses: (levels) => `${'('.repeat(levels)}1${')'.repeat(levels)}`,
    templates: (levels) => `${'`${'.repeat(levels)}1${'}`'.repeat(levels)}`,
    lists: (levels) => `${'['.repeat(levels)}1${']'.repeat(levels)}`,
    blocks: (levels) => `${'{'.repeat(levels)}1${'}'.repeat(levels)}`,
    negations: (levels) => `${'!'.repeat(levels)}1`,
    patterns: (levels) => `let ${'['.repeat(levels)}a${']'.repeat(levels)} = []; 1`,
  };

  it.each(Object.entries(nested))('of %s is counted while it is parsed', (_title, source) => {
    // Well below what the stack holds, so that what refuses it is the count.
    expect(failureOf(source(360), { nesting: 60 })).toMatchObject({
      status: 'rejected',
      code: 'program-too-large',
      message: 'The program is nested more than 60 levels deep.',
    });
    expect(checkProgram(source(10)).ok).toBe(true);
  });
});

describe('the check of a nested program', () => {
  const levels = 40;
  const wrap = (open: string, close: string): string => `${open.repeat(levels)}1${close.repeat(levels)}`;

  it.each(
    Object.entries({
      calls: `f(${wrap('f(', ')')})`,
      'calls with spread': wrap('f(...[', '])'),
      'method calls': wrap('o.f(', ')'),
      'optional calls': wrap('o?.f?.(', ')'),
      'calls of promises': wrap('f(', ').then(f)'),
      assignments: `${'a = '.repeat(levels)}1`,
      'compound assignments': `${'a += '.repeat(levels)}1`,
      'logical assignments': `${'a ??= '.repeat(levels)}1`,
      'assigned members': wrap('o[', '] += 1'),
      'updated members': `${wrap('o[', ']')}++`,
      'members as keys': wrap('o[', ']'),
      functions: wrap('(() => ', ')()'),
      'named functions': wrap('(function g() { return ', '; })()'),
      'default parameters': wrap('((x = ', ') => x)()'),
      templates: wrap('`${', '}`'),
      objects: wrap('({ a: ', ' }).a'),
      arrays: wrap('[', '][0]'),
      conditions: wrap('(f ? ', ' : 2)'),
      constructors: wrap('new Set([', '])'),
      'if statements': `${'if (f) '.repeat(levels)} 1;`,
      loops: `${'for (const x of [1]) '.repeat(levels)} x;`,
      blocks: `${'{ const y = 1; '.repeat(levels)} y; ${'}'.repeat(levels)}`,
      tries: `${'try { '.repeat(levels)} f(1); ${'} finally { f(2); }'.repeat(levels)}`,
      switches: `${'switch (1) { case 1: '.repeat(levels)} f(1); ${'}'.repeat(levels)}`,
    }),
  )('takes each part of %s once', (_title, source) => {
    // Were a part compiled twice, forty levels would take until the end of the world.
    expect(checkProgram(`let a = 1; const f = (x) => x; const o = { f }; ${source}`, {})).toEqual({
      ok: true,
    });
  });
});

describe('output', () => {
  it('keeps so many lines, and says when there were more', () => {
    const { logs } = run("for (let i = 0; i < 50; i++) console.log('line', i);", { logLines: 3 });
    expect(logs).toEqual([
      'line 0',
      'line 1',
      'line 2',
      '… more than 3 lines were printed; the rest is left out',
    ]);
  });

  it('cuts long lines off', () => {
    expect(run("console.log('x'.repeat(100), [1]);", { logLineLength: 10 }).logs).toEqual([
      `${'x'.repeat(10)}…`,
    ]);
  });

  it('does not follow large or endless values', () => {
    const { logs } = run(
      'const o = { big: Array(100000).fill(1) }; o.self = o; console.log(o); console.log(new Map([[o, o]]));',
    );
    expect(logs).toHaveLength(2);
    expect(logs[0]).toContain('[circular]');
    expect(logs.every((line) => line.length < 2100)).toBe(true);
  });
});
