/**
 * One value of a result, in JSON, by the type of its column; null in all of them is `null`:
 * - `i8` to `u32`: a number. `i64`, `u64`: a number, or a text of digits beyond ±(2^53 − 1).
 * - `f32`, `f64`: a number, or `"NaN"`, `"Infinity"`, `"-Infinity"`. Negative zero is the number −0, which JSON writes as 0.
 * - `decimal`: a number of up to 15 digits, or a text with every digit.
 * - `bool`: true or false. `str`, `categorical`: a text, cut at `PlanLimits.cellLength`.
 * - `date`: `2024-01-31`. `time`: `12:30:00`. `datetime`: `2024-01-31T12:30:00.5`, with as many digits of the second as
 *   it has and, in a time zone, its offset from UTC. `duration`: `P1DT2H`.
 * - `list[…]`: a list of cells. `struct`: an object of cells without a prototype.
 *
 * A column of any other type, such as binary, is refused.
 */
export type Cell = string | number | boolean | null | Cell[] | { [name: string]: Cell };

/** A column's name and type: `i64`, `f64`, `str`, `bool`, `date`, `datetime`, `duration`, `list[i64]`, … */
export interface Column {
  readonly name: string;
  readonly dtype: string;
}

/** Rows by column: `data[columnIndex][rowIndex]`. */
export interface Table {
  columns: Column[];
  data: Cell[][];
  /** How many rows the frame has, of which `data` holds the first ones. */
  rowCount: number;
  /** True when `data` holds fewer rows than `rowCount`. */
  truncated: boolean;
}
