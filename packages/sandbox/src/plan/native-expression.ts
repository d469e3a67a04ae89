/** A data type as the native layer takes and reports it. */
export interface NativeDtype {
  readonly variant: string;
  readonly inner?: unknown;
  readonly timeUnit?: string;
  readonly timeZone?: string | null;
}

/** Methods of an expression that take nothing. */
export type UnaryMethod =
  | 'arcsin'
  | 'arctan'
  | 'durationNanoseconds'
  | 'listArgMax'
  | 'listArgMin'
  | 'peakMax'
  | 'peakMin'
  | 'structJsonEncode'
  | 'uniqueCounts'
  | 'abs'
  | 'arccos'
  | 'argMax'
  | 'argMin'
  | 'backwardFill'
  | 'cbrt'
  | 'ceil'
  | 'cos'
  | 'count'
  | 'day'
  | 'degrees'
  | 'dropNans'
  | 'dropNulls'
  | 'durationDays'
  | 'durationHours'
  | 'durationMilliseconds'
  | 'durationSeconds'
  | 'exp'
  | 'explode'
  | 'first'
  | 'floor'
  | 'forwardFill'
  | 'hour'
  | 'implode'
  | 'isDuplicated'
  | 'isFinite'
  | 'isFirstDistinct'
  | 'isInfinite'
  | 'isNan'
  | 'isNotNan'
  | 'isNotNull'
  | 'isNull'
  | 'isUnique'
  | 'keepName'
  | 'last'
  | 'listLengths'
  | 'listMax'
  | 'listMean'
  | 'listMin'
  | 'listSum'
  | 'log1P'
  | 'max'
  | 'mean'
  | 'median'
  | 'min'
  | 'minute'
  | 'mode'
  | 'month'
  | 'nUnique'
  | 'nanosecond'
  | 'not'
  | 'nullCount'
  | 'ordinalDay'
  | 'product'
  | 'radians'
  | 'reverse'
  | 'second'
  | 'sin'
  | 'std'
  | 'strLengths'
  | 'strLstrip'
  | 'strRstrip'
  | 'strStrip'
  | 'strToLowercase'
  | 'strToUppercase'
  | 'sum'
  | 'tan'
  | 'uniqueStable'
  | 'var'
  | 'week'
  | 'weekday'
  | 'year';

