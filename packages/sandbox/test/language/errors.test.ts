import { describe, expect, it } from 'vitest';

import { checkProgram, ErrorCode, GuestError, NativeFunction, runProgram } from '../../src/language/index.js';
import { failureOf, Probe, run, valueOf } from './harness.js';

describe('an error', () => {
  it('says where it is and shows the line', () => {
    const failure = failureOf("const rows = [1, 2];\n  rows.filtre((x) => x > 1);\n'end'");
    expect(failure).toEqual({
      status: 'failed',
      code: 'member-unknown',
      message: 'An array has no method `filtre`.',
      line: 2,
      column: 8,
      snippet: '  rows.filtre((x) => x > 1);\n       ^',
      didYouMean: ['filter'],
    });
  });

  it.each([
    ['const salary = 1; salry + 1', 'name-unknown', ['salary']],
    ['let total = 1;\ntotl = 2;', 'name-unknown', ['total']],
    ['consol.log(1)', 'name-unknown', ['console']],
    ['math.max(1)', 'name-unknown', ['Math']],
    ['JSON.stringfy({})', 'member-unknown', ['stringify']],
    ["'x'.to_upper_case()", 'member-unknown', ['toUpperCase']],
    ["'x'.touppercase()", 'member-unknown', ['toUpperCase']],
    ['pl.with_columns()', 'member-unknown', ['withColumns']],
    ['Number.is_integer(1)', 'member-unknown', ['isInteger']],
    ['const o = { total: () => 1 }; o.totl()', 'member-unknown', ['total']],
    ['new Map().gett(1)', 'member-unknown', ['get']],
  ])('%s suggests near names', (source, code, didYouMean) => {
    expect(failureOf(source)).toMatchObject({ code, didYouMean });
  });

  it.each([
    ["'Total: ' + [1, 2]", /join/],
    ["'Total: ' + { a: 1 }", /JSON\.stringify/],
    ['`${{ a: 1 }}`', /JSON\.stringify/],
    ['[1] + [2]', /\.\.\.first/],
    ["new Date('2024-01-01') + 1", /getTime/],
    ['const o = {}; o[[1]]', /Map/],
    ['for (const x of { a: 1 }) x;', /Object\.entries/],
    ['Object.keys(new Map())', /map\.keys/],
    ['pl.next() + 1', /\.add/],
    ['pl.next() > 5', /\.gt/],
    ["pl.next() === 'x'", /\.eq/],
    ['[].then((x) => x)', /asynchronous/],
    ['import polars as pl\npl', /Leave the line out/],
    ['def f(x):\n    return x', /Python/],
    ['rows = [x for x in range(3)]  \n# a comment', /Python/],
    ['[1, 2].valueCounts()', /df\.valueCounts/],
    ["'2024-01-31'.getMonth()", /new Date\(text\)\.getMonth/],
    ['pl.next() | pl.next()', /\.or/],
    ['pl.next() & pl.next()', /\.and/],
    ['(() => 1).call(null)', /directly/],
    ['const m = new Map(); m.x = 1', /\.set/],
    ['const x = null; x.name', /\?\./],
    ['Date.now()', /latest/],
    ['new Date()', /latest/],
    ['Math.random()', /seed/],
    ["(5).toLocaleString('de-DE')", /en-US/],
    ["(5).toLocaleString('en-US', { fraction: 2 })", /maximumFractionDigits/],
    ['Map([])', /new Map/],
    ["Date('2024')", /new Date/],
    ['[1].map(5)', /arrow/],
    ['const c = 1; c++', /let c/],
    ['print = 5', /another name/],
    ['setTimeout(() => 1)', /asynchronous/],
    ['rows(1)', /`pl\.rows`/],
    ["const fs = require('fs')", /`pl`/],
    ["new URLSearchParams('a=1')", /Map, RegExp, Set/],
    ['new WeakMap()', /Use a Map/],
    ['new Mpa()', /made with new/],
    ['import.meta.main', /host/],
    ["'12345'.replace(/\\B(?=(\\d{3})+$)/g, ',')", /toLocaleString/],
    ['Object.prototype.toString.call([])', /Array\.isArray/],
  ])('%s comes with what to do', (source, hint) => {
    expect(failureOf(source).hint).toMatch(hint);
  });

  it('keeps its code, place and hint when the program throws it on', () => {
    const failure = failureOf('try {\n  [].mapp();\n} catch (error) {\n  throw error;\n}');
    expect(failure).toMatchObject({ code: 'member-unknown', line: 2, didYouMean: ['map'] });
  });

  it.each([
    ["throw new Error('boom')", 'Error: boom'],
    ["throw new RangeError('too far')", 'RangeError: too far'],
    ["throw 'text'", 'The program threw text.'],
    ['throw { code: 7 }', 'The program threw { code: 7 }.'],
  ])('%s is reported as the program’s own', (source, message) => {
    expect(failureOf(source)).toMatchObject({
      status: 'failed',
      code: 'uncaught-error',
      message,
      line: 1,
      column: 1,
    });
  });

  it('of a native function carries its code, hint and suggestions, at the place of the call', () => {
    const fail = new NativeFunction('read', () => {
      throw new GuestError('dataset-unknown', 'There is no dataset `sale`.', {
        hint: 'Ask pl.datasets().',
        didYouMean: ['sales'],
      });
    });
    expect(runProgram('const x = 1;\nread("sale")', { globals: { read: fail } })).toMatchObject({
      status: 'failed',
      error: {
        code: 'dataset-unknown',
        hint: 'Ask pl.datasets().',
        didYouMean: ['sales'],
        line: 2,
        column: 1,
      },
    });
    const caught = runProgram('try { read("sale"); } catch (e) { e.message; }', { globals: { read: fail } });
    expect(caught).toMatchObject({ status: 'ok', value: 'There is no dataset `sale`.' });
  });

  it('of the host passes through and is not the guest’s to catch', () => {
    const broken = new NativeFunction('broken', () => {
      throw new Error('disk on fire');
    });
    expect(() => runProgram('try { broken(); } catch { 1; }', { globals: { broken } })).toThrow(
      'disk on fire',
    );
    const leaking = new NativeFunction('leaking', () => process as never);
    expect(() => runProgram('try { leaking(); } catch { 1; }', { globals: { leaking } })).toThrow(
      'not a guest value',
    );
  });

  it('shows control and direction characters as spaces', () => {
    expect(failureOf('/* \u202E */ oops').snippet).toBe('/*   */ oops\n        ^');
  });

  it('of line separators counts lines as an editor does', () => {
    expect(failureOf("const a = 'x';\r\n\r\noops")).toMatchObject({ line: 3, column: 1 });
  });
});

