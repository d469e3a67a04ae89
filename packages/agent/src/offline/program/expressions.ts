import type { Filter, GroupKey, Measure, Operand, TimeKind } from '../query.js';
import { column, literal, quote } from './source.js';

/** The number per row that is aggregated. */
export function operandExpression(operand: Operand): string {
  if (operand.kind === 'column') return column(operand.column);
  const [first = '', ...rest] = operand.factors.map(column);
  const product = first + rest.map((factor) => `.mul(${factor})`).join('');
  if (operand.discount === undefined) return product;
  const share =
    operand.discountScale === 100 ? `${column(operand.discount)}.div(100)` : column(operand.discount);
  return `${product}.mul(pl.lit(1).sub(${share}))`;
}

/** A measure as an aggregate with its name. */
export function measureExpression({ operation, operand, alias, quantile }: Measure): string {
  const name = `.alias(${quote(alias)})`;
  if (operation === 'count' || operand === undefined) return `pl.len()${name}`;
  const value = operandExpression(operand);
  switch (operation) {
    case 'distinct':
      return `${value}.dropNulls().nUnique()${name}`;
    case 'quantile':
      return `${value}.quantile(${quantile ?? 0.5})${name}`;
    case 'variance':
      return `${value}.var()${name}`;
    case 'sum':
    case 'mean':
    case 'median':
    case 'min':
    case 'max':
    case 'std':
      return `${value}.${operation}()${name}`;
    default:
      return operation satisfies never;
  }
}

const dateExpression = (name: string, kind: TimeKind): string =>
  kind === 'text' ? `${column(name)}.str.slice(0, 10).str.toDate('%Y-%m-%d')` : column(name);

/** The name of the first case that a row meets. */
function casesExpression(cases: NonNullable<GroupKey['cases']>): string {
  const parts = cases.map(
    ({ name, filter }) => `when(${filterExpression(filter)}).then(pl.lit(${quote(name)}))`,
  );
  return `pl.${parts.join('.')}.otherwise(pl.lit('other'))`;
}

/** A group key; a plain column stays its name. */
export function groupExpression(
  { column: name, bucket, alias, cases }: GroupKey,
  kind: TimeKind = 'date',
): string {
  if (cases !== undefined) return `${casesExpression(cases)}.alias(${quote(alias)})`;
  if (bucket === undefined) return quote(name);
  const date = dateExpression(name, kind);
  const as = `.alias(${quote(alias)})`;
  switch (bucket) {
    case 'day':
      return kind === 'date' && alias === name ? quote(name) : `${date}.dt.strftime('%Y-%m-%d')${as}`;
    case 'week':
      return `${date}.dt.truncate('1w').dt.strftime('%Y-%m-%d')${as}`;
    case 'month':
      return `${date}.dt.strftime('%Y-%m')${as}`;
    case 'quarter':
      return `pl.format('{}-Q{}', ${date}.dt.year(), ${date}.dt.quarter())${as}`;
    case 'year':
      return `${date}.dt.year()${as}`;
    case 'month-of-year':
      return `${date}.dt.month()${as}`;
    case 'quarter-of-year':
      return `${date}.dt.quarter()${as}`;
    case 'weekday':
      return `${date}.dt.weekday()${as}`;
    case 'hour':
      return `${date}.dt.hour()${as}`;
    default:
      return bucket satisfies never;
  }
}

const operators = { '=': 'eq', '!=': 'neq', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' } as const;

/** `pl.col('x').gt(5)`. */
export const comparisonExpression = (
  name: string,
  operator: keyof typeof operators,
  value: string | number | boolean,
): string => `${column(name)}.${operators[operator]}(${literal(value)})`;

function periodExpression(filter: Extract<Filter, { kind: 'period' }>): string {
  const years = filter.timeKind === 'year-number';
  const subject =
    years || filter.timeKind === 'text'
      ? column(filter.column)
      : dateExpression(filter.column, filter.timeKind);
  const yearOf = (date: string): number => Number(date.slice(0, 4));
  const start =
    filter.from === undefined ? undefined : years ? String(yearOf(filter.from)) : quote(filter.from);
  const end = filter.to === undefined ? undefined : years ? String(yearOf(filter.to)) : quote(filter.to);
  if (
    years &&
    filter.from !== undefined &&
    filter.to !== undefined &&
    yearOf(filter.to) - yearOf(filter.from) === 1
  ) {
    return `${subject}.${filter.negated === true ? 'neq' : 'eq'}(${start ?? ''})`;
  }
  const bounds = [
    ...(start === undefined ? [] : [`${subject}.ge(${start})`]),
    ...(end === undefined ? [] : [`${subject}.lt(${end})`]),
  ];
  const [first = 'pl.lit(true)', second] = bounds;
  const both = second === undefined ? first : `${first}.and(${second})`;
  return filter.negated === true ? `${both}.not()` : both;
}

function seasonExpression(filter: Extract<Filter, { kind: 'season' }>): string {
  const part = `${dateExpression(filter.column, filter.timeKind)}.dt.${filter.part}()`;
  const [only] = filter.values;
  return filter.values.length === 1 && only !== undefined
    ? `${part}.eq(${only})`
    : `${part}.isIn([${filter.values.join(', ')}])`;
}

/** A filter as a predicate. */
export function filterExpression(filter: Filter): string {
  switch (filter.kind) {
    case 'compare':
      return comparisonExpression(filter.column, filter.operator, filter.value);
    case 'between':
      return `${column(filter.column)}.isBetween(${filter.low}, ${filter.high})`;
    case 'in': {
      const among = `${column(filter.column)}.isIn([${filter.values.map(literal).join(', ')}])`;
      return filter.negated === true ? `${among}.not()` : among;
    }
    case 'text': {
      const method = { contains: 'contains', 'starts-with': 'startsWith', 'ends-with': 'endsWith' }[
        filter.test
      ];
      const test = `${column(filter.column)}.str.toLowerCase().str.${method}(${quote(filter.value.toLowerCase())})`;
      return filter.negated === true ? `${test}.not()` : test;
    }
    case 'null':
      return `${column(filter.column)}.${filter.negated === true ? 'isNotNull' : 'isNull'}()`;
    case 'period':
      return periodExpression(filter);
    case 'season':
      return seasonExpression(filter);
    default:
      return filter satisfies never;
  }
}
