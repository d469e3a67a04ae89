import type { Cell, Column, Table } from '../plan/index.js';

/** A file that becomes a dataset. */
export interface DatasetSource {
  /** An absolute path: CSV, TSV, JSON, NDJSON, Parquet or Arrow, by its extension. */
  path: string;
  /** What programs call it; the file's base name unless told. */
  name?: string;
  title?: string;
  description?: string;
  /** Where the data comes from, best as an address. */
  source?: string;
  licence?: string;
  /** Whether the data was made up. */
  synthetic?: boolean;
}

/** What there is to know of a dataset before looking into it. */
export interface DatasetSummary {
  name: string;
  title: string;
  description: string;
  rows: number;
  columns: Column[];
  /** The file's base name. */
  file: string;
  source?: string;
  licence?: string;
  synthetic: boolean;
}

/** A column of a dataset with its statistics. */
export interface ColumnProfile extends Column {
  nulls: number;
  distinct: number;
  min: Cell;
  max: Cell;
  /** Of a column of numbers. */
  mean?: number;
  /** All values of a column with few of them, otherwise the commonest ones. */
  samples: Cell[];
}

/** Something in a data file that is not as it should be. The row is kept all the same. */
export interface DatasetProblem {
  /** From 1, in the file; absent when it concerns the file or a column as a whole. */
  line?: number;
  message: string;
}

/** A dataset with its statistics, its first rows, and what was wrong in its file. */
export interface DatasetProfile extends Omit<DatasetSummary, 'columns'> {
  columns: ColumnProfile[];
  /** The first five rows. */
  head: Table;
  /** The first problems, of `problemCount` in all. */
  problems: DatasetProblem[];
  problemCount: number;
}

/** A file that could not become a dataset. */
export interface DatasetFailure {
  name: string;
  file: string;
  message: string;
}
