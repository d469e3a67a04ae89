import type { DatasetProfile } from './catalog.js';
import { defaultChart, orderOf, trendGroup, withChart } from './assemble/draft.js';
import { measuresOf } from './assemble/measures.js';
import { nameMeasure } from './assemble/naming.js';
import { timeKindOf } from './link/time-columns.js';
import { offlineLimits } from './limits.js';
import { monthPeriod, partsOf, quarterPeriod } from './time/calendar.js';
import type { Filter, Measure, QuerySpec } from './query.js';
import type { Fragment } from './read/fragment.js';
import { isGroupable } from './read/reading.js';

const isTime = (filter: Filter): boolean => filter.kind === 'period' || filter.kind === 'season';

const isWholeYears = (filter: Filter): boolean =>
  filter.kind === 'period' &&
  filter.from?.endsWith('-01-01') === true &&
  filter.to?.endsWith('-01-01') === true;

/** `and in April?` after March 2014 is April 2014; `and in 2015?` is March 2015. */
function inPreviousYear(filter: Filter, previous: readonly Filter[]): Filter {
  const old = previous.find((one) => one.kind === 'period');
  if (old?.kind !== 'period' || old.from === undefined || old.to === undefined || isWholeYears(old))
    return filter;
  const days = (Date.parse(old.to) - Date.parse(old.from)) / 86_400_000;
  if (days > 100) return filter;
  const { year, month } = partsOf(old.from);
  const [value] = filter.kind === 'season' ? filter.values : [];
  if (
    filter.kind === 'season' &&
    filter.part !== 'weekday' &&
    filter.values.length === 1 &&
    value !== undefined
  ) {
    const period = filter.part === 'month' ? monthPeriod(year, value) : quarterPeriod(year, value);
    return { kind: 'period', column: filter.column, timeKind: filter.timeKind, ...period };
  }
  if (
    filter.kind !== 'period' ||
    filter.from === undefined ||
    filter.to === undefined ||
    !isWholeYears(filter)
  )
    return filter;
  const wanted = partsOf(filter.from).year;
  if (partsOf(filter.to).year !== wanted + 1) return filter;
  if (days > 32) return days < 88 ? filter : { ...filter, ...quarterPeriod(wanted, Math.ceil(month / 3)) };
  return { ...filter, ...monthPeriod(wanted, month) };
}

/** A new filter takes the place of the old one on the same column; a new time takes the place of the old time. */
function mergeFilters(previous: readonly Filter[], said: readonly Filter[]): Filter[] {
  const fresh = said.map((filter) => inPreviousYear(filter, previous));
  const kept = previous.filter(
    (old) =>
      !fresh.some((filter) => filter.column === old.column || (isTime(filter) && isTime(old))) ||
      (old.kind === 'season' && fresh.some(isWholeYears)),
  );
  const part = fresh.find((filter) => filter.kind === 'season');
  const narrowed =
    part === undefined
      ? []
      : previous.filter(
          (old) =>
            old.kind === 'period' &&
            old.column === part.column &&
            !fresh.some(({ kind }) => kind === 'period'),
        );
  return [...kept, ...narrowed, ...fresh];
}

/** `now the median`: the new aggregate of what was measured before; `what about bonus`: the old aggregate of something new. */
function mergeMeasures(
  previous: QuerySpec,
  fragment: Fragment,
  dataset: DatasetProfile,
  assume: (text: string) => void,
): Measure[] {
  if (fragment.measures.length === 0) return previous.measures;
  const [old] = previous.measures;
  const wishes = fragment.measures.map((wish) => {
    const operand = wish.operand ?? (wish.operation === 'count' ? undefined : old?.operand);
    const operation =
      wish.operation ?? (old === undefined || old.operation === 'count' ? undefined : old.operation);
    return { ...wish, operand, operation };
  });
  const measures = measuresOf({ ...fragment, measures: wishes }, dataset, assume);
  return measures.length > 0 ? measures : previous.measures;
}

/** A ranking that followed up becomes an order and a limit on what was asked before. */
function mergeRanking(spec: QuerySpec, fragment: Fragment): QuerySpec {
  const { ranking } = fragment;
  if (ranking === undefined) return spec;
  const limit = ranking.limit ?? 1;
  if (spec.groups.length === 0) {
    const [measure] = spec.measures;
    const by = spec.order?.by ?? (measure?.operand?.kind === 'column' ? measure.operand.column : undefined);
    if (by === undefined) return spec;
    return {
      ...spec,
      intent: 'extreme-row',
      order: { by, descending: ranking.descending },
      limit,
      columns: spec.columns ?? [],
    };
  }
  const [measure] = spec.measures;
  return measure === undefined
    ? spec
    : { ...spec, order: { by: measure.alias, descending: ranking.descending }, limit };
}

