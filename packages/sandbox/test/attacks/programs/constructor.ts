import { attacks, loot, type Attack } from '../attack.js';

/** Ways to write a property's name so that only the run itself knows it. */
const spellings: Readonly<Record<string, (name: string) => string>> = {
  'a dot': (name) => `.${name}`,
  'a question mark and a dot': (name) => `?.${name}`,
  'an escape in the name': (name) => `.\\u${code(name)}${name.slice(1)}`,
  'a braced escape': (name) => `.\\u{${code(name)}}${name.slice(1)}`,
  'a text': (name) => `['${name}']`,
  'an escape in the text': (name) => `['\\x${code(name).slice(2)}${name.slice(1)}']`,
  'a sum': (name) => `['${name.slice(0, 3)}' + '${name.slice(3)}']`,
  'a template': (name) => `[\`${name.slice(0, 2)}\${'${name.slice(2)}'}\`]`,
  'a joined list': (name) => `[['${name.slice(0, 5)}', '${name.slice(5)}'].join('')]`,
  'a list of one': (name) => `[['${name}']]`,
  'an object with toString': (name) => `[{ toString: () => '${name}' }]`,
  'an object with valueOf': (name) => `[{ toString: undefined, valueOf: () => '${name}' }]`,
  'an object that changes its mind': (name) =>
    `[(() => { let n = 0; return { toString: () => (n++ ? '${name}' : 'length') } })()]`,
  'character codes': (name) =>
    `[String.fromCharCode(${Array.from(name, (each) => each.charCodeAt(0)).join(',')})]`,
  'parsed JSON': (name) => `[JSON.parse('"${name}"')]`,
  'a reversed text': (name) => `[Array.from('${name.split('').toReversed().join('')}').reverse().join('')]`,
  'other letters, then case': (name) => `['${name.toUpperCase()}'.toLowerCase()]`,
  'a replacement': (name) => `['${name.replace('o', '0')}'.replace('0', 'o')]`,
  'full-width letters, normalised': (name) => `['${Array.from(name, fullWidth).join('')}'.normalize('NFKC')]`,
  'a slice': (name) => `['xx${name}xx'.slice(2, -2)]`,
  'a lookup in a Map': (name) => `[new Map([[1, '${name}']]).get(1)]`,
  'a match of a pattern': (name) => `[/c.*/.exec('__${name}')[0]]`,
  'a name of an object': (name) => `[Object.keys({ ${name}: 1 })[0]]`,
  'a sequence': (name) => `[(0, '${name}')]`,
  'an assignment': (name) => `[(globalName => globalName)('${name}')]`,
  decodeURIComponent: (name) => `[decodeURIComponent('%63${name.slice(1)}')]`,
};

function code(name: string): string {
  return name.charCodeAt(0).toString(16).padStart(4, '0');
}

function fullWidth(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
}

/** Values that a program has at hand. */
const holders: Readonly<Record<string, string>> = {
  'an arrow': '(() => 1)',
  'a function': '(function () {})',
  'an async function': '(async () => 1)',
  'a generator': '(function* () {})',
  'an object': '({})',
  'a list': '[]',
  'a text': "''",
  'a number': '(0)',
  'a truth value': 'true',
  'a pattern': '/x/',
  'an error': "(new Error('x'))",
  'a Map': '(new Map())',
  'a Date': "(new Date('2024-01-01'))",
  'a method': '[].map',
  'a bound method': '[].map.bind([])',
  'an iterator': 'new Map().entries()',
  'Math.max': 'Math.max',
  'the Object global': 'Object',
  Promise: 'Promise.resolve(1)',
  print: 'print',
  'console.log': 'console.log',
};

/** Spelt every way, on a function (whose constructor makes functions) and twice over on the others. */
const bySpelling = Object.entries(spellings).flatMap(([title, spell]): [string, string][] => [
  [`spelt by ${title}`, loot(`(() => 1)${spell('constructor')}`)],
]);
const byHolder = Object.entries(holders).flatMap(([title, holder]): [string, string][] => [
  [`of ${title}`, loot(`${holder}['constr' + 'uctor']`)],
  [`of the constructor of ${title}`, loot(`${holder}['constr' + 'uctor']['constr' + 'uctor']`)],
  [
    `of the prototype of ${title}`,
    loot(`${holder}['__pro' + 'to__']['constr' + 'uctor']['constr' + 'uctor']`),
  ],
]);

export const constructor: Attack[] = attacks('constructor', {
  ...Object.fromEntries(bySpelling),
  ...Object.fromEntries(byHolder),
  destructured: loot('(({ constructor: taken }) => taken)(() => 1)'),
  'destructured by a computed name': loot(
    "(() => { const name = 'constr' + 'uctor'; const { [name]: taken } = () => 1; return taken })()",
  ),
  'destructured with a default': loot('(({ missing = (() => 1).constructor }) => missing)({})'),
  'destructured from a list': loot('(([{ constructor: taken }]) => taken)([() => 1])'),
  'the rest of a function': loot('(({ ...rest }) => rest.constructor)(() => 1)'),
  'a path that is reduced': loot("['constructor', 'constructor'].reduce((value, name) => value[name], {})"),
  'Object.entries and friends': loot(
    'Object.values(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(() => 1)))[0].value',
  ),
  'Reflect.get': loot("Reflect.get(() => 1, 'constructor')"),
  'Object.getPrototypeOf': loot('Object.getPrototypeOf(() => 1).constructor'),
  __lookupGetter__: loot("({}).__lookupGetter__('__proto__').call(() => 1).constructor"),
  'Function.prototype.call': loot('(() => 1).call.call.constructor'),
  species: loot('[].constructor[Symbol.species].constructor'),
  'new.target': loot('new (function () { return { f: new.target } })().f.constructor'),
  'a class': loot('new (class { static #x = 1; make = (() => 1).constructor })().make'),
  super: loot('({ __proto__: print, f() { return super.constructor } }).f()'),
  'a tagged template': "(() => 1).constructor`return process.env['@SECRET@']```",
});
