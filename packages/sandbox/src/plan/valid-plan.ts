import type { Operation } from '../facade/spec/index.js';
import type { Literal, LiteralColumn } from './plan.js';

export type ValidArgument =
  | ValidNode
  | readonly ValidNode[]
  | Literal
  | readonly Literal[]
  | readonly LiteralColumn[]
  | readonly (readonly [string, string])[];

/** A node of a plan that has been checked against the specification. Nothing of the given object is kept. */
export interface ValidNode {
  readonly operation: Operation;
  readonly input: ValidNode | undefined;
  readonly args: ReadonlyMap<string, ValidArgument>;
}
