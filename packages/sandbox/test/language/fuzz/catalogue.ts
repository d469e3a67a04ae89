/**
 * What the generated programs compute with. `number?` may be missing, `value` is anything without parts; the others
 * say what they hold. Records are `{ k: text, n: number, b: boolean or null }`.
 */
export type Kind =
  | 'number'
  | 'text'
  | 'boolean'
  | 'value'
  | 'numbers'
  | 'texts'
  | 'records'
  | 'record'
  | 'map'
  | 'set'
  | 'date';

/** What an argument is made of: an expression of a kind, a literal of a list, or a function. */
export type Argument =
  | Kind
  | 'size'
  | 'index'
  | 'pattern'
  | 'globalPattern'
  | 'separator'
  | 'template'
  | { readonly takes: readonly Kind[]; readonly gives: Kind };

/** A method or function: what it takes and what comes out. A `?` before the arguments makes those optional. */
export interface Callable {
  readonly text: string;
  readonly args: readonly Argument[];
  readonly optional: number;
  readonly gives: Kind;
}

function callables(gives: Kind, list: Readonly<Record<string, readonly (Argument | '?')[]>>): Callable[] {
  return Object.entries(list).map(([text, args]) => {
    const mark = args.indexOf('?');
    const wanted = args.filter((argument): argument is Argument => argument !== '?');
    return { text, args: wanted, optional: mark === -1 ? wanted.length : mark, gives };
  });
}

const numberToNumber = { takes: ['number', 'number'], gives: 'number' } as const;
const numberToBoolean = { takes: ['number', 'number'], gives: 'boolean' } as const;
const textToText = { takes: ['text', 'number'], gives: 'text' } as const;
const textToBoolean = { takes: ['text', 'number'], gives: 'boolean' } as const;
const recordToNumber = { takes: ['record', 'number'], gives: 'number' } as const;
const recordToText = { takes: ['record', 'number'], gives: 'text' } as const;
const recordToBoolean = { takes: ['record', 'number'], gives: 'boolean' } as const;
const recordToRecord = { takes: ['record'], gives: 'record' } as const;
const order = { takes: ['number', 'number'], gives: 'number' } as const;
const replacer = { takes: ['text'], gives: 'text' } as const;

/** The methods of each kind of value. */
export const methods: Readonly<Partial<Record<Kind, readonly Callable[]>>> = {
  number: callables('text', {
    toFixed: ['?', 'size'],
    toPrecision: ['?', 'size'],
    toExponential: ['?', 'size'],
    'toString ': ['?', 'size'],
  }),
  boolean: callables('text', { 'toString ': [] }),
  text: [
    ...callables('text', {
      at: ['index'],
      charAt: ['index'],
      concat: ['value', '?', 'value'],
      padEnd: ['size', '?', 'separator'],
      padStart: ['size', '?', 'separator'],
      repeat: ['size'],
      replace: ['pattern', 'template'],
      'replace ': ['pattern', replacer],
      'replace  ': ['separator', 'template'],
      replaceAll: ['globalPattern', 'template'],
      'replaceAll ': ['separator', replacer],
      slice: ['?', 'index', 'index'],
      substring: ['index', '?', 'index'],
      substr: ['index', '?', 'index'],
      toLowerCase: [],
      toUpperCase: [],
      trim: [],
      trimEnd: [],
      trimStart: [],
      'toString ': [],
      normalize: [],
    }),
    ...callables('number', {
      charCodeAt: ['?', 'index'],
      codePointAt: ['?', 'index'],
      indexOf: ['separator', '?', 'index'],
      lastIndexOf: ['separator', '?', 'index'],
      search: ['pattern'],
      localeCompare: ['text'],
    }),
    ...callables('boolean', {
      endsWith: ['separator', '?', 'index'],
      includes: ['separator', '?', 'index'],
      startsWith: ['separator', '?', 'index'],
    }),
    ...callables('texts', {
      split: ['?', 'separator', 'size'],
      'split ': ['pattern', '?', 'size'],
      match: ['globalPattern'],
    }),
  ],
  numbers: [
    ...callables('number', {
      at: ['index'],
      find: [numberToBoolean],
      findIndex: [numberToBoolean],
      findLast: [numberToBoolean],
      findLastIndex: [numberToBoolean],
      indexOf: ['number', '?', 'index'],
      lastIndexOf: ['number'],
      pop: [],
      push: ['number', '?', 'number'],
      reduce: [numberToNumber, '?', 'number'],
      reduceRight: [numberToNumber, '?', 'number'],
      shift: [],
      unshift: ['number'],
    }),
    ...callables('boolean', {
      every: [numberToBoolean],
      includes: ['number', '?', 'index'],
      some: [numberToBoolean],
    }),
    ...callables('text', { join: ['?', 'separator'], 'toString ': [] }),
    ...callables('texts', { 'map ': [{ takes: ['number', 'number'], gives: 'text' }] }),
    ...callables('numbers', {
      concat: ['numbers', '?', 'number'],
      copyWithin: ['index', 'index', '?', 'index'],
      fill: ['number', '?', 'index', 'index'],
      filter: [numberToBoolean],
      flatMap: [{ takes: ['number', 'number'], gives: 'numbers' }],
      map: [numberToNumber],
      reverse: [],
      slice: ['?', 'index', 'index'],
      sort: ['?', order],
      splice: ['index', '?', 'size', 'number'],
      toReversed: [],
      toSorted: ['?', order],
      toSpliced: ['index', '?', 'size', 'number'],
      with: ['index', 'number'],
    }),
  ],
  texts: [
    ...callables('text', { at: ['index'], find: [textToBoolean], join: ['?', 'separator'], pop: [] }),
    ...callables('number', { indexOf: ['text'], push: ['text'], findLastIndex: [textToBoolean] }),
    ...callables('boolean', { includes: ['text'], some: [textToBoolean], every: [textToBoolean] }),
    ...callables('numbers', { map: [{ takes: ['text', 'number'], gives: 'number' }] }),
    ...callables('texts', {
      concat: ['texts', '?', 'text'],
      filter: [textToBoolean],
      'map ': [textToText],
      reverse: [],
      slice: ['?', 'index', 'index'],
      sort: [],
      toSorted: ['?', { takes: ['text', 'text'], gives: 'number' }],
      with: ['index', 'text'],
    }),
  ],
  records: [
    ...callables('record', { at: ['index'], find: [recordToBoolean], findLast: [recordToBoolean] }),
    ...callables('number', { findIndex: [recordToBoolean], push: ['record'] }),
    ...callables('boolean', { some: [recordToBoolean], every: [recordToBoolean] }),
    ...callables('numbers', { map: [recordToNumber] }),
    ...callables('texts', { 'map ': [recordToText] }),
    ...callables('records', {
      filter: [recordToBoolean],
      'map  ': [recordToRecord],
      slice: ['?', 'index', 'index'],
      toSorted: [{ takes: ['record', 'record'], gives: 'number' }],
      toReversed: [],
    }),
  ],
  map: [
    ...callables('number', { get: ['text'] }),
    ...callables('boolean', { has: ['text'], delete: ['text'] }),
    ...callables('map', { set: ['text', 'number'] }),
  ],
  set: [
    ...callables('boolean', { has: ['number'], delete: ['number'] }),
    ...callables('set', { add: ['number'] }),
  ],
  date: [
    ...callables('number', {
      getTime: [],
      getUTCDate: [],
      getUTCDay: [],
      getUTCFullYear: [],
      getUTCHours: [],
      getUTCMilliseconds: [],
      getUTCMinutes: [],
      getUTCMonth: [],
      getUTCSeconds: [],
      setTime: ['number'],
      setUTCDate: ['index'],
      setUTCFullYear: ['index', '?', 'index', 'index'],
      setUTCHours: ['index', '?', 'index', 'index', 'index'],
      setUTCMinutes: ['index', '?', 'index'],
      setUTCMonth: ['index', '?', 'index'],
      'valueOf ': [],
    }),
    ...callables('text', { toISOString: [], toJSON: [], toUTCString: [] }),
  ],
};

