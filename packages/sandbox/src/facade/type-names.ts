import type { ArgumentKind, NodeKind, Operation, Parameter, Receiver } from './spec/index.js';

/** The interfaces of the declarations: what each is the type of, in the order in which they are listed. */
export const interfaces: readonly (readonly [receiver: Receiver, name: string, doc: string])[] = [
  ['pl', 'Polars', 'The global `pl`.'],
  ['cs', 'Selectors', '`pl.cs`: columns by type or name.'],
  [
    'frame',
    'DataFrame',
    'A frame. It is computed only when its rows are asked for, so that it is a LazyFrame too.',
  ],
  ['groupBy', 'GroupBy', 'The groups of a frame, before their aggregation.'],
  ['expression', 'Expression', 'What a column, or a computation on columns, will be.'],
  ['str', 'StringNamespace', '`expression.str`: texts.'],
  ['dt', 'DateNamespace', '`expression.dt`: dates, datetimes and durations.'],
  ['list', 'ListNamespace', '`expression.list`: lists.'],
  ['struct', 'StructNamespace', '`expression.struct`: structs.'],
  ['name', 'NameNamespace', '`expression.name`: the names of columns.'],
  ['when', 'When', '`pl.when(…)`, before its `then`.'],
  ['then', 'Then', '`pl.when(…).then(…)`; without `otherwise` it is null where no condition holds.'],
];

const results: ReadonlyMap<NodeKind, string> = new Map([
  ['frame', 'DataFrame'],
  ['expression', 'Expression'],
  ['groupBy', 'GroupBy'],
  ['when', 'When'],
  ['then', 'Then'],
]);

/** The TypeScript type of what an operation yields. */
export function resultType(operation: Operation): string {
  return (operation.result === 'value' ? operation.returns : results.get(operation.result)) ?? 'unknown';
}

/** The type of one value of each kind of argument. */
const single: Readonly<Record<ArgumentKind, string>> = {
  expression: 'IntoExpression',
  operand: 'Operand',
  expressions: 'IntoExpression',
  operands: 'Operand',
  column: 'Column',
  columns: 'Column',
  text: 'string',
  texts: 'string',
  duration: 'DurationText',
  choice: 'string',
  dtype: 'DataType | DataTypeName',
  dtypes: 'DataType',
  dataset: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  booleans: 'boolean',
  literal: 'Literal',
  literals: 'Literal',
  renames: 'Readonly<Record<string, string>>',
  casts: 'Readonly<Record<string, DataType | DataTypeName>>',
  frame: 'DataFrame',
  frames: 'DataFrame',
  table: 'Table',
};

const lists: ReadonlySet<ArgumentKind> = new Set([
  'expressions',
  'operands',
  'columns',
  'texts',
  'dtypes',
  'booleans',
  'literals',
  'frames',
]);

/** Kinds of which a call may give any number of values, one after the other. */
const repeatable: ReadonlySet<ArgumentKind> = new Set([
  'expressions',
  'operands',
  'columns',
  'dtypes',
  'texts',
]);

export function isRepeatable({ kind, type }: Parameter): boolean {
  return type === undefined && repeatable.has(kind);
}

/** The type of one item of a parameter that takes several. */
export function itemType(parameter: Parameter, takesNamed: boolean): string {
  const item = single[parameter.kind];
  return `${item} | readonly ${arrayItem(item)}[]${takesNamed ? ' | NamedExpressions' : ''}`;
}

function arrayItem(item: string): string {
  return item.includes(' ') ? `(${item})` : item;
}

/** The type of a parameter's value. */
export function parameterType(parameter: Parameter): string {
  if (parameter.type !== undefined) return parameter.type;
  if (parameter.choices !== undefined) {
    return Object.keys(parameter.choices)
      .map((word) => `'${word}'`)
      .join(' | ');
  }
  const item = single[parameter.kind];
  if (!lists.has(parameter.kind)) return item;
  if (parameter.kind === 'literals' || parameter.kind === 'frames') return `readonly ${arrayItem(item)}[]`;
  return `${item} | readonly ${arrayItem(item)}[]`;
}
