import pl from 'nodejs-polars';
import binding from 'nodejs-polars/bin/native-polars.js';

/**
 * The native layer of nodejs-polars 0.25.2, of which the package's own classes are a wrapper. Plans are executed on it
 * directly: a wrapped expression costs 500 times as much to make (it builds ~150 closures), wrapped frames are
 * proxies whose properties are the names of columns, and the wrappers read texts as names of columns.
 */
export const native = binding as unknown as NativeBinding;

/** A data type as the native layer takes and reports it. */
export interface NativeDtype {
  readonly variant: string;
  readonly inner?: unknown;
  readonly timeUnit?: string;
  readonly timeZone?: string | null;
}

export const dtypes = pl.DataType as unknown as {
  readonly [name in 'Null' | 'Bool' | 'Int8' | 'Int16' | 'Int32' | 'Int64' | 'UInt8' | 'UInt16' | 'UInt32' | 'UInt64' | 'Float32' | 'Float64' | 'Date' | 'Time' | 'String' | 'Categorical']: NativeDtype;
} & {
  Datetime(unit: 'ms' | 'us' | 'ns', timeZone?: string | null): NativeDtype;
  Duration(unit: 'ms' | 'us' | 'ns'): NativeDtype;
  List(inner: NativeDtype): NativeDtype;
};

/** A frame without columns, on which literals can be selected. */
export const emptyFrame = (pl.DataFrame({}).lazy() as unknown as { readonly _ldf: NativeLazyFrame })._ldf;

/** Methods of an expression that take nothing. */
export type UnaryMethod =
  | 'abs' | 'arccos' | 'argMax' | 'argMin' | 'backwardFill' | 'cbrt' | 'ceil' | 'cos' | 'count' | 'day' | 'degrees'
  | 'dropNans' | 'dropNulls' | 'durationDays' | 'durationHours' | 'durationMilliseconds' | 'durationSeconds' | 'exp'
  | 'explode' | 'first' | 'floor' | 'forwardFill' | 'hour' | 'implode' | 'isDuplicated' | 'isFinite' | 'isFirstDistinct'
  | 'isInfinite' | 'isNan' | 'isNotNan' | 'isNotNull' | 'isNull' | 'isUnique' | 'keepName' | 'last' | 'listLengths'
  | 'listMax' | 'listMean' | 'listMin' | 'listSum' | 'log1P' | 'max' | 'mean' | 'median' | 'min' | 'minute' | 'mode'
  | 'month' | 'nUnique' | 'nanosecond' | 'not' | 'nullCount' | 'ordinalDay' | 'product' | 'radians' | 'reverse'
  | 'second' | 'sin' | 'std' | 'strLengths' | 'strLstrip' | 'strRstrip' | 'strStrip' | 'strToLowercase'
  | 'strToUppercase' | 'sum' | 'tan' | 'timestamp' | 'uniqueStable' | 'var' | 'week' | 'weekday' | 'year';

/** Methods of an expression that take one other expression. */
export type BinaryMethod =
  | 'add' | 'sub' | 'mul' | 'trueDiv' | 'div' | 'floordiv' | 'rem' | 'eq' | 'neq' | 'gt' | 'gtEq' | 'lt' | 'ltEq' | 'and' | 'or'
  | 'xor' | 'fillNan' | 'fillNull' | 'filter' | 'gather' | 'strStartsWith' | 'strEndsWith' | 'shift'
  | 'dtTruncate' | 'zfill';

type Unary = { [method in UnaryMethod]: () => NativeExpression };
type Binary = { [method in BinaryMethod]: (other: NativeExpression) => NativeExpression };

/** Some native functions take an expression in the form of the wrapper class, of which they read this property. */
export interface WrappedExpression {
  readonly _expr: NativeExpression;
}

export interface RollingOptions {
  windowSize: number;
  minPeriods: number;
  center: boolean;
}

