import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { parse as parseJavaScript, type AnyNode } from 'acorn';
import { describe, expect, it } from 'vitest';

import { implementedNodeTypes } from '../../src/language/compiler/compile.js';
import { refusals } from '../../src/language/compiler/refusals.js';
import { failureOf, run, valueOf } from './harness.js';
import { estreeSamples, kindsOutsidePrograms, typeScriptSamples, type Sample } from './syntax-samples.js';

const parserFolder = dirname(createRequire(import.meta.url).resolve('acorn'));

/** Every node type that the parser can make: those of its type declarations, and those that its code names. */
function parserNodeTypes(): string[] {
  const declared = readFileSync(join(parserFolder, 'acorn.d.ts'), 'utf8').matchAll(/type: "(\w+)"/g);
  const made = readFileSync(join(parserFolder, 'acorn.mjs'), 'utf8').matchAll(
    /(?:finishNode(?:At)?\([^)]*?|\.type = [^;"]*(?:"\w+" : )?)"([A-Z]\w+)"/g,
  );
  const types = new Set([...declared, ...made].map((match) => match[1] ?? ''));
  // Comments are no nodes of the tree.
  return [...types].filter((type) => type !== 'Line' && type !== 'Block').toSorted();
}

function typesIn(source: string): Set<string> {
  const types = new Set<string>();
  const parse = (sourceType: 'module' | 'script'): AnyNode =>
    parseJavaScript(source, {
      ecmaVersion: 'latest',
      sourceType,
      preserveParens: true,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
    });
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && typeof node.type === 'string') types.add(node.type);
    Object.values(node).forEach(visit);
  };
  // `with` exists in scripts only.
  visit(source.startsWith('with') ? parse('script') : parse('module'));
  return types;
}

function expectVerdict([verdict, source]: Sample): void {
  const outcome = run(source);
  expect(outcome.status).toBe(verdict === 'runs' ? 'ok' : 'rejected');
  if (outcome.status === 'ok') return;
  expect(outcome).toMatchObject({ logs: [], error: { code: expect.stringMatching(/^syntax-/) } });
  expect(outcome.error).toMatchObject({ line: 1, column: expect.any(Number), hint: expect.any(String) });
}

describe('each node type of ESTree', () => {
  it('has a sample', () => {
    expect(Object.keys(estreeSamples).toSorted()).toEqual(parserNodeTypes());
  });

  it.each(Object.entries(estreeSamples))('%s is implemented or refused', (type, sample) => {
    expect(typesIn(sample[1])).toContain(type);
    expectVerdict(sample);
  });

  it('that runs is in the tables of the compiler, and one that is refused has its own hint', () => {
    for (const [type, [verdict]] of Object.entries(estreeSamples)) {
      expect([type, implementedNodeTypes.includes(type)]).toEqual([type, verdict === 'runs']);
      expect([type, Object.hasOwn(refusals, type)]).toEqual([type, verdict === 'refused']);
    }
  });
});

interface TypeScript {
  readonly SyntaxKind: Readonly<Record<string, number | string>>;
  createSourceFile(name: string, text: string, target: number, setParents: boolean): TypeScriptNode;
  forEachChild(node: TypeScriptNode, visit: (child: TypeScriptNode) => void): void;
}
interface TypeScriptNode {
  readonly kind: number;
}

const typeScript = createRequire(createRequire(import.meta.url).resolve('ts-blank-space'))(
  'typescript',
) as TypeScript;

/** Every kind of node of the TypeScript parser that can be in a program. */
function typeScriptKinds(): Map<number, string> {
  const { SyntaxKind } = typeScript;
  const kinds = new Map<number, string>();
  for (const [name, kind] of Object.entries(SyntaxKind)) {
    const isNode =
      typeof kind === 'number' && kind >= Number(SyntaxKind.FirstNode) && kind < Number(SyntaxKind.Count);
    if (isNode && !/^(?:First|Last|Assert)/.test(name) && !kindsOutsidePrograms.test(name))
      kinds.set(kind, name);
  }
  return kinds;
}

describe('each kind of node of TypeScript', () => {
  const kinds = typeScriptKinds();

  it('has a sample', () => {
    expect(Object.keys(typeScriptSamples).toSorted()).toEqual([...kinds.values()].toSorted());
  });

  it.each(Object.entries(typeScriptSamples))('%s is erased, implemented or refused', (name, sample) => {
    const found = new Set<string | undefined>();
    const visit = (node: TypeScriptNode): void => {
      found.add(kinds.get(node.kind));
      typeScript.forEachChild(node, visit);
    };
    visit(typeScript.createSourceFile('program.ts', sample[1], 99, false));
    expect([...found]).toContain(name);
    expectVerdict(sample);
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
  'import of a variable': 'import(print)',
  'import of another module': "import('fs')",
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
  'new Promise': 'new Promise((resolve) => resolve(1))',
  'new Proxy': 'new Proxy({}, {})',
  'look-behind': '/(?<=a)b/',
  'back-reference': '/(a)\\1/',
  'pattern of sets': '/[a--b]/v',
  'pattern with indices': '/a/d',
  'look-ahead': '/a(?=b)/',
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
