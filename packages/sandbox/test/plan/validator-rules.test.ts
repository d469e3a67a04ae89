import { describe, expect, it } from 'vitest';

import { operations, type NodeKind, type Operation, type Parameter } from '../../src/facade/spec/index.js';
import { GuestError } from '../../src/language/index.js';
import { defaultPlanLimits, nestingDepth, type PlanLimits } from '../../src/plan/limits.js';
import type { PlanNode } from '../../src/plan/plan.js';
import type { ValidNode } from '../../src/plan/valid-plan.js';
import { validatePlan } from '../../src/plan/validate.js';

// What the validator takes and what it does not, rule by rule and at both sides of each limit. Nothing is executed.

const inPlans = operations.filter(({ form }) => form === 'plan' || form === 'internal');

function operation(id: string): Operation {
  const found = inPlans.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

const frame: PlanNode = { op: 'pl.scan', args: { name: 'x' } };
const column: PlanNode = { op: 'pl.col', args: { names: ['a'] } };
const nodes: Readonly<Record<NodeKind, PlanNode>> = {
  frame,
  expression: column,
  groupBy: { op: 'frame.groupBy', input: frame, args: { by: [column] } },
  when: { op: 'pl.when', args: { predicates: [column] } },
  then: {
    op: 'when.then',
    input: { op: 'pl.when', args: { predicates: [column] } },
    args: { value: column },
  },
};

/** A frame that has a node of any kind in it. */
function frameWith(node: unknown, kind: NodeKind): unknown {
  switch (kind) {
    case 'frame':
      return node;
    case 'expression':
      return { op: 'frame.select', input: frame, args: { expressions: [node] } };
    case 'groupBy':
      return { ...nodeOf(operation('groupBy.agg')), input: node };
    case 'when':
      return frameWith({ op: 'when.then', input: node, args: { value: column } }, 'then');
    case 'then':
      return frameWith({ op: 'then.otherwise', input: node, args: { value: column } }, 'expression');
  }
}

/** The node that `frameWith` put into a frame. */
function innermost(tree: ValidNode, kind: NodeKind): ValidNode {
  const inside = (node: ValidNode, name: string): ValidNode =>
    (node.args.get(name) as ValidNode[])[0] as ValidNode;
  switch (kind) {
    case 'frame':
      return tree;
    case 'expression':
      return inside(tree, 'expressions');
    case 'groupBy':
      return tree.input as ValidNode;
    case 'when':
      return innermost(tree, 'then').input as ValidNode;
    case 'then':
      return innermost(tree, 'expression').input as ValidNode;
  }
}

const receiverKinds: Readonly<Record<string, NodeKind | undefined>> = {
  pl: undefined,
  cs: undefined,
  frame: 'frame',
  expression: 'expression',
  str: 'expression',
  dt: 'expression',
  list: 'expression',
  struct: 'expression',
  groupBy: 'groupBy',
  when: 'when',
  then: 'then',
};

interface Example {
  /** What a plan says, and what the validator makes of it. */
  readonly valid: readonly (readonly [given: unknown, expected: unknown])[];
  readonly invalid: readonly unknown[];
}

const same = (...values: unknown[]): (readonly [unknown, unknown])[] => values.map((value) => [value, value]);
const noTexts = [5, null, true, ['x'], { text: 'x' }];
const noNodes = ['x', 5, null, frame, {}, { op: 'constructor' }, [column]];
const noFrames = ['x', null, column, [frame]];

function examplesOf(parameter: Parameter): Example {
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
      return { valid: [[column, 'node']], invalid: noNodes };
    case 'expressions':
    case 'operands':
      return {
        valid: [
          [[column], 'nodes'],
          [[column, column], 'nodes'],
        ],
        invalid: [column, ['x'], [frame], [[column]]],
      };
    case 'frame':
      return { valid: [[frame, 'node']], invalid: noFrames };
    case 'frames':
      return { valid: [[[frame], 'nodes']], invalid: [frame, [column], ['x']] };
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

function minimalArguments({ parameters }: Operation): Record<string, unknown> {
  const needed = parameters.filter(({ optional }) => optional !== true);
  return Object.fromEntries(needed.map((parameter) => [parameter.name, exampleOf(parameter)]));
}

/** A valid value that is not empty. */
function exampleOf(parameter: Parameter): unknown {
  const { valid } = examplesOf(parameter);
  return valid.find(([given]) => !(Array.isArray(given) && given.length === 0))?.[0];
}

function nodeOf(wanted: Operation, args: unknown = minimalArguments(wanted)): Record<string, unknown> {
  const kind = receiverKinds[wanted.receiver];
  return { op: wanted.id, ...(kind === undefined ? {} : { input: nodes[kind] }), args };
}

function codeOf(plan: unknown, limits: Partial<PlanLimits> = {}): string {
  try {
    validatePlan(plan, { ...defaultPlanLimits, ...limits });
  } catch (error) {
    if (error instanceof GuestError) return error.code;
    throw error;
  }
  return 'valid';
}

function kindOf({ result }: Operation): NodeKind {
  if (result === 'value') throw new Error('A value is no node of a plan.');
  return result;
}

function treeOf(wanted: Operation, node: unknown): ValidNode {
  return innermost(validatePlan(frameWith(node, kindOf(wanted)), defaultPlanLimits), kindOf(wanted));
}

function opsIn(value: unknown): unknown {
  return Array.isArray(value) ? value.map(opsIn) : (value as ValidNode).operation.id;
}

describe.each(inPlans.map((each) => [each.id, each] as const))('%s', (_id, wanted) => {
  const plan = (node: unknown): unknown => frameWith(node, kindOf(wanted));
  const required = wanted.parameters.filter(({ optional }) => optional !== true);

  it('is taken with what it needs, and nothing of the given object is kept', () => {
    const node = nodeOf(wanted);
    const tree = treeOf(wanted, node);
    expect(tree.operation).toBe(wanted);
    expect([...tree.args.keys()]).toEqual(required.map(({ name }) => name));
    expect(tree.input?.operation.id).toBe((node.input as PlanNode | undefined)?.op);
    for (const value of tree.args.values())
      if (typeof value === 'object' && value !== null)
        expect(Object.values(node.args as object)).not.toContain(value);
  });

  it('is refused without its input, with one too many, and with another one', () => {
    const { input: _input, ...without } = nodeOf(wanted);
    const kind = receiverKinds[wanted.receiver];
    expect(codeOf(plan(without))).toBe(kind === undefined ? 'valid' : 'plan-invalid');
    for (const other of Object.keys(nodes) as NodeKind[])
      expect(codeOf(plan({ ...without, input: nodes[other] }))).toBe(
        other === kind ? 'valid' : 'plan-invalid',
      );
  });

  it('is refused where a node of another kind is needed', () => {
    for (const other of Object.keys(nodes) as NodeKind[])
      expect(codeOf(frameWith(nodeOf(wanted), other))).toBe(
        other === kindOf(wanted) ? 'valid' : 'plan-invalid',
      );
  });

  it('is refused with arguments that it does not have, and without those that it needs', () => {
    const args = minimalArguments(wanted);
    expect(codeOf(plan(nodeOf(wanted, { ...args, path: '/etc/passwd' })))).toBe('plan-invalid');
    expect(codeOf(plan(nodeOf(wanted, [])))).toBe('plan-invalid');
    expect(codeOf(plan(nodeOf(wanted, null)))).toBe('plan-invalid');
    expect(codeOf(plan({ ...nodeOf(wanted), path: 'x' }))).toBe('plan-invalid');
    for (const { name } of required)
      expect(codeOf(plan(nodeOf(wanted, { ...args, [name]: undefined })))).toBe('plan-invalid');
    const { args: _args, ...without } = nodeOf(wanted);
    expect(codeOf(plan(without))).toBe(required.length === 0 ? 'valid' : 'plan-invalid');
  });

  it.each(wanted.parameters.map((parameter) => [parameter.name, parameter] as const))(
    'takes for %s what it says, and nothing else',
    (name, parameter) => {
      const { valid, invalid } = examplesOf(parameter);
      for (const [given, expected] of valid) {
        const tree = treeOf(wanted, nodeOf(wanted, { ...minimalArguments(wanted), [name]: given }));
        const value = tree.args.get(name);
        if (expected === 'node') expect(opsIn(value)).toBe((given as PlanNode).op);
        else if (expected === 'nodes')
          expect(opsIn(value)).toEqual((given as PlanNode[]).map(({ op }) => op));
        else expect(value).toEqual(expected);
      }
      for (const given of invalid)
        expect([given, codeOf(plan(nodeOf(wanted, { ...minimalArguments(wanted), [name]: given })))]).toEqual(
          [given, 'plan-invalid'],
        );
    },
  );

  it('takes no empty list for what it needs, other than of values, types and columns with values', () => {
    for (const { name, kind, optional } of wanted.parameters) {
      if (!Array.isArray(exampleOf({ name, kind }))) continue;
      const allowed = optional === true || kind === 'literals' || kind === 'table' || kind === 'casts';
      expect([name, codeOf(plan(nodeOf(wanted, { ...minimalArguments(wanted), [name]: [] })))]).toEqual([
        name,
        allowed ? 'valid' : 'plan-invalid',
      ]);
    }
  });
});

describe('a plan', () => {
  it.each([
    null,
    undefined,
    5,
    'pl.scan',
    [frame],
    [],
    {},
    { op: null },
    { op: ['pl.scan'] },
    { op: 'pl.scan ' },
  ])('that is %j is refused', (plan) => {
    expect(codeOf(plan)).toBe('plan-invalid');
  });

  it('that names what there is not is answered with the start of it', () => {
    const messageOf = (plan: unknown): string => {
      try {
        validatePlan(plan, defaultPlanLimits);
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
      return '';
    };
    const long = `pl.${'x'.repeat(100)}`;
    expect(messageOf({ op: long })).toContain(`there is no operation "${long.slice(0, 60)}"`);
    expect(messageOf({ op: 5 })).toContain('there is no operation number');
    expect(messageOf({ op: 'pl.scan', args: { name: 'x', path: 1 } })).toContain('pl.scan has no "path"');
  });

  it('names operations of plans only', () => {
    for (const { id, form } of operations)
      if (form === 'method' || form === 'property')
        expect(codeOf({ op: id, input: frame, args: {} })).toBe('plan-invalid');
  });

  it('is read by its own properties', () => {
    expect(codeOf(Object.create(frame))).toBe('plan-invalid');
    expect(codeOf({ op: 'pl.scan', args: Object.create({ name: 'x' }) as object })).toBe('plan-invalid');
    expect(codeOf(JSON.parse('{"op":"pl.scan","args":{"name":"x"},"__proto__":{}}'))).toBe('plan-invalid');
  });
});

describe('a limit', () => {
  const heads = (levels: number): unknown =>
    levels === 0 ? frame : { op: 'frame.reverse', input: heads(levels - 1) };
  const select = (count: number): unknown => ({
    op: 'frame.select',
    input: frame,
    args: { expressions: Array.from({ length: count }, () => column) },
  });
  const table = (values: readonly unknown[]): unknown => ({
    op: 'pl.DataFrame',
    args: { columns: [{ name: 'a', values }] },
  });
  const list = (levels: number): unknown => (levels === 0 ? 1 : { type: 'list', items: [list(levels - 1)] });
  const struct = (levels: number): unknown =>
    levels === 0 ? 1 : { type: 'struct', fields: [['a', struct(levels - 1)]] };
  const deep = (levels: number): unknown => {
    let expression: PlanNode = column;
    for (let level = 0; level < levels; level++) expression = { op: 'expression.not', input: expression };
    return { op: 'frame.select', input: frame, args: { expressions: [expression] } };
  };
  const isIn = (values: readonly unknown[]): unknown => ({
    op: 'frame.filter',
    input: frame,
    args: { predicates: [{ op: 'expression.isIn', input: column, args: { values } }] },
  });

  it.each<[string, unknown, unknown, Partial<PlanLimits>]>([
    ['of nodes, one below the other', heads(4), heads(5), { nodes: 5 }],
    ['of nodes, side by side', select(3), select(4), { nodes: 5 }],
    ['of levels of frames', heads(4), heads(5), { depth: 5 }],
    ['of levels of expressions', deep(4), deep(5), { depth: 6 }],
    ['of levels, in an input that is an argument', deep(4), deep(5), { depth: 6 }],
    [
      'of characters',
      { op: 'pl.scan', args: { name: 'xxxxx' } },
      { op: 'pl.scan', args: { name: 'xxxxxx' } },
      { textLength: 5 },
    ],
    ['of characters in a cell', table(['xxxxx']), table(['xxxxxx']), { textLength: 5 }],
    ['of items', isIn([1, 2, 3]), isIn([1, 2, 3, 4]), { listItems: 3 }],
    ['of nodes in a list', select(3), select(4), { listItems: 3 }],
    ['of cells', table([1, 2, 3]), table([1, 2, 3, 4]), { literalCells: 3 }],
    ['of cells, in lists', table([list(2)]), table([list(3)]), { literalCells: 3 }],
    ['of cells, in structs', table([struct(2)]), table([struct(3)]), { literalCells: 3 }],
    ['of literals', isIn([1, 2, 3]), isIn([1, 2, 3, 4]), { literalCells: 3 }],
    ['of levels of a list', table([list(nestingDepth)]), table([list(nestingDepth + 1)]), {}],
    ['of levels of a struct', table([struct(nestingDepth)]), table([struct(nestingDepth + 1)]), {}],
    [
      'of items in a list of a cell',
      table([{ type: 'list', items: [1, 2] }]),
      table([{ type: 'list', items: [1, 2, 3] }]),
      { listItems: 2 },
    ],
  ])('%s', (_title, within, beyond, limits) => {
    expect(codeOf(within, limits)).toBe('valid');
    expect(codeOf(beyond, limits)).toBe('plan-too-large');
  });

  it('of cells does not count rows of a table as items', () => {
    expect(codeOf(table([1, 2, 3]), { listItems: 2 })).toBe('valid');
  });
});
