/** What programs of the sandbox may use, besides plain JavaScript. Generated from the specification of `pl`. */

/** One value of a result, or of a frame's column handed to the program. */
type Cell = string | number | boolean | null | Cell[] | { [name: string]: Cell };
/** A value that stands for itself. */
type Literal = string | number | boolean | null | Date;
/** An expression, or a literal: here a text is a literal. */
type Operand = Expression | Literal;
/** An expression, or a column's name: here a text is a name. */
type IntoExpression = Expression | string | number | boolean | Date;
/** Expressions under the names of the columns that they make. */
type NamedExpressions = Readonly<Record<string, IntoExpression>>;
/** A column by its name, or as `pl.col(name)`. */
type Column = string | Expression;
/** A span of time: `1d`, `2w`, `1mo`, `1q`, `1y`, `15m`, `1h30m`, `-7d`. */
type DurationText = string;
/** Values by the values that they replace. */
type Mapping = Readonly<Record<string, Literal>> | ReadonlyMap<Literal, Literal>;
/** A key of an order, with its own direction. */
type SortOrder = { readonly by: IntoExpression; readonly descending?: boolean; readonly nullsLast?: boolean };
/** The name of an aggregate. */
type Aggregate = 'sum' | 'mean' | 'median' | 'min' | 'max' | 'std' | 'var' | 'count' | 'len' | 'first' | 'last' | 'nUnique';
/** Columns by name, or records. */
type Table = Readonly<Record<string, readonly unknown[] | Operand>> | readonly Readonly<Record<string, unknown>>[];
/** The name of a data type. */
type DataTypeName = string;

/** A data type, such as `pl.Int64`; some can be told more: `pl.Datetime('us', 'UTC')`, `pl.List(pl.String)`. */
interface DataType {
  (...details: readonly unknown[]): DataType;
  readonly dataType: unique symbol;
}

/** A chart: the result of a program, or a part of it. */
interface Chart {
  readonly chart: unique symbol;
}

