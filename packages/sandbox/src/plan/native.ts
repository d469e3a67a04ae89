import { createRequire } from 'node:module';
import type { NativeDtype, NativeExpression, WrappedExpression } from './native-expression.js';
import type { NativeFrame, NativeLazyFrame, NativeSeries } from './native-frame.js';

// Loaded as CommonJS: what `import` makes of its default export differs between Node and bundlers.
const load = createRequire(import.meta.url);
const polars = load('nodejs-polars') as {
  DataType: DataTypes;
  DataFrame(columns: object): { lazy(): { readonly _ldf: NativeLazyFrame } };
};

/**
 * The native layer of nodejs-polars 0.25.2, of which the package's own classes are a wrapper. Plans are executed on it
 * directly: a wrapped expression costs 500 times as much to make (it builds ~150 closures), wrapped frames are
 * proxies whose properties are the names of columns, and the wrappers read texts as names of columns.
 */
export const native = load('nodejs-polars/bin/native-polars.js') as NativeBinding;

/** The data types. */
export const dtypes = polars.DataType;

type DataTypes = {
  readonly [
    name in
      | 'Null'
      | 'Bool'
      | 'Int8'
      | 'Int16'
      | 'Int32'
      | 'Int64'
      | 'UInt8'
      | 'UInt16'
      | 'UInt32'
      | 'UInt64'
      | 'Float32'
      | 'Float64'
      | 'Date'
      | 'Time'
      | 'String'
      | 'Categorical'
  ]: NativeDtype;
} & {
  Datetime(unit: 'ms' | 'us' | 'ns', timeZone?: string | null): NativeDtype;
  Decimal(precision: number, scale: number): NativeDtype;
  Duration(unit: 'ms' | 'us' | 'ns'): NativeDtype;
  List(inner: NativeDtype): NativeDtype;
  Struct(fields: { name: string; dtype: NativeDtype }[]): NativeDtype;
};

/** A frame without columns, on which literals can be selected. */
export const emptyFrame = polars.DataFrame({}).lazy()._ldf;

interface NativeThen {
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
  argSortBy(by: NativeExpression[], descending: boolean[]): NativeExpression;
  asStruct(expressions: NativeExpression[]): NativeExpression;
  col(name: string): NativeExpression;
  cols(names: string[]): NativeExpression;
  concatLf(
    frames: NativeLazyFrame[],
    how: string,
    rechunk: boolean,
    parallel: boolean,
    toSupertypes: boolean,
    maintainOrder: boolean,
  ): NativeLazyFrame;
  concatLst(expressions: NativeExpression[]): NativeExpression;
  concatStr(expressions: NativeExpression[], separator: string, ignoreNulls: boolean): NativeExpression;
  cov(a: WrappedExpression, b: WrappedExpression, ddof: number): NativeExpression;
  element(): NativeExpression;
  intRange(
    start: WrappedExpression,
    end: WrappedExpression,
    step: number,
    dtype: NativeDtype,
  ): NativeExpression;
  horizontalConcat(frames: NativeFrame[]): NativeFrame;
  len(): NativeExpression;
  lit(value: unknown): NativeExpression;
  litSeries(series: NativeSeries): NativeExpression;
  nth(index: number): NativeExpression;
  maxHorizontal(expressions: NativeExpression[]): NativeExpression;
  minHorizontal(expressions: NativeExpression[]): NativeExpression;
  pearsonCorr(a: WrappedExpression, b: WrappedExpression): NativeExpression;
  scanParquet(path: string, options: { parallel: 'auto'; glob?: boolean }): NativeLazyFrame;
  spearmanRankCorr(a: WrappedExpression, b: WrappedExpression, propagateNans: boolean): NativeExpression;
  sumHorizontal(expressions: NativeExpression[], ignoreNulls: boolean): NativeExpression;
  when(predicate: NativeExpression): { then(value: NativeExpression): NativeThen };
}

export type {
  BinaryMethod,
  NativeDtype,
  NativeExpression,
  RollingOptions,
  UnaryMethod,
} from './native-expression.js';
export type { NativeFrame, NativeGroupBy, NativeLazyFrame, NativeSeries } from './native-frame.js';
