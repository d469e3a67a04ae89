import { attacks, type Attack } from '../attack.js';

const p = "['__pro' + 'to__']";
const probe = '[({}).polluted, [].polluted, (() => 1).polluted]';

/** Writes that would change what every object, list or function inherits, in this run or in the process. */
export const pollution: Attack[] = attacks('pollution', {
  'of an object': `({}).__proto__.polluted = 'yes'; ${probe}`,
  'of an object, by a computed name': `({})${p}.polluted = 'yes'; ${probe}`,
  'of a list': `[]${p}.polluted = 'yes'; ${probe}`,
  'of a text': `''${p}.polluted = 'yes'; ${probe}`,
  'of a function': `(() => 1)${p}.polluted = 'yes'; ${probe}`,
  'of a host function': `print${p}.polluted = 'yes'; ${probe}`,
  'of a capability': `pl.col('a')${p}.polluted = 'yes'; pl${p}.polluted = 'yes'; ${probe}`,
  'of records': `pl.scan('employees').toRecords()[0]${p}.polluted = 'yes'; ${probe}`,
  'of columns': `pl.scan('employees').columns${p}.polluted = 'yes'; ${probe}`,
  'of an error': `try { null.x } catch (error) { error${p}.polluted = 'yes' } ${probe}`,
  'of a Map': `new Map()${p}.polluted = 'yes'; ${probe}`,
  'through Object.prototype': `Object.prototype.polluted = 'yes'; ${probe}`,
  'through a constructor': `({}).constructor.prototype.polluted = 'yes'; ${probe}`,
  'through Array.prototype': `Array.prototype.map = () => ['hijacked']; [1].map((x) => x)`,
  'through a merge': `const merge = (to, from) => { for (const k of Object.keys(from)) { if (typeof from[k] === 'object') { to[k] = to[k] ?? {}; merge(to[k], from[k]) } else to[k] = from[k] } }; merge({}, JSON.parse('{"__proto__":{"polluted":"yes"}}')); merge({}, JSON.parse('{"constructor":{"prototype":{"polluted":"yes"}}}')); ${probe}`,
  'through Object.assign': `Object.assign({}, JSON.parse('{"__proto__":{"polluted":"yes"}}')); ${probe}`,
  'through Object.fromEntries': `Object.fromEntries([['__proto__', { polluted: 'yes' }]]); ${probe}`,
  'through Object.groupBy': `Object.groupBy([1], () => '__proto__'); ${probe}`,
  'through spread': `({ ...JSON.parse('{"__proto__":{"polluted":"yes"}}') }).polluted`,
  'through a destructuring target': `({ a: ({})${p}.polluted } = { a: 'yes' }); [({})${p}.other] = ['yes']; ${probe}`,
  'through a loop variable': `for (({})${p}.polluted of ['yes']); ${probe}`,
  'through an update': `({})${p}.polluted ??= 'yes'; ({})${p}.count++; ${probe}`,
  'through a literal': `const o = { __proto__: { polluted: 'yes' } }; o.polluted`,
  'through two literals': `const o = { __proto__: [], '__proto__': { polluted: 'yes' } }; o.polluted`,
  'through a named group': `'x'.match(/(?<__proto__>x)/).groups${p}.polluted = 'yes'; ${probe}`,
  'through a column': `pl.scan('employees').select(pl.lit('yes').alias('__proto__')).toRecords().map((row) => [row.polluted, Object.keys(row)])`,
  'through a frame of a literal': `pl.DataFrame({ ['__pro' + 'to__']: ['yes'], constructor: ['yes'], then: ['yes'], toJSON: ['yes'], $: ['yes'], $f: ['yes'] }).toRecords()`,
  'through a pivot': `pl.DataFrame({ k: ['a', 'a'], n: ['__proto__', 'constructor'], v: [1, 2] }).pivot({ index: 'k', on: 'n', values: 'v' }).toRecords()`,
  'through options': `pl.scan('employees').sort('name', JSON.parse('{"__proto__":{"descending":true}}'))`,
  'of JSON and Math': `JSON.stringify = () => 'hijacked'; Math.max = () => 0; console.log = 1; Object.keys = 1;`,
  'of a global by name': `Object = 1; Array = 2; pl = 3; print = 4; undefined = 5;`,
  'defineProperty and setPrototypeOf': `Object.defineProperty(Object.getPrototypeOf({}), 'polluted', { get: () => 'yes' }); Object.setPrototypeOf([], null); ${probe}`,
  __defineGetter__: `({}).__defineGetter__('polluted', () => 'yes'); ({}).__defineSetter__.call([]${p}, 'x', () => 1); ${probe}`,
  'Error.stackTraceLimit': `Error.stackTraceLimit = 0; Error.prepareStackTrace = () => 'yes';`,
  'lastIndex of a pattern that is shared': `const f = () => /a/g; f().lastIndex = 9; f().flags = 'yes'; RegExp.input = 'yes';`,
});
