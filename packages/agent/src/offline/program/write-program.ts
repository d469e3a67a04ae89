import { describeQuery } from '../answer/describe-query.js';
import { capitalise } from '../answer/format.js';
import { offlineLimits } from '../limits.js';
import type { Filter, FilterValue, Measure, QuerySpec, TimeKind } from '../query.js';
import { writeChart } from './charts.js';
import {
  comparisonExpression,
  filterExpression,
  groupExpression,
  measureExpression,
  operandExpression,
} from './expressions.js';
import { call, chain, column, quote } from './source.js';

const sortCall = (by: string, descending: boolean): string =>
  descending ? `.sort(${quote(by)}, { descending: true })` : `.sort(${quote(by)})`;

const filterCalls = (filters: readonly Filter[]): string[] =>
  filters.length === 0 ? [] : [call('.filter', filters.map(filterExpression))];

/** One number per group, where the measures run over groups. */
function perGroupCalls(spec: QuerySpec): string[] {
  if (spec.per === undefined) return [];
  const groups = [spec.per.group, ...spec.groups];
  return [
    call(
      '.groupBy',
      groups.map((group) => groupExpression(group, timeKindFor(spec, group.column))),
    ),
    `.agg(${measureExpression(spec.per.measure)})`,
  ];
}

const scan = (spec: QuerySpec, extra: readonly string[] = []): string =>
  `const rows = ${chain(`pl.scan(${quote(spec.dataset)})`, [...filterCalls(spec.filters), ...perGroupCalls(spec), ...extra])};`;

/** A fact beside the table: one JSON object per logged line, for the answer to quote. */
const logFact = (facts: Readonly<Record<string, string>>): string =>
  `console.log(JSON.stringify({ ${Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')} }));`;

const notNull = (names: readonly string[]): string => `.dropNulls([${names.map(quote).join(', ')}])`;

/** How the time columns of a query are stored is written on its filters; groups by text dates carry it themselves. */
const timeKindFor = (spec: QuerySpec, name: string): TimeKind => spec.timeKinds?.[name] ?? 'date';

function writeScalar(spec: QuerySpec): string {
  const counts = spec.measures.some(({ operation }) => operation === 'count');
  const measures = spec.measures.map(measureExpression);
  // What an aggregate is of are the rows that have a value.
  const [only, ...others] = spec.measures.map(({ operand }) => operand);
  const known =
    only?.kind === 'column' && others.length === 0 ? [`${column(only.column)}.count().alias('known')`] : [];
  const expressions = counts ? measures : [...measures, ...known, `pl.len().alias('rows')`];
  return [scan(spec), `rows${call('.select', expressions)}`].join('\n');
}

/** Sums and counts of groups have a total worth saying. */
const hasTotal = (measure: Measure | undefined): measure is Measure =>
  measure !== undefined && (measure.operation === 'count' || measure.operation === 'sum');

const changed = 'change_percent';

/** The change against the period before; ranked by it where the query asks for the largest. */
function changeCalls({ groups, order }: QuerySpec, measure: Measure): string[] {
  const change = `.withColumns(${column(measure.alias)}.pctChange().mul(100).alias('${changed}'))`;
  const [time] = groups;
  if (order?.by !== changed || time === undefined) return [change];
  return [sortCall(time.alias, false), change, notNull([changed]), sortCall(changed, order.descending)];
}

