import type { NodeKind } from '../../src/facade/spec/index.js';
import type { PlanNode } from '../../src/plan/plan.js';

export const frame: PlanNode = { op: 'pl.scan', args: { name: 'x' } };
export const column: PlanNode = { op: 'pl.col', args: { names: ['a'] } };
const when: PlanNode = { op: 'pl.when', args: { predicates: [column] } };

/** A node of each kind. */
export const nodes: ReadonlyMap<NodeKind, PlanNode> = new Map<NodeKind, PlanNode>([
  ['frame', frame],
  ['expression', column],
  ['groupBy', { op: 'frame.groupBy', input: frame, args: { by: [column] } }],
  ['when', when],
  ['then', { op: 'when.then', input: when, args: { value: column } }],
]);

/** The kind of node that each receiver is; `pl` and `cs` are none. */
export const receiverKinds: ReadonlyMap<string, NodeKind> = new Map<string, NodeKind>([
  ['frame', 'frame'],
  ['expression', 'expression'],
  ['str', 'expression'],
  ['dt', 'expression'],
  ['list', 'expression'],
  ['struct', 'expression'],
  ['groupBy', 'groupBy'],
  ['when', 'when'],
  ['then', 'then'],
]);
