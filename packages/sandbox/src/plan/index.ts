/** Plans as data: their grammar, their validator and their executor on nodejs-polars. */
export { PlanErrorCode } from './error-code.js';
export { executePlan, type ExecuteOptions } from './execute.js';
export { createFrameCache, type FrameCache } from './frame-cache.js';
export { chartLayers, chartRows, defaultPlanLimits, type PlanLimits } from './limits.js';
export type { DatasetEntry, DatasetFile, Plan, PlanAction, PlanNode } from './plan.js';
export type { Cell, Column, Table } from './table.js';
