/**
 * What an operation is a member of. `pl` is the global itself and `cs` its selectors; `str`, `dt`, `list`,
 * `struct` and `name` are an expression's namespaces.
 */
export type Receiver =
  | 'pl'
  | 'cs'
  | 'frame'
  | 'expression'
  | 'str'
  | 'dt'
  | 'list'
  | 'struct'
  | 'name'
  | 'groupBy'
  | 'when'
  | 'then';

/** What an operation of a plan yields. */
export type NodeKind = 'frame' | 'expression' | 'groupBy' | 'when' | 'then';

/**
 * What may stand for a parameter, and what the plan then carries:
 * - `expression`: an expression or a column's name; a node.
 * - `operand`: an expression or a literal (a text is a literal); a node.
 * - `expressions`, `operands`: any number of those; a list of nodes.
 * - `column`, `text`, `duration` (such as `1mo`), `choice`, `dtype`, `dataset`, `integer`, `number`, `boolean`: themselves.
 * - `columns`, `texts`, `literals`, `booleans`, `dtypes`: lists of those. `renames`: pairs of old and new name; `casts`:
 *   pairs of a column and a type.
 * - `literal`: any literal. `frame`, `frames`: nodes. `table`: the columns of a frame written out.
 */
export type ArgumentKind =
  | 'expression'
  | 'operand'
  | 'expressions'
  | 'operands'
  | 'column'
  | 'columns'
  | 'text'
  | 'texts'
  | 'duration'
  | 'choice'
  | 'dtype'
  | 'dataset'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'booleans'
  | 'literal'
  | 'literals'
  | 'renames'
  | 'casts'
  | 'dtypes'
  | 'frame'
  | 'frames'
  | 'table';

export interface Parameter {
  readonly name: string;
  readonly kind: ArgumentKind;
  /** Further names under which an options object may carry it; the snake_case form is understood anyway. */
  readonly aliases?: readonly string[];
  readonly optional?: boolean;
  /** It is given by name in the options only, never by position. */
  readonly named?: boolean;
  /** The values of a `choice`, each with the spellings that also mean it. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Its TypeScript type, where the kind does not tell it. */
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * How a member comes to its result.
 * - `plan`: it adds a node to the plan.
 * - `internal`: a node too, but no member of its own: other members are written in terms of it.
 * - `method`, `property`: answered by the facade, by executing a plan or by composing other operations.
 */
export type OperationForm = 'plan' | 'internal' | 'method' | 'property';

export interface Operation {
  /** `receiver.name`, unique. */
  readonly id: string;
  readonly receiver: Receiver;
  readonly name: string;
  /** Other names; the snake_case form of each name is understood anyway. */
  readonly aliases: readonly string[];
  readonly form: OperationForm;
  readonly parameters: readonly Parameter[];
  /** The kind of node that a `plan` operation yields; `value` for what a method or property answers with. */
  readonly result: NodeKind | 'value';
  /** The TypeScript type of a `value`. */
  readonly returns?: string;
  /** Further lists of parameters that are understood, in TypeScript: habits that the parameters cannot express. */
  readonly overloads?: readonly string[];
  /** It makes one value of all rows. */
  readonly reduces?: boolean;
  /** One line, for the model and the reader. */
  readonly doc: string;
  readonly example: string;
}
