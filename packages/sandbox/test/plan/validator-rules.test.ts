import { describe, expect, it } from 'vitest';

import type { PlanNode } from '../../src/plan/plan.js';
import type { ValidNode } from '../../src/plan/valid-plan.js';
import { examplesOf } from './validator-examples.js';
import {
  codeOf,
  exampleOf,
  frameWith,
  inPlans,
  kindOf,
  minimalArguments,
  nodeOf,
  treeOf,
} from './validator-harness.js';
import { nodes, receiverKinds } from './validator-nodes.js';

// What the validator takes of each operation and what it does not. Nothing is executed.

/** Nodes, given or valid, as the names of their operations: what is in them is for the tests of those. */
function withoutNodes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNodes);
  if (typeof value !== 'object' || value === null) return value;
  if ('operation' in value) return { node: (value as ValidNode).operation.id };
  return 'op' in value ? { node: value.op } : value;
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
    const kept = [...tree.args.values()].filter((value) => typeof value === 'object' && value !== null);
    for (const value of kept) expect(Object.values(node.args as object)).not.toContain(value);
  });

  it('is refused without its input, with one too many, and with another one', () => {
    const { input: _input, ...without } = nodeOf(wanted);
    const kind = receiverKinds.get(wanted.receiver);
    expect(codeOf(plan(without))).toBe(kind === undefined ? 'valid' : 'plan-invalid');
    for (const other of nodes.keys())
      expect(codeOf(plan({ ...without, input: nodes.get(other) }))).toBe(
        other === kind ? 'valid' : 'plan-invalid',
      );
  });

  it('is refused where a node of another kind is needed', () => {
    for (const other of nodes.keys())
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
        expect(withoutNodes(tree.args.get(name))).toEqual(withoutNodes(expected));
      }
      for (const given of invalid)
        expect([given, codeOf(plan(nodeOf(wanted, { ...minimalArguments(wanted), [name]: given })))]).toEqual(
          [given, 'plan-invalid'],
        );
    },
  );

  it('takes no empty list for what it needs, other than of values, types and columns with values', () => {
    const lists = wanted.parameters.filter((parameter) => Array.isArray(exampleOf(parameter)));
    const taken = lists.filter(
      ({ name }) => codeOf(plan(nodeOf(wanted, { ...minimalArguments(wanted), [name]: [] }))) === 'valid',
    );
    const mayBeEmpty = new Set(['literals', 'table', 'casts']);
    expect(taken).toEqual(lists.filter(({ kind, optional }) => optional === true || mayBeEmpty.has(kind)));
  });
});
