import { describe, expect, it } from 'vitest';

import { operations } from '../../src/facade/spec/index.js';
import { defaultPlanLimits, nestingDepth, type PlanLimits } from '../../src/plan/limits.js';
import type { PlanNode } from '../../src/plan/plan.js';
import { validatePlan } from '../../src/plan/validate.js';
import { codeOf } from './validator-harness.js';
import { column, frame } from './validator-nodes.js';

// What the validator refuses whatever the operation, and the limits, at both sides of each. Nothing is executed.

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
    const others = operations.filter(({ form }) => form === 'method' || form === 'property');
    const codes = others.map(({ id }) => codeOf({ op: id, input: frame, args: {} }));
    expect(new Set(codes)).toEqual(new Set(['plan-invalid']));
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
