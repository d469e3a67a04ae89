import { Execution } from './execution.js';
import { fromPolarsError } from './errors.js';
import { createFrameCache, type FrameCache } from './frame-cache.js';
import { defaultPlanLimits, type PlanLimits } from './limits.js';
import type { DatasetFile, PlanAction } from './plan.js';
import { frameToTable } from './to-table.js';
import type { Table } from './table.js';
import { validatePlan } from './validate.js';

export interface ExecuteOptions {
  /** The files that names of datasets stand for. No other file can be read. */
  datasets: ReadonlyMap<string, DatasetFile>;
  limits?: Partial<PlanLimits>;
  /** What is wanted of the frame; its rows unless told. */
  action?: PlanAction;
  /** Frames that earlier plans of the same run have computed. */
  cache?: FrameCache;
}

/**
 * Validates a plan and computes it on nodejs-polars, synchronously.
 *
 * @param plan what claims to be a plan; nothing is taken for granted.
 * @throws GuestError with one of `PlanErrorCode`; no message holds a path.
 */
export function executePlan(plan: unknown, options: ExecuteOptions): Table {
  const limits: PlanLimits = { ...defaultPlanLimits, ...options.limits };
  const root = validatePlan(plan, limits);
  const cache = options.cache ?? createFrameCache(limits.cachedFrames);
  const action = options.action ?? { kind: 'rows' };
  try {
    return run(new Execution(options.datasets, limits, cache), root, action, limits);
  } catch (error) {
    throw fromPolarsError(error);
  }
}

function run(
  execution: Execution,
  root: ReturnType<typeof validatePlan>,
  action: PlanAction,
  limits: PlanLimits,
): Table {
  if (action.kind === 'schema') {
    return { columns: execution.columns(root), data: [], rowCount: 0, truncated: false };
  }
  if (action.kind === 'count') {
    return {
      columns: execution.columns(root),
      data: [],
      rowCount: execution.rowCount(root),
      truncated: false,
    };
  }
  const frame = execution.frame(root).collectSync('auto');
  return frameToTable(frame, {
    ...limits,
    resultRows: Math.min(action.limit ?? limits.resultRows, limits.resultRows),
  });
}
