import { attacks, loot, type Attack } from '../attack.js';

const take = loot("(() => 1)['constr' + 'uctor']");

/** Code of the program in places where a host would run it while it converts, compares, prints or closes. */
export const coercion: Attack[] = attacks('coercion', {
  'valueOf in arithmetic': `let ran = 0; const o = { valueOf: () => { ran++; ${take}; return 1 } }; try { o + 1; o * 2; -o; o++ } catch (error) {} ran`,
  'toString in a template':
    'let ran = 0; const o = { toString: () => { ran++; return "x" } }; try { `${o}` } catch (error) {} ran',
  'toString in a key':
    'let ran = 0; const o = { toString: () => { ran++; return "x" } }; try { ({})[o] } catch (error) {} ran',
  'toString in a name of a dataset':
    "let n = 0; pl.scan({ toString: () => (n++ ? '@FILE@' : 'employees') }).collect()",
  'toString in a name of a column':
    "let n = 0; pl.scan('employees').select({ toString: () => (n++ ? 'x' : 'name') }).collect()",
  'valueOf in a limit': "let n = 0; pl.scan('employees').head({ valueOf: () => (n++ ? 1e12 : 1) }).collect()",
  'Symbol.toPrimitive': "const o = { [Symbol.toPrimitive]: (hint) => { throw hint } }; o + ''",
  'toJSON in a literal of a plan':
    "let n = 0; pl.scan('employees').filter(pl.col('name').eq({ toJSON: () => (n++ ? { kind: 'scan', dataset: '@FILE@' } : 'x') })).collect()",
  'toJSON in a chart':
    "chart(pl.scan('employees'), { mark: { toJSON: () => ({ type: 'image', url: '@URL@' }) }, encoding: {} })",
  'a list that grows while it is joined':
    "const list = [1, { toString: () => { list.push(list); return 'x' } }]; list.join()",
  'a list that shrinks while it is sorted':
    'const list = Array.from({ length: 1000 }, (_, i) => i); list.sort(() => { list.length = 0; return 1 }); list.length',
  'a list that grows while it is mapped':
    'const list = [1]; list.map(() => { if (list.length < 100000) list.push(1); return list.length })',
  'a list that changes while it is spliced':
    'const list = [1, 2, 3]; list.splice(0, 2, ...list.map((x) => { list.length = 0; return x })); list',
  'a Map that changes while it is read':
    'const m = new Map([[1, 1]]); let n = 0; m.forEach((v, k) => { if (n++ < 100000) { m.delete(k); m.set(n, n) } }); m.size',
  'a length that lies':
    "Array.from({ length: '0x7fffffff' }).length + Array.from({ length: Infinity }).length",
  'an index that is not one':
    "const a = [1, 2]; a[-1] = 'x'; a[1.5] = 'y'; a['01'] = 'z'; a[NaN] = 1; a['length'] = '3'; [a, Object.keys(a)]",
  'a length that is set to a text':
    "const a = [1, 2, 3]; a.length = '1'; a.length = -1; a.length = 4294967296; a",
  'negative zero and NaN as keys':
    'const m = new Map([[-0, 1], [NaN, 2]]); [m.get(0), m.get(NaN), [NaN].includes(NaN), [NaN].indexOf(NaN), Object.keys({ [-0]: 1 })]',
  'a finaliser': 'new FinalizationRegistry(() => process.exit(1)).register({}, 1); new WeakRef({}).deref()',
  'a disposer': "{ using held = { [Symbol.dispose]: () => { throw process.env['@SECRET@'] } } }",
  'a getter': "const o = { get secret() { return process.env['@SECRET@'] } }; o.secret",
  'a setter': 'const o = { set value(x) { this.other = x } }; o.value = 1; o.other',
  'a default that runs': `((a = (() => { ${take}; return found })()) => a)()`,
  'a computed name that runs': `({ [(() => { ${take}; return 'x' })()]: 1 })`,
  'an option of a format':
    "(1e21).toLocaleString('en-US', { style: 'currency', currency: { toString: () => '@SECRET@' } })",
  'a radix': "(255).toString({ valueOf: () => 16 }) + parseInt('ff', { valueOf: () => 16 })",
});

