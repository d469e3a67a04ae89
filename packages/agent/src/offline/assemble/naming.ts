import type { ColumnProfile, DatasetProfile } from '../catalog.js';
import { timeKindOf } from '../link/time-columns.js';
import type { AggregateOperation, Measure, Operand } from '../query.js';
import { spoken } from '../read/reading.js';
import { wordsOfName } from '../words/tokens.js';

const prefixes: Readonly<Record<AggregateOperation, readonly [alias: string, label: string]>> = {
  count: ['count', 'number of rows'],
  distinct: ['distinct', 'number of different'],
  sum: ['total', 'total'],
  mean: ['average', 'average'],
  median: ['median', 'median'],
  min: ['lowest', 'lowest'],
  max: ['highest', 'highest'],
  std: ['std', 'standard deviation of'],
  variance: ['variance', 'variance of'],
  quantile: ['percentile', 'percentile of'],
};

const operandName = (operand: Operand): string => (operand.kind === 'column' ? operand.column : operand.name);

const underscored = (name: string): string => wordsOfName(name).join('_');

/** An ordinal such as `90th`. */
const ordinal = (value: number): string => {
  const tens = value % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
};

/** A measure with the name of its result column (`average_salary`) and its words (`average salary`). */
export function nameMeasure(
  operation: AggregateOperation,
  operand: Operand | undefined,
  quantile?: number,
): Measure {
  const [prefix, words] = prefixes[operation];
  if (operation === 'count' || operand === undefined)
    return { operation: 'count', alias: 'count', label: 'number of rows' };
  const name = operandName(operand);
  const percent = Math.round((quantile ?? 0.5) * 100);
  const percentile = operation === 'quantile';
  const repeats = wordsOfName(name).some(
    (word) =>
      word === words ||
      (words === 'average' && word === 'avg') ||
      (words === 'highest' && word === 'max') ||
      (words === 'lowest' && word === 'min'),
  );
  const label =
    repeats && !percentile
      ? spoken(name)
      : percentile
        ? `${ordinal(percent)} percentile of ${spoken(name)}`
        : `${words} ${spoken(name)}`;
  const alias = percentile ? `p${percent}_${underscored(name)}` : `${prefix}_${underscored(name)}`;
  return { operation, operand, alias, label, ...(percentile ? { quantile: quantile ?? 0.5 } : {}) };
}

/** Whether a column holds one date per row, day after day. */
function isDaily(column: ColumnProfile, rows: number): boolean {
  const { min, max, distinct } = column;
  if (timeKindOf(column) === undefined || typeof min !== 'string' || typeof max !== 'string' || rows < 2)
    return false;
  const days = (Date.parse(max) - Date.parse(min)) / 86_400_000 + 1;
  return (distinct ?? 0) >= rows * 0.98 && rows > days * 0.9 && rows < days * 1.1;
}

/** What a row of a dataset is called, in the plural: `employees`, `days`, `rows`. */
export function rowNoun(dataset: DatasetProfile): string {
  const rows = dataset.rows ?? 0;
  if (dataset.columns.some((column) => isDaily(column, rows))) return 'days';
  const words = wordsOfName(dataset.name);
  const last = words.length > 2 ? '' : (words.at(-1) ?? '');
  return /[^s]s$/.test(last) && !/(ics|news)$/.test(last) ? last : 'rows';
}

/** Whether a dataset has one row per member of a category and period, so that its numbers are levels and not flows. */
export function panelTime(
  dataset: DatasetProfile,
): { category: string; time: string; latest: number | string } | undefined {
  const rows = dataset.rows ?? 0;
  const time = dataset.columns.find((column) => timeKindOf(column) === 'year-number');
  if (time === undefined || rows === 0 || time.distinct === undefined || time.distinct < 2) return undefined;
  const { max } = time;
  if (typeof max !== 'number') return undefined;
  const category = dataset.columns.find(
    (column) =>
      column !== time &&
      (column.distinct ?? 0) > 1 &&
      Math.abs((column.distinct ?? 0) * (time.distinct ?? 0) - rows) < rows * 0.1 &&
      column.dtype === 'str',
  );
  return category === undefined ? undefined : { category: category.name, time: time.name, latest: max };
}
