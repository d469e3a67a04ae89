import { isNumeric, isText } from '../catalog.js';
import { offlineLimits } from '../limits.js';
import type { QuerySpec } from '../query.js';
import { spoken } from '../read/reading.js';
import { type Draft, columnsOf, numericOperands, withChart } from './draft.js';
import { defaultOperation } from './measures.js';
import { nameMeasure } from './naming.js';

/** Two numbers against each other: a correlation or a scatter plot. */
export function assemblePair(draft: Draft): QuerySpec | undefined {
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
function binsFor(low: number, high: number): { start: number; width: number } {
  const rough = (high - low) / offlineLimits.bins || 1;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = niceSteps.find((candidate) => candidate * magnitude >= rough) ?? 10;
  const width = Number((step * magnitude).toPrecision(6));
  return { width, start: Number((Math.floor(low / width) * width).toPrecision(12)) };
}

/** How often the values of a column occur, in bars of a round width or by category. */
export function assembleHistogram(draft: Draft): QuerySpec | undefined {
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
