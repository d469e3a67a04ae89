/** What a plan may cost before anything native runs, and how much of its result comes back. */
export interface PlanLimits {
  /** Nodes of one plan. */
  nodes: number;
  /** Levels of one plan: the native layer overflows its stack on a very deep expression. */
  depth: number;
  /** Characters of one text in a plan. */
  textLength: number;
  /** Items of one list in a plan. */
  listItems: number;
  /** Cells of a frame which a program builds itself. */
  literalCells: number;
  /** Rows of each side of a cross join. */
  crossJoinRows: number;
  /** Distinct values which a pivot may turn into columns. */
  pivotColumns: number;
  /** Columns which a transposition, a table of dummies or one of correlations may have. */
  madeColumns: number;
  /** Rows which a range, an upsampling or a sample with replacement may make out of nothing. */
  madeRows: number;
  /** Rows that one execution hands back to a program. */
  resultRows: number;
  /** Cells that one execution hands back to a program. */
  resultCells: number;
  /** Characters of one text cell handed back. */
  cellLength: number;
  /** Frames that are kept in memory for one run by `collect()`. */
  cachedFrames: number;
}

export const defaultPlanLimits: PlanLimits = {
  nodes: 5_000,
  depth: 150,
  textLength: 20_000,
  listItems: 10_000,
  literalCells: 100_000,
  crossJoinRows: 10_000,
  pivotColumns: 200,
  madeColumns: 200,
  madeRows: 1_000_000,
  resultRows: 100_000,
  resultCells: 500_000,
  cellLength: 20_000,
  cachedFrames: 32,
};

/** Levels of a list or an object which is a cell. */
export const nestingDepth = 8;
/** Rows which a program may turn into objects or arrays of its own. */
export const recordRows = 50_000;
/** Values of one column which a program may turn into an array. */
export const columnValues = 100_000;
/** Frames which `partitionBy` may make. */
export const partitions = 100;
/** Rows which a chart carries inline. */
export const chartRows = 5_000;
/** Layers of a layered chart. */
export const chartLayers = 8;
/** Datasets of which a process keeps the columns' types, or all rows. Where more would be kept, all of it goes. */
export const keptDatasets = 256;
/** Rows of a dataset that is kept whole: to open and read its file takes longer than most of what is asked of it. */
export const keptRows = 2000;
/** Bytes of a dataset that is kept whole. */
export const keptBytesOfOne = 512 * 1024;
/** Bytes of all datasets that are kept whole. Where more would be, all of it goes. */
export const keptBytes = 8 * 1024 * 1024;
