import { distance } from 'fastest-levenshtein';
import type { DatasetProfile } from './catalog.js';
import type { QuerySpec } from './query.js';
import type { ToolFailure } from './tools/results.js';

/** The column that an error complains of, among those that the query uses. */
function blamedColumn(spec: QuerySpec, failure: ToolFailure): string | undefined {
  const used = [
    ...spec.groups.map(({ column }) => column),
    ...spec.filters.map(({ column }) => column),
    ...(spec.columns ?? []),
    ...spec.measures.flatMap(({ operand }) =>
      operand === undefined ? [] : operand.kind === 'column' ? [operand.column] : operand.factors,
    ),
  ];
  return used.find(
    (column) =>
      failure.message.includes(`"${column}"`) ||
      failure.message.includes(`'${column}'`) ||
      failure.message.includes(`\`${column}\``),
  );
}

function nearestColumn(name: string, dataset: DatasetProfile): string | undefined {
  const others = dataset.columns.map((column) => column.name).filter((other) => other !== name);
  return others.sort((one, other) => distance(name, one) - distance(name, other))[0];
}

/** The query with a column's name replaced wherever it stands. */
function renamed(spec: QuerySpec, from: string, to: string): QuerySpec {
  const text = JSON.stringify(spec, (key, value: unknown) =>
    value === from && /^(column|by|columns|\d+)$/.test(key) ? to : value,
  );
  return {
    ...(JSON.parse(text) as QuerySpec),
    assumptions: [...spec.assumptions, `the column ${from} is not there, so I used ${to}`],
  };
}

/** The query without its trimmings, one at a time: the chart first, then what is computed beside the measure. */
function simplified(spec: QuerySpec): QuerySpec | undefined {
  if (spec.chart !== undefined && spec.intent !== 'scatter') {
    return {
      ...spec,
      chart: undefined,
      assumptions: [...spec.assumptions, 'the chart could not be drawn, so here is the table'],
    };
  }
  if (spec.share === true || spec.change === true || spec.comparison === true) {
    return {
      ...spec,
      share: undefined,
      change: undefined,
      comparison: undefined,
      assumptions: [...spec.assumptions, 'shares and changes could not be computed'],
    };
  }
  return undefined;
}

/** A query whose program may succeed where the last one failed; undefined when nothing is left to try. */
export function correctedSpec(
  spec: QuerySpec,
  failure: ToolFailure,
  dataset: DatasetProfile,
): QuerySpec | undefined {
  const blamed = blamedColumn(spec, failure);
  const suggested = failure.didYouMean.find((name) => dataset.columns.some((column) => column.name === name));
  if (blamed !== undefined && !dataset.columns.some(({ name }) => name === blamed)) {
    const instead = suggested ?? nearestColumn(blamed, dataset);
    if (instead !== undefined) return renamed(spec, blamed, instead);
  }
  if (blamed !== undefined && suggested !== undefined && suggested !== blamed)
    return renamed(spec, blamed, suggested);
  return simplified(spec);
}
