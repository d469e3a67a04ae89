import { isNumeric, type DatasetProfile } from '../catalog.js';
import { revenueOf } from '../link/revenue.js';
import { timeKindOf } from '../link/time-columns.js';
import type { AggregateOperation, Measure, Operand } from '../query.js';
import type { Fragment } from '../read/fragment.js';
import { isAdditive } from '../read/additive.js';
import { spoken } from '../read/reading.js';
import { wordsOfName } from '../words/tokens.js';
import { nameMeasure } from './naming.js';

/** How the revenue was computed, in words. */
function revenueAssumption(operand: Operand): string | undefined {
  if (operand.kind !== 'product') return undefined;
  const product = operand.factors.join(' × ');
  return `${operand.name} is ${product}${operand.discount === undefined ? '' : ` × (1 − ${operand.discount}${operand.discountScale === 100 ? ' / 100' : ''})`}`;
}

const moneyDataset = (dataset: DatasetProfile): boolean =>
  wordsOfName(dataset.name).some((word) => /^(sales?|orders?|transactions?|revenue|purchases?)$/.test(word));

/** The aggregate for a number that is named bare: a sum where it adds up, else the average. */
export function defaultOperation(operand: Operand): AggregateOperation {
  return isAdditive(operand) ? 'sum' : 'mean';
}

/** The measures of a fragment with names and defaults; `assume` collects what had to be decided. */
export function measuresOf(
  fragment: Fragment,
  dataset: DatasetProfile,
  assume: (text: string) => void,
): Measure[] {
  const measures: Measure[] = [];
  for (const wish of fragment.measures) {
    let { operand, operation } = wish;
    if (operand === undefined && operation === 'sum' && fragment.countable) operation = 'count';
    if (operand === undefined && operation !== 'count') {
      const single = operation === undefined ? undefined : onlyOperand(dataset);
      if (single === undefined) continue;
      operand = single;
    }
    if (fragment.perRow === true && operand !== undefined && (operation === undefined || operation === 'sum'))
      operation = 'mean';
    if (operation === undefined && operand !== undefined) {
      operation = defaultOperation(operand);
      if (operand.kind === 'column')
        assume(`${spoken(operand.column)} is taken as the ${operation === 'sum' ? 'total' : 'average'}`);
    }
    const measure = nameMeasure(operation ?? 'count', operand, wish.quantile);
    const words = operand === undefined ? undefined : revenueAssumption(operand);
    if (words !== undefined) assume(words);
    if (!measures.some(({ alias }) => alias === measure.alias)) measures.push(measure);
  }
  return measures;
}

/** What `total` or `average` is of when the question names only the dataset: its revenue, its only number, or the one it is named after. */
export function onlyOperand(dataset: DatasetProfile): Operand | undefined {
  const revenue = moneyDataset(dataset) ? revenueOf(dataset) : undefined;
  if (revenue !== undefined) return revenue;
  const numbers = dataset.columns.filter((column) => isNumeric(column) && timeKindOf(column) === undefined);
  const [only] = numbers;
  const named = numbers.find(({ name }) =>
    wordsOfName(name).every((word) => wordsOfName(dataset.name).includes(word)),
  );
  const usual = numbers.find(({ name }) => /^(value|rate|price|close|index|level)$/i.test(name));
  const column = numbers.length === 1 ? only : (named ?? usual);
  return column === undefined ? undefined : { kind: 'column', column: column.name };
}

/** What the rows of a dataset amount to when a question groups them and names no measure: sales by region, employees by city. */
export function impliedMeasure(
  dataset: DatasetProfile,
  assume: (text: string) => void,
  namesRows = false,
): Measure {
  const revenue = moneyDataset(dataset) && !namesRows ? revenueOf(dataset) : undefined;
  if (revenue === undefined) return nameMeasure('count', undefined);
  const words = revenueAssumption(revenue);
  if (words !== undefined) assume(words);
  return nameMeasure('sum', revenue);
}
