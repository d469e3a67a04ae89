import { isText } from '../catalog.js';
import type { GroupKey, Measure, Order, QuerySpec } from '../query.js';
import { isOnePerRow, spoken } from '../read/reading.js';
import { type Draft, numericOperands, orderOf } from './draft.js';
import { impliedMeasure, measuresOf } from './measures.js';
import { nameMeasure, panelTime } from './naming.js';

/** Of levels that repeat each year (populations), a ranking without a year means the latest. */
export function atLatestPeriod(draft: Draft, groups: readonly GroupKey[] = draft.fragment.groups): void {
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

/** The highest or lowest: of groups by a measure, or of rows by a column. */
export function assembleRanking(draft: Draft): QuerySpec | undefined {
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
        : impliedMeasure(dataset, draft.assume, fragment.countable),
    ];
  const [measure] = measures;
  if (measure === undefined) return undefined;
  if (fragment.change) {
    const [time, ...others] = fragment.groups;
    if (time?.bucket === undefined || others.length > 0) return undefined;
    return draft.spec({
      intent: 'aggregate',
      measures: [measure],
      groups: [time],
      change: true,
      order: { by: 'change_percent', descending: ranking.descending !== (fragment.falls === true) },
      limit: ranking.limit ?? 1,
    });
  }
  return draft.spec({
    intent: 'aggregate',
    measures,
    groups: fragment.groups,
    order: { by: measure.alias, descending: ranking.descending },
    limit: ranking.limit ?? 1,
    share: fragment.share,
  });
}
