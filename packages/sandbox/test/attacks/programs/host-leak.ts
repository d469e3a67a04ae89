import { attacks, loot, type Attack } from '../attack.js';

const c = "['constr' + 'uctor']";
/** From a value of the host to its function constructor. */
const up = (value: string): string => loot(`(${value})${c}${c}`);
/** The same from what an attempt throws. */
const upFromError = (attempt: string): string =>
  `let thrown; try { ${attempt} } catch (error) { thrown = error; }\n${up('thrown')}`;

/** Functions, objects and errors of the host that a program is handed. */
export const hostLeak: Attack[] = attacks('host-leak', {
  'pl itself': up('pl'),
  'pl.col': up('pl.col'),
  'an expression': up("pl.col('a')"),
  'a namespace of an expression': up("pl.col('a').str"),
  'a method of an expression': up("pl.col('a').sum"),
  'a frame': up("pl.scan('employees')"),
  'a collected frame': up("pl.scan('employees').collect()"),
  'a method of a frame': up("pl.scan('employees').filter"),
  'names of columns': up("pl.scan('employees').columns"),
  'a schema': up("pl.scan('employees').schema"),
  records: up("pl.scan('employees').toRecords()"),
  'one record': up("pl.scan('employees').toRecords()[0]"),
  'a column': up("pl.scan('employees').getColumn('name')"),
  'a group-by': up("pl.scan('employees').groupBy('department')"),
  'a data type': up('pl.Int64'),
  'a data type that is called': up("pl.Datetime('ms')"),
  'the chart function': up('chart'),
  'a chart': up("chart(pl.scan('employees'), { mark: 'bar', encoding: {} })"),
  'the list of datasets': up('pl.datasets()'),
  'when, then': up("pl.when(pl.col('a').gt(1)).then"),
  'inner fields of a capability':
    "const names = ['plan', 'node', '_plan', '#plan', 'host', 'getMember', 'typeName', 'memberNames', 'execute', 'inner', 'handle', 'ptr', '_df', '_expr', 'proxy', 'path']; names.map((name) => { try { return String(pl.scan('employees')[name]) + String(pl.col('a')[name]) + String(pl[name]) } catch (error) { return 'none' } })",
  'keys of a capability':
    "[pl, pl.col('a'), pl.scan('employees'), print, chart, Math].map((value) => { try { return Object.entries(value) } catch (error) { return 'none' } })",
  'a copy of a capability': `try { ${up('({ ...pl })')} } catch (error) {}\nstructuredClone(pl.scan('employees'))`,
  'JSON of a capability': "JSON.stringify([pl, pl.col('a'), pl.scan('employees')])",
  'an unknown column': upFromError("pl.scan('employees').select('nothing').collect()"),
  'a wrong argument': upFromError('pl.col(Symbol ? 1 : 2, {}, [])'),
  'an unknown dataset': upFromError("pl.scan('nothing')"),
  'a type error of the language': upFromError('null.x'),
  'a range error of a built-in': upFromError('(1).toFixed(1000)'),
  'a syntax error of JSON': upFromError("JSON.parse('{')"),
  'an invalid date': upFromError("new Date('x').toISOString()"),
  'an invalid code point': upFromError('String.fromCodePoint(1e9)'),
  'an invalid normal form': upFromError("'x'.normalize('y')"),
  'an invalid locale': upFromError("(1).toLocaleString('🙂')"),
  'an invalid pattern': upFromError("new RegExp('(')"),
  'an invalid length': upFromError('new Array(-1)'),
  'a panic of the engine': upFromError("pl.scan('employees').select(pl.col('salary').quantile(7)).collect()"),
  'an error with a symbol for a name': upFromError("const e = new Error('x'); e.name = Symbol('x'); e.stack"),
  'the stack of an error':
    "const e = new Error('x'); [e.stack, e.cause, e.fileName, Error.captureStackTrace, Error.prepareStackTrace]",
  prepareStackTrace:
    "Error.prepareStackTrace = (error, sites) => sites.map((site) => site.getThis()); new Error('x').stack",
  'a comparator that is handed the host': `let seen; [2, 1].sort((...all) => { seen = all; return 0 });\n${up('seen')}`,
  'a replacer that is handed the host': `let seen; 'ab'.replace(/a/g, (...all) => { seen = all; return '' });\n${up('seen')}`,
  'a reviver that is handed the host': `let seen; JSON.parse('{"a":1}', function (...all) { seen = [this, all]; return 1 });\n${up('seen')}`,
  'a callback of the engine':
    "pl.scan('employees').select(pl.col('salary').mapElements(function () { return arguments.callee.caller }))",
  'arguments, callee, caller': '(function f() { return [arguments.callee.caller, f.caller, f.arguments] })()',
  'a result that is a thenable': `({ then(resolve) { ${loot('resolve.constructor')} resolve(found) } })`,
  'a result with toJSON': `({ toJSON() { ${loot("(() => 1)['constr' + 'uctor']")} return found } })`,
  'a result with a getter': `({ get value() { return process.env['@SECRET@'] } })`,
  'a printed Proxy': 'print(new Proxy({}, { get: (target, name, receiver) => receiver.constructor }))',
  'a printed object with an inspector':
    "print({ [Symbol.for('nodejs.util.inspect.custom')]: (depth, options, inspect) => inspect.constructor('return process')() })",
  'an iterator of one’s own':
    'const mine = { [Symbol.iterator]() { return { next: () => ({ done: true, value: this }) } } }; [...mine]',
  'an iterator under a name':
    "const mine = { '@@iterator': () => 1, next: () => ({ done: false, value: 1 }) }; for (const each of mine) print(each)",
  'a Map of one’s own': 'const m = new Map(); m.set = 1; m.get.constructor',
  'an async function’s promise': `const p = (async () => 1)(); ${up('p.then')}`,
  'an awaited thenable': "await { then: (resolve) => resolve.constructor('return process')() }",
});