/** The methods of an expression that the executor uses. */
export interface NativeExpression extends Unary, Binary {
  alias(name: string): NativeExpression;
  all(ignoreNulls: boolean): NativeExpression;
  any(ignoreNulls: boolean): NativeExpression;
  cast(dtype: NativeDtype, strict: boolean): NativeExpression;
  clip(min: NativeExpression, max: NativeExpression): NativeExpression;
  cumCount(reverse: boolean): NativeExpression;
  cumMax(reverse: boolean): NativeExpression;
  cumMin(reverse: boolean): NativeExpression;
  cumProd(reverse: boolean): NativeExpression;
  cumSum(reverse: boolean): NativeExpression;
  diff(n: WrappedExpression, nullBehavior: 'ignore' | 'drop'): NativeExpression;
  dtConvertTimeZone(timeZone: string): NativeExpression;
  dtReplaceTimeZone(timeZone: string, ambiguous: NativeExpression, nonExistent: string): NativeExpression;
  entropy(base: number, normalize: boolean): NativeExpression;
  ewmMean(alpha: number, adjust: boolean, minPeriods: number, bias: boolean, ignoreNulls: boolean): NativeExpression;
  exclude(names: string[]): NativeExpression;
  fillNullWithStrategy(strategy: string, limit: number | null): NativeExpression;
  head(n: number): NativeExpression;
  interpolate(method: string): NativeExpression;
  isIn(values: NativeExpression, nullsEqual: boolean): NativeExpression;
  kurtosis(fisher: boolean, bias: boolean): NativeExpression;
  listContains(item: NativeExpression, nullsEqual: boolean): NativeExpression;
  listEval(expression: NativeExpression): NativeExpression;
  listGet(index: NativeExpression, nullOutside: boolean): NativeExpression;
  listJoin(separator: NativeExpression, ignoreNulls: boolean): NativeExpression;
  listSlice(offset: NativeExpression, length: NativeExpression): NativeExpression;
  listSort(descending: boolean): NativeExpression;
  log(base: number): NativeExpression;
  over(by: NativeExpression[]): NativeExpression;
  pctChange(n: WrappedExpression): NativeExpression;
  pow(exponent: number): NativeExpression;
  prefix(text: string): NativeExpression;
  quantile(quantile: NativeExpression, interpolation: string): NativeExpression;
  rank(method: string, descending: boolean): NativeExpression;
  replace(old: NativeExpression, replacement: NativeExpression): NativeExpression;
  rollingMax(options: RollingOptions): NativeExpression;
  rollingMean(options: RollingOptions): NativeExpression;
  rollingMedian(options: RollingOptions): NativeExpression;
  rollingMin(options: RollingOptions): NativeExpression;
  rollingStd(options: RollingOptions): NativeExpression;
  rollingSum(options: RollingOptions): NativeExpression;
  rollingVar(options: RollingOptions): NativeExpression;
  round(decimals: number, mode: string): NativeExpression;
  shuffle(seed: bigint): NativeExpression;
  skew(bias: boolean): NativeExpression;
  slice(offset: NativeExpression, length: NativeExpression): NativeExpression;
  sortBy(by: NativeExpression[], descending: boolean[]): NativeExpression;
  sortWith(descending: boolean, nullsLast: boolean, multithreaded: boolean, maintainOrder: boolean): NativeExpression;
  strConcat(delimiter: string, ignoreNulls: boolean): NativeExpression;
  strContains(pattern: NativeExpression, literal: boolean, strict: boolean): NativeExpression;
  strExtract(pattern: NativeExpression, group: number): NativeExpression;
  strPadStart(length: NativeExpression, fill: string): NativeExpression;
  strReplace(pattern: NativeExpression, value: NativeExpression, literal: boolean, n: number): NativeExpression;
  strReplaceAll(pattern: NativeExpression, value: NativeExpression, literal: boolean): NativeExpression;
  strSlice(offset: NativeExpression, length: NativeExpression): NativeExpression;
  strSplit(by: NativeExpression, inclusive: boolean): NativeExpression;
  strStripChars(characters: NativeExpression, start: boolean, end: boolean): NativeExpression;
  strToDate(format: string | undefined, strict: boolean, exact: boolean, cache: boolean): NativeExpression;
  strToDatetime(format: string | undefined, unit: string | undefined, timeZone: string | undefined, strict: boolean, exact: boolean, cache: boolean, ambiguous: undefined): NativeExpression;
  strftime(format: string): NativeExpression;
  structFieldByName(name: string): NativeExpression;
  suffix(text: string): NativeExpression;
  tail(n: number): NativeExpression;
  valueCounts(sort: boolean, parallel: boolean, name: string, normalize: boolean): NativeExpression;
}

export interface NativeGroupBy {
  agg(aggregations: NativeExpression[]): NativeLazyFrame;
  head(n: number): NativeLazyFrame;
  tail(n: number): NativeLazyFrame;
}

