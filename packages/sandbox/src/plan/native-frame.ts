import type { Writable } from 'node:stream';

import type { NativeDtype, NativeExpression } from './native-expression.js';

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
  groupbyRolling(
    index: NativeExpression,
    period: string,
    offset: string,
    closed: string,
    by: NativeExpression[],
  ): NativeGroupBy;
  join(
    other: NativeLazyFrame,
    leftOn: NativeExpression[],
    rightOn: NativeExpression[],
    allowParallel: boolean,
    forceParallel: boolean,
    how: string,
    suffix: string,
    coalesce?: boolean,
    validate?: string,
    nullsEqual?: boolean,
    maintainOrder?: string,
    buildSide?: string,
  ): NativeLazyFrame;
  joinAsof(
    other: NativeLazyFrame,
    leftOn: NativeExpression,
    rightOn: NativeExpression,
    byLeft: string[] | undefined,
    byRight: string[] | undefined,
    allowParallel: boolean,
    forceParallel: boolean,
    suffix: string,
    strategy: string,
    tolerance: undefined,
    toleranceText: string | undefined,
    checkSortedness: boolean,
    coalesce?: boolean,
    allowExactMatches?: boolean,
  ): NativeLazyFrame;
  rename(from: string[], to: string[]): NativeLazyFrame;
  reverse(): NativeLazyFrame;
  select(expressions: NativeExpression[]): NativeLazyFrame;
  slice(offset: number, length: number): NativeLazyFrame;
  sortByExprs(
    by: NativeExpression[],
    descending: boolean[],
    nullsLast: boolean[],
    maintainOrder: boolean,
    multithreaded: boolean,
  ): NativeLazyFrame;
  tail(n: number): NativeLazyFrame;
  unique(subset: string[] | null | undefined, keep: string, maintainOrder: boolean): NativeLazyFrame;
  unnest(columns: string[], separator?: string): NativeLazyFrame;
  unpivot(
    index: string[],
    on: string[],
    variableName: string | null,
    valueName: string | null,
  ): NativeLazyFrame;
  withColumns(expressions: NativeExpression[]): NativeLazyFrame;
  withRowIndex(name: string, offset: number): NativeLazyFrame;
}

export interface NativeFrame {
  readonly columns: string[];
  readonly height: number;
  estimatedSize(): number;
  writeIpcStream(sink: Writable, compression: 'uncompressed'): void;
  column(name: string): NativeSeries;
  getColumns(): NativeSeries[];
  lazy(): NativeLazyFrame;
  sampleN(n: NativeSeries, withReplacement: boolean, shuffle: boolean, seed: number): NativeFrame;
  slice(offset: number, length: number): NativeFrame;
  toDummies(separator: string, dropFirst: boolean, dropNulls: boolean): NativeFrame;
  transpose(keepNamesAs: string | undefined, columnNames: string[]): NativeFrame;
  upsample(by: string[], timeColumn: string, every: string, maintainOrder: boolean): NativeFrame;
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
