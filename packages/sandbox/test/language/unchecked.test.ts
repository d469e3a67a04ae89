import { describe, expect, it } from 'vitest';

import { runProgram, type GuestValue } from '../../src/language/index.js';
import { foreignPart } from './harness.js';

function runUnchecked(source: string): ReturnType<typeof runProgram> {
  return runProgram(source, { globals: {}, staticChecks: false });
}

function valueOf(source: string): GuestValue {
  const outcome = runUnchecked(source);
  if (outcome.status !== 'ok') throw new Error(`${outcome.status}: ${outcome.error.message}\n${source}`);
  return outcome.value;
}

describe('without static checks', () => {
  it.each([
    'class A {}',
    'this',
    'new Function("return 1")()',
    '(function () {}).constructor("return process")()',
    'import("node:fs")',
    'eval("1")',
    'process.exit()',
    'globalThis.process',
    'require("node:fs")',
    'new.target',
    'new Proxy({}, {})',
    '`${1}`; String.raw`x`',
    'delete [].length',
    '"a" in {}',
    '[] instanceof Array',
    'for (const x in { a: 1 }) { x; }',
    'const { ...rest } = class {};',
    'undeclared = 1',
    'const c = 1; c++',
    'const c = 1; c += 1',
    'const c = 1; c ??= 1; c = 2',
    'print = 1',
    '/(?<=a)b/.test("ab")',
    'async () => { for await (const x of [1]) x; }; 1n',
    '(function* () { yield 1; })()',
  ])('%s fails where it stands, and gives nothing of the host', (source) => {
    const value = valueOf(
      `let caught; let got; const use = () => { ${source.includes('new.target') ? `(function () { got = ${source}; })()` : source} }; print('ran'); try { use(); } catch (error) { caught = error; } [got, caught]`,
    );
    expect(value).toMatchObject([undefined, { message: expect.any(String) }]);
    expect(foreignPart(value)).toBeUndefined();
  });

  it('runs what comes before the place and says which place it is', () => {
    expect(runUnchecked("print('ran');\n  class A {}")).toMatchObject({
      status: 'failed',
      logs: ['ran'],
      error: { code: 'syntax-refused', line: 2, column: 3 },
    });
  });

  it('keeps `__proto__` in a literal a property like any other', () => {
    expect(valueOf('const o = { __proto__: { polluted: 1 } }; [o.polluted, Object.keys(o)]')).toEqual([
      undefined,
      ['__proto__'],
    ]);
  });

  it('takes a text of any length, and still counts its steps', () => {
    expect(valueOf(`${'1;'.repeat(20_000)}2`)).toBe(2);
    expect(runUnchecked(`${' '.repeat(40_000)}for (;;);`).status).toBe('limit');
  });
});
