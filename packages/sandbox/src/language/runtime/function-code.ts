import type { GuestValue, Slot } from '../values.js';

/** The variables of one activation. Slot 0 holds the captured cells, the parameters come next. */
export type Frame = Slot[];

/** A compiled expression. */
export type Evaluate = (frame: Frame) => GuestValue;

/** A compiled function, shared by all closures made from it. */
export interface FunctionCode {
  readonly name: string;
  /** What `length` reports: parameters before the first default or rest. */
  readonly arity: number;
  /** Parameters that are plain names. When `bind` is present, arguments go through it instead. */
  readonly parameterCount: number;
  /** Indexes of plain parameters that closures capture. */
  readonly capturedParameters: readonly number[];
  /** Binds arguments to patterns, defaults and rest. */
  readonly bind: ((frame: Frame, args: readonly GuestValue[]) => void) | undefined;
  slotCount: number;
  /** Fuel of one activation. */
  readonly weight: number;
  readonly body: Evaluate;
}
