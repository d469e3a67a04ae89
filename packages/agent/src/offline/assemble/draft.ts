import type { DatasetProfile } from '../catalog.js';
import { earliestDate, latestDate, timeColumnsOf } from '../link/time-columns.js';
import type { ChartKind, Filter, GroupKey, Measure, Operand, Order, QuerySpec } from '../query.js';
import type { Fragment } from '../read/fragment.js';
import { bucketForSpan, timeGroup } from '../read/times.js';

/** Collects what is decided on the way to a query. */
export class Draft {
  readonly assumptions: string[];
  constructor(
    readonly fragment: Fragment,
    readonly dataset: DatasetProfile,
  ) {
    this.assumptions = [...fragment.assumptions];
  }

  readonly assume = (text: string): void => {
    if (!this.assumptions.includes(text)) this.assumptions.push(text);
  };

  spec(parts: Partial<QuerySpec> & Pick<QuerySpec, 'intent'>): QuerySpec {
    const { filters } = this.fragment;
    return {
      dataset: this.dataset.name,
      measures: [],
      groups: [],
      filters,
      assumptions: this.assumptions,
      ...parts,
    };
  }
}

/** The chart that suits a query when the question asks for one without saying which. */
export function defaultChart(spec: QuerySpec): ChartKind {
  if (spec.intent === 'scatter' || spec.intent === 'correlation') return 'point';
  if (spec.intent === 'histogram') return 'bar';
  if (spec.share === true && spec.groups.length === 1) return 'arc';
  const [first] = spec.groups;
  const timed = first?.bucket !== undefined || spec.groups.some(({ alias }) => /^year$/i.test(alias));
  return timed && first?.bucket !== 'weekday' && spec.limit === undefined ? 'line' : 'bar';
}

/** Applies the wished chart kind to a query. */
export function withChart(spec: QuerySpec, wish: Fragment['chart']): QuerySpec {
  if (wish === undefined) return spec;
  const chart = wish === 'default' || wish === 'histogram' ? defaultChart(spec) : wish;
  return { ...spec, chart };
}

function spanOf(
  dataset: DatasetProfile,
  filters: readonly Filter[],
  column: string,
): { from?: string; to?: string } {
  const time = timeColumnsOf(dataset).find((one) => one.column === column);
  const period = filters.find(
    (filter) => filter.kind === 'period' && filter.column === column && filter.negated !== true,
  );
  const all = time === undefined ? {} : { from: earliestDate(dataset, time), to: latestDate(dataset, time) };
  return period?.kind === 'period' ? { from: period.from ?? all.from, to: period.to ?? all.to } : all;
}

const daysBetween = (from = '', to = ''): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The group by time that a trend runs over; a change between whole years is one by year. */
export function trendGroup(
  dataset: DatasetProfile,
  filters: readonly Filter[],
  ofChange = false,
): GroupKey | undefined {
  const [time] = timeColumnsOf(dataset);
  if (time === undefined) return undefined;
  const { from, to } = spanOf(dataset, filters, time.column);
  const years = [from, to].every((date) => date?.endsWith('-01-01')) && daysBetween(from, to) > 366;
  if (ofChange && years) return timeGroup(time, 'year');
  return timeGroup(time, bucketForSpan(from, to));
}

/** What the measures of a fragment are of. */
export const numericOperands = (fragment: Fragment): Operand[] =>
  fragment.measures.flatMap(({ operand }) => (operand === undefined ? [] : [operand]));

/** The columns among some operands. */
export const columnsOf = (operands: readonly Operand[]): string[] => [
  ...new Set(operands.flatMap((operand) => (operand.kind === 'column' ? [operand.column] : []))),
];

/** Times run forward; anything else from the largest down, unless the question says otherwise. */
export function orderOf(
  fragment: Fragment,
  measures: readonly Measure[],
  groups: readonly GroupKey[],
): Order | undefined {
  const [group] = groups;
  const [measure] = measures;
  if (group === undefined) return undefined;
  const byTime = group.bucket !== undefined || /year|month|date/i.test(group.alias);
  if (fragment.order?.by === '#group') return { by: group.alias, descending: false };
  if (fragment.order !== undefined && measure !== undefined)
    return { by: measure.alias, descending: fragment.order.descending };
  if (byTime || measure === undefined || groups.length > 1) return { by: group.alias, descending: false };
  return { by: measure.alias, descending: true };
}