/** The functions of the language that need no receiver. */
export const functions: readonly Callable[] = [
  ...callables('number', {
    ...Object.fromEntries(
      'abs acos acosh asin asinh atan atanh cbrt ceil clz32 cos cosh exp expm1 floor fround log log10 log1p log2 round sign sin sinh sqrt tan tanh trunc'
        .split(' ')
        .map((name): [string, Argument[]] => [`Math.${name}`, ['number']]),
    ),
    'Math.atan2': ['number', 'number'],
    'Math.hypot': ['number', '?', 'number', 'number'],
    'Math.imul': ['number', 'number'],
    'Math.max': ['?', 'number', 'number', 'number'],
    'Math.min': ['?', 'number', 'number', 'number'],
    'Math.pow': ['number', 'number'],
    Number: ['?', 'value'],
    'Number.parseFloat': ['text'],
    parseFloat: ['value'],
    parseInt: ['value', '?', 'size'],
    'Date.UTC': ['index', '?', 'index', 'index', 'index'],
  }),
  ...callables('boolean', {
    'Array.isArray': ['numbers'],
    Boolean: ['?', 'value'],
    'Number.isFinite': ['value'],
    'Number.isInteger': ['value'],
    'Number.isNaN': ['value'],
    'Number.isSafeInteger': ['number'],
    'Object.hasOwn': ['record', 'text'],
    'Object.is': ['value', 'value'],
    isFinite: ['value'],
    isNaN: ['value'],
  }),
  ...callables('text', {
    'JSON.stringify': ['value'],
    'JSON.stringify ': ['record'],
    'JSON.stringify  ': ['records'],
    String: ['?', 'value'],
    'String.fromCharCode': ['?', 'number', 'number'],
    'String.fromCodePoint': ['size'],
    decodeURIComponent: ['text'],
    encodeURIComponent: ['text'],
  }),
  ...callables('numbers', {
    'Array.of': ['?', 'number', 'number'],
    'Object.values': ['numbers'],
    'Array.from': ['set'],
  }),
  ...callables('texts', {
    'Object.keys': ['record'],
    'Object.keys ': ['texts'],
    'Array.from ': ['text'],
  }),
  ...callables('record', { 'Object.assign': ['record', '?', 'record'] }),
];
