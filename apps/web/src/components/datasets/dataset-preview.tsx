'use client';

import type { ColumnProfile, DatasetProfile } from '@sallyport/agent';
import { useResource } from '@/client/use-resource';
import { formatCell, formatCount } from '@/lib/format';
import { safeLink } from '@/lib/links';
import { describeProblems } from '@/lib/problems';
import { DataTable } from '../results/data-table';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';

/** What one dataset holds: its origin, its columns with their types and ranges, its first rows. */
export function DatasetPreview({ name }: { name: string }) {
  const { data, error } = useResource<DatasetProfile>(`/api/datasets/${encodeURIComponent(name)}`);
  if (error && !data) {
    return (
      <div className="p-5">
        <Notice tone="bad" title="The dataset could not be read" {...error} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="p-5">
        <Skeleton lines={8} label="Loading the dataset" />
      </div>
    );
  }
  return (
    <div className="space-y-6 p-5" data-testid="dataset-preview">
      <header className="space-y-2">
        <h3 className="text-lg font-semibold tracking-tight">{data.title}</h3>
        <p className="text-soft text-sm">{data.description}</p>
        <p className="text-muted text-sm tabular-nums">
          {formatCount(data.rows, 'row')} · {formatCount(data.columns.length, 'column')}
          {data.synthetic && (
            <span className="bg-warn-soft text-warn ml-2 rounded px-1.5 py-0.5 text-xs">synthetic</span>
          )}
        </p>
        <Origin source={data.source} licence={data.licence} />
      </header>
      <Problems dataset={data} />
      <section>
        <h4 className="text-muted mb-2 text-xs font-semibold tracking-wide uppercase">Columns</h4>
        <ul className="divide-line border-line bg-surface divide-y rounded-xl border">
          {data.columns.map((column) => (
            <ColumnLine key={column.name} column={column} />
          ))}
        </ul>
      </section>
      <section>
        <h4 className="text-muted mb-2 text-xs font-semibold tracking-wide uppercase">First rows</h4>
        <div className="border-line bg-surface overflow-hidden rounded-xl border">
          <DataTable table={data.head} name={data.name} pageSize={5} />
        </div>
      </section>
    </div>
  );
}

/** What in the files could not be read as it stands. */
function Problems({ dataset }: { dataset: DatasetProfile }) {
  const lines = describeProblems(dataset);
  if (lines.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={`${formatCount(dataset.problemCount ?? lines.length, 'remark')} on how the data were read`}
    >
      <ul className="text-soft list-disc space-y-0.5 pl-4 break-words">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

function ColumnLine({ column }: { column: ColumnProfile }) {
  // Values say more of a text column than its first and last in the alphabet.
  const hasRange = column.dtype !== 'str' && column.min !== undefined && column.min !== null;
  const range = hasRange
    ? `${formatCell(column.min ?? null, column.name)} – ${formatCell(column.max ?? null, column.name)}`
    : column.samples
        .slice(0, 4)
        .map((sample) => formatCell(sample, column.name))
        .join(', ');
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 text-sm">
      <span className="truncate font-medium">{column.name}</span>
      <code className="bg-sunken text-soft justify-self-end rounded px-1.5 font-mono text-xs leading-5">
        {column.unit === undefined ? column.dtype : `${column.dtype}, ${column.unit}`}
      </code>
      <span className="text-muted truncate text-xs tabular-nums" title={range}>
        {range}
      </span>
      <span className="text-muted text-right text-xs tabular-nums">
        {formatCount(column.distinct, 'value')}
        {column.nulls > 0 && ` · ${formatCount(column.nulls, 'null')}`}
      </span>
    </li>
  );
}

function Origin({ source, licence }: { source?: string | undefined; licence?: string | undefined }) {
  const link = safeLink(source);
  return (
    <dl className="text-muted space-y-0.5 text-xs">
      {source && (
        <div>
          <dt className="inline">Source: </dt>
          <dd className="inline break-words">
            {link ? (
              <a
                className="underline underline-offset-2"
                href={link.href}
                target="_blank"
                rel="noopener noreferrer"
              >
                {link.href}
              </a>
            ) : (
              source
            )}
          </dd>
        </div>
      )}
      {licence && (
        <div>
          <dt className="inline">Licence: </dt>
          <dd className="inline">{licence}</dd>
        </div>
      )}
    </dl>
  );
}