function writeGrouped(spec: QuerySpec): string {
  const [measure] = spec.measures;
  const limited = spec.limit !== undefined;
  const plain = spec.groups.filter(({ bucket }) => bucket === undefined).map((group) => group.column);
  const calls = [
    call(
      '.groupBy',
      spec.groups.map((group) =>
        spec.per === undefined ? groupExpression(group, timeKindFor(spec, group.column)) : quote(group.alias),
      ),
    ),
    call('.agg', spec.measures.map(measureExpression)),
  ];
  if (spec.having !== undefined)
    calls.push(`.filter(${comparisonExpression(spec.having.by, spec.having.operator, spec.having.value)})`);
  if (spec.share === true && measure !== undefined) {
    calls.push(
      `.withColumns(${column(measure.alias)}.div(${column(measure.alias)}.sum()).mul(100).alias('share_percent'))`,
    );
  }
  if (
    spec.groups.length > 1 &&
    spec.order !== undefined &&
    spec.groups.some(({ alias }) => alias === spec.order?.by)
  ) {
    calls.push(`.sort([${spec.groups.map(({ alias }) => quote(alias)).join(', ')}])`);
  } else if (spec.order !== undefined && spec.order.by !== changed)
    calls.push(sortCall(spec.order.by, spec.order.descending));
  if (spec.change === true && measure !== undefined) calls.push(...changeCalls(spec, measure));
  calls.push(`.head(${spec.limit ?? offlineLimits.groups})`);
  const lines = [
    scan(spec, limited && plain.length > 0 ? [notNull(plain)] : []),
    `const result = ${chain('rows', calls)};`,
  ];
  if (hasTotal(measure) && spec.having === undefined && spec.levels !== true)
    lines.push(logFact({ total: `rows.select(${measureExpression(measure)}).item()` }));
  if (spec.comparison === true && measure !== undefined && spec.groups.length === 1) {
    lines.push(
      `const values = result.getColumn(${quote(measure.alias)});`,
      `if (values.length === 2) ${logFact({ difference: 'values[0] - values[1]' })}`,
    );
  }
  if (spec.ratio !== undefined && measure !== undefined) lines.push(...ratioLines(spec, measure, spec.ratio));
  lines.push(writeChart(spec, 'result') ?? 'result');
  return lines.join('\n');
}

/** The quotient of two groups, as a fact beside the table. */
function ratioLines(spec: QuerySpec, measure: Measure, ratio: readonly FilterValue[]): string[] {
  const [first, second] = ratio.map(
    (value) =>
      `result.filter(${comparisonExpression(spec.groups[0]?.column ?? '', '=', value)}).getColumn(${quote(measure.alias)})[0]`,
  );
  return [`const one = ${first ?? ''};`, `const other = ${second ?? ''};`, logFact({ ratio: 'one / other' })];
}

function writeExtreme(spec: QuerySpec): string {
  const { order, limit = 1 } = spec;
  if (order === undefined) return writeRows(spec);
  const end = order.descending ? 'max' : 'min';
  const calls =
    limit === 1
      ? [
          `.filter(${column(order.by)}.eq(${column(order.by)}.${end}()))`,
          `.head(${offlineLimits.listedRows})`,
        ]
      : [sortCall(order.by, order.descending), `.head(${limit})`];
  return [
    scan(spec, [notNull([order.by])]),
    `const result = ${chain('rows', calls)};`,
    writeChart(spec, 'result') ?? 'result',
  ].join('\n');
}

function writeRows(spec: QuerySpec): string {
  const columns = spec.columns ?? [];
  const calls = [
    ...(spec.order === undefined ? [] : [sortCall(spec.order.by, spec.order.descending)]),
    ...(columns.length === 0 ? [] : [call('.select', columns.map(quote))]),
    `.head(${spec.limit ?? offlineLimits.listedRows})`,
  ];
  return [scan(spec), logFact({ matching: 'rows.height' }), chain('rows', calls)].join('\n');
}

function writeDistinct(spec: QuerySpec): string {
  const [name = ''] = spec.columns ?? [];
  const calls = [
    `.groupBy(${quote(name)})`,
    `.agg(pl.len().alias('count'))`,
    `.sort('count', { descending: true })`,
    `.head(${offlineLimits.groups})`,
  ];
  return [
    scan(spec, [notNull([name])]),
    logFact({ distinct: `rows.select(${column(name)}.nUnique()).item()` }),
    chain('rows', calls),
  ].join('\n');
}

