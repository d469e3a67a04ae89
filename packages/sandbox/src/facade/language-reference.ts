import { chartRows, recordRows } from '../plan/limits.js';
import { operations, type Operation, type Receiver } from './spec/index.js';

const headings: readonly (readonly [Receiver, string])[] = [
  ['pl', 'pl.'],
  ['cs', 'pl.cs.'],
  ['frame', 'DataFrame (also what pl.scan gives; collect() is optional)'],
  ['groupBy', 'df.groupBy(…).'],
  ['expression', 'Expression, such as pl.col(…).'],
  ['str', '.str.'],
  ['dt', '.dt.'],
  ['list', '.list.'],
  ['struct', '.struct.'],
  ['name', '.name.'],
];

const introduction = `Programs are JavaScript or TypeScript; the value of the last expression is the result. A frame becomes a table, chart(…) a chart, anything else a value; console.log is kept. To give several results, end with a list or an object of them, whose names become titles, or call display(value, 'Title') before the end.
Available: pl (the nodejs-polars API below), chart, display, and plain JavaScript (arrays, objects, Math, JSON, Map, Set, Date). There is no import, no file, no network.

const df = pl.scan('sales');                        // a dataset by name; pl.schema('sales') gives its columns
df.filter(pl.col('region').eq('North'), pl.col('date').isBetween('2024-01-01', '2024-03-31'))
  .withColumns({ revenue: pl.col('price').mul(pl.col('quantity')) })
  .groupBy('product')
  .agg(pl.col('revenue').sum().alias('total'), pl.len().alias('orders'))
  .sort('total', { descending: true })
  .head(10)

- In comparisons and arithmetic a text is a literal: pl.col('city').eq('Oslo'). In select, groupBy, sort, over and join a text is a column's name.
- Dates compare with texts: pl.col('date').gtEq('2024-01-01'). Parts: pl.col('date').dt.month(). Periods: .dt.truncate('1mo').
- Groups in order: pl.col('price').cumSum().over('city', { orderBy: 'date' }).
- There are no operators on expressions: write .gt(5).and(…), .add(1), .mul(2).
- No callbacks in pl: pl.when(cond).then(a).otherwise(b); or plain JavaScript: df.toRecords() gives objects (up to ${recordRows} rows, dates as ISO texts), df.getColumn(name) a plain array.
- Sorting puts nulls last; std and var are of a sample; quantiles are linear; joins keep the left order.
- chart(df, { mark: 'bar', encoding: { x: { field: 'product', type: 'nominal' }, y: { field: 'total', type: 'quantitative' } }, title: 'Sales' }): Vega-Lite marks bar, line, area, point, arc, rect, boxplot, tick, text; no transform, at most ${chartRows} rows: aggregate first.`;

/** The arguments of an operation, in brackets; empty where nothing is to be said about them. */
function signature(operation: Operation): string {
  const given = operation.parameters;
  const [only] = given;
  const isPlain = given.length === 1 && only?.optional !== true && operation.receiver !== 'frame';
  if (given.length === 0 || isPlain) return '';
  return `(${given.map(({ name, optional }) => `${name}${optional === true ? '?' : ''}`).join(', ')})`;
}

/** The members of a receiver by name. Neighbours that take the same arguments share them: `min/max(columns?)`. */
function section(receiver: Receiver, heading: string): string {
  const visible = operations.filter(({ receiver: of, form }) => of === receiver && form !== 'internal');
  const entries: { names: string[]; signature: string }[] = [];
  for (const operation of visible) {
    const last = entries.at(-1);
    const own = signature(operation);
    if (own !== '' && last?.signature === own) last.names.push(operation.name);
    else entries.push({ names: [operation.name], signature: own });
  }
  return `${heading} ${entries.map((entry) => `${entry.names.join('/')}${entry.signature}`).join(' ')}`;
}

const conditionals = 'pl.when(cond).then(value).when(cond).then(value).otherwise(value)';
const types =
  'Types: pl.Int64 Float64 String Boolean Date Datetime Duration Time Categorical Decimal(38, 2) List(pl.String)';

/** What a model is told about the language: how programs look, the rules that differ from habit, and every name. */
export function languageReference(): string {
  const sections = headings.map(([receiver, heading]) => section(receiver, heading));
  return [
    introduction,
    '',
    'Options go into a last object: df.sort(by, { descending: true }).',
    ...sections,
    conditionals,
    types,
  ].join('\n');
}