const changesPrevious = (fragment: Fragment): boolean =>
  fragment.measures.length > 0 ||
  fragment.groups.length > 0 ||
  fragment.filters.length > 0 ||
  fragment.columns.length > 0 ||
  fragment.ranking !== undefined ||
  fragment.order !== undefined ||
  fragment.limit !== undefined ||
  fragment.chart !== undefined ||
  fragment.share ||
  fragment.trend ||
  fragment.change ||
  fragment.clearsFilters ||
  fragment.comparison ||
  fragment.intent === 'rows';

function mergeColumns(spec: QuerySpec, fragment: Fragment, dataset: DatasetProfile): QuerySpec {
  const column = fragment.columns.find((name) =>
    dataset.columns.some(
      (one) => one.name === name && timeKindOf(one) === undefined && isGroupable(one, dataset),
    ),
  );
  if (column === undefined || fragment.groups.length > 0 || spec.intent === 'rows') return spec;
  if (spec.measures.length === 0) return spec;
  return { ...spec, groups: [{ column, alias: column }], limit: undefined };
}

/** Lays a follow-up over the query before it; undefined when it says nothing that changes that query. */
export function mergeFollowUp(
  previous: QuerySpec,
  fragment: Fragment,
  dataset: DatasetProfile,
): QuerySpec | undefined {
  if (!changesPrevious(fragment)) return undefined;
  const assumptions = [...fragment.assumptions];
  const assume = (text: string): void => {
    if (!assumptions.includes(text)) assumptions.push(text);
  };
  const filters = mergeFilters(fragment.clearsFilters ? [] : previous.filters, [
    ...fragment.filters,
    ...(fragment.condition ?? []),
  ]);
  if (fragment.intent === 'rows') {
    return {
      ...previous,
      intent: 'rows',
      filters,
      groups: [],
      measures: [],
      order: undefined,
      limit: fragment.limit ?? offlineLimits.listedRows,
      columns: fragment.columns,
      chart: undefined,
      assumptions,
    };
  }
  let spec: QuerySpec = { ...previous, filters, assumptions };
  const aggregated =
    previous.intent !== 'aggregate' && (fragment.measures.length > 0 || fragment.groups.length > 0);
  if (aggregated) {
    spec = {
      ...spec,
      intent: 'aggregate',
      order: undefined,
      limit: undefined,
      columns: undefined,
      bins: undefined,
      condition: undefined,
      chart: undefined,
    };
  }
  if (fragment.measures.some(({ operand, operation }) => operand !== undefined || operation === 'count'))
    spec.per = undefined;
  spec.measures = mergeMeasures(previous, fragment, dataset, assume);
  if (spec.intent === 'aggregate' && spec.measures.length === 0)
    spec.measures = [nameMeasure('count', undefined)];
  if (fragment.groups.length > 0) {
    spec.groups = fragment.addsGroups
      ? [
          ...previous.groups.filter(({ alias }) => !fragment.groups.some((group) => group.alias === alias)),
          ...fragment.groups,
        ].slice(-2)
      : fragment.groups;
    spec.limit = undefined;
    spec.comparison = fragment.comparison;
    if (previous.chart !== undefined) spec.chart = defaultChart({ ...spec, chart: undefined });
  }
  spec = mergeColumns(spec, fragment, dataset);
  if (fragment.trend) {
    const trend = trendGroup(dataset, filters);
    if (trend !== undefined)
      spec = {
        ...spec,
        groups: [trend],
        order: undefined,
        limit: undefined,
        chart: 'line',
        intent: 'aggregate',
      };
  }
  if (fragment.share) spec.share = true;
  if (fragment.change) spec.change = true;
  if (fragment.comparison) {
    if (spec.groups.length === 0) return undefined;
    spec.comparison = true;
  }
  if (fragment.limit !== undefined) spec.limit = fragment.limit;
  spec = mergeRanking(spec, fragment);
  spec.order = keptOrder(spec, fragment);
  if (fragment.chart !== undefined && spec.groups.length === 0 && spec.intent === 'aggregate') {
    const trend = trendGroup(dataset, filters);
    if (trend === undefined) return undefined;
    spec = { ...spec, groups: [trend], order: { by: trend.alias, descending: false } };
    assume('one number makes no chart, so I show it over time');
  }
  return withChart(spec, fragment.chart);
}

/** The order of before, as long as what it orders by is still there. */
function keptOrder(spec: QuerySpec, fragment: Fragment): QuerySpec['order'] {
  const [measure] = spec.measures;
  if (fragment.order !== undefined) {
    if (spec.intent === 'aggregate') return orderOf(fragment, spec.measures, spec.groups);
    return {
      by: fragment.order.by ?? spec.order?.by ?? measure?.alias ?? '',
      descending: fragment.order.descending,
    };
  }
  if (spec.intent !== 'aggregate') return spec.order;
  const names = new Set([...spec.measures, ...spec.groups].map(({ alias }) => alias));
  if (spec.order !== undefined && names.has(spec.order.by)) return spec.order;
  const ranked = spec.limit !== undefined && measure !== undefined && spec.order !== undefined;
  return ranked
    ? { by: measure.alias, descending: spec.order?.descending ?? true }
    : orderOf(fragment, spec.measures, spec.groups);
}
