/** A column as the catalog lists it. `dtype` is one of the sandbox's names: `i64`, `f64`, `str`, `date`, … */
export interface ColumnSummary {
  name: string;
  dtype: string;
}

/** What `list_datasets` says of a dataset. */
export interface DatasetSummary {
  name: string;
  title?: string;
  description?: string;
  rows?: number;
  columns: ColumnSummary[];
}

export type CellValue = string | number | boolean | null;

/** What `describe_dataset` says of a column. `samples` holds all values when there are few. */
export interface ColumnProfile extends ColumnSummary {
  nulls?: number;
  distinct?: number;
  min?: CellValue;
  max?: CellValue;
  mean?: CellValue;
  samples?: CellValue[];
  /** Words that a look-up found inside this column's values, none of which they equal. */
  foundInside?: string[];
}

/** What `describe_dataset` says of a dataset. */
export interface DatasetProfile extends DatasetSummary {
  columns: ColumnProfile[];
}

const integerTypes = /^[iu](8|16|32|64)$/;
const numericTypes = /^([iu](8|16|32|64)|f(32|64)|decimal.*)$/;

export const isNumeric = (column: ColumnSummary): boolean => numericTypes.test(column.dtype);
export const isInteger = (column: ColumnSummary): boolean => integerTypes.test(column.dtype);
export const isText = (column: ColumnSummary): boolean => /^(str|categorical|enum)/.test(column.dtype);
export const isBoolean = (column: ColumnSummary): boolean => column.dtype === 'bool';
export const isTemporal = (column: ColumnSummary): boolean => /^date(time)?/.test(column.dtype);
