/** Plans as data: their grammar, their validator and their executor on nodejs-polars. */
export { PlanErrorCode } from './error-code.js';
export { executePlan, executePlanToArrow } from './execute.js';
export { createFrameCache } from './frame-cache.js';
export { defaultPlanLimits, type PlanLimits } from './limits.js';
export type { DatasetEntry, DatasetFile, Plan, PlanNode } from './plan.js';
export type { Cell, Column, Table } from './table.js';
export type { ArrowFrame } from './to-arrow.js';
