import type { ExpressionOperation, FrameOperation } from '../calls.js';
import { invalidPlan } from '../errors.js';
import { binOperations } from './bins.js';
import { comparisonOperations } from './comparisons.js';
import { eagerFrameOperations } from './eager-frames.js';
import { expressionOperations } from './expressions.js';
import { frameOperations } from './frames.js';
import { groupOperations } from './groups.js';
import { joinOperations } from './joins.js';
import { listOperations, structOperations } from './lists.js';
import { momentOperations } from './moments.js';
import { rangeOperations } from './ranges.js';
import { replacementOperations } from './replacements.js';
import { selectorOperations } from './selectors.js';
import { stringOperations } from './strings.js';
import { temporalOperations } from './temporal.js';
import { topLevelOperations } from './top-level.js';
import { windowOperations } from './windows.js';

const expressionTable: ReadonlyMap<string, ExpressionOperation> = new Map(
  Object.entries({
    ...topLevelOperations,
    ...momentOperations,
    ...rangeOperations,
    ...selectorOperations,
    ...expressionOperations,
    ...windowOperations,
    ...binOperations,
    ...replacementOperations,
    ...comparisonOperations,
    ...stringOperations,
    ...temporalOperations,
    ...listOperations,
    ...structOperations,
  }),
);

const frameTable: ReadonlyMap<string, FrameOperation> = new Map(
  Object.entries({ ...frameOperations, ...joinOperations, ...groupOperations, ...eagerFrameOperations }),
);

/** Steps that are part of a longer one: groups of an aggregation, branches of a condition. */
const partTable: ReadonlySet<string> = new Set([
  'frame.groupBy',
  'frame.groupByDynamic',
  'frame.groupByRolling',
  'pl.when',
  'when.then',
  'then.when',
  'then.otherwise',
]);

/** Whether an operation of a plan can be executed. */
export function isExecutable(id: string): boolean {
  return expressionTable.has(id) || frameTable.has(id) || partTable.has(id);
}

export function expressionOperationById(id: string): ExpressionOperation {
  const operation = expressionTable.get(id);
  if (operation === undefined) throw invalidPlan(`${id} is not an expression`);
  return operation;
}

export function frameOperationById(id: string): FrameOperation {
  const operation = frameTable.get(id);
  if (operation === undefined) throw invalidPlan(`${id} is not a frame`);
  return operation;
}

export { eagerFrameOperations };
