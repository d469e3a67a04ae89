import { isNumeric, type ColumnProfile, type DatasetProfile, type DatasetSummary } from '../catalog.js';
import { formatCell, formatNumber, joinWords, plain } from './format.js';

function columnLine(column: ColumnProfile): string {
  const { name, dtype, nulls, distinct, min, max, samples } = column;
  const range =
    min === undefined || min === null || max === undefined || max === null
      ? ''
      : `, from ${plain(formatCell(min, name))} to ${plain(formatCell(max, name))}`;
  const some = isNumeric(column) ? [] : (samples ?? []).filter((sample) => sample !== null).slice(0, 5);
  const values =
    some.length === 0 || dtype.startsWith('date')
      ? ''
      : `, such as ${joinWords(some.map((sample) => plain(formatCell(sample))))}`;
  const missing = nulls === undefined || nulls === 0 ? '' : `, ${formatNumber(nulls)} missing`;
  const different = distinct === undefined ? '' : `, ${formatNumber(distinct)} different`;
  const spanned = isNumeric(column) || dtype.startsWith('date') ? range : values;
  return `- **${plain(name)}** (${dtype}${different}${spanned}${missing})`;
}

/** A dataset in words, from what `describe_dataset` said. */
export function describeDataset(dataset: DatasetProfile): string {
  const rows =
    dataset.rows === undefined
      ? ''
      : ` It has **${formatNumber(dataset.rows)}** rows and **${dataset.columns.length}** columns:`;
  const title = dataset.title === undefined ? dataset.name : `${dataset.name}: ${dataset.title}`;
  const description =
    dataset.description === undefined
      ? ''
      : ` ${plain(dataset.description, 400).replace(/([^.!?])$/, '$1.')}`;
  return `**${plain(title)}**.${description}${rows}\n${dataset.columns.map(columnLine).join('\n')}`;
}

/** The datasets in words, from what `list_datasets` said. */
export function describeCatalog(catalog: readonly DatasetSummary[]): string {
  const lines = catalog.map(({ name, title, rows, columns }) => {
    const size = rows === undefined ? '' : `, ${formatNumber(rows)} rows`;
    return `- **${plain(name)}**${title === undefined ? '' : `: ${plain(title)}`}${size} (${joinWords(columns.map((column) => plain(column.name)))})`;
  });
  return `There are **${catalog.length}** datasets:\n${lines.join('\n')}`;
}
