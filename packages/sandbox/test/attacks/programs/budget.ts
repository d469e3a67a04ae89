import { attacks, type Attack } from '../attack.js';

/** Work without end, or hidden inside one call of a built-in. */
export const cpu: Attack[] = attacks('cpu', {
  while: 'while (true) {}',
  for: 'for (;;);',
  'do … while': 'do {} while (1)',
  'an endless recursion by halves': 'const f = (n) => (n < 2 ? n : f(n - 1) + f(n - 2)); f(90)',
  'a catch around a loop': 'while (true) { try { while (true) {} } catch (error) {} finally { continue } }',
  'a finally that starts again': '(function again() { try { while (true) {} } finally { again() } })()',
  'a list that grows under for … of': 'const list = [1]; for (const each of list) list.push(each)',
  'a Map that grows under for … of':
    'const m = new Map([[0, 0]]); for (const [k] of m) { m.delete(k); m.set(k + 1, 0) }',
  'a slow comparator':
    'Array.from({ length: 300000 }, (_, i) => i).sort(() => { for (let i = 0; i < 1000; i++); return 0 })',
  'nested callbacks':
    'const list = Array(5000).fill(0); list.map(() => list.map(() => list.map(() => list.map(() => 1))))',
  'a pattern that backtracks': "/^(a+)+$/.test('a'.repeat(60) + '!')",
  'a pattern that backtracks, made at run time':
    "new RegExp('(' + 'x+x+'.repeat(50) + ')+y').test('x'.repeat(30000))",
  'a pattern with nested counts': "/((a{1,100}){1,100}){1,100}/.test('a'.repeat(100000))",
  'a pattern with many alternatives':
    "new RegExp(Array.from({ length: 100 }, (_, i) => 'a'.repeat(i)).join('|')).test('b'.repeat(1e6))",
  'a replacement that rescans': "'x'.repeat(60000).replace(/x*x*x*y/g, '')",
  'a split by a pattern': "'ab'.repeat(500000).split(/(?:a|b)*?c|/)",
  'a quadratic search':
    "const text = 'a'.repeat(2e6), part = 'a'.repeat(1e6) + 'b'; for (let i = 0; i < 100; i++) text.indexOf(part)",
  'a quadratic includes':
    'const a = Array.from({ length: 200000 }, (_, i) => i); a.filter((x) => a.includes(-x - 1))',
  'a quadratic shift':
    'const a = Array.from({ length: 500000 }, (_, i) => i); while (a.length) { a.shift(); a.unshift(1); a.shift() }',
  'a quadratic splice': 'const a = Array.from({ length: 300000 }, (_, i) => i); for (;;) a.splice(1, 1, 0)',
  'a hole of four thousand million':
    'const a = []; a.length = 4294967295; a.indexOf(1); a.fill(0); a.reverse()',
  'a long join': "Array(2 ** 26).join('abc').length",
  'a long normalisation': "const s = '\\u1E9B\\u0323'.repeat(1e6); for (;;) s.normalize('NFKD')",
  'a long comparison': "const a = 'x'.repeat(1e6) + 'a', b = 'x'.repeat(1e6) + 'b'; for (;;) a < b",
  'a localeCompare':
    "const a = 'é'.repeat(1e6) + 'a', b = 'é'.repeat(1e6) + 'b'; for (;;) a.localeCompare(b)",
  'a rope that is read':
    "let s = ''; for (let i = 0; ; i++) { s += 'xxxxxxxxxxxxxxxx'; s.charCodeAt(s.length - 1); s.at(0) }",
  'JSON of a long text': "const s = '\\u0001'.repeat(1e6); for (;;) JSON.stringify(s)",
  'deep JSON': "JSON.parse('['.repeat(100000) + ']'.repeat(100000))",
  'many dates': "for (let i = 0; ; i++) new Date(i * 1e6).toLocaleString('en-US')",
  'many formats': "for (let i = 0; ; i++) (i / 3).toLocaleString('en-US', { maximumFractionDigits: 20 })",
  'numbers with many digits':
    "for (;;) Number('9'.repeat(100000)) + parseFloat('1'.repeat(100000) + 'e-100000')",
  'many small plans': "for (;;) pl.scan('employees').filter(pl.col('salary').gt(1)).head(1)",
  'many small queries':
    "for (;;) pl.scan('employees').groupBy('department').agg(pl.col('salary').mean()).toRecords()",
  'a thrown and caught error': "for (;;) { try { throw new Error('x') } catch (error) { String(error) } }",
  'a spread of a long list': 'const a = Array(100000).fill(1); for (;;) Math.max(...a)',
  'a promise that never ends':
    'const again = () => Promise.resolve().then(again); again(); await new Promise(() => {})',
  'an async loop': 'const f = async () => { for (;;) await null }; await f()',
});

