import type { Arguments } from './arguments.js';
import type { PlanLimits } from './limits.js';
import type { NativeDtype, NativeExpression, NativeFrame, NativeLazyFrame } from './native.js';
import type { ValidNode } from './valid-plan.js';

/** What an operation that yields an expression gets to see. */
export interface ExpressionCall {
  readonly args: Arguments;
  /** What it is applied to. Throws for an operation of `pl` itself. */
  readonly input: NativeExpression;
  /** An argument as an expression; `undefined` when it was left out. */
  expression(name: string): NativeExpression | undefined;
  /** An argument that must be there, as an expression. */
  needed(name: string): NativeExpression;
  expressions(name: string): NativeExpression[];
  /** The input, in which every column stands in another order. */
  arrangedInput(arrange: (column: NativeExpression) => NativeExpression): NativeExpression;
  /** The types of the columns of the frame that the expression is evaluated on, by name and in order. */
  columns(): ReadonlyMap<string, string>;
  readonly limits: PlanLimits;
  /** The type of the input; `undefined` when it cannot be told, in which case polars will say why. */
  inputDtype(): NativeDtype | string | undefined;
  /** The type of an argument. */
  dtypeOf(node: ValidNode): NativeDtype | string | undefined;
  readonly inputNode: ValidNode | undefined;
}

/** What an operation that yields a frame gets to see. */
export interface FrameCall {
  readonly args: Arguments;
  /** The frame it is applied to: with all its rows or, where only the types of columns are asked for, with none. */
  readonly input: NativeLazyFrame;
  /** The types of the input's columns, by name and in order. */
  schema(): ReadonlyMap<string, string>;
  expression(name: string): NativeExpression | undefined;
  expressions(name: string): NativeExpression[];
  /** Frames given as arguments, with rows exactly if the input has them. */
  frames(name: string): NativeLazyFrame[];
  /** The input with all its rows, computed: for operations whose columns depend on the data. */
  collect(): NativeFrame;
  /** How many rows the input, or a frame given as an argument, has. */
  rowCount(argument?: string): number;
  dataset(name: string): NativeLazyFrame;
  readonly limits: PlanLimits;
  /** The `groupBy` step that an aggregation belongs to. */
  group(): GroupCall;
}

/** The grouping that an aggregation is applied to. */
export interface GroupCall {
  readonly args: Arguments;
  /** Groups of equal keys, windows of time, or for each row the span of time that ends there. */
  readonly kind: 'plain' | 'windows' | 'rolling';
  readonly input: NativeLazyFrame;
  schema(): ReadonlyMap<string, string>;
  expressions(name: string): NativeExpression[];
}

export type ExpressionOperation = (call: ExpressionCall) => NativeExpression;
export type FrameOperation = (call: FrameCall) => NativeLazyFrame;
