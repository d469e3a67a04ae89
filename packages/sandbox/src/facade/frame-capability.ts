import type { CallContext, GuestValue } from '../language/index.js';
import type { PlanNode } from '../plan/plan.js';
import type { Table } from '../plan/table.js';
import { memberOf } from './invoke.js';
import { memberNamesOf } from './members.js';
import { columnOf } from './methods/index.js';
import { PlanCapability, type Facade } from './plan-capability.js';

/** A frame as the guest holds it: a plan, computed only when its rows are asked for. */
export class FrameCapability extends PlanCapability {
  readonly typeName = 'DataFrame';

  constructor(node: PlanNode, facade: Facade) {
    super(node, 'frame', facade);
  }

  memberNames(): readonly string[] {
    return memberNamesOf('frame');
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    const member = memberOf('frame', name, this.facade, this, context);
    if (member !== undefined) return member;
    const columns = this.facade.host.execute(this.node, { kind: 'schema' }).columns;
    const isColumn = columns.some((column) => column.name === name);
    return isColumn ? columnOf({ facade: this.facade, context, receiver: this }, name) : undefined;
  }

  /**
   * The first rows of the frame.
   *
   * @throws GuestError when the plan cannot be computed.
   */
  collect(limit?: number): Table {
    return this.facade.host.execute(this.node, { kind: 'rows', ...(limit === undefined ? {} : { limit }) });
  }

  override display(context: CallContext): string {
    const table = this.collect(10);
    context.charge(table.columns.length * 10);
    const header = table.columns.map((column) => `${column.name} (${column.dtype})`).join(' | ');
    const rows = (table.data[0] ?? []).map((_, row) =>
      table.data.map((column) => displayCell(column[row])).join(' | '),
    );
    const rest = table.rowCount > rows.length ? [`… ${table.rowCount} rows in total`] : [];
    return [`DataFrame ${table.rowCount} × ${table.columns.length}`, header, ...rows, ...rest].join('\n');
  }
}

function displayCell(cell: unknown): string {
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell ?? null);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
