'use client';

import type { Cell } from '@sallyport/agent';
import dynamic from 'next/dynamic';
import { formatCell, formatNumber } from '@/lib/format';
import type { ToolOutput } from '@/lib/tool-output';
import { ScrollRegion } from '../ui/scroll-region';
import { Skeleton } from '../ui/skeleton';
import { DatasetListing } from './dataset-listing';
import { DataTable } from './data-table';

const ChartView = dynamic(() => import('./chart-view').then((module) => module.ChartView), {
  ssr: false,
  loading: () => (
    <div className="p-4">
      <Skeleton lines={6} label="Loading the chart" />
    </div>
  ),
});

/** What a tool brought back, in its best form: a chart, a table, a value, or the plain result. */
export function ResultView({ tool, output }: { tool: string; output: ToolOutput }) {
  if (tool === 'list_datasets' || tool === 'describe_dataset') return <DatasetListing result={output.raw} />;
  const { chart, table, value } = output;
  return (
    <div data-testid="step-result">
      {chart && <ChartView spec={chart} table={table} />}
      {table && !chart && <DataTable table={table} name="result" />}
      {value !== undefined && value !== null && !table && !chart && <ValueView value={value} />}
      {!table && !chart && (value === undefined || value === null) && (
        <p className="text-muted px-4 py-3 text-sm">The step brought back no table, chart or value.</p>
      )}
    </div>
  );
}

function ValueView({ value }: { value: Cell }) {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
    return (
      <p className="px-4 py-4 text-2xl font-medium tracking-tight tabular-nums" data-testid="step-value">
        {typeof value === 'number' ? formatNumber(value) : String(value)}
      </p>
    );
  }
  if (!Array.isArray(value) && Object.values(value ?? {}).every(isScalar)) {
    return (
      <dl className="flex flex-wrap gap-x-8 gap-y-3 px-4 py-4" data-testid="step-value">
        {Object.entries(value ?? {}).map(([name, part]) => (
          <div key={name}>
            <dt className="text-muted text-xs">{name}</dt>
            <dd className="text-lg font-medium tabular-nums">{formatCell(part, name)}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <ScrollRegion label="Value" className="max-h-72">
      <pre className="px-4 py-3 font-mono text-xs leading-5" data-testid="step-value">
        {JSON.stringify(value, null, 2)}
      </pre>
    </ScrollRegion>
  );
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}
