import { formatCount } from '@/lib/format';
import { isRecord } from '@/lib/table';

/** What `list_datasets` or `describe_dataset` answered, in a few words per line. */
export function DatasetListing({ result }: { result: unknown }) {
  const listed = isRecord(result) && Array.isArray(result.datasets) ? result.datasets : undefined;
  const entries = listed?.map(datasetLine) ?? columnLines(result);
  return (
    <ul className="divide-line max-h-80 divide-y overflow-y-auto text-sm" data-testid="step-result">
      {entries.map(({ name, detail }) => (
        <li key={name} className="flex items-baseline justify-between gap-4 px-4 py-1.5">
          <code className="truncate font-mono text-xs">{name}</code>
          <span className="text-muted shrink-0 text-xs tabular-nums">{detail}</span>
        </li>
      ))}
    </ul>
  );
}

function datasetLine(dataset: unknown): { name: string; detail: string } {
  if (!isRecord(dataset)) return { name: '?', detail: '' };
  const rows = typeof dataset.rows === 'number' ? formatCount(dataset.rows, 'row') : '';
  const columns = Array.isArray(dataset.columns) ? formatCount(dataset.columns.length, 'column') : '';
  return { name: String(dataset.name), detail: [rows, columns].filter(Boolean).join(' · ') };
}

function columnLines(result: unknown): { name: string; detail: string }[] {
  const columns = isRecord(result) && Array.isArray(result.columns) ? result.columns.filter(isRecord) : [];
  return columns.map((column) => {
    const nulls =
      typeof column.nulls === 'number' && column.nulls > 0 ? formatCount(column.nulls, 'null') : '';
    return {
      name: String(column.name),
      detail: [typeof column.dtype === 'string' ? column.dtype : '', nulls].filter(Boolean).join(' · '),
    };
  });
}
