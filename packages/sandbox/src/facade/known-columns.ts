import type { PlanNode } from '../plan/plan.js';
import type { FrameHost } from './host.js';
import { typesOf, typesOfGroups, type ColumnTypes } from './inferred-types.js';
import { isLight } from './plan-capability.js';

/** Steps that keep the columns there are and name none. */
const keepsColumns: ReadonlySet<string> = new Set([
  'frame.collect',
  'frame.gatherEvery',
  'frame.head',
  'frame.reverse',
  'frame.slice',
  'frame.tail',
]);

/** The columns of steps that have been looked at. */
const columnsOf = new WeakMap<PlanNode, ColumnTypes>();

/**
 * Reports an unknown column at the step that names it, which touches no rows but asks polars. Polars is not asked where the
 * answer is known: a dataset has the columns that were found when it was registered, and what common steps make of them is plain.
 *
 * @throws GuestError when the step does not fit the columns it is applied to.
 */
export function checkColumns(node: PlanNode, host: FrameHost): void {
  if (!isLight(node)) return;
  columnsOf.set(node, inferredColumns(node, host, columnsOf) ?? asked(node, host));
}

/**
 * The columns after a step, where they are plain from those before it.
 *
 * @param before what is known of the steps before.
 */
export function inferredColumns(
  { op, input, args }: PlanNode,
  host: Pick<FrameHost, 'datasets'>,
  before: { get(node: PlanNode): ColumnTypes | undefined },
): ColumnTypes | undefined {
  if (op === 'pl.scan') {
    const entry = host.datasets().find(({ name }) => name === args?.['name']);
    return entry && new Map(entry.columns.map(({ name, dtype }) => [name, dtype]));
  }
  if (op === 'groupBy.agg') {
    if (input?.op !== 'frame.groupBy') return undefined;
    const grouped = input.input && before.get(input.input);
    return grouped && typesOfGroups(input.args?.['by'], args?.['aggregations'], grouped);
  }
  const columns = input && before.get(input);
  if (columns === undefined) return undefined;
  if (keepsColumns.has(op)) return columns;
  switch (op) {
    case 'frame.sort': {
      return typesOf(args?.['by'], columns) && columns;
    }
    case 'frame.filter': {
      const conditions = typesOf(args?.['predicates'], columns);
      return conditions && [...conditions.values()].every((dtype) => dtype === 'bool') ? columns : undefined;
    }
    case 'frame.select': {
      return typesOf(args?.['expressions'], columns);
    }
    case 'frame.withColumns': {
      const made = typesOf(args?.['expressions'], columns);
      return made && new Map([...columns, ...made]);
    }
    default: {
      return undefined;
    }
  }
}

function asked(node: PlanNode, host: FrameHost): ColumnTypes {
  return new Map(host.execute(node, { kind: 'schema' }).columns.map(({ name, dtype }) => [name, dtype]));
}
