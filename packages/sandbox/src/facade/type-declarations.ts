import { takesNamedExpressions } from './bind-arguments.js';
import { dtypeFunctions } from './dtype-function.js';
import { operations, type Operation, type Parameter, type Receiver } from './spec/index.js';
import { interfaces, isRepeatable, itemType, parameterType, resultType } from './type-names.js';

const preamble = `/** What programs of the sandbox may use, besides plain JavaScript. Generated from the specification of \`pl\`. */

/** One value of a result, or of a frame's column handed to the program. */
type Cell = string | number | boolean | null | Cell[] | { [name: string]: Cell };
/** A value that stands for itself. */
type Literal = string | number | boolean | null | Date;
/** An expression, or a literal: here a text is a literal. */
type Operand = Expression | Literal;
/** An expression, or a column's name: here a text is a name. */
type IntoExpression = Expression | string | number | boolean | Date;
/** Expressions under the names of the columns that they make. */
type NamedExpressions = Readonly<Record<string, IntoExpression>>;
/** A column by its name, or as \`pl.col(name)\`. */
type Column = string | Expression;
/** A span of time: \`1d\`, \`2w\`, \`1mo\`, \`1q\`, \`1y\`, \`15m\`, \`1h30m\`, \`-7d\`. */
type DurationText = string;
/** Values by the values that they replace. */
type Mapping = Readonly<Record<string, Literal>> | ReadonlyMap<Literal, Literal>;
/** A key of an order, with its own direction. */
type SortOrder = { readonly by: IntoExpression; readonly descending?: boolean; readonly nullsLast?: boolean };
/** The name of an aggregate. */
type Aggregate = 'sum' | 'mean' | 'median' | 'min' | 'max' | 'std' | 'var' | 'count' | 'len' | 'first' | 'last' | 'nUnique';
/** Columns by name, or records. */
type Table = Readonly<Record<string, readonly unknown[] | Operand>> | readonly Readonly<Record<string, unknown>>[];
/** The name of a data type. */
type DataTypeName = string;

/** A data type, such as \`pl.Int64\`; some can be told more: \`pl.Datetime('us', 'UTC')\`, \`pl.List(pl.String)\`. */
interface DataType {
  (...details: readonly unknown[]): DataType;
  readonly dataType: unique symbol;
}

/** A chart: the result of a program, or a part of it. */
interface Chart {
  readonly chart: unique symbol;
}
`;

const globals = `declare const pl: Polars;
/** A chart of a frame or of records, by a Vega-Lite specification without data, transforms and addresses. */
declare function chart(data: DataFrame | readonly object[], specification: object): Chart;
`;

const namespaces = ['str', 'dt', 'list', 'struct', 'name'] as const;

/** The declarations of everything that a program may use, as one TypeScript text. */
export function typeDeclarations(): string {
  return [preamble, ...interfaces.map((entry) => declaration(...entry)), globals].join('\n');
}

function declaration(receiver: Receiver, name: string, doc: string): string {
  const members = operations.filter(
    (operation) => operation.receiver === receiver && operation.form !== 'internal',
  );
  const base = receiver === 'then' ? ' extends Expression' : '';
  const lines = [...members.flatMap((operation) => memberLines(operation)), ...extraLines(receiver)];
  return [`/** ${doc} */`, `interface ${name}${base} {`, ...lines.map((line) => `  ${line}`), '}', ''].join(
    '\n',
  );
}

/** Members that are no operations: the types and selectors of `pl`, the namespaces of an expression. */
function extraLines(receiver: Receiver): string[] {
  if (receiver === 'pl') {
    return [
      'readonly cs: Selectors;',
      ...[...dtypeFunctions.keys()].map((name) => `readonly ${name}: DataType;`),
    ];
  }
  if (receiver !== 'expression') return [];
  return namespaces.flatMap((namespace) => {
    const name = interfaces.find(([of]) => of === namespace)?.[1];
    return name === undefined ? [] : [`readonly ${namespace}: ${name};`];
  });
}