export interface NativeLazyFrame {
  readonly columns: string[];
  collectSync(engine: 'auto'): NativeFrame;
  dropColumns(names: string[]): NativeLazyFrame;
  dropNulls(subset?: string[]): NativeLazyFrame;
  explode(columns: NativeExpression[]): NativeLazyFrame;
  filter(predicate: NativeExpression): NativeLazyFrame;
  groupby(by: NativeExpression[], maintainOrder: boolean): NativeGroupBy;
  groupbyDynamic(index: NativeExpression, every: string, period: string, offset: string, label: string, includeBoundaries: boolean, closed: string, by: NativeExpression[], startBy: string): NativeGroupBy;
  join(other: NativeLazyFrame, leftOn: NativeExpression[], rightOn: NativeExpression[], allowParallel: boolean, forceParallel: boolean, how: string, suffix: string, coalesce?: boolean, validate?: string, nullsEqual?: boolean, maintainOrder?: string, buildSide?: string): NativeLazyFrame;
  joinAsof(other: NativeLazyFrame, leftOn: NativeExpression, rightOn: NativeExpression, byLeft: string[] | undefined, byRight: string[] | undefined, allowParallel: boolean, forceParallel: boolean, suffix: string, strategy: string, tolerance: undefined, toleranceText: undefined, checkSortedness: boolean, coalesce?: boolean, allowExactMatches?: boolean): NativeLazyFrame;
  rename(from: string[], to: string[]): NativeLazyFrame;
  reverse(): NativeLazyFrame;
  select(expressions: NativeExpression[]): NativeLazyFrame;
  slice(offset: number, length?: number): NativeLazyFrame;
  sortByExprs(by: NativeExpression[], descending: boolean[], nullsLast: boolean[], maintainOrder: boolean, multithreaded: boolean): NativeLazyFrame;
  tail(n: number): NativeLazyFrame;
  unique(subset: string[] | null | undefined, keep: string, maintainOrder: boolean): NativeLazyFrame;
  unnest(columns: string[], separator?: string): NativeLazyFrame;
  unpivot(index: string[], on: string[], variableName: string | null, valueName: string | null): NativeLazyFrame;
  withColumns(expressions: NativeExpression[]): NativeLazyFrame;
  withRowIndex(name: string, offset: number): NativeLazyFrame;
}

export interface NativeFrame {
  readonly columns: string[];
  readonly height: number;
  column(name: string): NativeSeries;
  getColumns(): NativeSeries[];
  lazy(): NativeLazyFrame;
  sampleN(n: NativeSeries, withReplacement: boolean, shuffle: boolean, seed: bigint): NativeFrame;
  slice(offset: number, length: number): NativeFrame;
}

export interface NativeSeries {
  cast(dtype: NativeDtype, strict: boolean): NativeSeries;
  strftime(format: string): NativeSeries;
  explode(): NativeSeries;
  arrLengths(): NativeSeries;
  isNull(): NativeSeries;
  structToFrame(): NativeFrame;
  timeUnit(): string;
  readonly name: string;
  readonly dtype: NativeDtype | string;
  toArray(): unknown[];
}

export interface NativeThen {
  when(predicate: NativeExpression): { then(value: NativeExpression): NativeThen };
  otherwise(value: NativeExpression): NativeExpression;
}

interface SeriesConstructors {
  newOptBool(name: string, values: (boolean | null)[]): NativeSeries;
  newOptF64(name: string, values: (number | null)[]): NativeSeries;
  newOptI64(name: string, values: (number | null)[]): NativeSeries;
  newOptStr(name: string, values: (string | null)[]): NativeSeries;
}

interface NativeBinding {
  readonly JsSeries: SeriesConstructors;
  allHorizontal(expressions: NativeExpression[]): NativeExpression;
  anyHorizontal(expressions: NativeExpression[]): NativeExpression;
  asStruct(expressions: NativeExpression[]): NativeExpression;
  col(name: string): NativeExpression;
  cols(names: string[]): NativeExpression;
  concatLf(frames: NativeLazyFrame[], how: string, rechunk: boolean, parallel: boolean, toSupertypes: boolean, maintainOrder: boolean): NativeLazyFrame;
  concatLst(expressions: NativeExpression[]): NativeExpression;
  concatStr(expressions: NativeExpression[], separator: string, ignoreNulls: boolean): NativeExpression;
  cov(a: WrappedExpression, b: WrappedExpression, ddof: number): NativeExpression;
  dtypeCols(dtypes: NativeDtype[]): NativeExpression;
  element(): NativeExpression;
  horizontalConcat(frames: NativeFrame[]): NativeFrame;
  len(): NativeExpression;
  lit(value: unknown): NativeExpression;
  litSeries(series: NativeSeries): NativeExpression;
  maxHorizontal(expressions: NativeExpression[]): NativeExpression;
  minHorizontal(expressions: NativeExpression[]): NativeExpression;
  pearsonCorr(a: WrappedExpression, b: WrappedExpression): NativeExpression;
  scanParquet(path: string, options: { parallel: 'auto'; glob?: boolean }): NativeLazyFrame;
  spearmanRankCorr(a: WrappedExpression, b: WrappedExpression, propagateNans: boolean): NativeExpression;
  sumHorizontal(expressions: NativeExpression[], ignoreNulls: boolean): NativeExpression;
  when(predicate: NativeExpression): { then(value: NativeExpression): NativeThen };
}
