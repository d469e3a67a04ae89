/**
 * One value of a result, in JSON. Dates, datetimes, times and durations are ISO 8601 strings; an integer or a
 * decimal which a JavaScript number cannot hold exactly is a string; NaN and the infinities are the strings
 * `"NaN"`, `"Infinity"` and `"-Infinity"`; a list is an array and a struct an object without a prototype.
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
