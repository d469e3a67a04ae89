import { attacks, loot, type Attack } from '../attack.js';

const escape = "error['constr' + 'uctor']['constr' + 'uctor']('return process')().env['@SECRET@']";

/** Stacks that run out, and what is caught then. */
export const stack: Attack[] = attacks('stack', {
  recursion: 'const f = () => f() + 1; f()',
  'mutual recursion': 'const a = (n) => b(n + 1) + 1, b = (n) => a(n + 1) + 1; a(0)',
  'recursion through map': 'const f = (x) => [x].map(f); f(1)',
  'recursion through sort': 'const f = (x) => [2, 1].sort(() => f(x)); f(1)',
  'recursion through replace': "const f = () => 'a'.replace(/a/, f); f()",
  'recursion through a default': 'const f = (a = f()) => a; f()',
  'recursion through JSON': "const f = () => JSON.parse('[1]', f); f()",
  'an overflow that is caught': `let found = 'none'; const f = () => { try { print('x'); f() } catch (error) { found = ${escape} } }; f(); found`,
  'an overflow inside a host call': `let found = 'none'; const f = () => { try { pl.col('a').sum(); f() } catch (error) { try { found = ${escape} } catch (inner) {} } }; f(); found`,
  'an overflow in finally': 'const f = () => { try { f() } finally { f() } }; f()',
  'an overflow, then more': "const f = () => { try { f() } catch { 'x'.repeat(1e6); f() } }; f()",
  'a caught overflow as a constructor': `let thrown; const f = () => { f() }; try { f() } catch (error) { thrown = error }\n${loot("thrown['constr' + 'uctor']['constr' + 'uctor']")}`,
  'a deep list, as JSON': 'let a = []; for (let i = 0; i < 300000; i++) a = [a]; JSON.stringify(a).length',
  'a deep list, as text': 'let a = []; for (let i = 0; i < 300000; i++) a = [a]; String(a)',
  'a deep list, flattened': 'let a = []; for (let i = 0; i < 300000; i++) a = [a]; a.flat(Infinity)',
  'a deep list, cloned': 'let a = []; for (let i = 0; i < 300000; i++) a = [a]; structuredClone(a)',
  'a deep list, in a plan': 'let a = 1; for (let i = 0; i < 300000; i++) a = [a]; pl.lit(a)',
  'a deep list, in a frame': 'let a = 1; for (let i = 0; i < 5000; i++) a = [a]; pl.DataFrame({ a: [a] })',
  'a deep expression':
    "let e = pl.col('salary'); for (let i = 0; i < 200000; i++) e = e.add(1); pl.scan('employees').select(e.alias('z'))",
  'a deep condition':
    "let e = pl.lit(0); for (let i = 0; i < 5000; i++) e = pl.when(pl.col('salary').gt(i)).then(e).otherwise(i); pl.scan('employees').select(e.alias('z'))",
  'a deep chain of frames':
    "let d = pl.scan('employees'); for (let i = 0; i < 20000; i++) d = d.filter(pl.col('salary').gt(i)); d.height",
  'a plan of shared parts':
    "let d = pl.scan('employees'); for (let i = 0; i < 40; i++) d = d.join(d, { on: 'name' }); d.height",
  'an expression of shared parts':
    "let e = pl.col('salary'); for (let i = 0; i < 60; i++) e = e.add(e); pl.scan('employees').select(e.alias('z'))",
});

const n = 16_000;

/** Texts on which a parser takes for ever, overflows or crashes. */
export const parser: Attack[] = attacks('parser', {
  parentheses: `${'('.repeat(n)}1${')'.repeat(n)}`,
  brackets: `${'['.repeat(n)}1${']'.repeat(n)}`,
  braces: `${'{'.repeat(n)}${'}'.repeat(n)}`,
  'brackets that stay open': '['.repeat(2 * n),
  'parentheses that stay open': '('.repeat(2 * n),
  'nested objects': `x = ${'{a:'.repeat(8000)}1${'}'.repeat(8000)}`,
  'nested functions': `${'(() => '.repeat(4000)}1${')'.repeat(4000)}`,
  'nested arrows': `${'a=>'.repeat(10_000)}1`,
  'nested templates': `${'`${'.repeat(6500)}1${'}`'.repeat(6500)}`,
  'nested conditions': `${'a?'.repeat(8000)}1${':0'.repeat(8000)}`,
  'nested blocks of if': 'if(1)'.repeat(6000),
  'nested else': `${'if(0);else '.repeat(2900)}1`,
  'prefix operators': `${'!'.repeat(2 * n)}1`,
  'prefix words': `${'typeof '.repeat(4500)}1`,
  'a chain of calls': `f${'()'.repeat(n)}`,
  'a chain of members': `a${'.b'.repeat(n)}`,
  'a chain of optional members': `a${'?.b'.repeat(10_000)}`,
  'a chain of sums': `1${'+1'.repeat(n)}`,
  'a chain of assignments': `let a;${'a='.repeat(n)}1`,
  'a chain of powers': `1${'**1'.repeat(10_000)}`,
  'a chain of commas': `1${',1'.repeat(n)}`,
  'a chain of news': `${'new '.repeat(8000)}Map`,
  'a switch of many cases': `switch(1){${Array.from({ length: 3300 }, (_, i) => `case ${i}:`).join('')}}`,
  'a switch of thirty thousand cases': `switch (1) {${Array.from({ length: 30_000 }, (_, i) => `case ${i}:`).join('')}}`,
  'assertions of types': `${'<T>('.repeat(22)}1${')'.repeat(22)}`,
  'assertions of types, many': '<T>('.repeat(8000),
  'nested generics': `let x: ${'A<'.repeat(8000)}B${'>'.repeat(8000)}`,
  'nested types of functions': `let x: ${'(a:'.repeat(6000)}B${')=>C'.repeat(3000)}`,
  'conditional types': `type X = ${'A extends B ? '.repeat(1800)}C${' : D'.repeat(1800)}`,
  'arrows that may be generics': 'a<b>(c)=>'.repeat(3000),
  'arrows that may be parentheses': `${'(a,'.repeat(5000)}b${')'.repeat(5000)}=>1`,
  'destructuring that may be a literal': `(${'[{a:'.repeat(5000)}b${'}]'.repeat(5000)})=>1`,
  'a pattern that nests': `/${'('.repeat(n)}a${')'.repeat(n)}/`,
  'a pattern that counts': `/a${'{1000}'.repeat(3)}/.test('a')`,
  'a pattern of classes': `/[${'\\p{L}'.repeat(4000)}]/u.test('a')`,
  'a comment without an end': `/*${'*'.repeat(30_000)}`,
  'a text without an end': `'${'\\'.repeat(30_000)}`,
  'fences without end': '```\n'.repeat(8000),
  'a long name': `let ${'a'.repeat(30_000)} = 1`,
  'many names': Array.from({ length: 3000 }, (_, i) => `let a${i}`).join(';'),
  'many escapes': `'${'\\u{10FFFF}'.repeat(3200)}'`,
  'a long program': 'a=1;'.repeat(300_000),
  'a text of surrogates': '\uD800'.repeat(30_000),
  'labels without end': Array.from({ length: 5000 }, (_, i) => `l${i}:`).join(''),
});