function writeFraction(spec: QuerySpec): string {
  const conditions = (spec.condition ?? []).map(filterExpression);
  const [first = 'pl.lit(true)', ...rest] = conditions;
  const both = first + rest.map((condition) => `.and(${condition})`).join('');
  const operand = spec.measures[0]?.operand;
  const parts =
    operand === undefined
      ? [`matches.sum().alias('matching')`, `pl.len().alias('all')`]
      : [
          `${operandExpression(operand)}.filter(matches).sum().alias('matching')`,
          `${operandExpression(operand)}.sum().alias('all')`,
        ];
  const groups = spec.groups.map((group) => groupExpression(group, timeKindFor(spec, group.column)));
  const [group] = spec.groups;
  const calls = [
    ...(group === undefined
      ? [call('.select', parts)]
      : [call('.groupBy', groups), call('.agg', parts.toReversed())]),
    `.withColumns(pl.col('matching').div(pl.col('all')).mul(100).alias('percent'))`,
    ...(group === undefined
      ? []
      : [
          group.bucket === undefined ? sortCall('percent', true) : sortCall(group.alias, false),
          `.head(${offlineLimits.groups})`,
        ]),
  ];
  return [scan(spec), `const matches = ${both};`, chain('rows', calls)].join('\n');
}

function writeCorrelation(spec: QuerySpec): string {
  const [one = '', other = ''] = spec.columns ?? [];
  const group = spec.groups[0]?.column;
  const correlation = `pl.corr(${quote(one)}, ${quote(other)}).alias('correlation')`;
  const rows = scan(spec, [notNull([one, other])]);
  if (spec.chart === undefined && spec.intent === 'correlation') {
    const counted = [correlation, `pl.len().alias('rows')`];
    return [
      rows,
      group === undefined
        ? `rows${call('.select', counted)}`
        : chain('rows', [`.groupBy(${quote(group)})`, call('.agg', counted)]),
    ].join('\n');
  }
  const columns = [one, other, ...(group === undefined ? [] : [group])].map(quote).join(', ');
  return [
    rows,
    logFact({ correlation: `rows.select(${correlation}).item()`, matching: 'rows.height' }),
    `const points = rows.select(${columns}).head(${offlineLimits.points});`,
    writeChart({ ...spec, chart: spec.chart ?? 'point' }, 'points') ?? 'points',
  ].join('\n');
}

function writeHistogram(spec: QuerySpec): string {
  const [name = ''] = spec.columns ?? [];
  const { start, width } = spec.bins ?? { start: 0, width: 1 };
  const bin = `${column(name)}.sub(${start}).div(${width}).floor().mul(${width}).add(${start}).round(6)`;
  const summary = ['mean', 'median', 'min', 'max', 'std'].map(
    (operation) => `${column(name)}.${operation}().alias('${operation}')`,
  );
  return [
    scan(spec, [notNull([name])]),
    `const summary = rows${call('.select', summary)}.toRecords()[0];`,
    `console.log(JSON.stringify(summary));`,
    `const result = ${chain('rows', [`.groupBy(${bin}.alias('from'))`, `.agg(pl.len().alias('count'))`, `.sort('from')`])};`,
    writeChart(spec, 'result') ?? 'result',
  ].join('\n');
}

function writeBody(spec: QuerySpec): string {
  switch (spec.intent) {
    case 'aggregate':
      return spec.groups.length === 0 ? writeScalar(spec) : writeGrouped(spec);
    case 'extreme-row':
      return writeExtreme(spec);
    case 'rows':
      return writeRows(spec);
    case 'distinct-values':
      return writeDistinct(spec);
    case 'fraction':
      return writeFraction(spec);
    case 'correlation':
    case 'scatter':
      return writeCorrelation(spec);
    case 'histogram':
      return writeHistogram(spec);
    case 'describe-dataset':
      return `pl.scan(${quote(spec.dataset)}).describe()`;
    case 'list-datasets':
      return 'pl.datasets()';
    default:
      return spec.intent satisfies never;
  }
}

/** Writes the program that answers a query, in the sandbox's language, with a comment that says what it computes. */
export function writeProgram(spec: QuerySpec): string {
  return `// ${capitalise(describeQuery(spec))}\n${writeBody(spec)}\n`;
}
