import type { DatasetSummary } from '@sallyport/agent';
import { Table2, TriangleAlert } from 'lucide-react';
import type { Resource } from '@/client/use-resource';
import { formatCompact, formatCount } from '@/lib/format';
import { describeProblems } from '@/lib/problems';
import { Skeleton } from '../ui/skeleton';

interface DatasetListProps {
  datasets: Resource<{ datasets: DatasetSummary[] }>;
  onOpen: (name: string) => void;
}

/** The datasets that can be asked about, each with its size. */
export function DatasetList({ datasets, onOpen }: DatasetListProps) {
  if (datasets.error && !datasets.data) {
    return (
      <p className="text-muted px-3 text-xs">
        {datasets.error.message}{' '}
        <button
          type="button"
          className="hover:text-ink underline underline-offset-2"
          onClick={datasets.refresh}
        >
          Try again
        </button>
      </p>
    );
  }
  if (!datasets.data) {
    return (
      <div className="px-3">
        <Skeleton lines={4} label="Loading the datasets" />
      </div>
    );
  }
  return (
    <ul data-testid="datasets">
      {datasets.data.datasets.map((dataset) => (
        <li key={dataset.name}>
          <button
            type="button"
            className="text-soft hover:bg-line/50 hover:text-ink flex w-full items-center gap-2.5 rounded-lg px-3 py-1.5 text-left text-sm"
            onClick={() => onOpen(dataset.name)}
            title={`${dataset.title}: ${formatCount(dataset.rows, 'row')}, ${formatCount(dataset.columns.length, 'column')}`}
          >
            <Table2 className="text-muted size-3.5 shrink-0" aria-hidden="true" />
            <span className="min-w-0 truncate">{dataset.name}</span>
            <ProblemMark dataset={dataset} />
            <span className="text-muted ml-auto shrink-0 text-xs tabular-nums">
              {formatCompact(dataset.rows)} × {dataset.columns.length}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Says that something in the files could not be read as it stands. */
function ProblemMark({ dataset }: { dataset: DatasetSummary }) {
  const lines = describeProblems(dataset);
  if (lines.length === 0) return null;
  const text = lines.join('\n');
  return (
    <span title={text} data-testid="dataset-problems" className="text-warn shrink-0">
      <TriangleAlert className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
