import { isNumeric, type ColumnProfile, type DatasetSummary } from '../catalog.js';
import type { Operand } from '../query.js';
import { singular } from '../words/forms.js';
import { wordsOfName } from '../words/tokens.js';

const withWord = (dataset: DatasetSummary, ...wanted: string[]): ColumnProfile | undefined =>
  dataset.columns.find(
    (column) => isNumeric(column) && wordsOfName(column.name).some((word) => wanted.includes(word)),
  );

/** A column that already holds money taken, so that nothing has to be multiplied. */
function takingsColumn(dataset: DatasetSummary): ColumnProfile | undefined {
  return (
    withWord(dataset, 'revenue', 'turnover', 'sales', 'gross') ??
    dataset.columns.find(
      (column) =>
        isNumeric(column) &&
        /^(total|amount|total_?(price|amount|value)|line_?total|sale_?amount)$/i.test(column.name),
    )
  );
}

/** `Rate per Night` × `Nights`: a price of one unit, and how many there were. */
function ratedUnits(dataset: DatasetSummary): Operand | undefined {
  for (const rate of dataset.columns) {
    const words = wordsOfName(rate.name);
    const unit = words[words.indexOf('per') + 1];
    const priced = words.some((word) => /^(rate|price|cost|fee|charge|tariff)$/.test(word));
    if (!isNumeric(rate) || !words.includes('per') || unit === undefined || !priced) continue;
    const count = dataset.columns.find(
      (column) => isNumeric(column) && singular(wordsOfName(column.name).at(-1) ?? '') === singular(unit),
    );
    if (count !== undefined && count !== rate)
      return { kind: 'product', name: 'revenue', factors: [count.name, rate.name] };
  }
  return undefined;
}

/** What `revenue` means in a dataset: a column, or quantity × unit price, less the discount when there is one. */
export function revenueOf(dataset: DatasetSummary): Operand | undefined {
  const takings = takingsColumn(dataset);
  if (takings !== undefined) return { kind: 'column', column: takings.name };
  const quantity = withWord(dataset, 'quantity', 'qty', 'units');
  const price = withWord(dataset, 'price');
  const rated = quantity === undefined || price === undefined ? ratedUnits(dataset) : undefined;
  if (rated !== undefined) return rated;
  if (quantity === undefined || price === undefined) return undefined;
  const discount = withWord(dataset, 'discount');
  const scale = typeof discount?.max === 'number' && discount.max > 1 ? 100 : 1;
  return {
    kind: 'product',
    name: 'revenue',
    factors: [quantity.name, price.name],
    ...(discount === undefined ? {} : { discount: discount.name, discountScale: scale }),
  };
}

const revenueWords = new Set([
  'revenue',
  'turnover',
  'sales',
  'sale',
  'takings',
  'income',
  'proceeds',
  'earnings',
  'money',
]);

export const isRevenueWord = (word: string): boolean => revenueWords.has(word);
