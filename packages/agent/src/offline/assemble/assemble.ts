import { isNumeric, isText, type DatasetProfile } from '../catalog.js';
import { earliestDate, latestDate, timeColumnsOf } from '../link/time-columns.js';
import { offlineLimits } from '../limits.js';
import type { ChartKind, Filter, GroupKey, Measure, Operand, Order, QuerySpec } from '../query.js';
import type { Fragment } from '../read/fragment.js';
import { isOnePerRow, namesRows, spoken } from '../read/reading.js';
import { bucketForSpan, timeGroup } from '../read/times.js';
import { wordsOfName } from '../words/tokens.js';
import { defaultOperation, impliedMeasure, measuresOf, onlyOperand } from './measures.js';
import { nameMeasure, panelTime } from './naming.js';

/** Collects what is decided on the way to a query. */
class Draft {
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

export function spanOf(
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

/** The group by time that a trend runs over. */
export function trendGroup(dataset: DatasetProfile, filters: readonly Filter[]): GroupKey | undefined {
  const [time] = timeColumnsOf(dataset);
  if (time === undefined) return undefined;
  const { from, to } = spanOf(dataset, filters, time.column);
  return timeGroup(time, bucketForSpan(from, to));
}

const numericOperands = (fragment: Fragment): Operand[] =>
  fragment.measures.flatMap(({ operand }) => (operand === undefined ? [] : [operand]));

const columnsOf = (operands: readonly Operand[]): string[] => [
  ...new Set(operands.flatMap((operand) => (operand.kind === 'column' ? [operand.column] : []))),
];

function assemblePair(draft: Draft): QuerySpec | undefined {
  const { fragment } = draft;
  const columns = columnsOf(numericOperands(fragment)).slice(0, 2);
  const extra = fragment.columns.filter((name) =>
    draft.dataset.columns.some((column) => column.name === name && isNumeric(column)),
  );
  const pair = [...columns, ...extra.filter((name) => !columns.includes(name))].slice(0, 2);
  if (pair.length < 2) {
    const [operand] = numericOperands(fragment);
    const category =
      fragment.groups[0]?.column ??
      fragment.columns.find((name) =>
        draft.dataset.columns.some((column) => column.name === name && isText(column)),
      );
    if (operand === undefined || category === undefined) return undefined;
    draft.assume(`${spoken(category)} is a category, so I compare the average of each`);
    return draft.spec({
      intent: 'aggregate',
      measures: [nameMeasure('mean', operand)],
      groups: [{ column: category, alias: category }],
    });
  }
  const intent = fragment.intent === 'scatter' ? 'scatter' : 'correlation';
  const groups = fragment.groups.slice(0, 1);
  return withChart(
    draft.spec({ intent, columns: pair, groups }),
    fragment.chart ?? (intent === 'scatter' ? 'point' : undefined),
  );
}

const niceSteps = [1, 2, 2.5, 5, 10];

/** Bars of a round width over the range of a column. */
export function binsFor(low: number, high: number): { start: number; width: number } {
  const rough = (high - low) / offlineLimits.bins || 1;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = niceSteps.find((candidate) => candidate * magnitude >= rough) ?? 10;
  const width = Number((step * magnitude).toPrecision(6));
  return { width, start: Number((Math.floor(low / width) * width).toPrecision(12)) };
}

function assembleHistogram(draft: Draft): QuerySpec | undefined {
  const { fragment, dataset } = draft;
  const [column] = [...columnsOf(numericOperands(fragment)), ...fragment.columns];
  const profile = dataset.columns.find(({ name }) => name === column);
  if (
    profile !== undefined &&
    isNumeric(profile) &&
    typeof profile.min === 'number' &&
    typeof profile.max === 'number' &&
    fragment.groups.length === 0
  ) {
    return draft.spec({
      intent: 'histogram',
      columns: [profile.name],
      bins: binsFor(profile.min, profile.max),
      chart: 'bar',
    });
  }
  const category = fragment.groups[0]?.column ?? column;
  if (category === undefined) return undefined;
  const groups = fragment.groups.length > 0 ? fragment.groups : [{ column: category, alias: category }];
  const operand = numericOperands(fragment)[0];
  const measure =
    operand === undefined ? nameMeasure('count', undefined) : nameMeasure(defaultOperation(operand), operand);
  return withChart(
    draft.spec({
      intent: 'aggregate',
      measures: [measure],
      groups,
      order: { by: measure.alias, descending: true },
      share: operand === undefined,
    }),
    fragment.chart,
  );
}

/** Of levels that repeat each year (populations), a ranking without a year means the latest. */
function atLatestPeriod(draft: Draft, groups: readonly GroupKey[] = draft.fragment.groups): void {
  const panel = panelTime(draft.dataset);
  const timed = draft.fragment.filters.some(
    (filter) => filter.kind === 'period' || ('column' in filter && filter.column === panel?.time),
  );
  if (
    panel === undefined ||
    timed ||
    draft.fragment.trend ||
    groups.some(({ column }) => column === panel.time)
  )
    return;
  const year = Number(panel.latest);
  draft.fragment.filters.push({
    kind: 'period',
    column: panel.time,
    timeKind: 'year-number',
    from: `${year}-01-01`,
    to: `${year + 1}-01-01`,
  });
  draft.assume(`I took the latest ${spoken(panel.time)} in the data, ${year}`);
}

function assembleRanking(draft: Draft): QuerySpec | undefined {
  const { fragment, dataset } = draft;
  const { ranking } = fragment;
  if (ranking === undefined) return undefined;
  const operands = numericOperands(fragment);
  const [operand] = operands;
  const named = fragment.measures.some(
    ({ operation }) => operation !== undefined && operation !== 'max' && operation !== 'min',
  );
  const onGroups = fragment.groups.length > 0;
  if (!named && operand?.kind === 'column' && (!onGroups || ranking.target === 'rows')) {
    atLatestPeriod(draft);
    const order: Order = { by: operand.column, descending: ranking.descending };
    return draft.spec({
      intent: 'extreme-row',
      order,
      limit: ranking.limit ?? 1,
      columns: fragment.columns,
      measures: [nameMeasure(ranking.descending ? 'max' : 'min', operand)],
    });
  }
  if (!onGroups && operand === undefined && fragment.order?.by !== undefined) {
    return draft.spec({
      intent: 'extreme-row',
      order: { by: fragment.order.by, descending: ranking.descending },
      limit: ranking.limit ?? 1,
      columns: fragment.columns,
    });
  }
  if (!onGroups) {
    const [category] = fragment.columns;
    const text = dataset.columns.find(({ name }) => name === category);
    if (text !== undefined && isText(text) && (ranking.counts === true || operand !== undefined))
      fragment.groups.push({ column: text.name, alias: text.name });
    else return undefined;
  }
  const wishesMax =
    !named &&
    operand !== undefined &&
    !ranking.asksWhich &&
    ranking.limit === undefined &&
    ranking.target !== 'groups';
  const daily =
    fragment.groups.length === 1 &&
    fragment.groups.every(
      ({ bucket, column }) =>
        bucket === 'day' && dataset.columns.some((one) => one.name === column && isOnePerRow(one, dataset)),
    );
  if (daily && !named && operand?.kind === 'column') {
    return draft.spec({
      intent: 'extreme-row',
      order: { by: operand.column, descending: ranking.descending },
      limit: ranking.limit ?? 1,
      columns: fragment.columns,
      measures: [nameMeasure(ranking.descending ? 'max' : 'min', operand)],
    });
  }
  let measures: Measure[];
  if (wishesMax && operand !== undefined) {
    measures = [nameMeasure(ranking.descending ? 'max' : 'min', operand)];
    return draft.spec({
      intent: 'aggregate',
      measures,
      groups: fragment.groups,
      order: orderOf(fragment, measures, fragment.groups),
    });
  }
  const panel = panelTime(dataset);
  if (!named && panel !== undefined && fragment.groups.some(({ column }) => column === panel.category))
    atLatestPeriod(draft);
  if (
    !named &&
    operand !== undefined &&
    panel !== undefined &&
    fragment.filters.some(({ kind }) => kind === 'period')
  ) {
    measures = [nameMeasure(ranking.descending ? 'max' : 'min', operand)];
  } else measures = measuresOf(fragment, dataset, draft.assume);
  if (measures.length === 0)
    measures = [
      ranking.counts === true || fragment.entity
        ? nameMeasure('count', undefined)
        : impliedMeasure(dataset, draft.assume),
    ];
  const [measure] = measures;
  if (measure === undefined) return undefined;
  return draft.spec({
    intent: 'aggregate',
    measures,
    groups: fragment.groups,
    order: { by: measure.alias, descending: ranking.descending },
    limit: ranking.limit ?? 1,
    share: fragment.share,
  });
}

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

function assembleRows(draft: Draft): QuerySpec {
  const { fragment } = draft;
  const columns = [...new Set([...fragment.columns, ...columnsOf(numericOperands(fragment))])];
  const order =
    fragment.order?.by === undefined
      ? undefined
      : { by: fragment.order.by, descending: fragment.order.descending };
  return draft.spec({
    intent: 'rows',
    columns,
    order,
    limit: fragment.limit ?? fragment.ranking?.limit ?? offlineLimits.listedRows,
  });
}

/** Whether a dataset is named after its number: global-temp, co2-concentration. */
const measuresItself = (dataset: DatasetProfile): boolean =>
  dataset.columns.some(
    (column) =>
      isNumeric(column) && wordsOfName(column.name).every((word) => wordsOfName(dataset.name).includes(word)),
  );

function assembleAggregate(draft: Draft): QuerySpec | undefined {
  const { fragment, dataset } = draft;
  let { groups } = fragment;
  if (
    fragment.trend &&
    !groups.some(
      ({ bucket, column }) =>
        bucket !== undefined || timeColumnsOf(dataset).some((time) => time.column === column),
    )
  ) {
    const trend = trendGroup(dataset, fragment.filters);
    if (trend === undefined) return undefined;
    groups = [trend, ...groups].slice(0, 2);
    if (fragment.chart === undefined) draft.assume(`the trend is shown by ${spoken(trend.alias)}`);
  }
  if (
    fragment.measures.some(
      ({ operation, operand }) => operand !== undefined && (operation ?? defaultOperation(operand)) === 'sum',
    )
  )
    atLatestPeriod(draft, groups);
  const measures = measuresOf(fragment, dataset, draft.assume);
  if (measures.length === 0 && fragment.measures.some(({ operation }) => operation !== undefined))
    return undefined;
  if (
    measures.length === 0 &&
    (groups.length > 0 ||
      fragment.share ||
      fragment.trend ||
      (fragment.entity && fragment.filters.length > 0))
  ) {
    const single = fragment.trend || measuresItself(dataset) ? onlyOperand(dataset) : undefined;
    if (single !== undefined)
      measures.push(...measuresOf({ ...fragment, measures: [{ operand: single }] }, dataset, draft.assume));
    else
      measures.push(
        fragment.having === undefined
          ? impliedMeasure(dataset, draft.assume)
          : nameMeasure('count', undefined),
      );
  }
  if (measures.length === 0 && fragment.filters.length > 0) measures.push(nameMeasure('count', undefined));
  if (measures.length === 0) return undefined;
  const order = orderOf(fragment, measures, groups);
  const having =
    fragment.having !== undefined && groups.length > 0
      ? { by: measures[0]?.alias ?? 'count', ...fragment.having }
      : undefined;
  return draft.spec({
    intent: 'aggregate',
    measures,
    groups,
    order,
    ...(fragment.share && groups.length > 0 ? { share: true } : {}),
    ...(fragment.comparison && groups.length > 0 ? { comparison: true } : {}),
    ...(fragment.change && groups.length > 0 ? { change: true } : {}),
    ...(having === undefined ? {} : { having }),
    ...(fragment.limit === undefined ? {} : { limit: fragment.limit }),
    ...(fragment.trend && fragment.chart === undefined ? { chart: 'line' as const } : {}),
  });
}

function assembleFraction(draft: Draft): QuerySpec {
  const { fragment, dataset } = draft;
  const [wish] = fragment.measures.filter(({ operand }) => operand !== undefined);
  const measure =
    wish?.operand === undefined ? nameMeasure('count', undefined) : nameMeasure('sum', wish.operand);
  const words =
    measure.operand === undefined
      ? []
      : measuresOf(
          { ...fragment, measures: [{ operation: 'sum', operand: measure.operand }] },
          dataset,
          draft.assume,
        );
  return draft.spec({
    intent: 'fraction',
    measures: words.length > 0 ? words : [measure],
    condition: fragment.condition ?? [],
  });
}

const asksForList = /\b(list|show|display|give me|find|who|which|what)\b/;

/** Completes a fragment to a query; undefined when it says too little. */
export function assemble(fragment: Fragment, dataset: DatasetProfile, text: string): QuerySpec | undefined {
  const draft = new Draft(
    { ...fragment, filters: [...fragment.filters], groups: [...fragment.groups] },
    dataset,
  );
  const { fragment: own } = draft;
  if (own.intent === 'list-datasets') return draft.spec({ intent: 'list-datasets', filters: [] });
  const bareOnly =
    own.groups.length === 0 &&
    own.filters.length === 0 &&
    own.measures.every(({ operation }) => operation === undefined);
  if (own.intent === 'describe-dataset' && (bareOnly || /\b(columns|fields|schema|structure)\b/.test(text)))
    return draft.spec({ intent: 'describe-dataset' });
  if (own.intent === 'correlation' || own.intent === 'scatter') return assemblePair(draft);
  if (own.intent === 'histogram') return assembleHistogram(draft);
  if (own.intent === 'fraction') return assembleFraction(draft);
  if (own.intent === 'rows') return withChart(assembleRows(draft), own.chart);
  const ranked = assembleRanking(draft);
  if (ranked !== undefined) return withChart(ranked, own.chart);
  const lists = asksForList.test(text) && !own.trend && own.chart === undefined;
  const [column] =
    own.columns.length > 0
      ? own.columns
      : own.groups.length === 1 && !own.comparison
        ? own.groups.map((group) => group.column)
        : [];
  const profile = dataset.columns.find(({ name }) => name === column);
  const bare = own.measures.length === 0 && !own.share && own.having === undefined;
  if (
    lists &&
    bare &&
    profile !== undefined &&
    !namesRows(profile, dataset) &&
    own.columns.length <= 1 &&
    !own.groups.some(({ bucket }) => bucket !== undefined)
  ) {
    const byGroup = own.groups.length > 0 && /\b(by|per|each)\b/.test(text);
    if (!byGroup) return draft.spec({ intent: 'distinct-values', columns: [profile.name], groups: [] });
  }
  const nounPhrase =
    own.entity &&
    own.filters.length > 0 &&
    !own.trend &&
    own.chart === undefined &&
    impliedMeasure(dataset, () => undefined).operation === 'count';
  const level =
    nounPhrase && !lists && dataset.columns.some(({ name }) => name === timeColumnsOf(dataset)[0]?.column)
      ? onlyOperand(dataset)
      : undefined;
  if (level !== undefined && bare && own.groups.length === 0) {
    return draft.spec({
      intent: 'aggregate',
      measures: measuresOf({ ...own, measures: [{ operand: level }] }, dataset, draft.assume),
    });
  }
  if (
    (lists || nounPhrase) &&
    bare &&
    own.groups.length === 0 &&
    (own.filters.length > 0 || own.columns.length > 0 || own.entity)
  )
    return assembleRows(draft);
  const aggregate = assembleAggregate(draft);
  return aggregate === undefined ? undefined : withChart(aggregate, own.chart);
}
