/** The types that a column of a text file may get. */
export type ColumnType = 'i64' | 'f64' | 'bool' | 'date' | 'datetime' | 'time' | 'str';

/**
 * What a text is read as. A whole number beyond 2^53 is a bigint. Dates and datetimes are milliseconds since the epoch,
 * UTC (a bigint of nanoseconds in a column of finer ones), times of day are nanoseconds since midnight.
 */
export type ReadValue = number | bigint | boolean;

/**
 * A way to read the texts of one column, of which all must go by the same. It is shown every text once and remembers
 * what tells how the column is meant; afterwards it reads.
 */
export interface Reading {
  /** The value of a text; undefined where it does not go by this reading. */
  read(text: string): ReadValue | undefined;
  /** What the column becomes; undefined where the texts together do not make sense as this. */
  type(): ColumnType | undefined;
}
