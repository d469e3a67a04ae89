import { Capability, type GuestValue } from '../language/index.js';
import type { Table } from '../plan/table.js';

/** A chart as the guest holds it: a whole Vega-Lite specification with its data inline, already validated. */
export class ChartCapability extends Capability {
  readonly typeName = 'Chart';
  /** The specification, in JSON. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** The rows that are drawn. */
  readonly table: Table;

  constructor(spec: Readonly<Record<string, unknown>>, table: Table) {
    super();
    this.spec = spec;
    this.table = table;
  }

  memberNames(): readonly string[] {
    return [];
  }

  getMember(): GuestValue | undefined {
    return undefined;
  }
}
