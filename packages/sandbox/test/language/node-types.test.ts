import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { implementedNodeTypes } from '../../src/language/compiler/compile.js';
import { refusals } from '../../src/language/compiler/refusals.js';
import { failureOf, run, valueOf } from './harness.js';

/** Every node type that the parser can produce, read from its own type declarations. */
function parserNodeTypes(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('acorn'));
  const declarations = readFileSync(join(folder, 'acorn.d.ts'), 'utf8');
  return [...new Set([...declarations.matchAll(/type: "(\w+)"/g)].map((match) => match[1] ?? ''))].filter(
    (type) => type !== 'Line' && type !== 'Block',
  );
}

describe('the allow-list', () => {
  it('knows every node type of the parser, as implemented or as refused', () => {
    const types = parserNodeTypes();
    expect(types.length).toBeGreaterThan(60);
    const known = new Set([...implementedNodeTypes, ...Object.keys(refusals)]);
    expect(types.filter((type) => !known.has(type))).toEqual([]);
  });

  it('implements nothing that it also refuses', () => {
    expect(implementedNodeTypes.filter((type) => Object.hasOwn(refusals, type))).toEqual([]);
  });
});

const refused: Readonly<Record<string, string>> = {
  ClassDeclaration: 'class A {}',
  ClassExpression: 'const A = class {}',
  'class with fields': 'class A { x = 1; #y = 2; static { } }',
  ThisExpression: 'const f = () => this',
  Super: '({ f() { return super.x; } })',
  MetaProperty: 'import.meta',
  'new.target': 'function f() { return new.target; }',
  ImportExpression: "import('fs')",
  'await of an import': "await import('node:fs')",
  YieldExpression: 'function* f() { yield 1; }',
  'async generator': 'async function* f() {}',
  'generator method': '({ *f() {} })',
  LabeledStatement: 'loop: for (;;) break loop',
  'labelled block': 'block: { 1; }',
  ForInStatement: 'for (const k in {}) k;',
  'for await': 'for await (const x of []) x;',
  DebuggerStatement: 'debugger',
  TaggedTemplateExpression: 'print`x`',
  ExportAllDeclaration: "export * from 'polars'",
  'export from': "export { x } from 'polars'",
  'import of something else': "import fs from 'node:fs'",
  'import attributes': "import pl from 'polars' with { type: 'json' }",
  'bare import': "import 'node:fs'",
  'require of something else': "require('fs')",
  'require of a variable': "const m = 'polars'; require(m)",
  getter: '({ get a() { return 1; } })',
  setter: '({ set a(v) {} })',
  __proto__: '({ __proto__: {} })',
  "'__proto__'": "({ '__proto__': {} })",
  delete: 'const o = { a: 1 }; delete o.a',
  void: 'void 0',
  in: "'a' in { a: 1 }",
  'private in': 'class A { #x; f(o) { return #x in o; } }',
  instanceof: '[] instanceof Array',
  BigInt: '10n',
  'array hole': '[1, , 2]',
  'new of a function': 'const F = () => 1; new F()',
  'new of a member': 'new pl.next()',
  'new RegExp': "new RegExp('a')",
  'new Promise': 'new Promise((resolve) => resolve(1))',
  'new Proxy': 'new Proxy({}, {})',
  'look-behind': '/(?<=a)b/',
  'back-reference': '/(a)\\1/',
  'sticky pattern': '/a/y',
  'long pattern': `/${'a'.repeat(600)}/`,
  'huge repetition': '/(\\w{1000}){1000}/',
};

describe('syntax outside the language', () => {
  it.each(Object.entries(refused))(
    '%s is refused before anything runs, with what to write instead',
    (_title, source) => {
      const failure = failureOf(`print('ran');\n${source}`);
      expect(failure.status).toBe('rejected');
      expect(failure.hint?.length).toBeGreaterThan(5);
      expect(failure.line).toBe(2);
      expect(run(`print('ran');\n${source}`).logs).toEqual([]);
    },
  );

  it('is refused in code that would never run', () => {
    expect(failureOf('if (false) { const f = () => { class A {} }; }').code).toBe('syntax-refused');
  });

  it.each([
    'with ({}) { 1; }',
    'let let = 1',
    'const a;',
    '010',
    'var x = 1; let x = 2',
    'a b',
    'import x from',
    'if (',
    "'open",
  ])('what is not JavaScript is refused: %s', (source) => {
    expect(failureOf(source)).toMatchObject({ status: 'rejected', code: 'syntax-invalid', line: 1 });
  });
});

const erased: Readonly<Record<string, readonly [source: string, value: unknown]>> = {
  annotations: ['const x: number = 1; const f = (a: string, b?: number): string => a + b; f("x", x)', 'x1'],
  interface: ['interface Row { a: number; b?: string } const r: Row = { a: 1 }; r.a', 1],
  'type alias': ["type Id<T extends object = {}> = keyof T | 'x'; const id: Id<{}> = 'x' as Id<{}>; id", 'x'],
  'as and satisfies': ['const x = (5 as unknown as number) satisfies number; x + 1', 6],
  'as const': ["const xs = ['a', 'b'] as const; xs.length", 2],
  'non-null': ['const m = new Map<string, number>([["a", 1]]); m.get("a")!.toFixed(1)', '1.0'],
  generics: ['function first<T>(xs: T[]): T | undefined { return xs[0]; } first<number>([7])', 7],
  'generic arrow': ['const id = <T,>(x: T): T => x; id<string>("y")', 'y'],
  'optional and rest parameters': [
    'const f = (a?: number, ...rest: number[]): number => rest.length; f(1, 2, 3)',
    2,
  ],
  'typed destructuring': ['const { a, b }: { a: number; b: number } = { a: 1, b: 2 }; a + b', 3],
  'type imports': [
    "import type { DataFrame } from 'nodejs-polars'; const x: DataFrame | null = null; x",
    null,
  ],
  declare: ['declare const outside: number; 3', 3],
  'function overloads': [
    'function f(a: string): string; function f(a: number): number; function f(a: any) { return a; } f(4)',
    4,
  ],
  'catch type': ['try { throw 1; } catch (e: unknown) { e as number; }', 1],
  'index signatures': ['const o: { [key: string]: number } = {}; o["k"] = 2; o', { k: 2 }],
  'record of tuples': ['const t: Record<string, [number, string]> = { a: [1, "x"] }; t.a[1]', 'x'],
};

describe('TypeScript', () => {
  it.each(Object.entries(erased))('%s are erased', (_title, [source, value]) => {
    expect(valueOf(source)).toEqual(value);
  });

  it.each([
    'enum Color { Red }',
    'const enum Color { Red }',
    'declare global { }; namespace N { export const a = 1; }',
    'namespace N { export const a = 1; }',
    'module M { export const a = 1; }',
    'const y = <any>5;',
    "import fs = require('fs');",
    'class A { constructor(private x: number) {} }',
    '@decorated class A {}',
    'abstract class A { abstract f(): void; }',
    'export = 5;',
    'let x: number = ;',
  ])('%s is refused', (source) => {
    expect(failureOf(`const typed: number = 1;\n${source}`)).toMatchObject({ status: 'rejected', line: 2 });
  });

  it('keeps positions of errors', () => {
    expect(
      failureOf('const xs: number[] = [1];\nconst y: string = xs.mapp((x: number) => x);'),
    ).toMatchObject({
      line: 2,
      column: 22,
      didYouMean: ['map'],
    });
  });
});
