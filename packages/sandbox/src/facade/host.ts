import type { DatasetEntry, Plan, PlanAction } from '../plan/plan.js';
import type { Table } from '../plan/table.js';

/** What the facade asks of the process it lives in. */
export interface FrameHost {
  /**
   * Validates and executes a plan.
   *
   * @throws GuestError with what the program should do instead.
   */
  execute(plan: Plan, action: PlanAction): Table;
  /** The datasets this run may read. */
  datasets(): readonly DatasetEntry[];
}
