import { describe, expect, it } from 'vitest';

import { failureOf, run, valueOf } from './harness.js';

describe('what models write around a program', () => {
  it.each([
    ['```js\nconst a = 2;\na * 3\n```', 6],
    ['Here is the code:\n\n```typescript\nconst a: number = 2;\na\n```\nIt returns 2.', 2],
    ['~~~\n4\n~~~', 4],
    ['\uFEFF5', 5],
    ["import pl from 'nodejs-polars';\npl.columns", ['name', 'salary']],
    ["import * as pl from 'nodejs-polars';\npl.columns", ['name', 'salary']],
    ["import polars from 'nodejs-polars';\npolars.columns", ['name', 'salary']],
    ["import { columns } from 'nodejs-polars';\ncolumns", ['name', 'salary']],
    ["const pl = require('nodejs-polars');\npl.columns", ['name', 'salary']],
    ['const x = await 5; x', 5],
    ['async function main() { const x = await pl.columns; return x.length; }\nawait main()', 2],
    ['(async () => { return 3; })()', 3],
    ['async () => { const x = 4; return x; }', 4],
    ['function main() { return 6; } main()', 6],
    ['return 7', 7],
    ['if (true) { return 8; } 9', 8],
    ['export default 10', 10],
    ['export const result = 11;', 11],
    ['const result = 12;', 12],
    ['let a = 1, b = 13;', 13],
    ['1; const f = () => 2; f;', 2],
    ['14;;;', 14],
    ['if (true) { 15; }', 15],
    ['try { 16; } finally { 17; }', 16],
    ['let x; x = 18', 18],
    ['console.log(19)', 19],
    ['const r = [20];\nconsole.log(r);', [20]],
    ['const [x, y] = await Promise.all([1, 21]); y', 21],
    ['#!/usr/bin/env node\n22', 22],
    ["const pl = (await import('nodejs-polars')).default;\npl.columns", ['name', 'salary']],
    ["const { columns } = await import('nodejs-polars'); columns", ['name', 'salary']],
    ["const pl = require('nodejs-polars').default;\npl.columns", ['name', 'salary']],
    ['async function main() { return 23; }\nmain().then(console.log).catch(console.error);', 23],
    ['const main = async () => { throw new Error("x"); }; main().catch((error) => error.message)', 'x'],
    ['const f = async () => 24; let log = 0; f().finally(() => { log = 1; }).then((x) => x + log)', 25],
    ['(async () => { throw 26; })().then(() => 0, (reason) => reason)', 26],
    ['const make = () => ({ then: (f) => 27 }); make().then(() => 0)', 27],
    ['const result = 28; module.exports = result;', 28],
    ['exports.result = 29;', 29],
    ['const a = 30; export { a };', 30],
    ['const a = 31, b = 0; export { a as default, b };', 31],
    ['export {}; 32', 32],
    ['async function analyse() { return 33; }', 33],
    ['const main = async () => { console.log(34); }; await main();', 34],
    ["console.log('Total:', 35)", 35],
    ['for (const x of [1, 2]) console.log(x);', undefined],
    ["console.log('a', 1, 2)", undefined],
    ['[36].reduce<number>((total, x) => total + x, 0)', 36],
    ['const pairs = new Map<string, Array<number>>(); pairs.size', 0],
  ])('%j', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it('keeps the lines of a fenced program', () => {
    expect(failureOf('Text\n```js\nconst a = 1;\noops\n```')).toMatchObject({ line: 4, column: 1 });
  });

  it('prints as a console would', () => {
    const { logs } = run(
      "console.log('a', 1, [1, 'x'], { b: { c: null } }); console.warn(new Map([['k', 1]]), new Set([1])); console.info(new Date(0), undefined, () => 1, -0, /x/g); print(pl, [pl]); console.error(new Error('bad'), [])",
    );
    expect(logs).toEqual([
      "a 1 [ 1, 'x' ] { b: { c: null } }",
      "Map(1) { 'k' => 1 } Set(1) { 1 }",
      '1970-01-01T00:00:00.000Z undefined [function anonymous] -0 /x/g',
      '[Probe] [ [Probe] ]',
      'Error: bad []',
    ]);
  });
});

describe('habits from Python', () => {
  it.each<[source: string, value: unknown]>([
    ['x = 2\ny = x + 1\ny', 3],
    ['x = 1; const next = () => x + 1; x = 5; next()', 6],
    ['[True, False, None]', [true, false, null]],
    ['const f = (a, options) => [a, options]; f(1, b=2, c=[3])', [1, { b: 2, c: [3] }]],
    ['const f = (options) => options; f(a=1)', { a: 1 }],
    ['let b = 0; const f = (a) => a; [f(b = 2), b]', [2, 2]],
    ['x = [1, 2]\n([3].concat(x))', [3, 1, 2]],
    ['const o = { a: 1 }\n(o.a + 1)', 2],
    ['x = pl.next()\n(5)', 5],
    ['x = pl.next()\ny = x.next()\n(7)', 7],
    ['const x = pl.next()\n[1, 2]', [1, 2]],
  ])('%j', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it('leaves a call whose arguments are on the next line', () => {
    expect(valueOf('const f = (x) => x + 1;\nf\n(1)')).toBe(2);
    expect(valueOf('const f = (x) => (y) => x + y;\nf(1)\n(2)')).toBe(3);
    expect(valueOf('const a = [(x) => x + 1]\na.at(0)\n(2)')).toBe(3);
  });
});

describe('a column as an array has what a series of polars has', () => {
  it.each<[source: string, value: unknown]>([
    ['[1, null, 2].sum()', 3],
    ['[1, null, 2].mean()', 1.5],
    ['[4, 1, null, 2].median()', 2],
    ['[].mean()', null],
    ['[1, 2, 3, 4].var()', 5 / 3],
    ['[2, 4].std()', Math.SQRT2],
    ['[5].std()', null],
    ['[3, null, 1].min()', 1],
    ["['b', 'a'].max()", 'b'],
    ['[true, false, true].sum()', 2],
    ["['a', 'b', 'a'].unique()", ['a', 'b']],
    ["[['a', 'b', 'a'].nUnique(), [1, null].null_count()]", [2, 1]],
    ['[1, 2].toArray()', [1, 2]],
  ])('%s', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });
});

it('a promise that fails without a handler is an error of the program', () => {
  expect(failureOf('const f = async () => { null.x; };\nf().then((x) => x)')).toMatchObject({
    status: 'failed',
    code: 'type-mismatch',
    line: 1,
  });
  expect(failureOf('for (;;) { f().catch(() => 1); } function f() { for (;;); }').status).toBe('limit');
});

describe('dates', () => {
  it('are UTC whatever they are written like', () => {
    const source =
      "['2024-01-15', '2024-01-15T10:00', '2024-01-15 10:00:00', 'Jan 15, 2024', '2024-01-15T10:00:00+02:00', '2024'].map((text) => new Date(text).toISOString())";
    expect(valueOf(source)).toEqual([
      '2024-01-15T00:00:00.000Z',
      '2024-01-15T10:00:00.000Z',
      '2024-01-15T10:00:00.000Z',
      '2024-01-15T00:00:00.000Z',
      '2024-01-15T08:00:00.000Z',
      '2024-01-01T00:00:00.000Z',
    ]);
    expect(
      valueOf('const d = new Date(2024, 0, 31, 5); [d.getHours(), d.getTimezoneOffset(), d.getMonth()]'),
    ).toEqual([5, 0, 0]);
  });

  it('write themselves as JavaScript does where the clock is UTC', () => {
    const source =
      "const d = new Date('2024-03-05T14:07:09Z'); [d.toString(), d.toDateString(), d.toTimeString(), d.toLocaleString()]";
    expect(valueOf(source)).toEqual([
      'Tue Mar 05 2024 14:07:09 GMT+0000 (Coordinated Universal Time)',
      'Tue Mar 05 2024',
      '14:07:09 GMT+0000 (Coordinated Universal Time)',
      '3/5/2024, 2:07:09 PM',
    ]);
  });
});
