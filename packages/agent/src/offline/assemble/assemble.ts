import { type DatasetProfile, isBoolean, isNumeric, isText } from '../catalog.js';
import { offlineLimits } from '../limits.js';
import { timeColumnsOf, timeKindOf } from '../link/time-columns.js';
import type { Filter, GroupKey, QuerySpec } from '../query.js';
import type { Fragment } from '../read/fragment.js';
import { isOnePerRow, namesRows, spoken } from '../read/reading.js';
import { wordsOfName } from '../words/tokens.js';
import { Draft, columnsOf, numericOperands, orderOf, trendGroup, withChart } from './draft.js';
import { defaultOperation, impliedMeasure, measuresOf, onlyOperand } from './measures.js';
import { nameMeasure } from './naming.js';
import { averageOverGroups, perNoun } from './per-group.js';
import { assembleRanking, atLatestPeriod } from './rankings.js';
import { assembleHistogram, assemblePair } from './shapes.js';

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

/** The two values of a category whose quotient is asked for, as the question names them. */
function ratioOf(
  filters: readonly Filter[],
  groups: readonly GroupKey[],
): Pick<QuerySpec, 'ratio' | 'share'> | undefined {
  const [group, ...others] = groups;
  const pair = filters.find(
    (filter) => filter.kind === 'in' && filter.column === group?.column && filter.negated !== true,
  );
  if (pair?.kind !== 'in' || others.length > 0) return undefined;
  const [one, other, ...more] = pair.values;
  return one === undefined || other === undefined || more.length > 0
    ? undefined
    : { ratio: [one, other], share: undefined };
}

/** `deviation of the daily maximum`: of data with a row per day, the days are the rows and no groups. */
function isPerRow({ fragment, dataset }: Draft, groups: readonly GroupKey[]): boolean {
  const [group, ...others] = groups;
  const column = dataset.columns.find(({ name }) => name === group?.column);
  return (
    group?.bucket === 'day' &&
    others.length === 0 &&
    column !== undefined &&
    isOnePerRow(column, dataset) &&
    !fragment.trend &&
    fragment.chart === undefined &&
    fragment.measures.some(({ operation }) => operation !== undefined && operation !== 'count')
  );
}

/** `diagnosis breakdown by gender`: of two categories and no measure, both group. */
function withNamedCategory({ fragment, dataset }: Draft): GroupKey[] {
  const [column, ...others] = fragment.columns;
  const profile = dataset.columns.find(({ name }) => name === column);
  const joins =
    profile !== undefined &&
    others.length === 0 &&
    fragment.groups.length === 1 &&
    fragment.measures.every(({ operand }) => operand === undefined) &&
    (isText(profile) || isBoolean(profile)) &&
    timeKindOf(profile) === undefined &&
    !namesRows(profile, dataset) &&
    !fragment.groups.some((group) => group.column === column);
  return joins ? [{ column: profile.name, alias: profile.name }, ...fragment.groups] : fragment.groups;
}

function assembleAggregate(draft: Draft, text: string): QuerySpec | undefined {
  const { fragment, dataset } = draft;
  let groups = withNamedCategory(draft);
  if (
    fragment.trend &&
    !groups.some(
      ({ bucket, column }) =>
        bucket !== undefined || timeColumnsOf(dataset).some((time) => time.column === column),
    )
  ) {
    const trend = trendGroup(dataset, fragment.filters, fragment.change);
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
  if (isPerRow(draft, groups)) groups = [];
  const [average, ...further] = fragment.measures;
  if (
    fragment.countable &&
    average?.operation === 'mean' &&
    average.operand === undefined &&
    further.length === 0 &&
    groups.length > 0
  ) {
    fragment.measures = [{ operation: 'count' }];
    fragment.overGroups = 'mean';
  }
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
          ? impliedMeasure(dataset, draft.assume, fragment.countable)
          : nameMeasure('count', undefined),
      );
  }
  if (measures.length === 0 && fragment.filters.length > 0) {
    // A column is named, and nothing to compute of it: what is asked for are the rows.
    if (fragment.columns.length > 0 && fragment.ranking === undefined && fragment.chart === undefined)
      return assembleRows(draft);
    measures.push(nameMeasure('count', undefined));
  }
  if (measures.length === 0) return undefined;
  const over = averageOverGroups(fragment, measures, groups, dataset, text);
  if (over !== undefined) {
    draft.assume(`only a ${perNoun(over.per.group)} with rows counts`);
    return draft.spec({ intent: 'aggregate', ...over, order: orderOf(fragment, over.measures, over.groups) });
  }
  if (fragment.overGroups !== undefined) return undefined;
  if (fragment.having !== undefined && groups.length === 0) return undefined;
  if (fragment.change && groups.length > 1) return undefined;
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
    ...(asksForRatio.test(text) ? ratioOf(fragment.filters, groups) : {}),
    ...(fragment.change && groups.length > 0 ? { change: true } : {}),
    ...(having === undefined ? {} : { having }),
    ...(fragment.limit === undefined ? {} : { limit: fragment.limit }),
    ...(fragment.trend && fragment.chart === undefined ? { chart: 'line' as const } : {}),
  });
}

function assembleFraction(draft: Draft): QuerySpec {
  const { fragment, dataset } = draft;
  const wish = fragment.measures.find(({ operand }) => operand !== undefined);
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
    groups: fragment.groups,
  });
}

const asksForRatio = /\bratio\b|\bhow many times (more|as)\b/;

const asksForList = /\b(list|show|display|give me|find|who|which|what|when|where)\b/;

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
    own.ranking === undefined &&
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
    own.ranking === undefined &&
    own.groups.length === 0 &&
    (own.filters.length > 0 || own.columns.length > 0 || own.entity)
  )
    return assembleRows(draft);
  const aggregate = assembleAggregate(draft, text);
  return aggregate === undefined ? undefined : withChart(aggregate, own.chart);
}
