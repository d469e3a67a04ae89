import type { PlanArgument, PlanNode } from '../plan/plan.js';

/** The type of each column by its name, in their order. */
export type ColumnTypes = ReadonlyMap<string, string>;

interface Typed {
  readonly name: string;
  readonly dtype: string;
}

const numeric: ReadonlySet<string> = new Set([
  'i8',
  'i16',
  'i32',
  'i64',
  'u8',
  'u16',
  'u32',
  'u64',
  'f32',
  'f64',
]);
const scalar: ReadonlySet<string> = new Set([...numeric, 'str', 'bool', 'date', 'datetime']);
const counts: ReadonlySet<string> = new Set(['expression.count', 'expression.len', 'expression.nUnique']);
const picks: ReadonlySet<string> = new Set(['expression.first', 'expression.last']);
const extremes: ReadonlySet<string> = new Set(['expression.max', 'expression.min']);
const comparisons: ReadonlySet<string> = new Set([
  'expression.eq',
  'expression.gt',
  'expression.gtEq',
  'expression.lt',
  'expression.ltEq',
  'expression.neq',
]);

/**
 * The columns that expressions make of those that there are, where that is plain: columns, their aggregates, comparisons with
 * a literal. `undefined` where polars must be asked.
 */
export function typesOf(
  expressions: PlanArgument | undefined,
  columns: ColumnTypes,
): ColumnTypes | undefined {
  const made = new Map<string, string>();
  return addTypes(made, expressions, columns, typeOf) ? made : undefined;
}

/** What a group makes of expressions: as {@link typesOf}, of those that come to one value. */
export function typesOfGroups(
  keys: PlanArgument | undefined,
  aggregations: PlanArgument | undefined,
  columns: ColumnTypes,
): ColumnTypes | undefined {
  const made = new Map<string, string>();
  const isPlain =
    addTypes(made, keys, columns, columnOf) && addTypes(made, aggregations, columns, aggregateOf);
  return isPlain ? made : undefined;
}

/** Adds what expressions make, unless one of them is not plain or two have one name, which polars refuses. */
function addTypes(
  made: Map<string, string>,
  expressions: PlanArgument | undefined,
  columns: ColumnTypes,
  typed: (node: PlanNode, columns: ColumnTypes) => Typed | undefined,
): boolean {
  return nodesOf(expressions).every((node) => {
    const one = typed(node, columns);
    if (one === undefined || made.has(one.name)) return false;
    made.set(one.name, one.dtype);
    return true;
  });
}

function typeOf(node: PlanNode, columns: ColumnTypes): Typed | undefined {
  if (node.op === 'expression.alias') return renamed(node, columns, typeOf);
  return columnOf(node, columns) ?? conditionOf(node, columns) ?? aggregateOf(node, columns);
}

function columnOf({ op, args }: PlanNode, columns: ColumnTypes): Typed | undefined {
  const names = args?.['names'];
  if (op !== 'pl.col' || !Array.isArray(names) || names.length !== 1) return undefined;
  const name = String(names[0]);
  const dtype = columns.get(name);
  // Polars reads a name that begins so as a pattern.
  return dtype === undefined || name.startsWith('^') || name === '*' ? undefined : { name, dtype };
}

function aggregateOf(node: PlanNode, columns: ColumnTypes): Typed | undefined {
  const { op, input, args } = node;
  if (op === 'pl.len') return { name: 'len', dtype: 'u32' };
  if (op === 'expression.alias') return renamed(node, columns, aggregateOf);
  const column = input && columnOf(input, columns);
  if (column === undefined || !scalar.has(column.dtype) || Object.keys(args ?? {}).length > 0)
    return undefined;
  const dtype = aggregateType(op, column.dtype);
  return dtype === undefined ? undefined : { name: column.name, dtype };
}

function aggregateType(op: string, dtype: string): string | undefined {
  if (counts.has(op)) return 'u32';
  if (picks.has(op)) return dtype;
  if (!numeric.has(dtype)) return undefined;
  if (extremes.has(op)) return dtype;
  if (dtype !== 'i64' && dtype !== 'f64') return undefined;
  if (op === 'expression.sum') return dtype;
  return op === 'expression.mean' || op === 'expression.median' ? 'f64' : undefined;
}

function conditionOf({ op, input, args }: PlanNode, columns: ColumnTypes): Typed | undefined {
  if (input === undefined) return undefined;
  if (op === 'expression.and' || op === 'expression.or') {
    const first = conditionOf(input, columns);
    const others = nodesOf(args?.['others']).map((node) => conditionOf(node, columns));
    return others.every((other) => other !== undefined) ? first : undefined;
  }
  const column = columnOf(input, columns);
  if (column === undefined || !comparisons.has(op)) return undefined;
  const other = args?.['other'] as PlanNode | undefined;
  const value = other?.op === 'pl.lit' ? other.args?.['value'] : undefined;
  const fits =
    (typeof value === 'number' && numeric.has(column.dtype)) ||
    (typeof value === 'string' && column.dtype === 'str');
  return fits ? { name: column.name, dtype: 'bool' } : undefined;
}

function renamed(
  { input, args }: PlanNode,
  columns: ColumnTypes,
  typed: (node: PlanNode, columns: ColumnTypes) => Typed | undefined,
): Typed | undefined {
  const inner = input && typed(input, columns);
  const name = args?.['name'];
  return inner === undefined || typeof name !== 'string' ? undefined : { name, dtype: inner.dtype };
}

function nodesOf(argument: PlanArgument | undefined): readonly PlanNode[] {
  return Array.isArray(argument) ? (argument as readonly PlanNode[]) : [];
}