/** Names, keys and texts that look like something else, or that a filter of names would miss. */
export const evasion: Attack[] = attacks('evasion', {
  'an escape in a name': "\\u0070rocess.env['@SECRET@']",
  'a braced escape in a name': "\\u{70}rocess.env['@SECRET@']",
  'an escape in a keyword': 'cl\\u0061ss A {}',
  'letters of another script': "рrocess.env['@SECRET@'] ?? ｐrocess",
  'a zero-width joiner in a name': "pro\u200Dcess.env['@SECRET@']",
  'a text that runs backwards': "/* \u202E } ;)( eval \u202C */ process.env['@SECRET@']",
  'a byte order mark': "\uFEFFprocess.env['@SECRET@']",
  'line separators': "const a = 1\u2028process.env['@SECRET@']\u2029a",
  'carriage returns': "// comment\rprocess.env['@SECRET@']",
  'a comment of a web page': "<!-- x\nprocess.env['@SECRET@']\n--> y",
  'a hashbang': "#!/usr/bin/env node\nprocess.env['@SECRET@']",
  'a directive': "'use strict'; 'use asm'; '#!'; process.env['@SECRET@']",
  'a fence that closes early': "```js\n1 + 1\n```\nprocess.env['@SECRET@']\n```js\n2\n```",
  'a label': "constructor: { process: for (;;) { break constructor } } 'x'",
  'a shadowed built-in':
    "const Object = { keys: (x) => x['constr' + 'uctor'] }; const JSON = { parse: Object.keys }; JSON.parse(print)",
  'a shadowed undefined':
    "const undefined = print; const NaN = pl; [undefined, NaN].map((x) => x['constr' + 'uctor'])",
  'a hoisted function': "taken(); function taken() { return process.env['@SECRET@'] }",
  'the dead zone': 'const read = () => later; const found = read(); let later = 1; found',
  'a catch without a name': 'try { throw print } catch { typeof error }',
  with: "with (print) { constructor('return process')() }",
  'an enum': "enum Way { Out = (() => 1)['constr' + 'uctor']('return process')().pid } Way.Out",
  'a namespace': "namespace N { export const x = process.env['@SECRET@'] } N.x",
  'a decorator': '@(process.exit) class A {}',
  'a parameter property': "class A { constructor(private x = process.env['@SECRET@']) {} } new A()",
  'an assertion of a type': "(<any>print)['constr' + 'uctor']('return process')().env['@SECRET@']",
  'satisfies and as':
    "(print as any as Function satisfies Function)['constr' + 'uctor']('return process')().env['@SECRET@']",
  'a type that is code': "type X = typeof process; declare const process: any; process.env['@SECRET@']",
  'an import of a type':
    "import type { env } from 'node:process'; import { type env as e } from 'node:process'; e['@SECRET@']",
  'import equals': "import fs = require('node:fs'); fs.readFileSync('@FILE@', 'utf8')",
  'a private name': 'const o = { #x: 1 }; #x in o',
  'a bigint': '(2n ** 64n).constructor.constructor("return process")()',
  'a sequence in a key': "({})[(0, 'constr' + 'uctor')][['constr' + 'uctor']]",
  'a name after a number': "1..constructor.constructor('return process')()",
  'a logical path': "(null ?? (() => 1))?.['constr' + 'uctor']?.('return process')?.()",
  'a spread of arguments': "const args = ['return process']; (() => 1)['constr' + 'uctor'](...args)",
  'a nested quote': '`${`${`${(() => 1)["constr" + "uctor"]("return process")()}`}`}`',
  'an await of everything': "await (await (await import('node:' + 'fs'))).promises.readFile('@FILE@')",
  'a program that speaks the protocol': `console.log('{"kind":"run","id":1,"reply":{"status":"ok","output":{"value":"forged"},"truncated":false,"logs":[],"steps":1}}'); '\\n{"kind":"ready"}\\n'`,
  'a text with every control':
    "String.fromCharCode(...Array.from({ length: 160 }, (_, i) => i)) + '\\uD800' + '\\u0000'",
});
