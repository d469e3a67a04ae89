/** A file, or several, that become a dataset. */
export interface DatasetSource {
  /**
   * A path: CSV, TSV, JSON, NDJSON, Parquet or Arrow, by its extension. Several are files of one shape, whose
   * rows are one table in this order; such a dataset needs a name.
   */
  path: string | readonly string[];
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

/** A file that could not become a dataset. */
export interface DatasetFailure {
  name: string;
  file: string;
  message: string;
}