function memberLines(operation: Operation): string[] {
  const also = operation.aliases.length === 0 ? [] : [' *', ` * Also: ${operation.aliases.join(', ')}.`];
  const comment = [
    '/**',
    ` * ${operation.doc}`,
    ...also,
    ' *',
    ' * @example',
    ` * ${operation.example}`,
    ' */',
  ];
  const type = resultType(operation);
  if (operation.form === 'property') return [...comment, `readonly ${operation.name}: ${type};`];
  return [...comment, ...parameterLists(operation).map((list) => `${operation.name}(${list}): ${type};`)];
}

/** Each way of giving the arguments of an operation, as TypeScript's lists of parameters. */
function parameterLists(operation: Operation): string[] {
  const { parameters } = operation;
  if (parameters.length === 0) return ['', ...(operation.overloads ?? [])];
  const positional = parameters.filter((parameter) => parameter.named !== true);
  const lists = [positionalList(operation, positional), ...repeatedLists(operation, positional)];
  const firstOptional = positional.findIndex((parameter) => parameter.optional === true);
  const leading = firstOptional === -1 ? positional : positional.slice(0, firstOptional);
  for (let count = leading.length; count > 0; count -= 1) {
    const rest = parameters.filter((parameter) => !leading.slice(0, count).includes(parameter));
    const first = leading.slice(0, count).map((parameter) => written(parameter));
    if (rest.length > 0) lists.push([...first, options(rest)].join(', '));
  }
  const byName = parameters.filter((parameter) => parameter.named === true);
  if (byName.length > 0 && positional.length > 0) {
    lists.push([...positional.map((parameter) => written(parameter)), options(byName)].join(', '));
  }
  if (parameters.length > 1 || leading.length === 0) lists.push(options(parameters));
  return [...new Set([...lists, ...(operation.overloads ?? [])])];
}

function positionalList(operation: Operation, positional: readonly Parameter[]): string {
  const last = positional.at(-1);
  const repeated = last !== undefined && isRepeatable(last) && onlyRepeatable(positional);
  return positional
    .map((parameter, index) => {
      const isFollowed = positional.slice(index).some((next) => next.optional !== true);
      if (parameter.optional === true && isFollowed)
        return `${parameter.name}: ${parameterType(parameter)} | undefined`;
      if (parameter !== last || !repeated) return written(parameter);
      return `...${parameter.name}: (${itemType(parameter, takesNamedExpressions(operation))})[]`;
    })
    .join(', ');
}

/** With several values of the first parameter in place of a list, where further parameters follow by name. */
function repeatedLists(operation: Operation, positional: readonly Parameter[]): string[] {
  const [first] = positional;
  const follows = positional.length > 1 || operation.parameters.length > positional.length;
  if (first === undefined || !follows || !isRepeatable(first) || !onlyRepeatable(positional)) return [];
  return [`...${first.name}: (${itemType(first, false)})[]`];
}

function onlyRepeatable(positional: readonly Parameter[]): boolean {
  return positional.filter((parameter) => isRepeatable(parameter)).length === 1;
}

/** Names of options that are no names of parameters in JavaScript. */
const reserved: ReadonlySet<string> = new Set(['new', 'default']);

function written(parameter: Parameter): string {
  const name = reserved.has(parameter.name) ? `${parameter.name}_` : parameter.name;
  return typed(name, parameter);
}

function typed(name: string, parameter: Parameter): string {
  return `${name}${parameter.optional === true ? '?' : ''}: ${parameterType(parameter)}`;
}

function options(parameters: readonly Parameter[]): string {
  const members = parameters.map((parameter) => typed(parameter.name, parameter));
  const isOptional = parameters.every((parameter) => parameter.optional === true);
  return `options${isOptional ? '?' : ''}: { ${members.join('; ')} }`;
}
