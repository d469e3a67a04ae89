'use client';

import type { Cell } from '@sallyport/agent';
import dynamic from 'next/dynamic';
import { formatCell, formatNumber } from '@/lib/format';
import type { OutputView, ToolOutput } from '@/lib/tool-output';
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

/** What a tool brought back, each part in its best form and in order: charts, tables, values, or the plain result. */
export function ResultView({ tool, output }: { tool: string; output: ToolOutput }) {
  if (tool === 'list_datasets' || tool === 'describe_dataset') return <DatasetListing result={output.raw} />;
  const { outputs } = output;
  if (outputs.length === 0) {
    return (
      <p className="text-muted px-4 py-3 text-sm" data-testid="step-result">
        The step brought back no table, chart or value.
      </p>
    );
  }
  return (
    <div data-testid="step-result" className="divide-line divide-y">
      {outputs.map((shown) => (
        <OutputBlock key={shown.key} output={shown} isOneOfSeveral={outputs.length > 1} />
      ))}
    </div>
  );
}

function OutputBlock({ output, isOneOfSeveral }: { output: OutputView; isOneOfSeveral: boolean }) {
  // A chart draws its own title.
  const title = output.kind === 'chart' ? undefined : output.title;
  return (
    <section aria-label={output.title} data-testid="output" data-kind={output.kind}>
      {title !== undefined && <h4 className="px-4 pt-3 pb-1.5 text-sm font-medium">{title}</h4>}
      {output.kind === 'chart' && <ChartView spec={titledSpec(output)} table={output.table} />}
      {output.kind === 'table' && <DataTable table={output.table} name={fileName(output, isOneOfSeveral)} />}
      {output.kind === 'value' && <ValueView value={output.value} />}
    </section>
  );
}

/** The specification with the output's title, where it has none of its own. */
function titledSpec({ spec, title }: OutputView & { kind: 'chart' }): Record<string, unknown> {
  return title === undefined || spec.title !== undefined ? spec : { ...spec, title };
}

function fileName({ title, key }: OutputView, isOneOfSeveral: boolean): string {
  const words = title?.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  if (words) return words.slice(0, 60);
  return isOneOfSeveral ? `result-${Number(key) + 1}` : 'result';
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