/** Methods of an expression that take one other expression. */
export type BinaryMethod =
  | 'dot'
  | 'dtRound'
  | 'listShift'
  | 'add'
  | 'sub'
  | 'mul'
  | 'trueDiv'
  | 'div'
  | 'floordiv'
  | 'rem'
  | 'eq'
  | 'neq'
  | 'gt'
  | 'gtEq'
  | 'lt'
  | 'ltEq'
  | 'and'
  | 'or'
  | 'xor'
  | 'fillNan'
  | 'fillNull'
  | 'filter'
  | 'gather'
  | 'strStartsWith'
  | 'strEndsWith'
  | 'shift'
  | 'dtTruncate'
  | 'zfill';

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
  argSort(descending: boolean, nullsLast: boolean): NativeExpression;
  cast(dtype: NativeDtype, strict: boolean): NativeExpression;
  clip(min: NativeExpression, max: NativeExpression): NativeExpression;
  cumCount(reverse: boolean): NativeExpression;
  cumMax(reverse: boolean): NativeExpression;
  cumMin(reverse: boolean): NativeExpression;
  cumProd(reverse: boolean): NativeExpression;
  cumSum(reverse: boolean): NativeExpression;
  diff(n: WrappedExpression, nullBehavior: 'ignore' | 'drop'): NativeExpression;
  dtConvertTimeZone(timeZone: string): NativeExpression;
  dtCastTimeUnit(unit: string): NativeExpression;
  dtReplaceTimeZone(timeZone: string, ambiguous: NativeExpression, nonExistent: string): NativeExpression;
  entropy(base: number, normalize: boolean): NativeExpression;
  ewmMean(
    alpha: number,
    adjust: boolean,
    minPeriods: number,
    bias: boolean,
    ignoreNulls: boolean,
  ): NativeExpression;
  ewmStd(
    alpha: number,
    adjust: boolean,
    minPeriods: number,
    bias: boolean,
    ignoreNulls: boolean,
  ): NativeExpression;
  ewmVar(
    alpha: number,
    adjust: boolean,
    minPeriods: number,
    bias: boolean,
    ignoreNulls: boolean,
  ): NativeExpression;
  exclude(names: string[]): NativeExpression;
  gatherEvery(n: number, offset: number): NativeExpression;
  fillNullWithStrategy(strategy: string, limit: number | null): NativeExpression;
  head(n: number): NativeExpression;
  interpolate(method: string): NativeExpression;
  isIn(values: NativeExpression, nullsEqual: boolean): NativeExpression;
  kurtosis(fisher: boolean, bias: boolean): NativeExpression;
  listContains(item: NativeExpression, nullsEqual: boolean): NativeExpression;
  listDiff(n: number, nullBehavior: 'ignore' | 'drop'): NativeExpression;
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
  replaceStrict(
    old: NativeExpression,
    replacement: NativeExpression,
    fallback: NativeExpression | undefined,
    dtype: NativeDtype | undefined,
  ): NativeExpression;
  rollingQuantile(
    quantile: number,
    interpolation: string,
    windowSize: number,
    weights: null,
    minPeriods: number,
    center: boolean,
    by: undefined,
    closed: undefined,
    warnIfUnsorted: boolean,
  ): NativeExpression;
  rollingSkew(windowSize: number, bias: boolean): NativeExpression;
  sampleN(n: WrappedExpression, withReplacement: boolean, shuffle: boolean, seed: number): NativeExpression;
  sampleFrac(
    fraction: WrappedExpression,
    withReplacement: boolean,
    shuffle: boolean,
    seed: number,
  ): NativeExpression;
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
  sortWith(
    descending: boolean,
    nullsLast: boolean,
    multithreaded: boolean,
    maintainOrder: boolean,
  ): NativeExpression;
  strConcat(delimiter: string, ignoreNulls: boolean): NativeExpression;
  strContains(pattern: NativeExpression, literal: boolean, strict: boolean): NativeExpression;
  strExtract(pattern: NativeExpression, group: number): NativeExpression;
  strJsonDecode(dtype: NativeDtype): NativeExpression;
  strPadEnd(length: NativeExpression, fill: string): NativeExpression;
  strPadStart(length: NativeExpression, fill: string): NativeExpression;
  strReplace(
    pattern: NativeExpression,
    value: NativeExpression,
    literal: boolean,
    n: number,
  ): NativeExpression;
  strReplaceAll(pattern: NativeExpression, value: NativeExpression, literal: boolean): NativeExpression;
  strSlice(offset: NativeExpression, length: NativeExpression): NativeExpression;
  strSplit(by: NativeExpression, inclusive: boolean): NativeExpression;
  strSplitExact(by: WrappedExpression, n: number): NativeExpression;
  strSplitExactInclusive(by: WrappedExpression, n: number): NativeExpression;
  strStripChars(characters: NativeExpression, start: boolean, end: boolean): NativeExpression;
  strToDate(format: string | undefined, strict: boolean, exact: boolean, cache: boolean): NativeExpression;
  strToDatetime(
    format: string | undefined,
    unit: string | undefined,
    timeZone: string | undefined,
    strict: boolean,
    exact: boolean,
    cache: boolean,
    ambiguous: undefined,
  ): NativeExpression;
  strftime(format: string): NativeExpression;
  structFieldByName(name: string): NativeExpression;
  structRenameFields(names: string[]): NativeExpression;
  suffix(text: string): NativeExpression;
  tail(n: number): NativeExpression;
  valueCounts(sort: boolean, parallel: boolean, name: string, normalize: boolean): NativeExpression;
}
