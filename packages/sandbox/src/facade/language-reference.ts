import { operations, type Operation, type Receiver } from './spec/index.js';

const headings: readonly (readonly [Receiver, string])[] = [
  ['pl', 'pl.'],
  ['frame', 'DataFrame (also what pl.scan gives; collect() is optional)'],
  ['groupBy', 'df.groupBy(…).'],
  ['expression', 'Expression, such as pl.col(…).'],
  ['str', '.str.'],
  ['dt', '.dt.'],
  ['list', '.list.'],
  ['struct', '.struct.'],
];

const introduction = `Programs are JavaScript or TypeScript; the value of the last expression is the result. A frame becomes a table, chart(…) a chart, anything else a value; console.log is kept.
Available: pl (the nodejs-polars API below), chart, and plain JavaScript (arrays, objects, Math, JSON, Map, Set, Date). There is no import, no file, no network.

const df = pl.scan('sales');                        // a dataset by name; pl.schema('sales') gives its columns
df.filter(pl.col('region').eq('North'), pl.col('date').isBetween('2024-01-01', '2024-03-31'))
  .withColumns({ revenue: pl.col('price').mul(pl.col('quantity')) })
  .groupBy('product')
  .agg(pl.col('revenue').sum().alias('total'), pl.len().alias('orders'))
  .sort('total', { descending: true })
  .head(10)

- In comparisons and arithmetic a text is a literal: pl.col('city').eq('Oslo'). In select, groupBy, sort, over and join a text is a column's name.
- Dates compare with texts: pl.col('date').gtEq('2024-01-01'). Parts: pl.col('date').dt.month(). Periods: .dt.truncate('1mo').
- There are no operators on expressions: write .gt(5).and(…), .add(1), .mul(2).
- No callbacks in pl: pl.when(cond).then(a).otherwise(b); or plain JavaScript: df.toRecords() gives objects (up to 10000 rows, dates as ISO texts), df.getColumn(name) a plain array.
- Sorting puts nulls last; std and var are of a sample; quantiles are linear; joins keep the left order.
- chart(df, { mark: 'bar', encoding: { x: { field: 'product', type: 'nominal' }, y: { field: 'total', type: 'quantitative' } }, title: 'Sales' }): Vega-Lite marks bar, line, area, point, arc, rect, boxplot, tick, text; no transform, at most 5000 rows: aggregate first.`;

function parameters(operation: Operation): string {
  return operation.parameters
    .map((parameter) => `${parameter.name}${parameter.optional === true ? '?' : ''}`)
    .join(', ');
}

/** Names alone where nothing is to be said about arguments; otherwise with their parameters. */
function entry(operation: Operation): string {
  if (operation.form === 'property') return operation.name;
  const given = operation.parameters;
  const isPlain =
    given.length === 0 ||
    (given.length === 1 && given[0]?.optional !== true && operation.receiver !== 'frame');
  return isPlain ? operation.name : `${operation.name}(${parameters(operation)})`;
}

function section(receiver: Receiver, heading: string): string {
  const entries = operations
    .filter((operation) => operation.receiver === receiver && operation.form !== 'internal')
    .map((operation) => entry(operation));
  return `${heading} ${entries.join(' ')}`;
}

const conditionals = 'pl.when(cond).then(value).when(cond).then(value).otherwise(value)';
const types = 'Types: pl.Int64 Float64 String Boolean Date Datetime Duration Categorical List';

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
