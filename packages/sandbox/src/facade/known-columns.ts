import type { PlanArgument, PlanNode } from '../plan/plan.js';
import type { FrameHost } from './host.js';
import { isLight } from './plan-capability.js';

/** Steps that keep the columns there are and name none. */
const keepsColumns: ReadonlySet<string> = new Set([
  'frame.gatherEvery',
  'frame.head',
  'frame.reverse',
  'frame.slice',
  'frame.tail',
]);

/** The columns of steps that have been looked at. */
const columnsOf = new WeakMap<PlanNode, ReadonlySet<string>>();

/**
 * Reports an unknown column at the step that names it, which touches no rows but asks polars. Polars is not asked where the
 * answer is known: a dataset has the columns that were found when it was registered, and many steps keep those of their input.
 *
 * @throws GuestError when the step does not fit the columns it is applied to.
 */
export function checkColumns(node: PlanNode, host: FrameHost): void {
  if (!isLight(node)) return;
  const columns = inferred(node, host) ?? asked(node, host);
  columnsOf.set(node, columns);
}

function inferred({ op, input, args }: PlanNode, host: FrameHost): ReadonlySet<string> | undefined {
  if (op === 'pl.scan') {
    const entry = host.datasets().find(({ name }) => name === args?.['name']);
    return entry && new Set(entry.columns.map(({ name }) => name));
  }
  const before = input && columnsOf.get(input);
  if (before === undefined) return undefined;
  if (keepsColumns.has(op)) return before;
  return op === 'frame.sort' && namesOnly(args?.['by'], before) ? before : undefined;
}

/** Whether the expressions are nothing but columns that there are. */
function namesOnly(by: PlanArgument | undefined, columns: ReadonlySet<string>): boolean {
  if (!Array.isArray(by)) return false;
  return (by as readonly PlanNode[]).every(({ op, args }) => {
    const names: unknown = args?.['names'];
    return op === 'pl.col' && Array.isArray(names) && names.every((name) => columns.has(String(name)));
  });
}

function asked(node: PlanNode, host: FrameHost): ReadonlySet<string> {
  const { columns } = host.execute(node, { kind: 'schema' });
  return new Set(columns.map(({ name }) => name));
}