describe('a check', () => {
  it('finds what a run would reject, without running', () => {
    expect(checkProgram('const a = 1; a')).toEqual({ ok: true });
    expect(checkProgram('class A {}')).toMatchObject({
      ok: false,
      error: { code: 'syntax-refused', line: 1 },
    });
    expect(checkProgram('while (true) {}')).toEqual({ ok: true });
  });

  it('takes unknown names to be the host’s unless it knows the host', () => {
    expect(checkProgram('pl.scan("sales")')).toEqual({ ok: true });
    expect(checkProgram('process.env')).toMatchObject({ ok: false });
    expect(checkProgram('plx.scan("sales")', { globals: { pl: null } })).toMatchObject({
      ok: false,
      error: { didYouMean: ['pl'] },
    });
  });
});

describe('names', () => {
  it('that are not declared yet are refused when they are read', () => {
    expect(failureOf('x; const x = 1;').code).toBe('name-uninitialised');
    expect(failureOf('const x = x;').code).toBe('name-uninitialised');
    expect(failureOf('const f = () => x; f(); let x = 1;').code).toBe('name-uninitialised');
    expect(failureOf('switch (2) { case 1: let x = 1; break; case 2: x; }').code).toBe('name-uninitialised');
    expect(failureOf('y = 2; let y;').code).toBe('name-uninitialised');
  });

  it('may shadow built-in ones', () => {
    expect(valueOf('const print = (x) => x + 1; const Math = { max: () => 7 }; print(Math.max())')).toBe(8);
    expect(failureOf('const Map = 1; new Map()').code).toBe('syntax-refused');
  });
});

it('programs that end well leave no error', () => {
  expect(run('1')).toEqual({ status: 'ok', value: 1, endsAt: 0, logs: [], steps: 0 });
});

describe('a thrown value', () => {
  it('that cannot be computed for its text is told as that failure', () => {
    class Unreadable extends Probe {
      override display(): string {
        throw new GuestError(ErrorCode.ArgumentInvalid, 'There is no column x.');
      }
    }
    const outcome = runProgram('throw [frame]', { globals: { frame: new Unreadable() } });
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'argument-invalid', message: 'There is no column x.', line: 1 },
    });
  });

  it.each(Array.from({ length: 60 }, (_, steps) => steps))('ends with an outcome after %i steps', (steps) => {
    const outcome = runProgram("throw ['a'.repeat(100), { b: [1, 2, 3] }]", {
      globals: {},
      limits: { steps },
    });
    expect(['failed', 'limit']).toContain(outcome.status);
  });
});
