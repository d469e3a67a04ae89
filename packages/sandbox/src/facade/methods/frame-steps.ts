import { GuestError, type GuestValue } from '../../language/index.js';
import { PlanErrorCode } from '../../plan/error-code.js';
import { partitions } from '../../plan/limits.js';
import type { PlanArgument } from '../../plan/plan.js';
import { columnNode, createNode, PlanCapability } from '../plan-capability.js';
import {
  frame,
  nodeArgument,
  number,
  receiverNode,
  rowCount,
  schema,
  type Method,
  type MethodCall,
} from './method-call.js';

function reduction(op: 'frame.reduce' | 'groupBy.reduce', method: string): Method {
  return (call) => {
    const { columns = [], quantile } = call.args;
    const args: Record<string, PlanArgument> = { method, columns };
    if (quantile !== undefined) args['quantile'] = quantile;
    const node = createNode(op, receiverNode(call), args);
    if (op === 'frame.reduce') call.facade.host.execute(node, { kind: 'schema' });
    return frame(call, node);
  };
}

/** The columns of another frame, or expressions, beside the frame's own. */
function hstack(call: MethodCall): GuestValue {
  const given = call.given.flatMap((value) => (Array.isArray(value) ? value : [value]));
  const steps = given.filter((value) => value instanceof PlanCapability);
  const [other] = steps;
  if (steps.length === given.length && other?.kind === 'frame' && steps.length === 1) {
    const frames = [receiverNode(call), other.node];
    return frame(call, createNode('pl.concat', undefined, { frames, how: 'horizontal' }));
  }
  if (
    given.length > 0 &&
    steps.length === given.length &&
    steps.every((step) => step.kind === 'expression')
  ) {
    const expressions = steps.map((step) => step.node);
    return frame(call, createNode('frame.withColumns', receiverNode(call), { expressions }));
  }
  throw new GuestError(PlanErrorCode.ArgumentInvalid, 'hstack needs a frame, or columns such as pl.Series.', {
    hint: "Example: df.hstack([pl.Series('n', [1, 2, 3])])",
  });
}

function insertColumn(call: MethodCall): GuestValue {
  const columns = schema(call).columns.map((column) => columnNode(column.name));
  const index = number(call.args['index'], 0);
  const position = index < 0 ? Math.max(0, columns.length + index) : Math.min(index, columns.length);
  const expressions = columns.toSpliced(position, 0, nodeArgument(call, 'column'));
  return frame(call, createNode('frame.select', receiverNode(call), { expressions }));
}

/** A frame per distinct key: those rows that have it, found by a join, which compares every type exactly. */
function partitionBy(call: MethodCall): GuestValue {
  const columns = (call.args['columns'] ?? []) as readonly string[];
  const on = columns.map((name) => columnNode(name));
  const all = createNode('frame.collect', receiverNode(call));
  const keys = createNode(
    'frame.collect',
    createNode('frame.unique', createNode('frame.select', all, { expressions: on })),
  );
  const count = rowCount(call, keys);
  if (count > partitions) {
    throw new GuestError(
      PlanErrorCode.ResultTooLarge,
      `partitionBy would make ${count} frames; it may make ${partitions}.`,
      { hint: "Aggregate with df.groupBy('city').agg(…) instead." },
    );
  }
  return Array.from({ length: count }, (_, offset) => {
    const other = createNode('frame.slice', keys, { offset, length: 1 });
    return frame(call, createNode('frame.join', all, { other, on, how: 'semi', nullsEqual: true }));
  });
}

const reductions = ['sum', 'mean', 'median', 'min', 'max', 'std', 'var', 'nullCount', 'quantile'];
const frameReductions = [...reductions, 'count'];
const groupReductions = [...reductions, 'first', 'last', 'nUnique'];

/** What makes a frame of a frame or of its groups, in terms of other steps. */
export const frameStepMethods: Readonly<Record<string, Method>> = {
  ...Object.fromEntries(frameReductions.map((name) => [`frame.${name}`, reduction('frame.reduce', name)])),
  ...Object.fromEntries(
    groupReductions.map((name) => [`groupBy.${name}`, reduction('groupBy.reduce', name)]),
  ),
  'groupBy.all': (call) =>
    frame(call, createNode('groupBy.agg', receiverNode(call), { aggregations: [createNode('pl.all')] })),
  'groupBy.count': (call) => frame(call, createNode('groupBy.len', receiverNode(call), { name: 'count' })),
  'frame.lazy': (call) => call.receiver,
  'frame.vstack': (call) =>
    frame(
      call,
      createNode('pl.concat', undefined, { frames: [receiverNode(call), nodeArgument(call, 'other')] }),
    ),
  'frame.hstack': hstack,
  'frame.insertColumn': insertColumn,
  'frame.partitionBy': partitionBy,
};
