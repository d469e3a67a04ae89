/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json };

/** One cell of a table. Dates are ISO 8601 strings, integers beyond 2^53 strings, NaN and infinities their names. */
export type Cell = string | number | boolean | null | Cell[] | { [member: string]: Cell };

/** A result table, column by column: `data[column][row]`. */
export interface Table {
  columns: { name: string; dtype: string }[];
  data: Cell[][];
  /** Rows of the whole result; `data` may hold fewer. */
  rowCount: number;
  truncated: boolean;
}

/** A complete Vega-Lite specification whose data are inline. */
export interface Chart {
  spec: Record<string, Json>;
}

/** What `list_datasets` says of a dataset: the other end of a wire, so that the sandbox's own types are not imported. */
export interface DatasetSummary {
  name: string;
  title: string;
  description: string;
  rows: number;
  columns: { name: string; dtype: string }[];
  file: string;
  source?: string;
  licence?: string;
  /** True for data made by the project's own seeded generator. */
  synthetic: boolean;
  /** The first of what could not be read as it stands in the files; `problemCount` says how many there were. */
  problems?: IngestProblem[];
  problemCount?: number;
}

/** Something in a data file that could not be read as it stands. */
export interface IngestProblem {
  /** The file, where a dataset has several. */
  file?: string;
  line?: number;
  column?: string;
  message: string;
}

/** What `describe_dataset` says of a column. */
export interface ColumnProfile {
  name: string;
  dtype: string;
  /** A per cent sign or a currency that stood beside every figure in the file. */
  unit?: string;
  nulls: number;
  distinct: number;
  min?: Cell;
  max?: Cell;
  mean?: Cell;
  /** All values where they are few, the most frequent ones otherwise; most frequent first. */
  samples: Cell[];
}

/** What `describe_dataset` says of a dataset. */
export interface DatasetProfile extends Omit<DatasetSummary, 'columns'> {
  columns: ColumnProfile[];
  /** The first rows. */
  head: Table;
}