/** Memory: of the program's own values, and inside one call of a built-in. */
export const memory: Attack[] = attacks('memory', {
  'a text that doubles': "let s = 'x'; for (let i = 0; i < 60; i++) s += s; s.length",
  'a template that doubles': "let s = 'x'; for (let i = 0; i < 60; i++) s = `${s}${s}`; s.length",
  'a list that doubles': 'let a = [1]; for (let i = 0; i < 60; i++) a = [...a, ...a]; a.length',
  'concat that doubles': 'let a = [1]; for (let i = 0; i < 60; i++) a = a.concat(a); a.length',
  'flatMap that doubles': 'let a = [1]; for (let i = 0; i < 60; i++) a = a.flatMap((x) => [x, x]); a.length',
  'arguments that double': 'const f = (...all) => f(...all, ...all, 1); f()',
  'lists that are kept': 'const a = []; for (;;) a.push([1, 2, 3, 4, 5, 6, 7, 8])',
  'objects that are kept': 'const o = {}; for (let i = 0; ; i++) o[`key ${i}`] = { i }',
  'a Map': 'const m = new Map(); for (let i = 0; ; i++) m.set(i, [i])',
  'a Set of texts': 'const s = new Set(); for (let i = 0; ; i++) s.add(`text ${i}`)',
  closures:
    'let f = () => 0; for (;;) { const g = f; const held = Array(1000).fill(1); f = () => g() + held[0] }',
  repeat: "const a = []; for (let i = 0; i < 100; i++) a.push('y'.repeat(2 ** 28) + i); a.join('').length",
  padStart:
    "const a = []; for (let i = 0; i < 40; i++) a.push('x'.padStart(2 ** 29 - 30, 'ab' + i)); a.map((s) => s.at(5))",
  'new Array': 'const a = []; for (;;) a.push(new Array(1e7).fill(1))',
  'Array.from': 'Array.from({ length: 1e9 }, (_, i) => ({ i })).length',
  'a length that is set': 'const a = [1]; a.length = 2 ** 31; a.fill([])',
  'a far index': 'const a = []; a[2 ** 32 - 2] = 1; a.push(1)',
  split: "const a = []; for (;;) a.push('a,'.repeat(1e6).split(','))",
  'split by nothing': "const a = []; for (;;) a.push('x'.repeat(1e6).split(''))",
  replaceAll: "let s = 'ab'; for (;;) s = s.replaceAll('a', 'ab'.repeat(100))",
  'a replacement pattern': "let s = 'ab'; for (;;) s = s.replace(/b/g, '$&$&$`')",
  matchAll: "const s = 'x'.repeat(1e6); const a = []; for (;;) a.push([...s.matchAll(/x/g)])",
  'JSON of shared parts':
    'let o = {}; for (let i = 0; i < 60; i++) o = { a: o, b: o }; JSON.stringify(o).length',
  'JSON with an indent':
    'let o = 1; for (let i = 0; i < 90; i++) o = [o]; JSON.stringify(Array(10000).fill(o), null, 10).length',
  structuredClone: 'let o = [1]; for (;;) o = [structuredClone(o), structuredClone(o)]',
  'typed arrays': 'const a = []; for (;;) a.push(new Uint8Array(2 ** 28).fill(1))',
  'grouping by distinct keys': 'Object.groupBy(Array.from({ length: 3e6 }, (_, i) => i), (i) => `k${i}`)',
  'a frame of literals': 'pl.DataFrame({ x: Array.from({ length: 5e6 }, (_, i) => i) })',
  'records of a large frame': "const a = []; for (;;) a.push(pl.scan('emp1m').toRecords())",
  'columns of a large frame': "const a = []; for (;;) a.push(pl.scan('emp1m').getColumn('name'))",
});

/** More output than a reader could take, or output that its printer cannot end. */
export const output: Attack[] = attacks('output', {
  'a flood of lines': "for (let i = 0; i < 1e7; i++) print('x'.repeat(1000))",
  'one long line': "print('x'.repeat(3e7))",
  'a long text': "'x'.repeat(3e7)",
  'a long list': 'Array.from({ length: 1e6 }, (_, i) => i)',
  'a wide record': 'Object.fromEntries(Array.from({ length: 300000 }, (_, i) => [`k${i}`, i]))',
  'many wide records':
    'Array.from({ length: 1000 }, (_, row) => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${row}_${i}`, i])))',
  'a shared graph': 'let o = [1]; for (let i = 0; i < 60; i++) o = [o, o]; o',
  'a cycle': 'const o = {}; o.self = o; o',
  'a cycle that is printed': 'const a = []; a.push(a); print(a); a',
  'a cycle through a Map': 'const m = new Map(); m.set(m, m); print(m); m',
  'a deep list': 'let a = []; for (let i = 0; i < 300000; i++) a = [a]; a',
  'a deep list that is printed': "let a = []; for (let i = 0; i < 300000; i++) a = [a]; print(a); '' + a",
  'a wide frame':
    "pl.scan('employees').select(Array.from({ length: 4000 }, (_, i) => pl.lit('x'.repeat(100)).alias(`c${i}`)))",
  'long cells':
    "pl.scan('employees').select(pl.lit('x'.repeat(5e6)).alias('a'), pl.lit('y'.repeat(5e6)).alias('b'))",
  'a chart of a large frame':
    "chart(pl.scan('emp1m'), { mark: 'point', encoding: { x: { field: 'salary', type: 'quantitative' } } })",
  'an error with a long message': "throw new Error('x'.repeat(3e7))",
  'an error with a long name': "const e = new Error('x'); e.name = 'n'.repeat(3e7); throw e",
  'a name that is not known and long': `${'x'.repeat(20_000)}.y`,
});