/** The global `pl`. */
interface Polars {
  /**
   * A dataset, by its name.
   *
   * Also: read, dataset, scanCSV, readCSV, scanCsv, readCsv, scanParquet, readParquet, scanJson, readJSON, readJson, scanNdjson, readNdjson, scanIPC, readIPC.
   *
   * @example
   * pl.scan('sales')
   */
  scan(name: string): DataFrame;
  /**
   * The names of the datasets.
   *
   * @example
   * pl.datasets()
   */
  datasets(): string[];
  /**
   * A dataset's columns and their types.
   *
   * @example
   * pl.schema('sales')
   */
  schema(name: string): Record<string, string>;
  /**
   * A frame from columns or from records.
   *
   * Also: LazyFrame, LazyDataFrame, dataFrame, fromRecords, fromDicts, fromDict, readRecords, readObjects.
   *
   * @example
   * pl.DataFrame({ city: ['Oslo'], population: [709000] })
   */
  DataFrame(columns: Table): DataFrame;
  DataFrame(columns: Table, options?: { schema?: Readonly<Record<string, DataType | DataTypeName>> }): DataFrame;
  DataFrame(options: { columns: Table; schema?: Readonly<Record<string, DataType | DataTypeName>> }): DataFrame;
  /**
   * Values as a column.
   *
   * @example
   * pl.Series('n', [1, 2, 3])
   */
  Series(name: string | undefined, values: readonly Literal[], dtype?: DataType | DataTypeName): Expression;
  Series(options: { name?: string; values: readonly Literal[]; dtype?: DataType | DataTypeName }): Expression;
  Series(values: readonly Literal[]): Expression;
  Series(name: string, values: readonly Literal[], dtype?: DataType): Expression;
  /**
   * A frame of expressions that need none.
   *
   * @example
   * pl.select(pl.lit(1).alias('one'))
   */
  select(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): DataFrame;
  /**
   * Frames one below the other, or side by side.
   *
   * @example
   * pl.concat([a, b], { how: 'diagonal' })
   */
  concat(frames: readonly DataFrame[], how?: 'vertical' | 'diagonal' | 'horizontal'): DataFrame;
  concat(frames: readonly DataFrame[], options?: { how?: 'vertical' | 'diagonal' | 'horizontal' }): DataFrame;
  concat(options: { frames: readonly DataFrame[]; how?: 'vertical' | 'diagonal' | 'horizontal' }): DataFrame;
  /**
   * One or several columns by name.
   *
   * Also: cols, column.
   *
   * @example
   * pl.col('price')
   */
  col(...names: (Column | readonly Column[])[]): Expression;
  col(...types: DataType[]): Expression;
  /**
   * A column by its position.
   *
   * @example
   * pl.nth(0)
   */
  nth(index: number): Expression;
  /**
   * All columns.
   *
   * @example
   * pl.all().exclude('id')
   */
  all(): Expression;
  /**
   * An item of a list, in `list.eval`.
   *
   * @example
   * pl.col('scores').list.eval(pl.element().mul(2))
   */
  element(): Expression;
  /**
   * All columns but these.
   *
   * @example
   * pl.exclude('id')
   */
  exclude(...names: (Column | readonly Column[])[]): Expression;
  /**
   * A literal value.
   *
   * @example
   * pl.lit(1)
   */
  lit(value: Literal): Expression;
  /**
   * Number of rows.
   *
   * @example
   * pl.len().alias('rows')
   */
  len(): Expression;
  /**
   * Whole numbers from a start up to but without an end, which may be `pl.len()`.
   *
   * Also: arange.
   *
   * @example
   * pl.intRange(0, pl.len()).over('city')
   */
  intRange(start: number | Expression, end?: number | Expression, step?: number): Expression;
  intRange(start: number | Expression, options?: { end?: number | Expression; step?: number }): Expression;
  intRange(options: { start: number | Expression; end?: number | Expression; step?: number }): Expression;
  /**
   * The number of the row, from 1; with `.over(…)` within its group.
   *
   * @example
   * pl.rowNumber().over('city')
   */
  rowNumber(): Expression;
  /**
   * A value n times.
   *
   * @example
   * pl.select(pl.repeat('x', 3))
   */
  repeat(value: Literal, n: number): Expression;
  repeat(value: Literal, options: { n: number }): Expression;
  repeat(options: { value: Literal; n: number }): Expression;
  /**
   * Rows in the order of some columns.
   *
   * @example
   * pl.argSortBy('city', 'price')
   */
  argSortBy(...expressions: (IntoExpression | readonly IntoExpression[])[]): Expression;
  argSortBy(expressions: IntoExpression | readonly IntoExpression[], options?: { descending?: boolean | readonly boolean[] }): Expression;
  argSortBy(options: { expressions: IntoExpression | readonly IntoExpression[]; descending?: boolean | readonly boolean[] }): Expression;
  /**
   * Number of rows, or of values of a column which are not null.
   *
   * @example
   * pl.count('email')
   */
  count(...names: (Column | readonly Column[])[]): Expression;
  count(options?: { names?: Column | readonly Column[] }): Expression;
  /**
   * Sum of a column.
   *
   * @example
   * pl.sum('price')
   */
  sum(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Mean of a column.
   *
   * Also: avg.
   *
   * @example
   * pl.mean('price')
   */
  mean(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Median of a column.
   *
   * @example
   * pl.median('price')
   */
  median(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Smallest value of a column.
   *
   * @example
   * pl.min('price')
   */
  min(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Largest value of a column.
   *
   * @example
   * pl.max('price')
   */
  max(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Standard deviation of a column.
   *
   * @example
   * pl.std('price')
   */
  std(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Variance of a column.
   *
   * @example
   * pl.var('price')
   */
  var(...names: (Column | readonly Column[])[]): Expression;
  /**
   * First value of a column.
   *
   * @example
   * pl.first('price')
   */
  first(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Last value of a column.
   *
   * @example
   * pl.last('price')
   */
  last(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Number of distinct values of a column.
   *
   * Also: countDistinct, approxNUnique.
   *
   * @example
   * pl.nUnique('price')
   */
  nUnique(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Number of nulls of a column.
   *
   * @example
   * pl.nullCount('price')
   */
  nullCount(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Whether any value of a column is true.
   *
   * @example
   * pl.any('active')
   */
  any(...names: (Column | readonly Column[])[]): Expression;
  /**
   * The values of a column as one list.
   *
   * @example
   * pl.implode('price')
   */
  implode(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Running sum of a column.
   *
   * @example
   * pl.cumSum('price')
   */
  cumSum(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Quantile of a column.
   *
   * @example
   * pl.quantile('price', 0.9)
   */
  quantile(names: Column | readonly Column[], quantile: number): Expression;
  quantile(...names: (Column | readonly Column[])[]): Expression;
  quantile(names: Column | readonly Column[], options: { quantile: number }): Expression;
  quantile(options: { names: Column | readonly Column[]; quantile: number }): Expression;
  /**
   * Correlation of two columns.
   *
   * Also: pearsonCorr.
   *
   * @example
   * pl.corr('price', 'quantity')
   */
  corr(a: IntoExpression, b: IntoExpression, method?: 'pearson' | 'spearman'): Expression;
  corr(a: IntoExpression, b: IntoExpression, options?: { method?: 'pearson' | 'spearman' }): Expression;
  corr(a: IntoExpression, options: { b: IntoExpression; method?: 'pearson' | 'spearman' }): Expression;
  corr(options: { a: IntoExpression; b: IntoExpression; method?: 'pearson' | 'spearman' }): Expression;
  /**
   * Rank correlation of two columns.
   *
   * @example
   * pl.spearmanRankCorr('price', 'quantity')
   */
  spearmanRankCorr(a: IntoExpression, b: IntoExpression): Expression;
  spearmanRankCorr(a: IntoExpression, options: { b: IntoExpression }): Expression;
  spearmanRankCorr(options: { a: IntoExpression; b: IntoExpression }): Expression;
  /**
   * Covariance of two columns.
   *
   * @example
   * pl.cov('price', 'quantity')
   */
  cov(a: IntoExpression, b: IntoExpression): Expression;
  cov(a: IntoExpression, options: { b: IntoExpression }): Expression;
  cov(options: { a: IntoExpression; b: IntoExpression }): Expression;
  /**
   * A value by condition.
   *
   * @example
   * pl.when(pl.col('price').gt(100)).then('high').otherwise('low')
   */
  when(...predicates: (IntoExpression | readonly IntoExpression[])[]): When;
  /**
   * Sum across columns, row by row.
   *
   * @example
   * pl.sumHorizontal('a', 'b')
   */
  sumHorizontal(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * Mean across columns, row by row.
   *
   * @example
   * pl.meanHorizontal('a', 'b')
   */
  meanHorizontal(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * Smallest value across columns, row by row.
   *
   * @example
   * pl.minHorizontal('a', 'b')
   */
  minHorizontal(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * Largest value across columns, row by row.
   *
   * @example
   * pl.maxHorizontal('a', 'b')
   */
  maxHorizontal(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * True where all the given are true.
   *
   * @example
   * pl.allHorizontal('a', 'b')
   */
  allHorizontal(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * True where any of the given is true.
   *
   * @example
   * pl.anyHorizontal('a', 'b')
   */
  anyHorizontal(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * Texts joined, row by row.
   *
   * Also: concatString.
   *
   * @example
   * pl.concatStr(['first', 'last'], { separator: ' ' })
   */
  concatStr(expressions: IntoExpression | readonly IntoExpression[], separator?: string, ignoreNulls?: boolean): Expression;
  concatStr(...expressions: (IntoExpression | readonly IntoExpression[])[]): Expression;
  concatStr(expressions: IntoExpression | readonly IntoExpression[], options?: { separator?: string; ignoreNulls?: boolean }): Expression;
  concatStr(options: { expressions: IntoExpression | readonly IntoExpression[]; separator?: string; ignoreNulls?: boolean }): Expression;
  /**
   * A text with `{}` filled in, row by row.
   *
   * @example
   * pl.format('{} ({})', 'city', 'country')
   */
  format(template: string, ...expressions: (IntoExpression | readonly IntoExpression[])[]): Expression;
  format(template: string, options: { expressions: IntoExpression | readonly IntoExpression[] }): Expression;
  format(options: { template: string; expressions: IntoExpression | readonly IntoExpression[] }): Expression;
  /**
   * A list per row from columns.
   *
   * @example
   * pl.concatList('a', 'b')
   */
  concatList(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * A struct per row from columns.
   *
   * @example
   * pl.struct('a', 'b')
   */
  struct(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * The first value which is not null.
   *
   * @example
   * pl.coalesce('nickname', 'name')
   */
  coalesce(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): Expression;
  /**
   * A date, from numbers or columns.
   *
   * @example
   * pl.date(2024, 1, 31)
   */
  date(year: IntoExpression, month: IntoExpression, day: IntoExpression): Expression;
  date(year: IntoExpression, month: IntoExpression, options: { day: IntoExpression }): Expression;
  date(year: IntoExpression, options: { month: IntoExpression; day: IntoExpression }): Expression;
  date(options: { year: IntoExpression; month: IntoExpression; day: IntoExpression }): Expression;
  /**
   * A date and time, from numbers or columns.
   *
   * @example
   * pl.datetime(2024, 1, 31, 12)
   */
  datetime(year: IntoExpression, month: IntoExpression, day: IntoExpression, hour?: IntoExpression, minute?: IntoExpression, second?: IntoExpression, microsecond?: IntoExpression): Expression;
  datetime(year: IntoExpression, month: IntoExpression, day: IntoExpression, options?: { hour?: IntoExpression; minute?: IntoExpression; second?: IntoExpression; microsecond?: IntoExpression }): Expression;
  datetime(year: IntoExpression, month: IntoExpression, options: { day: IntoExpression; hour?: IntoExpression; minute?: IntoExpression; second?: IntoExpression; microsecond?: IntoExpression }): Expression;
  datetime(year: IntoExpression, options: { month: IntoExpression; day: IntoExpression; hour?: IntoExpression; minute?: IntoExpression; second?: IntoExpression; microsecond?: IntoExpression }): Expression;
  datetime(options: { year: IntoExpression; month: IntoExpression; day: IntoExpression; hour?: IntoExpression; minute?: IntoExpression; second?: IntoExpression; microsecond?: IntoExpression }): Expression;
  /**
   * A time of day.
   *
   * @example
   * pl.time(12, 30)
   */
  time(hour?: IntoExpression, minute?: IntoExpression, second?: IntoExpression, microsecond?: IntoExpression): Expression;
  time(options?: { hour?: IntoExpression; minute?: IntoExpression; second?: IntoExpression; microsecond?: IntoExpression }): Expression;
  /**
   * A span of time.
   *
   * @example
   * pl.duration({ days: 7 })
   */
  duration(weeks?: IntoExpression, days?: IntoExpression, hours?: IntoExpression, minutes?: IntoExpression, seconds?: IntoExpression, milliseconds?: IntoExpression): Expression;
  duration(options?: { weeks?: IntoExpression; days?: IntoExpression; hours?: IntoExpression; minutes?: IntoExpression; seconds?: IntoExpression; milliseconds?: IntoExpression }): Expression;
  /**
   * Dates from a start to an end, both included unless told.
   *
   * @example
   * pl.select(pl.dateRange('2024-01-01', '2024-12-31', '1mo').alias('month'))
   */
  dateRange(start: string | Date | Expression, end: string | Date | Expression, interval?: DurationText): Expression;
  dateRange(start: string | Date | Expression, end: string | Date | Expression, options?: { interval?: DurationText; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  dateRange(start: string | Date | Expression, options: { end: string | Date | Expression; interval?: DurationText; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  dateRange(start: string | Date | Expression, end: string | Date | Expression, interval?: DurationText, options?: { closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  dateRange(options: { start: string | Date | Expression; end: string | Date | Expression; interval?: DurationText; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  /**
   * Datetimes from a start to an end.
   *
   * @example
   * pl.select(pl.datetimeRange('2024-01-01', '2024-01-02', '6h').alias('at'))
   */
  datetimeRange(start: string | Date | Expression, end: string | Date | Expression, interval?: DurationText): Expression;
  datetimeRange(start: string | Date | Expression, end: string | Date | Expression, options?: { interval?: DurationText; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  datetimeRange(start: string | Date | Expression, options: { end: string | Date | Expression; interval?: DurationText; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  datetimeRange(start: string | Date | Expression, end: string | Date | Expression, interval?: DurationText, options?: { closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  datetimeRange(options: { start: string | Date | Expression; end: string | Date | Expression; interval?: DurationText; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  /**
   * A datetime from seconds (or another unit) since 1970.
   *
   * @example
   * pl.fromEpoch('seconds')
   */
  fromEpoch(column: IntoExpression, unit?: 's' | 'ms' | 'us' | 'ns' | 'd'): Expression;
  fromEpoch(column: IntoExpression, options?: { unit?: 's' | 'ms' | 'us' | 'ns' | 'd' }): Expression;
  fromEpoch(options: { column: IntoExpression; unit?: 's' | 'ms' | 'us' | 'ns' | 'd' }): Expression;
  readonly cs: Selectors;
  readonly Int8: DataType;
  readonly Int16: DataType;
  readonly Int32: DataType;
  readonly Int64: DataType;
  readonly Int: DataType;
  readonly Integer: DataType;
  readonly UInt8: DataType;
  readonly UInt16: DataType;
  readonly UInt32: DataType;
  readonly UInt64: DataType;
  readonly Float32: DataType;
  readonly Float64: DataType;
  readonly Float: DataType;
  readonly Number: DataType;
  readonly Decimal: DataType;
  readonly String: DataType;
  readonly Utf8: DataType;
  readonly Str: DataType;
  readonly Bool: DataType;
  readonly Boolean: DataType;
  readonly Date: DataType;
  readonly Datetime: DataType;
  readonly DateTime: DataType;
  readonly Duration: DataType;
  readonly Time: DataType;
  readonly Categorical: DataType;
  readonly List: DataType;
}

/** `pl.cs`: columns by type or name. */
interface Selectors {
  /**
   * All numeric columns.
   *
   * @example
   * pl.cs.numeric()
   */
  numeric(): Expression;
  /**
   * All columns of whole numbers.
   *
   * @example
   * pl.cs.integer()
   */
  integer(): Expression;
  /**
   * All columns of floats.
   *
   * @example
   * pl.cs.float()
   */
  float(): Expression;
  /**
   * All columns of texts.
   *
   * Also: utf8.
   *
   * @example
   * pl.cs.string()
   */
  string(): Expression;
  /**
   * All columns of booleans.
   *
   * @example
   * pl.cs.boolean()
   */
  boolean(): Expression;
  /**
   * All columns of dates, datetimes, times and durations.
   *
   * @example
   * pl.cs.temporal()
   */
  temporal(): Expression;
  /**
   * All categorical columns.
   *
   * @example
   * pl.cs.categorical()
   */
  categorical(): Expression;
  /**
   * All columns.
   *
   * @example
   * pl.cs.all()
   */
  all(): Expression;
  /**
   * Columns by name.
   *
   * @example
   * pl.cs.byName('city', 'price')
   */
  byName(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Columns by type.
   *
   * @example
   * pl.cs.byDtype(pl.Date, pl.Datetime)
   */
  byDtype(...dtypes: (DataType | readonly DataType[])[]): Expression;
  /**
   * All columns but these.
   *
   * @example
   * pl.cs.exclude('id')
   */
  exclude(...names: (Column | readonly Column[])[]): Expression;
  /**
   * Columns whose names start with a text.
   *
   * @example
   * pl.cs.startsWith('q')
   */
  startsWith(...texts: (string | readonly string[])[]): Expression;
  /**
   * Columns whose names end with a text.
   *
   * @example
   * pl.cs.endsWith('y')
   */
  endsWith(...texts: (string | readonly string[])[]): Expression;
  /**
   * Columns whose names contain a text.
   *
   * @example
   * pl.cs.contains('it')
   */
  contains(...texts: (string | readonly string[])[]): Expression;
  /**
   * Columns whose names match a pattern.
   *
   * @example
   * pl.cs.matches('^q[0-9]$')
   */
  matches(pattern: string): Expression;
}

/** A frame. It is computed only when its rows are asked for, so that it is a LazyFrame too. */
interface DataFrame {
  /**
   * Columns or expressions, and nothing else.
   *
   * Also: selectSeq.
   *
   * @example
   * df.select('city', pl.col('price').mul(2).alias('double'))
   */
  select(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): DataFrame;
  /**
   * Adds or replaces columns.
   *
   * Also: withColumn, assign, withColumnsSeq.
   *
   * @example
   * df.withColumns({ revenue: pl.col('price').mul(pl.col('quantity')) })
   */
  withColumns(...expressions: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): DataFrame;
  /**
   * Rows for which every predicate is true.
   *
   * Also: where.
   *
   * @example
   * df.filter(pl.col('price').gt(10), pl.col('city').eq('Oslo'))
   */
  filter(...predicates: (IntoExpression | readonly IntoExpression[])[]): DataFrame;
  filter(equal: Readonly<Record<string, Literal | readonly Literal[]>>): DataFrame;
  /**
   * Rows in order; nulls go last.
   *
   * Also: sortBy, orderBy.
   *
   * @example
   * df.sort('price', { descending: true })
   */
  sort(by: IntoExpression | readonly IntoExpression[], descending?: boolean | readonly boolean[], nullsLast?: boolean): DataFrame;
  sort(...by: (IntoExpression | readonly IntoExpression[])[]): DataFrame;
  sort(by: IntoExpression | readonly IntoExpression[], options?: { descending?: boolean | readonly boolean[]; nullsLast?: boolean }): DataFrame;
  sort(options: { by: IntoExpression | readonly IntoExpression[]; descending?: boolean | readonly boolean[]; nullsLast?: boolean }): DataFrame;
  sort(...by: SortOrder[]): DataFrame;
  sort(by: readonly (SortOrder | IntoExpression)[]): DataFrame;
  /**
   * Distinct rows, or the first row per value of some columns.
   *
   * Also: distinct, dropDuplicates.
   *
   * @example
   * df.unique({ subset: ['city'] })
   */
  unique(subset?: Column | readonly Column[], keep?: 'first' | 'last' | 'none', maintainOrder?: boolean): DataFrame;
  unique(...subset: (Column | readonly Column[])[]): DataFrame;
  unique(options?: { subset?: Column | readonly Column[]; keep?: 'first' | 'last' | 'none'; maintainOrder?: boolean }): DataFrame;
  /**
   * All columns but these.
   *
   * @example
   * df.drop('id', 'note')
   */
  drop(...columns: (Column | readonly Column[])[]): DataFrame;
  /**
   * Columns under new names.
   *
   * Also: withColumnRenamed, withColumnsRenamed.
   *
   * @example
   * df.rename({ city: 'place' })
   */
  rename(mapping: Readonly<Record<string, string>>): DataFrame;
  rename(from: string, to: string): DataFrame;
  /**
   * Columns as other types.
   *
   * Also: astype.
   *
   * @example
   * df.cast({ year: pl.String })
   */
  cast(types: Readonly<Record<string, DataType | DataTypeName>>, strict?: boolean): DataFrame;
  cast(types: Readonly<Record<string, DataType | DataTypeName>>, options?: { strict?: boolean }): DataFrame;
  cast(options: { types: Readonly<Record<string, DataType | DataTypeName>>; strict?: boolean }): DataFrame;
  /**
   * Rows without nulls.
   *
   * Also: dropna.
   *
   * @example
   * df.dropNulls('price')
   */
  dropNulls(...subset: (Column | readonly Column[])[]): DataFrame;
  dropNulls(options?: { subset?: Column | readonly Column[] }): DataFrame;
  /**
   * Rows without NaN.
   *
   * @example
   * df.dropNans('ratio')
   */
  dropNans(...subset: (Column | readonly Column[])[]): DataFrame;
  dropNans(options?: { subset?: Column | readonly Column[] }): DataFrame;
  /**
   * Nulls replaced by a value, or by a strategy.
   *
   * Also: fillna.
   *
   * @example
   * df.fillNull(0)
   */
  fillNull(value?: Operand, strategy?: 'forward' | 'backward' | 'min' | 'max' | 'mean' | 'zero' | 'one'): DataFrame;
  fillNull(value?: Operand, strategy?: 'forward' | 'backward' | 'min' | 'max' | 'mean' | 'zero' | 'one', options?: { limit?: number }): DataFrame;
  fillNull(options?: { value?: Operand; strategy?: 'forward' | 'backward' | 'min' | 'max' | 'mean' | 'zero' | 'one'; limit?: number }): DataFrame;
  /**
   * NaN replaced by a value.
   *
   * @example
   * df.fillNan(0)
   */
  fillNan(value: Operand): DataFrame;
  /**
   * Nulls of the numeric columns replaced by interpolation.
   *
   * @example
   * df.interpolate()
   */
  interpolate(): DataFrame;
  /**
   * The first rows, 5 unless told.
   *
   * Also: limit, take.
   *
   * @example
   * df.head(10)
   */
  head(n?: number): DataFrame;
  head(options?: { n?: number }): DataFrame;
  /**
   * The last rows, 5 unless told.
   *
   * @example
   * df.tail(10)
   */
  tail(n?: number): DataFrame;
  tail(options?: { n?: number }): DataFrame;
  /**
   * Rows from an offset on.
   *
   * @example
   * df.slice(2, 3)
   */
  slice(offset: number, length?: number): DataFrame;
  slice(offset: number, options?: { length?: number }): DataFrame;
  slice(options: { offset: number; length?: number }): DataFrame;
  /**
   * Every nth row.
   *
   * Also: takeEvery.
   *
   * @example
   * df.gatherEvery(2)
   */
  gatherEvery(n: number, offset?: number): DataFrame;
  gatherEvery(n: number, options?: { offset?: number }): DataFrame;
  gatherEvery(options: { n: number; offset?: number }): DataFrame;
  /**
   * The rows with the largest values.
   *
   * Also: nlargest.
   *
   * @example
   * df.topK(5, { by: 'price' })
   */
  topK(k: number, ...by: (IntoExpression | readonly IntoExpression[])[]): DataFrame;
  topK(k: number, options: { by: IntoExpression | readonly IntoExpression[] }): DataFrame;
  topK(options: { k: number; by: IntoExpression | readonly IntoExpression[] }): DataFrame;
  /**
   * The rows with the smallest values.
   *
   * Also: nsmallest.
   *
   * @example
   * df.bottomK(5, { by: 'price' })
   */
  bottomK(k: number, ...by: (IntoExpression | readonly IntoExpression[])[]): DataFrame;
  bottomK(k: number, options: { by: IntoExpression | readonly IntoExpression[] }): DataFrame;
  bottomK(options: { k: number; by: IntoExpression | readonly IntoExpression[] }): DataFrame;
  /**
   * A column that counts the rows from 0.
   *
   * Also: withRowCount, withRowNumber.
   *
   * @example
   * df.withRowIndex('row')
   */
  withRowIndex(name?: string, offset?: number): DataFrame;
  withRowIndex(options?: { name?: string; offset?: number }): DataFrame;
  /**
   * Rows in reverse order.
   *
   * @example
   * df.reverse()
   */
  reverse(): DataFrame;
  /**
   * Values moved down by n rows.
   *
   * @example
   * df.shift(1)
   */
  shift(n?: number): DataFrame;
  shift(options?: { n?: number }): DataFrame;
  /**
   * Random rows; the same seed draws the same ones.
   *
   * @example
   * df.sample({ n: 3, seed: 7 })
   */
  sample(n?: number, fraction?: number, seed?: number): DataFrame;
  sample(n?: number, fraction?: number, seed?: number, options?: { withReplacement?: boolean }): DataFrame;
  sample(options?: { n?: number; fraction?: number; seed?: number; withReplacement?: boolean }): DataFrame;
  /**
   * The columns of another frame beside.
   *
   * @example
   * df.select('city').hstack(df.select('price'))
   */
  hstack(columns: DataFrame | Expression | readonly Expression[]): DataFrame;
  /**
   * A column at a position.
   *
   * Also: insertAtIdx.
   *
   * @example
   * df.insertColumn(0, pl.lit(1).alias('one'))
   */
  insertColumn(index: number, column: IntoExpression): DataFrame;
  insertColumn(index: number, options: { column: IntoExpression }): DataFrame;
  insertColumn(options: { index: number; column: IntoExpression }): DataFrame;
  /**
   * The rows of another frame below.
   *
   * Also: extend, append.
   *
   * @example
   * a.vstack(a)
   */
  vstack(other: DataFrame): DataFrame;
  /**
   * Groups, in order of their first row; then `.agg(…)`.
   *
   * Also: groupby.
   *
   * @example
   * df.groupBy('city').agg(pl.col('price').mean().alias('mean_price'))
   */
  groupBy(by: IntoExpression | readonly IntoExpression[], maintainOrder?: boolean): GroupBy;
  groupBy(...by: (IntoExpression | readonly IntoExpression[])[]): GroupBy;
  groupBy(by: IntoExpression | readonly IntoExpression[], options?: { maintainOrder?: boolean }): GroupBy;
  groupBy(options: { by: IntoExpression | readonly IntoExpression[]; maintainOrder?: boolean }): GroupBy;
  /**
   * Groups by windows of time, such as `1d`, `1w`, `1mo`, `1q`, `1y`; then `.agg(…)`.
   *
   * @example
   * df.groupByDynamic('date', { every: '1mo' }).agg(pl.col('price').sum())
   */
  groupByDynamic(indexColumn: Column, every: DurationText, ...by: (IntoExpression | readonly IntoExpression[])[]): GroupBy;
  groupByDynamic(indexColumn: Column, every: DurationText, options?: { by?: IntoExpression | readonly IntoExpression[]; period?: DurationText; closed?: 'left'; label?: 'left' }): GroupBy;
  groupByDynamic(indexColumn: Column, options: { every: DurationText; by?: IntoExpression | readonly IntoExpression[]; period?: DurationText; closed?: 'left'; label?: 'left' }): GroupBy;
  groupByDynamic(indexColumn: Column, every: DurationText, by?: IntoExpression | readonly IntoExpression[], options?: { period?: DurationText; closed?: 'left'; label?: 'left' }): GroupBy;
  groupByDynamic(options: { indexColumn: Column; every: DurationText; by?: IntoExpression | readonly IntoExpression[]; period?: DurationText; closed?: 'left'; label?: 'left' }): GroupBy;
  /**
   * For each row, the rows of the span of time that ends there; then `.agg(…)`.
   *
   * Also: rolling.
   *
   * @example
   * df.groupByRolling('date', { period: '7d' }).agg(pl.col('price').mean())
   */
  groupByRolling(indexColumn: Column, period: DurationText): GroupBy;
  groupByRolling(indexColumn: Column, period: DurationText, options?: { by?: IntoExpression | readonly IntoExpression[]; offset?: DurationText; closed?: 'right' | 'left' | 'both' | 'none' }): GroupBy;
  groupByRolling(indexColumn: Column, options: { period: DurationText; by?: IntoExpression | readonly IntoExpression[]; offset?: DurationText; closed?: 'right' | 'left' | 'both' | 'none' }): GroupBy;
  groupByRolling(options: { indexColumn: Column; period: DurationText; by?: IntoExpression | readonly IntoExpression[]; offset?: DurationText; closed?: 'right' | 'left' | 'both' | 'none' }): GroupBy;
  /**
   * Rows of two frames by equal keys.
   *
   * @example
   * a.join(b, { on: 'id', how: 'left' })
   */
  join(other: DataFrame, on?: IntoExpression | readonly IntoExpression[], how?: 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross'): DataFrame;
  join(other: DataFrame, options?: { on?: IntoExpression | readonly IntoExpression[]; leftOn?: IntoExpression | readonly IntoExpression[]; rightOn?: IntoExpression | readonly IntoExpression[]; how?: 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross'; suffix?: string; coalesce?: boolean; nullsEqual?: boolean; validate?: 'm:m' | 'm:1' | '1:m' | '1:1' }): DataFrame;
  join(other: DataFrame, on?: IntoExpression | readonly IntoExpression[], how?: 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross', options?: { leftOn?: IntoExpression | readonly IntoExpression[]; rightOn?: IntoExpression | readonly IntoExpression[]; suffix?: string; coalesce?: boolean; nullsEqual?: boolean; validate?: 'm:m' | 'm:1' | '1:m' | '1:1' }): DataFrame;
  join(options: { other: DataFrame; on?: IntoExpression | readonly IntoExpression[]; leftOn?: IntoExpression | readonly IntoExpression[]; rightOn?: IntoExpression | readonly IntoExpression[]; how?: 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross'; suffix?: string; coalesce?: boolean; nullsEqual?: boolean; validate?: 'm:m' | 'm:1' | '1:m' | '1:1' }): DataFrame;
  join(other: DataFrame, on: string | readonly string[], how?: string): DataFrame;
  /**
   * Rows joined to the nearest earlier key.
   *
   * @example
   * a.joinAsof(b, { on: 'date' })
   */
  joinAsof(other: DataFrame, on?: Column): DataFrame;
  joinAsof(other: DataFrame, options?: { on?: Column; leftOn?: Column; rightOn?: Column; by?: Column | readonly Column[]; byLeft?: Column | readonly Column[]; byRight?: Column | readonly Column[]; strategy?: 'backward' | 'forward' | 'nearest'; tolerance?: DurationText; suffix?: string; allowExactMatches?: boolean }): DataFrame;
  joinAsof(other: DataFrame, on?: Column, options?: { leftOn?: Column; rightOn?: Column; by?: Column | readonly Column[]; byLeft?: Column | readonly Column[]; byRight?: Column | readonly Column[]; strategy?: 'backward' | 'forward' | 'nearest'; tolerance?: DurationText; suffix?: string; allowExactMatches?: boolean }): DataFrame;
  joinAsof(options: { other: DataFrame; on?: Column; leftOn?: Column; rightOn?: Column; by?: Column | readonly Column[]; byLeft?: Column | readonly Column[]; byRight?: Column | readonly Column[]; strategy?: 'backward' | 'forward' | 'nearest'; tolerance?: DurationText; suffix?: string; allowExactMatches?: boolean }): DataFrame;
  /**
   * One row per item of a list.
   *
   * @example
   * df.explode('tags')
   */
  explode(...columns: (Column | readonly Column[])[]): DataFrame;
  /**
   * The fields of a struct as columns.
   *
   * @example
   * df.unnest('point')
   */
  unnest(...columns: (Column | readonly Column[])[]): DataFrame;
  /**
   * Columns turned into rows of variable and value.
   *
   * Also: melt.
   *
   * @example
   * df.unpivot({ index: 'city', on: ['q1', 'q2'] })
   */
  unpivot(index?: Column | readonly Column[], on?: Column | readonly Column[]): DataFrame;
  unpivot(index?: Column | readonly Column[], on?: Column | readonly Column[], options?: { variableName?: string; valueName?: string }): DataFrame;
  unpivot(options?: { index?: Column | readonly Column[]; on?: Column | readonly Column[]; variableName?: string; valueName?: string }): DataFrame;
  /**
   * Values of a column turned into columns.
   *
   * @example
   * df.pivot({ on: 'year', index: 'city', values: 'price', aggregate: 'sum' })
   */
  pivot(on: Column, index: Column | readonly Column[], values: Column | readonly Column[], aggregate?: 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'len' | 'first' | 'last', sortColumns?: boolean): DataFrame;
  pivot(on: Column, index: Column | readonly Column[], values: Column | readonly Column[], options?: { aggregate?: 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'len' | 'first' | 'last'; sortColumns?: boolean }): DataFrame;
  pivot(on: Column, index: Column | readonly Column[], options: { values: Column | readonly Column[]; aggregate?: 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'len' | 'first' | 'last'; sortColumns?: boolean }): DataFrame;
  pivot(on: Column, options: { index: Column | readonly Column[]; values: Column | readonly Column[]; aggregate?: 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'len' | 'first' | 'last'; sortColumns?: boolean }): DataFrame;
  pivot(options: { on: Column; index: Column | readonly Column[]; values: Column | readonly Column[]; aggregate?: 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'len' | 'first' | 'last'; sortColumns?: boolean }): DataFrame;
  /**
   * Rows turned into columns, and columns into rows.
   *
   * @example
   * df.head(2).select('city', 'price').transpose({ columnNames: 'city', includeHeader: true })
   */
  transpose(includeHeader?: boolean, headerName?: string): DataFrame;
  transpose(includeHeader?: boolean, headerName?: string, options?: { columnNames?: Column | readonly Column[] }): DataFrame;
  transpose(options?: { includeHeader?: boolean; headerName?: string; columnNames?: Column | readonly Column[] }): DataFrame;
  /**
   * A column of 0 and 1 per value of some columns.
   *
   * Also: getDummies.
   *
   * @example
   * df.select('city').toDummies()
   */
  toDummies(...columns: (Column | readonly Column[])[]): DataFrame;
  toDummies(columns?: Column | readonly Column[], options?: { separator?: string; dropFirst?: boolean }): DataFrame;
  toDummies(options?: { columns?: Column | readonly Column[]; separator?: string; dropFirst?: boolean }): DataFrame;
  /**
   * A row for each step of time, null where there was none.
   *
   * @example
   * df.select('date', 'price').unique('date').upsample('date', { every: '1d' })
   */
  upsample(timeColumn: Column, every: DurationText): DataFrame;
  upsample(timeColumn: Column, every: DurationText, options?: { by?: Column | readonly Column[] }): DataFrame;
  upsample(timeColumn: Column, options: { every: DurationText; by?: Column | readonly Column[] }): DataFrame;
  upsample(options: { timeColumn: Column; every: DurationText; by?: Column | readonly Column[] }): DataFrame;
  /**
   * A frame per value of some columns, in an array.
   *
   * @example
   * df.partitionBy('city')
   */
  partitionBy(...columns: (Column | readonly Column[])[]): DataFrame[];
  /**
   * Count, nulls, mean, std, min, quartiles and max of each column.
   *
   * @example
   * df.describe()
   */
  describe(): DataFrame;
  /**
   * How often each value occurs, most frequent first.
   *
   * @example
   * df.valueCounts('city')
   */
  valueCounts(...columns: (Column | readonly Column[])[]): DataFrame;
  valueCounts(columns: Column | readonly Column[], options?: { name?: string; normalize?: boolean }): DataFrame;
  valueCounts(options: { columns: Column | readonly Column[]; name?: string; normalize?: boolean }): DataFrame;
  /**
   * Counts in bins of equal width: columns `start`, `end`, `count`.
   *
   * Also: hist.
   *
   * @example
   * df.histogram('price', { bins: 10 })
   */
  histogram(column: Column, bins?: number): DataFrame;
  histogram(column: Column, options?: { bins?: number }): DataFrame;
  histogram(options: { column: Column; bins?: number }): DataFrame;
  /**
   * Correlations of each numeric column with each other.
   *
   * @example
   * df.corr()
   */
  corr(method?: 'pearson' | 'spearman'): DataFrame;
  corr(options?: { method?: 'pearson' | 'spearman' }): DataFrame;
  /**
   * Sums of the numeric columns, as one row.
   *
   * @example
   * df.sum()
   */
  sum(...columns: (Column | readonly Column[])[]): DataFrame;
  sum(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Means of the numeric columns, as one row.
   *
   * @example
   * df.mean()
   */
  mean(...columns: (Column | readonly Column[])[]): DataFrame;
  mean(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Medians of the numeric columns, as one row.
   *
   * @example
   * df.median()
   */
  median(...columns: (Column | readonly Column[])[]): DataFrame;
  median(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Smallest value of each column, as one row.
   *
   * @example
   * df.min()
   */
  min(...columns: (Column | readonly Column[])[]): DataFrame;
  min(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Largest value of each column, as one row.
   *
   * @example
   * df.max()
   */
  max(...columns: (Column | readonly Column[])[]): DataFrame;
  max(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Standard deviations of the numeric columns, as one row.
   *
   * @example
   * df.std()
   */
  std(...columns: (Column | readonly Column[])[]): DataFrame;
  std(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Variances of the numeric columns, as one row.
   *
   * @example
   * df.var()
   */
  var(...columns: (Column | readonly Column[])[]): DataFrame;
  var(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Number of values of each column which are not null, as one row.
   *
   * @example
   * df.count()
   */
  count(...columns: (Column | readonly Column[])[]): DataFrame;
  count(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Number of nulls of each column, as one row.
   *
   * @example
   * df.nullCount()
   */
  nullCount(...columns: (Column | readonly Column[])[]): DataFrame;
  nullCount(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Quantiles of the numeric columns, as one row.
   *
   * @example
   * df.quantile(0.9)
   */
  quantile(quantile: number, ...columns: (Column | readonly Column[])[]): DataFrame;
  quantile(quantile: number, options?: { columns?: Column | readonly Column[] }): DataFrame;
  quantile(options: { quantile: number; columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Computes the frame once and keeps it; optional.
   *
   * Also: collectSync, cache.
   *
   * @example
   * df.collect()
   */
  collect(): DataFrame;
  /**
   * The frame itself.
   *
   * Also: clone, rechunk, eager.
   *
   * @example
   * df.lazy()
   */
  lazy(): DataFrame;
  /**
   * The names of the columns.
   *
   * @example
   * df.columns
   */
  readonly columns: string[];
  /**
   * The types of the columns.
   *
   * @example
   * df.dtypes
   */
  readonly dtypes: string[];
  /**
   * The columns and their types, by name.
   *
   * @example
   * df.schema
   */
  readonly schema: Record<string, string>;
  /**
   * The number of rows.
   *
   * Also: length.
   *
   * @example
   * df.height
   */
  readonly height: number;
  /**
   * The number of columns.
   *
   * @example
   * df.width
   */
  readonly width: number;
  /**
   * Rows and columns, as `[height, width]`; `.height` and `.width` of it, too.
   *
   * @example
   * df.shape
   */
  readonly shape: [height: number, width: number] & { height: number; width: number };
  /**
   * Whether there are no rows.
   *
   * @example
   * df.isEmpty()
   */
  isEmpty(): boolean;
  /**
   * The number of distinct rows.
   *
   * Also: approxNUnique.
   *
   * @example
   * df.nUnique('city')
   */
  nUnique(...columns: (Column | readonly Column[])[]): number;
  nUnique(options?: { columns?: Column | readonly Column[] }): number;
  /**
   * The rows as objects, for plain JavaScript.
   *
   * Also: toDicts, toObjects, toObject, toArray, toJSON, iterRows, toJs.
   *
   * @example
   * df.toRecords()
   */
  toRecords(): Record<string, Cell>[];
  /**
   * The rows as arrays.
   *
   * Also: toRows, toList.
   *
   * @example
   * df.rows()
   */
  rows(): Cell[][];
  /**
   * One row as an array.
   *
   * @example
   * df.row(0)
   */
  row(index: number): Cell[];
  /**
   * The values of a column as an array.
   *
   * Also: column, get.
   *
   * @example
   * df.getColumn('city')
   */
  getColumn(name: Column): Cell[];
  /**
   * The values of all columns, an array each.
   *
   * @example
   * df.getColumns()
   */
  getColumns(): Cell[][];
  /**
   * The values of a column as an array, the first unless told.
   *
   * @example
   * df.toSeries()
   */
  toSeries(index?: number): Cell[];
  toSeries(options?: { index?: number }): Cell[];
  /**
   * The first rows as a text.
   *
   * Also: glimpse, show, print.
   *
   * @example
   * df.toString()
   */
  toString(): string;
  /**
   * The only value, or the one at a row and column.
   *
   * @example
   * df.select(pl.len()).item()
   */
  item(row?: number, column?: string | number): Cell;
  item(options?: { row?: number; column?: string | number }): Cell;
  /**
   * Whether another frame has the same columns and values.
   *
   * Also: frameEqual.
   *
   * @example
   * df.equals(df)
   */
  equals(other: DataFrame): boolean;
}

/** The groups of a frame, before their aggregation. */
interface GroupBy {
  /**
   * One row per group; `{ price: 'mean' }` and `{ price: ['min', 'max'] }` work too.
   *
   * Also: aggregate.
   *
   * @example
   * df.groupBy('city').agg({ total: pl.col('price').sum(), rows: pl.len() })
   */
  agg(...aggregations: (IntoExpression | readonly IntoExpression[] | NamedExpressions)[]): DataFrame;
  agg(dictionary: Readonly<Record<string, Aggregate | readonly Aggregate[]>>): DataFrame;
  /**
   * The values of each group as lists.
   *
   * @example
   * df.select('city', 'price').groupBy('city').all()
   */
  all(): DataFrame;
  /**
   * Rows per group, as column `len`.
   *
   * Also: size.
   *
   * @example
   * df.groupBy('city').len()
   */
  len(name?: string): DataFrame;
  len(options?: { name?: string }): DataFrame;
  /**
   * Rows per group, as column `count`.
   *
   * @example
   * df.groupBy('city').count()
   */
  count(): DataFrame;
  /**
   * The first rows of each group.
   *
   * @example
   * df.groupBy('city').head(3)
   */
  head(n?: number): DataFrame;
  head(options?: { n?: number }): DataFrame;
  /**
   * The last rows of each group.
   *
   * @example
   * df.groupBy('city').tail(3)
   */
  tail(n?: number): DataFrame;
  tail(options?: { n?: number }): DataFrame;
  /**
   * Sums per group of the given columns, or of all numeric ones.
   *
   * @example
   * df.groupBy('city').sum('price')
   */
  sum(...columns: (Column | readonly Column[])[]): DataFrame;
  sum(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Means per group.
   *
   * @example
   * df.groupBy('city').mean('price')
   */
  mean(...columns: (Column | readonly Column[])[]): DataFrame;
  mean(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Medians per group.
   *
   * @example
   * df.groupBy('city').median('price')
   */
  median(...columns: (Column | readonly Column[])[]): DataFrame;
  median(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Smallest values per group.
   *
   * @example
   * df.groupBy('city').min('price')
   */
  min(...columns: (Column | readonly Column[])[]): DataFrame;
  min(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Largest values per group.
   *
   * @example
   * df.groupBy('city').max('price')
   */
  max(...columns: (Column | readonly Column[])[]): DataFrame;
  max(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Standard deviations per group.
   *
   * @example
   * df.groupBy('city').std('price')
   */
  std(...columns: (Column | readonly Column[])[]): DataFrame;
  std(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Variances per group.
   *
   * @example
   * df.groupBy('city').var('price')
   */
  var(...columns: (Column | readonly Column[])[]): DataFrame;
  var(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * First values per group.
   *
   * @example
   * df.groupBy('city').first('price')
   */
  first(...columns: (Column | readonly Column[])[]): DataFrame;
  first(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Last values per group.
   *
   * @example
   * df.groupBy('city').last('price')
   */
  last(...columns: (Column | readonly Column[])[]): DataFrame;
  last(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Numbers of distinct values per group.
   *
   * @example
   * df.groupBy('city').nUnique('price')
   */
  nUnique(...columns: (Column | readonly Column[])[]): DataFrame;
  nUnique(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Numbers of nulls per group.
   *
   * @example
   * df.groupBy('city').nullCount('price')
   */
  nullCount(...columns: (Column | readonly Column[])[]): DataFrame;
  nullCount(options?: { columns?: Column | readonly Column[] }): DataFrame;
  /**
   * Quantiles per group.
   *
   * @example
   * df.groupBy('city').quantile(0.9, 'price')
   */
  quantile(quantile: number, ...columns: (Column | readonly Column[])[]): DataFrame;
  quantile(quantile: number, options?: { columns?: Column | readonly Column[] }): DataFrame;
  quantile(options: { quantile: number; columns?: Column | readonly Column[] }): DataFrame;
}

/** What a column, or a computation on columns, will be. */
interface Expression {
  /**
   * Sum with a value or expression; joins texts.
   *
   * Also: plus.
   *
   * @example
   * pl.col('price').add(2)
   */
  add(other: Operand): Expression;
  /**
   * Difference.
   *
   * Also: minus, subtract.
   *
   * @example
   * pl.col('price').sub(2)
   */
  sub(other: Operand): Expression;
  /**
   * Product.
   *
   * Also: times, multiply, multiplyBy.
   *
   * @example
   * pl.col('price').mul(pl.col('quantity'))
   */
  mul(other: Operand): Expression;
  /**
   * Quotient; never rounded.
   *
   * Also: truediv, divide, divideBy, dividedBy.
   *
   * @example
   * pl.col('price').div(2)
   */
  div(other: Operand): Expression;
  /**
   * Quotient rounded down.
   *
   * Also: floordiv, intDiv.
   *
   * @example
   * pl.col('price').floorDiv(2)
   */
  floorDiv(other: Operand): Expression;
  /**
   * Remainder.
   *
   * Also: rem, modulo.
   *
   * @example
   * pl.col('price').mod(2)
   */
  mod(other: Operand): Expression;
  /**
   * Equal to; a text is a literal, null means `isNull`.
   *
   * Also: equals, equal.
   *
   * @example
   * pl.col('price').eq(2)
   */
  eq(other: Operand): Expression;
  /**
   * Not equal to.
   *
   * Also: ne, notEquals, notEq, notEqual.
   *
   * @example
   * pl.col('price').neq(2)
   */
  neq(other: Operand): Expression;
  /**
   * Greater than.
   *
   * Also: greaterThan.
   *
   * @example
   * pl.col('price').gt(2)
   */
  gt(other: Operand): Expression;
  /**
   * Greater than or equal to.
   *
   * Also: ge, gte, geq, greaterThanEquals, greaterThanOrEqual.
   *
   * @example
   * pl.col('price').gtEq(2)
   */
  gtEq(other: Operand): Expression;
  /**
   * Less than.
   *
   * Also: lessThan.
   *
   * @example
   * pl.col('price').lt(2)
   */
  lt(other: Operand): Expression;
  /**
   * Less than or equal to.
   *
   * Also: le, lte, leq, lessThanEquals, lessThanOrEqual.
   *
   * @example
   * pl.col('price').ltEq(2)
   */
  ltEq(other: Operand): Expression;
  /**
   * Power, with a number as the exponent.
   *
   * Also: power.
   *
   * @example
   * pl.col('price').pow(2)
   */
  pow(other: number): Expression;
  /**
   * Equal to, where null equals null.
   *
   * @example
   * pl.col('a').eqMissing(pl.col('b'))
   */
  eqMissing(other: Operand): Expression;
  /**
   * Not equal to, where null equals null.
   *
   * Also: neqMissing.
   *
   * @example
   * pl.col('a').neMissing(pl.col('b'))
   */
  neMissing(other: Operand): Expression;
  /**
   * Logical and.
   *
   * Also: and_.
   *
   * @example
   * pl.col('a').gt(1).and(pl.col('b').lt(2))
   */
  and(...others: (Operand | readonly Operand[])[]): Expression;
  /**
   * Logical or.
   *
   * Also: or_.
   *
   * @example
   * pl.col('a').gt(1).or(pl.col('b').lt(2))
   */
  or(...others: (Operand | readonly Operand[])[]): Expression;
  /**
   * Logical exclusive or.
   *
   * @example
   * pl.col('a').gt(1).xor(pl.col('b').lt(2))
   */
  xor(other: Operand): Expression;
  /**
   * Logical not.
   *
   * Also: not_, negate, invert.
   *
   * @example
   * pl.col('active').not()
   */
  not(): Expression;
  /**
   * The value with its sign turned.
   *
   * Also: negative.
   *
   * @example
   * pl.col('price').neg()
   */
  neg(): Expression;
  /**
   * True where null.
   *
   * Also: isNa.
   *
   * @example
   * pl.col('price').isNull()
   */
  isNull(): Expression;
  /**
   * True where not null.
   *
   * Also: notNull.
   *
   * @example
   * pl.col('price').isNotNull()
   */
  isNotNull(): Expression;
  /**
   * True where NaN.
   *
   * @example
   * pl.col('price').isNan()
   */
  isNan(): Expression;
  /**
   * True where not NaN.
   *
   * @example
   * pl.col('price').isNotNan()
   */
  isNotNan(): Expression;
  /**
   * True where finite.
   *
   * @example
   * pl.col('price').isFinite()
   */
  isFinite(): Expression;
  /**
   * True where infinite.
   *
   * @example
   * pl.col('price').isInfinite()
   */
  isInfinite(): Expression;
  /**
   * True where the value occurs once.
   *
   * @example
   * pl.col('price').isUnique()
   */
  isUnique(): Expression;
  /**
   * True where the value occurs more than once.
   *
   * @example
   * pl.col('price').isDuplicated()
   */
  isDuplicated(): Expression;
  /**
   * True at the first of each value.
   *
   * Also: isFirst.
   *
   * @example
   * pl.col('price').isFirstDistinct()
   */
  isFirstDistinct(): Expression;
  /**
   * True at the last of each value.
   *
   * Also: isLast.
   *
   * @example
   * pl.col('price').isLastDistinct()
   */
  isLastDistinct(): Expression;
  /**
   * Whether the value is one of a list.
   *
   * Also: in, includes.
   *
   * @example
   * pl.col('city').isIn(['Oslo', 'Rome'])
   */
  isIn(values: readonly Literal[]): Expression;
  /**
   * Whether the value is none of a list.
   *
   * Also: notIn.
   *
   * @example
   * pl.col('city').isNotIn(['Oslo'])
   */
  isNotIn(values: readonly Literal[]): Expression;
  /**
   * Between two bounds, both included unless told.
   *
   * Also: between.
   *
   * @example
   * pl.col('date').isBetween('2024-01-01', '2024-03-31')
   */
  isBetween(lower: Operand, upper: Operand, closed?: 'both' | 'left' | 'right' | 'none'): Expression;
  isBetween(lower: Operand, upper: Operand, options?: { closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  isBetween(lower: Operand, options: { upper: Operand; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  isBetween(options: { lower: Operand; upper: Operand; closed?: 'both' | 'left' | 'right' | 'none' }): Expression;
  /**
   * Under another name.
   *
   * Also: as, rename.
   *
   * @example
   * pl.col('price').mean().alias('mean_price')
   */
  alias(name: string): Expression;
  /**
   * With a prefix to the name.
   *
   * @example
   * pl.all().prefix('x_')
   */
  prefix(text: string): Expression;
  /**
   * With a suffix to the name.
   *
   * @example
   * pl.all().suffix('_x')
   */
  suffix(text: string): Expression;
  /**
   * Under the name of the first column.
   *
   * @example
   * pl.col('price').alias('p').keepName()
   */
  keepName(): Expression;
  /**
   * Without these columns.
   *
   * @example
   * pl.all().exclude('id')
   */
  exclude(...names: (Column | readonly Column[])[]): Expression;
  /**
   * As another type; what does not fit is an error unless `{ strict: false }`.
   *
   * Also: astype.
   *
   * @example
   * pl.col('year').cast(pl.Int64)
   */
  cast(dtype: DataType | DataTypeName, strict?: boolean): Expression;
  cast(dtype: DataType | DataTypeName, options?: { strict?: boolean }): Expression;
  cast(options: { dtype: DataType | DataTypeName; strict?: boolean }): Expression;
  /**
   * Sum; 0 for no values.
   *
   * @example
   * pl.col('price').sum()
   */
  sum(): Expression;
  /**
   * Mean.
   *
   * Also: avg, average.
   *
   * @example
   * pl.col('price').mean()
   */
  mean(): Expression;
  /**
   * Median.
   *
   * @example
   * pl.col('price').median()
   */
  median(): Expression;
  /**
   * Smallest value.
   *
   * @example
   * pl.col('price').min()
   */
  min(): Expression;
  /**
   * Largest value.
   *
   * @example
   * pl.col('price').max()
   */
  max(): Expression;
  /**
   * Product of the values.
   *
   * Also: prod.
   *
   * @example
   * pl.col('price').product()
   */
  product(): Expression;
  /**
   * Number of values which are not null.
   *
   * @example
   * pl.col('price').count()
   */
  count(): Expression;
  /**
   * Number of values, nulls included.
   *
   * Also: size.
   *
   * @example
   * pl.col('price').len()
   */
  len(): Expression;
  /**
   * Number of distinct values; null counts as one.
   *
   * Also: countDistinct, nunique, approxNUnique.
   *
   * @example
   * pl.col('price').nUnique()
   */
  nUnique(): Expression;
  /**
   * Number of nulls.
   *
   * @example
   * pl.col('price').nullCount()
   */
  nullCount(): Expression;
  /**
   * First value.
   *
   * @example
   * pl.col('price').first()
   */
  first(): Expression;
  /**
   * Last value.
   *
   * @example
   * pl.col('price').last()
   */
  last(): Expression;
  /**
   * Skewness.
   *
   * Also: skewness.
   *
   * @example
   * pl.col('price').skew()
   */
  skew(): Expression;
  /**
   * Excess kurtosis.
   *
   * @example
   * pl.col('price').kurtosis()
   */
  kurtosis(): Expression;
  /**
   * Entropy of the values as weights.
   *
   * @example
   * pl.col('price').entropy()
   */
  entropy(): Expression;
  /**
   * Row of the smallest value.
   *
   * @example
   * pl.col('price').argMin()
   */
  argMin(): Expression;
  /**
   * Row of the largest value.
   *
   * @example
   * pl.col('price').argMax()
   */
  argMax(): Expression;
  /**
   * Standard deviation of a sample; `{ ddof: 0 }` of all.
   *
   * Also: stddev, stdev.
   *
   * @example
   * pl.col('price').std()
   */
  std(ddof?: number): Expression;
  std(options?: { ddof?: number }): Expression;
  /**
   * Variance of a sample; `{ ddof: 0 }` of all.
   *
   * Also: variance.
   *
   * @example
   * pl.col('price').var()
   */
  var(ddof?: number): Expression;
  var(options?: { ddof?: number }): Expression;
  /**
   * Whether any value is true.
   *
   * @example
   * pl.col('active').any()
   */
  any(): Expression;
  /**
   * Whether all values are true.
   *
   * @example
   * pl.col('active').all()
   */
  all(): Expression;
  /**
   * Quantile, linearly interpolated unless told.
   *
   * Also: percentile.
   *
   * @example
   * pl.col('price').quantile(0.9)
   */
  quantile(quantile: number, interpolation?: 'linear' | 'nearest' | 'lower' | 'higher' | 'midpoint'): Expression;
  quantile(quantile: number, options?: { interpolation?: 'linear' | 'nearest' | 'lower' | 'higher' | 'midpoint' }): Expression;
  quantile(options: { quantile: number; interpolation?: 'linear' | 'nearest' | 'lower' | 'higher' | 'midpoint' }): Expression;
  /**
   * The value at a position; negative from the end.
   *
   * Also: gather, at, nth.
   *
   * @example
   * pl.col('name').get(0)
   */
  get(index: number): Expression;
  /**
   * Sum of the products with another column.
   *
   * @example
   * pl.col('price').dot(pl.col('quantity'))
   */
  dot(other: IntoExpression): Expression;
  /**
   * Correlation with another expression.
   *
   * @example
   * pl.col('price').corr(pl.col('quantity'))
   */
  corr(other: IntoExpression, method?: 'pearson' | 'spearman'): Expression;
  corr(other: IntoExpression, options?: { method?: 'pearson' | 'spearman' }): Expression;
  corr(options: { other: IntoExpression; method?: 'pearson' | 'spearman' }): Expression;
  /**
   * Covariance with another expression.
   *
   * @example
   * pl.col('price').cov(pl.col('quantity'))
   */
  cov(other: IntoExpression): Expression;
  /**
   * All values as one list.
   *
   * Also: toList, aggGroups.
   *
   * @example
   * pl.col('city').implode()
   */
  implode(): Expression;
  /**
   * Most frequent values, in order.
   *
   * @example
   * pl.col('city').mode()
   */
  mode(): Expression;
  /**
   * How often each value occurs, in order of first.
   *
   * @example
   * pl.col('city').uniqueCounts()
   */
  uniqueCounts(): Expression;
  /**
   * Structs of value and count, most frequent first.
   *
   * @example
   * df.select(pl.col('city').valueCounts()).unnest('city')
   */
  valueCounts(sort?: boolean, name?: string, normalize?: boolean): Expression;
  valueCounts(options?: { sort?: boolean; name?: string; normalize?: boolean }): Expression;
  /**
   * Per group, on every row; `orderBy` says in which order the group is taken.
   *
   * @example
   * pl.col('price').cumSum().over('city', { orderBy: 'date' })
   */
  over(...by: (IntoExpression | readonly IntoExpression[])[]): Expression;
  over(by?: IntoExpression | readonly IntoExpression[], options?: { orderBy?: IntoExpression | readonly IntoExpression[]; descending?: boolean | readonly boolean[] }): Expression;
  over(options?: { by?: IntoExpression | readonly IntoExpression[]; orderBy?: IntoExpression | readonly IntoExpression[]; descending?: boolean | readonly boolean[] }): Expression;
  /**
   * Rank of the value.
   *
   * @example
   * pl.col('price').rank({ method: 'dense', descending: true })
   */
  rank(method?: 'average' | 'min' | 'max' | 'dense' | 'ordinal', descending?: boolean): Expression;
  rank(options?: { method?: 'average' | 'min' | 'max' | 'dense' | 'ordinal'; descending?: boolean }): Expression;
  /**
   * The value n rows before.
   *
   * Also: lag, shiftAndFill.
   *
   * @example
   * pl.col('price').shift(1)
   */
  shift(n?: number): Expression;
  shift(n?: number, options?: { fillValue?: Operand }): Expression;
  shift(options?: { n?: number; fillValue?: Operand }): Expression;
  /**
   * The value n rows after.
   *
   * @example
   * pl.col('price').lead(1)
   */
  lead(n?: number): Expression;
  lead(options?: { n?: number }): Expression;
  /**
   * Difference to the value n rows before.
   *
   * @example
   * pl.col('price').diff()
   */
  diff(n?: number): Expression;
  diff(options?: { n?: number }): Expression;
  /**
   * Change relative to the value n rows before.
   *
   * @example
   * pl.col('price').pctChange()
   */
  pctChange(n?: number): Expression;
  pctChange(options?: { n?: number }): Expression;
  /**
   * Running sum.
   *
   * Also: cumsum.
   *
   * @example
   * pl.col('quantity').cumSum()
   */
  cumSum(reverse?: boolean): Expression;
  cumSum(options?: { reverse?: boolean }): Expression;
  /**
   * Running minimum.
   *
   * Also: cummin.
   *
   * @example
   * pl.col('quantity').cumMin()
   */
  cumMin(reverse?: boolean): Expression;
  cumMin(options?: { reverse?: boolean }): Expression;
  /**
   * Running maximum.
   *
   * Also: cummax.
   *
   * @example
   * pl.col('quantity').cumMax()
   */
  cumMax(reverse?: boolean): Expression;
  cumMax(options?: { reverse?: boolean }): Expression;
  /**
   * Running product.
   *
   * Also: cumprod.
   *
   * @example
   * pl.col('quantity').cumProd()
   */
  cumProd(reverse?: boolean): Expression;
  cumProd(options?: { reverse?: boolean }): Expression;
  /**
   * Running count of values which are not null.
   *
   * Also: cumcount.
   *
   * @example
   * pl.col('quantity').cumCount()
   */
  cumCount(reverse?: boolean): Expression;
  cumCount(options?: { reverse?: boolean }): Expression;
  /**
   * Mean of the last `windowSize` rows; null until `minPeriods` of them have values.
   *
   * @example
   * pl.col('price').rollingMean({ windowSize: 7, minPeriods: 1 })
   */
  rollingMean(windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingMean(windowSize: number, options?: { minPeriods?: number; center?: boolean }): Expression;
  rollingMean(options: { windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Sum of the last `windowSize` rows; null until `minPeriods` of them have values.
   *
   * @example
   * pl.col('price').rollingSum({ windowSize: 7, minPeriods: 1 })
   */
  rollingSum(windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingSum(windowSize: number, options?: { minPeriods?: number; center?: boolean }): Expression;
  rollingSum(options: { windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Minimum of the last `windowSize` rows; null until `minPeriods` of them have values.
   *
   * @example
   * pl.col('price').rollingMin({ windowSize: 7, minPeriods: 1 })
   */
  rollingMin(windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingMin(windowSize: number, options?: { minPeriods?: number; center?: boolean }): Expression;
  rollingMin(options: { windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Maximum of the last `windowSize` rows; null until `minPeriods` of them have values.
   *
   * @example
   * pl.col('price').rollingMax({ windowSize: 7, minPeriods: 1 })
   */
  rollingMax(windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingMax(windowSize: number, options?: { minPeriods?: number; center?: boolean }): Expression;
  rollingMax(options: { windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Median of the last `windowSize` rows; null until `minPeriods` of them have values.
   *
   * @example
   * pl.col('price').rollingMedian({ windowSize: 7, minPeriods: 1 })
   */
  rollingMedian(windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingMedian(windowSize: number, options?: { minPeriods?: number; center?: boolean }): Expression;
  rollingMedian(options: { windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Standard deviation of the last `windowSize` rows; null until `minPeriods` of them have values.
   *
   * @example
   * pl.col('price').rollingStd({ windowSize: 7, minPeriods: 1 })
   */
  rollingStd(windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingStd(windowSize: number, options?: { minPeriods?: number; center?: boolean }): Expression;
  rollingStd(options: { windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Variance of the last `windowSize` rows; null until `minPeriods` of them have values.
   *
   * @example
   * pl.col('price').rollingVar({ windowSize: 7, minPeriods: 1 })
   */
  rollingVar(windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingVar(windowSize: number, options?: { minPeriods?: number; center?: boolean }): Expression;
  rollingVar(options: { windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Quantile of the last rows.
   *
   * @example
   * pl.col('price').rollingQuantile({ quantile: 0.9, windowSize: 7, minPeriods: 1 })
   */
  rollingQuantile(quantile: number, interpolation: 'linear' | 'nearest' | 'lower' | 'higher' | 'midpoint' | undefined, windowSize: number, minPeriods?: number, center?: boolean): Expression;
  rollingQuantile(quantile: number, options: { interpolation?: 'linear' | 'nearest' | 'lower' | 'higher' | 'midpoint'; windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  rollingQuantile(options: { quantile: number; interpolation?: 'linear' | 'nearest' | 'lower' | 'higher' | 'midpoint'; windowSize: number; minPeriods?: number; center?: boolean }): Expression;
  /**
   * Skewness of the last rows.
   *
   * @example
   * pl.col('price').rollingSkew(3)
   */
  rollingSkew(windowSize: number): Expression;
  /**
   * Exponentially weighted mean, by `alpha`, `span`, `com` or `halfLife`.
   *
   * @example
   * pl.col('price').ewmMean({ span: 7 })
   */
  ewmMean(alpha?: number): Expression;
  ewmMean(alpha?: number, options?: { span?: number; com?: number; halfLife?: number; adjust?: boolean; minPeriods?: number; ignoreNulls?: boolean }): Expression;
  ewmMean(options?: { alpha?: number; span?: number; com?: number; halfLife?: number; adjust?: boolean; minPeriods?: number; ignoreNulls?: boolean }): Expression;
  /**
   * Exponentially weighted standard deviation, by `alpha`, `span`, `com` or `halfLife`.
   *
   * @example
   * pl.col('price').ewmStd({ span: 7 })
   */
  ewmStd(alpha?: number): Expression;
  ewmStd(alpha?: number, options?: { span?: number; com?: number; halfLife?: number; adjust?: boolean; minPeriods?: number; ignoreNulls?: boolean }): Expression;
  ewmStd(options?: { alpha?: number; span?: number; com?: number; halfLife?: number; adjust?: boolean; minPeriods?: number; ignoreNulls?: boolean }): Expression;
  /**
   * Exponentially weighted variance, by `alpha`, `span`, `com` or `halfLife`.
   *
   * @example
   * pl.col('price').ewmVar({ span: 7 })
   */
  ewmVar(alpha?: number): Expression;
  ewmVar(alpha?: number, options?: { span?: number; com?: number; halfLife?: number; adjust?: boolean; minPeriods?: number; ignoreNulls?: boolean }): Expression;
  ewmVar(options?: { alpha?: number; span?: number; com?: number; halfLife?: number; adjust?: boolean; minPeriods?: number; ignoreNulls?: boolean }): Expression;
  /**
   * Absolute value.
   *
   * @example
   * pl.col('ratio').abs()
   */
  abs(): Expression;
  /**
   * Square root.
   *
   * @example
   * pl.col('ratio').sqrt()
   */
  sqrt(): Expression;
  /**
   * Cube root.
   *
   * @example
   * pl.col('ratio').cbrt()
   */
  cbrt(): Expression;
  /**
   * Exponential.
   *
   * @example
   * pl.col('ratio').exp()
   */
  exp(): Expression;
  /**
   * Logarithm to base 10.
   *
   * @example
   * pl.col('ratio').log10()
   */
  log10(): Expression;
  /**
   * Logarithm of 1 + x.
   *
   * @example
   * pl.col('ratio').log1p()
   */
  log1p(): Expression;
  /**
   * Rounded down.
   *
   * @example
   * pl.col('ratio').floor()
   */
  floor(): Expression;
  /**
   * Rounded up.
   *
   * @example
   * pl.col('ratio').ceil()
   */
  ceil(): Expression;
  /**
   * -1, 0 or 1 by sign.
   *
   * @example
   * pl.col('ratio').sign()
   */
  sign(): Expression;
  /**
   * Sine.
   *
   * @example
   * pl.col('ratio').sin()
   */
  sin(): Expression;
  /**
   * Cosine.
   *
   * @example
   * pl.col('ratio').cos()
   */
  cos(): Expression;
  /**
   * Tangent.
   *
   * @example
   * pl.col('ratio').tan()
   */
  tan(): Expression;
  /**
   * Arc sine.
   *
   * @example
   * pl.col('ratio').arcsin()
   */
  arcsin(): Expression;
  /**
   * Arc cosine.
   *
   * @example
   * pl.col('ratio').arccos()
   */
  arccos(): Expression;
  /**
   * Arc tangent.
   *
   * @example
   * pl.col('ratio').arctan()
   */
  arctan(): Expression;
  /**
   * Radians as degrees.
   *
   * @example
   * pl.col('ratio').degrees()
   */
  degrees(): Expression;
  /**
   * Degrees as radians.
   *
   * @example
   * pl.col('ratio').radians()
   */
  radians(): Expression;
  /**
   * Rounded to some decimals, halves away from zero.
   *
   * @example
   * pl.col('price').round(2)
   */
  round(decimals?: number, mode?: 'halfawayfromzero' | 'halftoeven'): Expression;
  round(options?: { decimals?: number; mode?: 'halfawayfromzero' | 'halftoeven' }): Expression;
  /**
   * Natural logarithm, or to a base.
   *
   * Also: ln.
   *
   * @example
   * pl.col('price').log(2)
   */
  log(base?: number): Expression;
  log(options?: { base?: number }): Expression;
  /**
   * Held within bounds.
   *
   * @example
   * pl.col('price').clip(0, 100)
   */
  clip(min?: Operand, max?: Operand): Expression;
  clip(options?: { min?: Operand; max?: Operand }): Expression;
  /**
   * Nulls replaced by a value or a strategy.
   *
   * Also: fillna.
   *
   * @example
   * pl.col('price').fillNull(0)
   */
  fillNull(value?: Operand, strategy?: 'forward' | 'backward' | 'min' | 'max' | 'mean' | 'zero' | 'one'): Expression;
  fillNull(value?: Operand, strategy?: 'forward' | 'backward' | 'min' | 'max' | 'mean' | 'zero' | 'one', options?: { limit?: number }): Expression;
  fillNull(options?: { value?: Operand; strategy?: 'forward' | 'backward' | 'min' | 'max' | 'mean' | 'zero' | 'one'; limit?: number }): Expression;
  /**
   * NaN replaced by a value.
   *
   * @example
   * pl.col('ratio').fillNan(null)
   */
  fillNan(other: Operand): Expression;
  /**
   * Nulls replaced by the value before.
   *
   * Also: ffill.
   *
   * @example
   * pl.col('price').forwardFill()
   */
  forwardFill(limit?: number): Expression;
  forwardFill(options?: { limit?: number }): Expression;
  /**
   * Nulls replaced by the value after.
   *
   * Also: bfill.
   *
   * @example
   * pl.col('price').backwardFill()
   */
  backwardFill(limit?: number): Expression;
  backwardFill(options?: { limit?: number }): Expression;
  /**
   * Without nulls.
   *
   * @example
   * pl.col('price').dropNulls()
   */
  dropNulls(): Expression;
  /**
   * Without NaN.
   *
   * @example
   * pl.col('price').dropNans()
   */
  dropNans(): Expression;
  /**
   * Distinct values, in order of their first.
   *
   * Also: distinct.
   *
   * @example
   * pl.col('price').unique()
   */
  unique(): Expression;
  /**
   * In reverse order.
   *
   * @example
   * pl.col('price').reverse()
   */
  reverse(): Expression;
  /**
   * Nulls replaced by interpolation between their neighbours.
   *
   * @example
   * pl.col('price').interpolate()
   */
  interpolate(): Expression;
  /**
   * True where larger than both neighbours.
   *
   * @example
   * pl.col('price').peakMax()
   */
  peakMax(): Expression;
  /**
   * True where smaller than both neighbours.
   *
   * @example
   * pl.col('price').peakMin()
   */
  peakMin(): Expression;
  /**
   * One row per item of the lists.
   *
   * Also: flatten.
   *
   * @example
   * pl.col('tags').explode()
   */
  explode(): Expression;
  /**
   * Values in order; nulls go last.
   *
   * @example
   * pl.col('price').sort({ descending: true })
   */
  sort(descending?: boolean, nullsLast?: boolean): Expression;
  sort(options?: { descending?: boolean; nullsLast?: boolean }): Expression;
  /**
   * Values in the order of others.
   *
   * @example
   * pl.col('name').sortBy('price', true)
   */
  sortBy(by: IntoExpression | readonly IntoExpression[], descending?: boolean | readonly boolean[]): Expression;
  sortBy(...by: (IntoExpression | readonly IntoExpression[])[]): Expression;
  sortBy(by: IntoExpression | readonly IntoExpression[], options?: { descending?: boolean | readonly boolean[] }): Expression;
  sortBy(options: { by: IntoExpression | readonly IntoExpression[]; descending?: boolean | readonly boolean[] }): Expression;
  /**
   * Rows in the order of their values; nulls go last.
   *
   * @example
   * pl.col('price').argSort()
   */
  argSort(descending?: boolean, nullsLast?: boolean): Expression;
  argSort(options?: { descending?: boolean; nullsLast?: boolean }): Expression;
  /**
   * The first values.
   *
   * Also: limit.
   *
   * @example
   * pl.col('name').head(3)
   */
  head(n?: number): Expression;
  head(options?: { n?: number }): Expression;
  /**
   * The last values.
   *
   * @example
   * pl.col('name').tail(3)
   */
  tail(n?: number): Expression;
  tail(options?: { n?: number }): Expression;
  /**
   * Values from an offset on.
   *
   * @example
   * pl.col('name').slice(1, 2)
   */
  slice(offset: number, length?: number): Expression;
  slice(offset: number, options?: { length?: number }): Expression;
  slice(options: { offset: number; length?: number }): Expression;
  /**
   * Every nth value.
   *
   * Also: takeEvery.
   *
   * @example
   * pl.col('name').gatherEvery(2)
   */
  gatherEvery(n: number, offset?: number): Expression;
  gatherEvery(n: number, options?: { offset?: number }): Expression;
  gatherEvery(options: { n: number; offset?: number }): Expression;
  /**
   * In random order, the same for the same seed.
   *
   * @example
   * pl.col('name').shuffle({ seed: 7 })
   */
  shuffle(seed?: number): Expression;
  shuffle(options?: { seed?: number }): Expression;
  /**
   * Random values, the same for the same seed.
   *
   * @example
   * pl.col('name').sample({ n: 2, seed: 7 })
   */
  sample(n?: number, fraction?: number, seed?: number): Expression;
  sample(options?: { n?: number; fraction?: number; seed?: number }): Expression;
  /**
   * Only values for which a condition holds.
   *
   * Also: where.
   *
   * @example
   * pl.col('price').filter(pl.col('city').eq('Oslo')).sum()
   */
  filter(...predicate: (IntoExpression | readonly IntoExpression[])[]): Expression;
  /**
   * The largest values.
   *
   * @example
   * pl.col('price').topK(3)
   */
  topK(k?: number): Expression;
  topK(options?: { k?: number }): Expression;
  /**
   * The smallest values.
   *
   * @example
   * pl.col('price').bottomK(3)
   */
  bottomK(k?: number): Expression;
  bottomK(options?: { k?: number }): Expression;
  /**
   * Values replaced by others; all others stay.
   *
   * @example
   * pl.col('code').replace({ a: 'Alpha' })
   */
  replace(old: readonly Literal[], new_: readonly Literal[]): Expression;
  replace(old: readonly Literal[], options: { new: readonly Literal[] }): Expression;
  replace(options: { old: readonly Literal[]; new: readonly Literal[] }): Expression;
  replace(mapping: Mapping): Expression;
  /**
   * Values replaced by others, which may be of another type; all others become the default, or are an error.
   *
   * Also: mapDict.
   *
   * @example
   * pl.col('code').replaceStrict({ a: 1, b: 2 }, { default: null })
   */
  replaceStrict(old: readonly Literal[], new_: readonly Literal[], default_?: Literal): Expression;
  replaceStrict(old: readonly Literal[], new_: readonly Literal[], options?: { default?: Literal; returnDtype?: DataType | DataTypeName }): Expression;
  replaceStrict(old: readonly Literal[], options: { new: readonly Literal[]; default?: Literal; returnDtype?: DataType | DataTypeName }): Expression;
  replaceStrict(old: readonly Literal[], new_: readonly Literal[], default_?: Literal, options?: { returnDtype?: DataType | DataTypeName }): Expression;
  replaceStrict(options: { old: readonly Literal[]; new: readonly Literal[]; default?: Literal; returnDtype?: DataType | DataTypeName }): Expression;
  replaceStrict(mapping: Mapping, fallback?: Literal): Expression;
  replaceStrict(mapping: Mapping, options: { default?: Literal; returnDtype?: DataType | DataTypeName }): Expression;
  /**
   * Bins with labels, by break points; a bin includes its upper end.
   *
   * @example
   * pl.col('age').cut([18, 65], { labels: ['child', 'adult', 'senior'] })
   */
  cut(breaks: readonly number[], ...labels: (string | readonly string[])[]): Expression;
  cut(breaks: readonly number[], options?: { labels?: string | readonly string[]; leftClosed?: boolean }): Expression;
  cut(breaks: readonly number[], labels?: string | readonly string[], options?: { leftClosed?: boolean }): Expression;
  cut(options: { breaks: readonly number[]; labels?: string | readonly string[]; leftClosed?: boolean }): Expression;
  /**
   * Bins of about equal size: their number, or probabilities.
   *
   * @example
   * pl.col('price').qcut(4, { labels: ['low', 'mid', 'high', 'top'] })
   */
  qcut(quantiles: number | readonly number[], ...labels: (string | readonly string[])[]): Expression;
  qcut(quantiles: number | readonly number[], options?: { labels?: string | readonly string[]; leftClosed?: boolean }): Expression;
  qcut(quantiles: number | readonly number[], labels?: string | readonly string[], options?: { leftClosed?: boolean }): Expression;
  qcut(options: { quantiles: number | readonly number[]; labels?: string | readonly string[]; leftClosed?: boolean }): Expression;
  /**
   * The values as a plain array, where no frame is needed.
   *
   * Also: values.
   *
   * @example
   * pl.lit(1).add(1).toArray()
   */
  toArray(): Cell[];
  /**
   * The only value, where no frame is needed.
   *
   * @example
   * pl.Series([1, 2, 3]).sum().item()
   */
  item(): Cell;
  readonly str: StringNamespace;
  readonly dt: DateNamespace;
  readonly list: ListNamespace;
  readonly struct: StructNamespace;
  readonly name: NameNamespace;
}

/** `expression.str`: texts. */
interface StringNamespace {
  /**
   * Whether a text or pattern occurs; `{ literal: true }` takes it as it stands.
   *
   * Also: includes.
   *
   * @example
   * pl.col('name').str.contains('^A.*n')
   */
  contains(pattern: string | RegExp, literal?: boolean): Expression;
  contains(pattern: string | RegExp, options?: { literal?: boolean; regex?: boolean }): Expression;
  contains(pattern: string | RegExp, literal?: boolean, options?: { regex?: boolean }): Expression;
  contains(options: { pattern: string | RegExp; literal?: boolean; regex?: boolean }): Expression;
  /**
   * Whether one of several texts occurs.
   *
   * @example
   * pl.col('name').str.containsAny(['Ann', 'Bob'])
   */
  containsAny(...texts: (string | readonly string[])[]): Expression;
  /**
   * Whether it starts with a text.
   *
   * @example
   * pl.col('name').str.startsWith('A')
   */
  startsWith(prefix: Operand): Expression;
  /**
   * Whether it ends with a text.
   *
   * @example
   * pl.col('name').str.endsWith('a')
   */
  endsWith(suffix: Operand): Expression;
  /**
   * In lower case.
   *
   * Also: toLowercase, lower, lowercase.
   *
   * @example
   * pl.col('name').str.toLowerCase()
   */
  toLowerCase(): Expression;
  /**
   * In upper case.
   *
   * Also: toUppercase, upper, uppercase.
   *
   * @example
   * pl.col('name').str.toUpperCase()
   */
  toUpperCase(): Expression;
  /**
   * Each word with a capital.
   *
   * Also: toTitlecase, title, capitalize.
   *
   * @example
   * pl.col('name').str.toTitleCase()
   */
  toTitleCase(): Expression;
  /**
   * Without spaces (or other characters) at the ends.
   *
   * Also: trim, stripChars.
   *
   * @example
   * pl.col('name').str.strip()
   */
  strip(characters?: string): Expression;
  strip(options?: { characters?: string }): Expression;
  /**
   * Without spaces at the start.
   *
   * Also: lstrip, trimStart, stripCharsStart.
   *
   * @example
   * pl.col('name').str.stripStart()
   */
  stripStart(characters?: string): Expression;
  stripStart(options?: { characters?: string }): Expression;
  /**
   * Without spaces at the end.
   *
   * Also: rstrip, trimEnd, stripCharsEnd.
   *
   * @example
   * pl.col('name').str.stripEnd()
   */
  stripEnd(characters?: string): Expression;
  stripEnd(options?: { characters?: string }): Expression;
  /**
   * Without a text at the start.
   *
   * Also: removePrefix.
   *
   * @example
   * pl.col('code').str.stripPrefix('a')
   */
  stripPrefix(prefix: string): Expression;
  /**
   * Without a text at the end.
   *
   * Also: removeSuffix.
   *
   * @example
   * pl.col('code').str.stripSuffix('z')
   */
  stripSuffix(suffix: string): Expression;
  /**
   * The first occurrence of a text or pattern replaced; `$1` is a group.
   *
   * @example
   * pl.col('name').str.replace('a', 'b')
   */
  replace(pattern: string | RegExp, value: Operand, literal?: boolean): Expression;
  replace(pattern: string | RegExp, value: Operand, options?: { literal?: boolean; regex?: boolean }): Expression;
  replace(pattern: string | RegExp, options: { value: Operand; literal?: boolean; regex?: boolean }): Expression;
  replace(pattern: string | RegExp, value: Operand, literal?: boolean, options?: { regex?: boolean }): Expression;
  replace(options: { pattern: string | RegExp; value: Operand; literal?: boolean; regex?: boolean }): Expression;
  /**
   * Every occurrence replaced.
   *
   * @example
   * pl.col('name').str.replaceAll('a', 'b')
   */
  replaceAll(pattern: string | RegExp, value: Operand, literal?: boolean): Expression;
  replaceAll(pattern: string | RegExp, value: Operand, options?: { literal?: boolean; regex?: boolean }): Expression;
  replaceAll(pattern: string | RegExp, options: { value: Operand; literal?: boolean; regex?: boolean }): Expression;
  replaceAll(pattern: string | RegExp, value: Operand, literal?: boolean, options?: { regex?: boolean }): Expression;
  replaceAll(options: { pattern: string | RegExp; value: Operand; literal?: boolean; regex?: boolean }): Expression;
  /**
   * A list of the parts between separators.
   *
   * @example
   * pl.col('name').str.split(' ')
   */
  split(by: string, inclusive?: boolean): Expression;
  split(by: string, options?: { inclusive?: boolean }): Expression;
  split(options: { by: string; inclusive?: boolean }): Expression;
  /**
   * A struct of the first n + 1 parts: `field_0`, `field_1`, ….
   *
   * @example
   * pl.col('name').str.splitExact(' ', 1).struct.field('field_0')
   */
  splitExact(by: string, n: number): Expression;
  splitExact(by: string, n: number, options?: { inclusive?: boolean }): Expression;
  splitExact(by: string, options: { n: number; inclusive?: boolean }): Expression;
  splitExact(options: { by: string; n: number; inclusive?: boolean }): Expression;
  /**
   * Characters from an offset on; negative from the end.
   *
   * Also: substring, substr.
   *
   * @example
   * pl.col('name').str.slice(0, 3)
   */
  slice(offset: number, length?: number): Expression;
  slice(offset: number, options?: { length?: number }): Expression;
  slice(options: { offset: number; length?: number }): Expression;
  /**
   * The first characters.
   *
   * @example
   * pl.col('name').str.head(3)
   */
  head(n: number): Expression;
  /**
   * The last characters.
   *
   * @example
   * pl.col('name').str.tail(3)
   */
  tail(n: number): Expression;
  /**
   * Number of characters.
   *
   * Also: length, len, lenChars, nChars.
   *
   * @example
   * pl.col('name').str.lengths()
   */
  lengths(): Expression;
  /**
   * Padded with zeros at the start.
   *
   * Also: zFill.
   *
   * @example
   * pl.col('n').str.zfill(5)
   */
  zfill(length: number): Expression;
  /**
   * Padded at the start.
   *
   * Also: rjust.
   *
   * @example
   * pl.col('code').str.padStart(5, '0')
   */
  padStart(length: number, fillCharacter?: string): Expression;
  padStart(length: number, options?: { fillCharacter?: string }): Expression;
  padStart(options: { length: number; fillCharacter?: string }): Expression;
  /**
   * Padded at the end.
   *
   * Also: ljust.
   *
   * @example
   * pl.col('code').str.padEnd(5, '.')
   */
  padEnd(length: number, fillCharacter?: string): Expression;
  padEnd(length: number, options?: { fillCharacter?: string }): Expression;
  padEnd(options: { length: number; fillCharacter?: string }): Expression;
  /**
   * Its characters in reverse order.
   *
   * @example
   * pl.col('name').str.reverse()
   */
  reverse(): Expression;
  /**
   * A group of the first match of a pattern; 0 is the whole match.
   *
   * @example
   * pl.col('name').str.extract('([A-Z])', 1)
   */
  extract(pattern: string | RegExp, group?: number): Expression;
  extract(pattern: string | RegExp, options?: { group?: number }): Expression;
  extract(options: { pattern: string | RegExp; group?: number }): Expression;
  /**
   * All matches of a pattern, as a list.
   *
   * @example
   * pl.col('name').str.extractAll('[A-Z]')
   */
  extractAll(pattern: string | RegExp): Expression;
  /**
   * How often a text or pattern occurs.
   *
   * Also: count, countMatch.
   *
   * @example
   * pl.col('name').str.countMatches('a')
   */
  countMatches(pattern: string | RegExp, literal?: boolean): Expression;
  countMatches(pattern: string | RegExp, options?: { literal?: boolean; regex?: boolean }): Expression;
  countMatches(pattern: string | RegExp, literal?: boolean, options?: { regex?: boolean }): Expression;
  countMatches(options: { pattern: string | RegExp; literal?: boolean; regex?: boolean }): Expression;
  /**
   * All values joined into one text.
   *
   * Also: join.
   *
   * @example
   * pl.col('name').str.concat(', ')
   */
  concat(separator?: string): Expression;
  concat(options?: { separator?: string }): Expression;
  /**
   * As a date or datetime by a format; what does not fit is null unless `{ strict: true }`.
   *
   * @example
   * pl.col('day').str.strptime(pl.Date, '%d/%m/%Y')
   */
  strptime(dtype: DataType | DataTypeName, format?: string): Expression;
  strptime(dtype: DataType | DataTypeName, options?: { format?: string; strict?: boolean }): Expression;
  strptime(dtype: DataType | DataTypeName, format?: string, options?: { strict?: boolean }): Expression;
  strptime(options: { dtype: DataType | DataTypeName; format?: string; strict?: boolean }): Expression;
  /**
   * As a date; what does not fit is null.
   *
   * @example
   * pl.col('day').str.toDate('%d/%m/%Y')
   */
  toDate(format?: string): Expression;
  toDate(format?: string, options?: { strict?: boolean }): Expression;
  toDate(options?: { format?: string; strict?: boolean }): Expression;
  /**
   * As a datetime; what does not fit is null.
   *
   * @example
   * pl.col('day').str.toDatetime('%d/%m/%Y')
   */
  toDatetime(format?: string): Expression;
  toDatetime(format?: string, options?: { strict?: boolean }): Expression;
  toDatetime(options?: { format?: string; strict?: boolean }): Expression;
  /**
   * As a whole number; what does not fit is null.
   *
   * Also: toInt, parseInt.
   *
   * @example
   * pl.col('n').str.toInteger()
   */
  toInteger(): Expression;
  toInteger(options?: { strict?: boolean }): Expression;
  /**
   * As a number; what does not fit is null.
   *
   * Also: toFloat.
   *
   * @example
   * pl.col('n').str.toDecimal()
   */
  toDecimal(): Expression;
}

/** `expression.dt`: dates, datetimes and durations. */
interface DateNamespace {
  /**
   * Year.
   *
   * @example
   * pl.col('date').dt.year()
   */
  year(): Expression;
  /**
   * Year of the ISO week.
   *
   * @example
   * pl.col('date').dt.isoYear()
   */
  isoYear(): Expression;
  /**
   * Quarter, 1 to 4.
   *
   * @example
   * pl.col('date').dt.quarter()
   */
  quarter(): Expression;
  /**
   * Month, 1 to 12.
   *
   * @example
   * pl.col('date').dt.month()
   */
  month(): Expression;
  /**
   * English name of the month.
   *
   * @example
   * pl.col('date').dt.monthName()
   */
  monthName(): Expression;
  /**
   * ISO week.
   *
   * Also: isoWeek, weekOfYear.
   *
   * @example
   * pl.col('date').dt.week()
   */
  week(): Expression;
  /**
   * Day of the week, Monday is 1 and Sunday 7.
   *
   * Also: dayOfWeek, isoWeekday.
   *
   * @example
   * pl.col('date').dt.weekday()
   */
  weekday(): Expression;
  /**
   * English name of the day of the week.
   *
   * Also: dayName.
   *
   * @example
   * pl.col('date').dt.weekdayName()
   */
  weekdayName(): Expression;
  /**
   * Day of the month.
   *
   * Also: dayOfMonth.
   *
   * @example
   * pl.col('date').dt.day()
   */
  day(): Expression;
  /**
   * Day of the year.
   *
   * Also: dayOfYear.
   *
   * @example
   * pl.col('date').dt.ordinalDay()
   */
  ordinalDay(): Expression;
  /**
   * Number of days of the month.
   *
   * @example
   * pl.col('date').dt.daysInMonth()
   */
  daysInMonth(): Expression;
  /**
   * Whether the year has 366 days.
   *
   * @example
   * pl.col('date').dt.isLeapYear()
   */
  isLeapYear(): Expression;
  /**
   * The date of a datetime.
   *
   * @example
   * pl.col('date').dt.date()
   */
  date(): Expression;
  /**
   * The first day of the month.
   *
   * @example
   * pl.col('date').dt.monthStart()
   */
  monthStart(): Expression;
  /**
   * The last day of the month.
   *
   * @example
   * pl.col('date').dt.monthEnd()
   */
  monthEnd(): Expression;
  /**
   * The time of day of a datetime.
   *
   * @example
   * pl.col('at').dt.time()
   */
  time(): Expression;
  /**
   * Hour.
   *
   * @example
   * pl.col('at').dt.hour()
   */
  hour(): Expression;
  /**
   * Minute.
   *
   * @example
   * pl.col('at').dt.minute()
   */
  minute(): Expression;
  /**
   * Second.
   *
   * @example
   * pl.col('at').dt.second()
   */
  second(): Expression;
  /**
   * Milliseconds of the second.
   *
   * @example
   * pl.col('at').dt.millisecond()
   */
  millisecond(): Expression;
  /**
   * Microseconds of the second.
   *
   * @example
   * pl.col('at').dt.microsecond()
   */
  microsecond(): Expression;
  /**
   * Nanoseconds of the second.
   *
   * @example
   * pl.col('at').dt.nanosecond()
   */
  nanosecond(): Expression;
  /**
   * A duration in whole days.
   *
   * Also: days.
   *
   * @example
   * pl.col('ended').sub(pl.col('at')).dt.totalDays()
   */
  totalDays(): Expression;
  /**
   * A duration in whole hours.
   *
   * Also: hours.
   *
   * @example
   * pl.col('ended').sub(pl.col('at')).dt.totalHours()
   */
  totalHours(): Expression;
  /**
   * A duration in whole minutes.
   *
   * Also: minutes.
   *
   * @example
   * pl.col('ended').sub(pl.col('at')).dt.totalMinutes()
   */
  totalMinutes(): Expression;
  /**
   * A duration in whole seconds.
   *
   * Also: seconds.
   *
   * @example
   * pl.col('ended').sub(pl.col('at')).dt.totalSeconds()
   */
  totalSeconds(): Expression;
  /**
   * A duration in milliseconds.
   *
   * Also: milliseconds.
   *
   * @example
   * pl.col('ended').sub(pl.col('at')).dt.totalMilliseconds()
   */
  totalMilliseconds(): Expression;
  /**
   * A duration in microseconds.
   *
   * Also: microseconds.
   *
   * @example
   * pl.col('ended').sub(pl.col('at')).dt.totalMicroseconds()
   */
  totalMicroseconds(): Expression;
  /**
   * A duration in nanoseconds.
   *
   * Also: nanoseconds.
   *
   * @example
   * pl.col('ended').sub(pl.col('at')).dt.totalNanoseconds()
   */
  totalNanoseconds(): Expression;
  /**
   * Start of the window, such as `1h`, `1w`, `1mo`, `1q`, `1y`; weeks begin on Monday.
   *
   * Also: floor.
   *
   * @example
   * pl.col('date').dt.truncate('1mo')
   */
  truncate(every: DurationText): Expression;
  /**
   * Nearest start of a window.
   *
   * @example
   * pl.col('at').dt.round('1h')
   */
  round(every: DurationText): Expression;
  /**
   * As a text by a format.
   *
   * Also: format, toString.
   *
   * @example
   * pl.col('date').dt.strftime('%Y-%m')
   */
  strftime(format?: string): Expression;
  strftime(options?: { format?: string }): Expression;
  /**
   * Moved by a span, such as `7d`, `-1h` or `1mo`; a day that the month lacks becomes its last.
   *
   * @example
   * pl.col('date').dt.offsetBy('1mo')
   */
  offsetBy(by: DurationText): Expression;
  /**
   * Time since 1970 in `ms`, or in `s`, `us`, `ns` or `d`.
   *
   * Also: timestamp.
   *
   * @example
   * pl.col('at').dt.epoch('s')
   */
  epoch(unit?: 'ms' | 's' | 'us' | 'ns' | 'd'): Expression;
  epoch(options?: { unit?: 'ms' | 's' | 'us' | 'ns' | 'd' }): Expression;
  /**
   * The same clock time in a time zone, or in none; null where the clock skips it.
   *
   * @example
   * pl.col('at').dt.replaceTimeZone('UTC')
   */
  replaceTimeZone(timeZone?: string | null): Expression;
  replaceTimeZone(options?: { timeZone?: string | null }): Expression;
  /**
   * The same instant in a time zone; a time without one counts as UTC.
   *
   * @example
   * pl.col('at').dt.convertTimeZone('Europe/Oslo')
   */
  convertTimeZone(timeZone: string): Expression;
  /**
   * Kept in `ms`, `us` or `ns`.
   *
   * @example
   * pl.col('at').dt.castTimeUnit('ms')
   */
  castTimeUnit(unit: 'ms' | 'us' | 'ns'): Expression;
}

/** `expression.list`: lists. */
interface ListNamespace {
  /**
   * Number of items.
   *
   * Also: len, length, size.
   *
   * @example
   * pl.col('scores').list.lengths()
   */
  lengths(): Expression;
  /**
   * The first item.
   *
   * @example
   * pl.col('scores').list.first()
   */
  first(): Expression;
  /**
   * The last item.
   *
   * @example
   * pl.col('scores').list.last()
   */
  last(): Expression;
  /**
   * Sum of the items.
   *
   * @example
   * pl.col('scores').list.sum()
   */
  sum(): Expression;
  /**
   * Mean of the items.
   *
   * @example
   * pl.col('scores').list.mean()
   */
  mean(): Expression;
  /**
   * Median of the items.
   *
   * @example
   * pl.col('scores').list.median()
   */
  median(): Expression;
  /**
   * Standard deviation of the items.
   *
   * @example
   * pl.col('scores').list.std()
   */
  std(): Expression;
  /**
   * Variance of the items.
   *
   * @example
   * pl.col('scores').list.var()
   */
  var(): Expression;
  /**
   * Smallest item.
   *
   * @example
   * pl.col('scores').list.min()
   */
  min(): Expression;
  /**
   * Largest item.
   *
   * @example
   * pl.col('scores').list.max()
   */
  max(): Expression;
  /**
   * Position of the smallest item.
   *
   * @example
   * pl.col('scores').list.argMin()
   */
  argMin(): Expression;
  /**
   * Position of the largest item.
   *
   * @example
   * pl.col('scores').list.argMax()
   */
  argMax(): Expression;
  /**
   * Number of distinct items.
   *
   * Also: countDistinct.
   *
   * @example
   * pl.col('scores').list.nUnique()
   */
  nUnique(): Expression;
  /**
   * The distinct items, in order of their first.
   *
   * Also: distinct.
   *
   * @example
   * pl.col('scores').list.unique()
   */
  unique(): Expression;
  /**
   * The items in reverse order.
   *
   * @example
   * pl.col('scores').list.reverse()
   */
  reverse(): Expression;
  /**
   * Without the items which are null.
   *
   * @example
   * pl.col('scores').list.dropNulls()
   */
  dropNulls(): Expression;
  /**
   * The item at a position; negative from the end.
   *
   * Also: gather.
   *
   * @example
   * pl.col('tags').list.get(0)
   */
  get(index: number): Expression;
  /**
   * Whether a value is among the items.
   *
   * Also: includes.
   *
   * @example
   * pl.col('tags').list.contains('new')
   */
  contains(item: Operand): Expression;
  /**
   * How many items are equal to a value.
   *
   * @example
   * pl.col('tags').list.countMatches('new')
   */
  countMatches(item: Operand): Expression;
  /**
   * The items as one text.
   *
   * @example
   * pl.col('tags').list.join(', ')
   */
  join(separator?: string): Expression;
  join(options?: { separator?: string }): Expression;
  /**
   * The items in order.
   *
   * @example
   * pl.col('scores').list.sort({ descending: true })
   */
  sort(descending?: boolean): Expression;
  sort(options?: { descending?: boolean }): Expression;
  /**
   * The first items.
   *
   * @example
   * pl.col('tags').list.head(2)
   */
  head(n?: number): Expression;
  head(options?: { n?: number }): Expression;
  /**
   * The last items.
   *
   * @example
   * pl.col('tags').list.tail(2)
   */
  tail(n?: number): Expression;
  tail(options?: { n?: number }): Expression;
  /**
   * Items from an offset on.
   *
   * @example
   * pl.col('tags').list.slice(0, 1)
   */
  slice(offset: number, length?: number): Expression;
  slice(offset: number, options?: { length?: number }): Expression;
  slice(options: { offset: number; length?: number }): Expression;
  /**
   * Differences between neighbours.
   *
   * @example
   * pl.col('scores').list.diff()
   */
  diff(n?: number): Expression;
  diff(options?: { n?: number }): Expression;
  /**
   * Items moved by n places.
   *
   * @example
   * pl.col('scores').list.shift(1)
   */
  shift(n?: number): Expression;
  shift(options?: { n?: number }): Expression;
  /**
   * An expression on the items, which are `pl.element()`.
   *
   * @example
   * pl.col('scores').list.eval(pl.element().mul(2))
   */
  eval(expression: IntoExpression): Expression;
  /**
   * The items of several lists.
   *
   * @example
   * pl.col('tags').list.concat(pl.col('tags'))
   */
  concat(...others: (IntoExpression | readonly IntoExpression[])[]): Expression;
  /**
   * One row per item.
   *
   * @example
   * pl.col('tags').list.explode()
   */
  explode(): Expression;
}

/** `expression.struct`: structs. */
interface StructNamespace {
  /**
   * A field of a struct.
   *
   * @example
   * pl.col('point').struct.field('x')
   */
  field(name: string): Expression;
  /**
   * The fields under other names.
   *
   * @example
   * pl.col('point').struct.renameFields(['east', 'north'])
   */
  renameFields(...names: (string | readonly string[])[]): Expression;
  /**
   * The struct as a JSON text.
   *
   * @example
   * pl.col('point').struct.jsonEncode()
   */
  jsonEncode(): Expression;
}

/** `expression.name`: the names of columns. */
interface NameNamespace {
  /**
   * Under the name of the first column.
   *
   * @example
   * pl.col('price').mul(2).name.keep()
   */
  keep(): Expression;
  /**
   * With a prefix to the name.
   *
   * @example
   * pl.all().name.prefix('x_')
   */
  prefix(text: string): Expression;
  /**
   * With a suffix to the name.
   *
   * @example
   * pl.all().name.suffix('_x')
   */
  suffix(text: string): Expression;
}

/** `pl.when(…)`, before its `then`. */
interface When {
  /**
   * The value where the condition holds.
   *
   * @example
   * pl.when(pl.col('price').gt(100)).then('high')
   */
  then(value: Operand): Then;
}

/** `pl.when(…).then(…)`; without `otherwise` it is null where no condition holds. */
interface Then extends Expression {
  /**
   * A further condition.
   *
   * @example
   * pl.when(pl.col('a').gt(2)).then(2).when(pl.col('a').gt(1)).then(1)
   */
  when(...predicates: (IntoExpression | readonly IntoExpression[])[]): When;
  /**
   * The value where no condition holds.
   *
   * @example
   * pl.when(pl.col('price').gt(100)).then(1).otherwise(0)
   */
  otherwise(value: Operand): Expression;
}

declare const pl: Polars;
/** A chart of a frame or of records, by a Vega-Lite specification without data, transforms and addresses. */
declare function chart(data: DataFrame | readonly object[], specification: object): Chart;
