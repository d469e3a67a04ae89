import type { Column } from './table.js';

/** A literal which JSON has no form for. */
export type TaggedLiteral =
  | { readonly type: 'date'; readonly milliseconds: number }
  | { readonly type: 'datetime'; readonly milliseconds: number }
  | { readonly type: 'number'; readonly text: 'NaN' | 'Infinity' | '-Infinity' };

export type Literal = string | number | boolean | null | TaggedLiteral;

/** A list or an object as a cell of a frame which the program builds itself. */
export type NestedLiteral =
  | { readonly type: 'list'; readonly items: readonly LiteralCell[] }
  | { readonly type: 'struct'; readonly fields: readonly (readonly [string, LiteralCell])[] };

export type LiteralCell = Literal | NestedLiteral;

/** A column of a frame which the program builds itself. */
export interface LiteralColumn {
  readonly name: string;
  readonly values: readonly LiteralCell[];
}

export type PlanArgument =
  | Literal
  | PlanNode
  | readonly Literal[]
  | readonly PlanNode[]
  | readonly LiteralColumn[]
  | readonly (readonly [string, string])[];

/**
 * One step of a plan. `op` is an operation's id in the specification, such as `frame.filter`; `input` is what it is
 * applied to. A plan is JSON: it holds no function, no path and no host object, so it can be sent, logged and hashed.
 */
export interface PlanNode {
  readonly op: string;
  readonly input?: PlanNode;
  readonly args?: Readonly<Record<string, PlanArgument>>;
}

/** A whole plan: a node whose operation yields a frame. */
export type Plan = PlanNode;

/**
 * What is wanted of a plan: its rows (from the first on, up to the limits), its columns alone, or its row count alone.
 * `schema` and `count` answer with a table without rows.
 */
export type PlanAction = { kind: 'rows'; limit?: number } | { kind: 'schema' } | { kind: 'count' };

/** A file that a dataset's name stands for. The path is the host's; no plan can name one. */
export interface DatasetFile {
  readonly name: string;
  /** An absolute path of a Parquet file. */
  readonly path: string;
  /** How many rows it has, when that is known. */
  readonly rows?: number;
}

/** What a program may learn of a dataset before reading it. */
export interface DatasetEntry {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows?: number;
  readonly title?: string;
  readonly description?: string;
}
