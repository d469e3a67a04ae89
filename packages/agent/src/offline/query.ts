/** How rows become one number. `quantile` takes `Measure.quantile`. */
export type AggregateOperation =
  'count' | 'distinct' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'std' | 'variance' | 'quantile';

/** A number per row: a column, or price × quantity (less discount) under a name. */
export type Operand =
  | { kind: 'column'; column: string }
  | { kind: 'product'; name: string; factors: string[]; discount?: string; discountScale?: 1 | 100 };

export interface Measure {
  operation: AggregateOperation;
  /** Absent for a count of rows. */
  operand?: Operand;
  /** The name of the result's column. */
  alias: string;
  /** The measure in words: `average salary`. */
  label: string;
  quantile?: number;
}

/** Whole periods (`month` is 2014-03), and parts of one (`month-of-year` is 3, whatever the year). */
export type TimeBucket =
  'day' | 'week' | 'month' | 'quarter' | 'year' | 'month-of-year' | 'quarter-of-year' | 'weekday' | 'hour';

export interface GroupKey {
  column: string;
  bucket?: TimeBucket;
  /** Rows are told apart by a filter, and named: summer and winter, weekends and weekdays. */
  cases?: { name: string; filter: Filter }[];
  alias: string;
}

/** How a column that stands for time stores it. */
export type TimeKind = 'date' | 'datetime' | 'text' | 'year-number';

export type FilterValue = string | number | boolean;

export type Filter =
  | { kind: 'compare'; column: string; operator: '=' | '!=' | '<' | '<=' | '>' | '>='; value: FilterValue }
  | { kind: 'between'; column: string; low: number; high: number }
  | { kind: 'in'; column: string; values: FilterValue[]; negated?: boolean }
  | {
      kind: 'text';
      column: string;
      test: 'contains' | 'starts-with' | 'ends-with';
      value: string;
      negated?: boolean;
    }
  | { kind: 'null'; column: string; negated?: boolean }
  /** From `from` up to but without `to`, ISO dates; either end may be open. */
  | { kind: 'period'; column: string; timeKind: TimeKind; from?: string; to?: string; negated?: boolean }
  /** A part of every year: months 1–12, quarters 1–4, or weekdays 1 (Monday)–7. */
  | {
      kind: 'season';
      column: string;
      timeKind: TimeKind;
      part: 'month' | 'quarter' | 'weekday';
      values: number[];
    };

export type ChartKind = 'bar' | 'line' | 'point' | 'arc' | 'area';

export interface Order {
  /** An alias of a measure or a group, or a column when rows are listed. */
  by: string;
  descending: boolean;
}

/** What is asked of the data, apart from its filters. */
export type QueryIntent =
  /** Measures, by groups or over all rows. */
  | 'aggregate'
  /** The rows themselves. */
  | 'rows'
  /** The row(s) with the highest or lowest value of a column. */
  | 'extreme-row'
  /** The different values of a column. */
  | 'distinct-values'
  /** What fraction of the rows (or of a sum) meets `condition`. */
  | 'fraction'
  | 'correlation'
  | 'scatter'
  | 'histogram'
  | 'describe-dataset'
  | 'list-datasets';

/** A question as data. It says all that a program needs, and names only columns that the dataset has. */
export interface QuerySpec {
  intent: QueryIntent;
  dataset: string;
  measures: Measure[];
  groups: GroupKey[];
  filters: Filter[];
  /**
   * The measures run over groups of rows and not over rows: each group becomes one number first (`measure`, under its alias), as in
   * the average number of orders per month.
   */
  per?: { measure: Measure; group: GroupKey };
  /** Two values of the group set against each other as a quotient, the first over the second. */
  ratio?: [FilterValue, FilterValue];
  /** `fraction` only: the filters that the counted part meets. */
  condition?: Filter[];
  /** Rows, listing, scatter: the columns to show. */
  columns?: string[];
  order?: Order;
  limit?: number;
  /** Keeps the groups whose measure meets a bound. */
  having?: { by: string; operator: '>' | '>=' | '<' | '<=' | '=' | '!='; value: number };
  /** Each group's share of the total, beside its measure. */
  share?: boolean;
  /** Two values set against each other: the answer says the difference. */
  comparison?: boolean;
  /** Change against the period before. */
  change?: boolean;
  chart?: ChartKind;
  /** Histogram: the width of a bar and where the first one starts. */
  bins?: { start: number; width: number };
  /** The numbers are levels of several periods, so that their total over all means nothing. */
  levels?: boolean;
  /** How the time columns that are used store time, by column. */
  timeKinds?: Readonly<Record<string, TimeKind>>;
  /** What was decided where the question left it open; the answer says it. */
  assumptions: string[];
}
