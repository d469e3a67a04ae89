import { Execution } from './execution.js';
import { fromPolarsError } from './errors.js';
import { createFrameCache, type FrameCache } from './frame-cache.js';
import { defaultPlanLimits, type PlanLimits } from './limits.js';
import type { DatasetFile, PlanAction } from './plan.js';
import { frameToArrow, type ArrowFrame, type ArrowLimits } from './to-arrow.js';
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
  return execute(plan, options, (execution, root, limits) =>
    run(execution, root, options.action ?? { kind: 'rows' }, limits),
  );
}

/**
 * Validates a plan and computes it once, for its first rows as a table and for all that fit as Arrow.
 *
 * @param rows of the table.
 * @throws GuestError as `executePlan`.
 */
export function executePlanToArrow(
  plan: unknown,
  options: Omit<ExecuteOptions, 'action'>,
  rows: number,
  arrow: ArrowLimits,
): { table: Table; arrow: ArrowFrame | undefined } {
  return execute(plan, options, (execution, root, limits) => {
    const frame = execution.frame(root).collectSync('auto');
    return {
      table: frameToTable(frame, { ...limits, resultRows: Math.min(rows, limits.resultRows) }),
      arrow: frameToArrow(frame, arrow),
    };
  });
}

function execute<Result>(
  plan: unknown,
  options: ExecuteOptions,
  use: (execution: Execution, root: ReturnType<typeof validatePlan>, limits: PlanLimits) => Result,
): Result {
  const limits: PlanLimits = { ...defaultPlanLimits, ...options.limits };
  const root = validatePlan(plan, limits);
  const cache = options.cache ?? createFrameCache(limits.cachedFrames);
  try {
    return use(new Execution(options.datasets, limits, cache), root, limits);
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
