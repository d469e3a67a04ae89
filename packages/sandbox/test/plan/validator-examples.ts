import type { Parameter } from '../../src/facade/spec/index.js';
import { column, frame } from './validator-nodes.js';

/** What a parameter takes, and what it does not. */
export interface Example {
  /** What a plan says, and what the validator makes of it. */
  readonly valid: readonly (readonly [given: unknown, expected: unknown])[];
  readonly invalid: readonly unknown[];
}

const same = (...values: unknown[]): (readonly [unknown, unknown])[] => values.map((value) => [value, value]);
const noTexts = [5, null, true, ['x'], { text: 'x' }];
const noNodes = ['x', 5, null, frame, {}, { op: 'constructor' }, [column]];
const noFrames = ['x', null, column, [frame]];

/** Values at the edges of what each kind of parameter takes. */
export function examplesOf(parameter: Parameter): Example {
  const { minimum = -Infinity, maximum = Infinity } = parameter;
  switch (parameter.kind) {
    case 'text':
    case 'column':
    case 'dataset':
      return { valid: same('', 'x', '__proto__'), invalid: noTexts };
    case 'duration':
      return { valid: same('1d', '3mo'), invalid: [...noTexts, '', '1x', 'd'] };
    case 'dtype':
      return { valid: same('i64'), invalid: [...noTexts, 'object', 'constructor', ''] };
    case 'choice':
      return {
        valid: same(...Object.keys(parameter.choices ?? {})),
        invalid: [...noTexts, 'constructor', '__proto__', 'no choice'],
      };
    case 'integer':
    case 'number': {
      const least = Math.max(minimum, -3);
      const whole = parameter.kind === 'integer';
      const numbers = [least, Math.min(maximum, least + 1), maximum, ...(whole ? [] : [least + 0.125])];
      return {
        valid: same(...new Set(numbers.filter((value) => Number.isFinite(value)))),
        invalid: [
          '1',
          null,
          true,
          [],
          NaN,
          Infinity,
          ...(whole ? [0.5, 2 ** 53] : []),
          ...[minimum - 1, maximum + 1].filter((value) => Number.isFinite(value)),
        ],
      };
    }
    case 'boolean':
      return { valid: same(true, false), invalid: ['true', 0, null, []] };
    case 'booleans':
      return { valid: same([true], [true, false]), invalid: [true, 'true', ['true'], [null], {}] };
    case 'literal':
      return { valid: same(...literals), invalid: notLiterals };
    case 'literals':
      return { valid: same([], literals), invalid: [1, {}, ...notLiterals.map((value) => [value])] };
    case 'columns':
    case 'texts':
    case 'dtypes':
      return { valid: same(['a'], ['a', 'b']), invalid: ['a', {}, [5], [null], [['a']]] };
    case 'renames':
      return {
        valid: same([['a', 'b']]),
        invalid: ['a', ['a'], [['a']], [['a', 'b', 'c']], [['a', 5]], [[5, 'a']]],
      };
    case 'casts':
      return {
        valid: same([['a', 'i64']]),
        invalid: ['a', [['a']], [['a', 'object']], [['a', 'i64', 'x']], [[1, 'i64']]],
      };
    case 'table':
      return { valid: same([{ name: 'a', values: cells }]), invalid: notTables };
    case 'expression':
    case 'operand':
      return { valid: same(column), invalid: noNodes };
    case 'expressions':
    case 'operands':
      return {
        valid: same([column], [column, column]),
        invalid: [column, ['x'], [frame], [[column]]],
      };
    case 'frame':
      return { valid: same(frame), invalid: noFrames };
    case 'frames':
      return { valid: same([frame]), invalid: [frame, [column], ['x']] };
  }
}

const literals = [
  null,
  true,
  false,
  0,
  -1.5,
  'text',
  { type: 'date', milliseconds: 0 },
  { type: 'date', milliseconds: 8.64e15 },
  { type: 'date', milliseconds: -8.64e15 },
  { type: 'datetime', milliseconds: -1 },
  { type: 'number', text: 'NaN' },
  { type: 'number', text: 'Infinity' },
  { type: 'number', text: '-Infinity' },
];

const notLiterals = [
  NaN,
  Infinity,
  [],
  [1],
  {},
  { type: 'date' },
  { type: 'date', milliseconds: '0' },
  { type: 'date', milliseconds: 0.5 },
  { type: 'date', milliseconds: 8.64e15 + 1 },
  { type: 'datetime', milliseconds: -8.64e15 - 1 },
  { type: 'date', milliseconds: 0, text: 'NaN' },
  { type: 'date', milliseconds: 0, path: '/etc/passwd' },
  { type: 'time', milliseconds: 0 },
  { type: 'number', text: 'nan' },
  { type: 'number', milliseconds: 0, text: 'NaN' },
  { type: 'date', text: 'NaN' },
  { type: 'list', items: [] },
  { milliseconds: 0 },
];

const cells = [
  ...literals,
  { type: 'list', items: [1, { type: 'list', items: [] }] },
  {
    type: 'struct',
    fields: [
      ['a', 1],
      ['b', { type: 'list', items: [null] }],
    ],
  },
];

const notCells = [
  ...notLiterals.filter(
    (value) =>
      !(typeof value === 'object' && !Array.isArray(value) && 'type' in value && value.type === 'list'),
  ),
  { type: 'list' },
  { type: 'list', items: 1 },
  { type: 'list', items: [{}] },
  { type: 'list', items: [], fields: [] },
  { type: 'struct' },
  { type: 'struct', items: [] },
  { type: 'struct', fields: [['a']] },
  { type: 'struct', fields: [[5, 1]] },
  { type: 'struct', fields: [['a', 1, 2]] },
  { type: 'struct', fields: ['a'] },
  { type: 'struct', fields: [['a', {}]] },
];

const notTables = [
  'a',
  { name: 'a', values: [] },
  ['a'],
  [null],
  [{ name: 'a' }],
  [{ values: [1] }],
  [{ name: 5, values: [1] }],
  [{ name: 'a', values: 1 }],
  [{ name: 'a', values: [1], path: 'x' }],
  ...notCells.map((cell) => [{ name: 'a', values: [cell] }]),
];
