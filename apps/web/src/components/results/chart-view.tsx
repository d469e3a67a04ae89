'use client';

import type { Table } from '@sallyport/agent';
import { ChartColumn, Download, Table2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { View } from 'vega';
import { saveAddress, saveFile } from '@/client/save-file';
import { useShownTheme } from '@/client/use-theme';
import { Notice } from '../ui/notice';
import { describeChart } from './chart-spec';
import { chartTable } from './chart-table';
import { DataTable } from './data-table';
import { renderChart } from './render-chart';

/** A chart that follows the theme, with its figures as a table and its picture as a file. */
export function ChartView({ spec, table }: { spec: Record<string, unknown>; table?: Table | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<View>(undefined);
  const [failure, setFailure] = useState<string>();
  const [asTable, setAsTable] = useState(false);
  const theme = useShownTheme();
  const figures = useMemo(() => table ?? chartTable(spec), [table, spec]);

  useEffect(() => {
    const element = place.current;
    if (!element || asTable) return undefined;
    let current = true;
    renderChart(element, spec).then(
      (drawn) => {
        if (!current) return drawn.finalize();
        view.current = drawn;
        setFailure(undefined);
        return undefined;
      },
      (error: unknown) => {
        if (current) setFailure(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      current = false;
      view.current?.finalize();
      view.current = undefined;
    };
  }, [spec, theme, asTable]);

  return (
    <figure data-testid="chart">
      {failure && (
        <div className="p-3">
          <Notice
            tone="warn"
            title="The chart could not be drawn"
            message={failure}
            remedy="Look at the figures as a table, or ask for another kind of chart."
          />
        </div>
      )}
      {asTable ? (
        <DataTable table={figures} name="chart" />
      ) : (
        <div ref={place} role="img" aria-label={describeChart(spec)} className="w-full px-4 pt-4 pb-2" />
      )}
      <figcaption className="flex items-center border-t border-line px-2.5 py-1">
        <button type="button" className="tool-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? <ChartColumn className="size-3.5" /> : <Table2 className="size-3.5" />}
          {asTable ? 'View as chart' : 'View as table'}
        </button>
        <span className="ml-auto flex">
          <SaveButton label="SVG" disabled={asTable} onPress={() => saveSvg(view.current)} />
          <SaveButton label="PNG" disabled={asTable} onPress={() => savePng(view.current)} />
        </span>
      </figcaption>
    </figure>
  );
}

function SaveButton({ label, disabled, onPress }: { label: string; disabled: boolean; onPress: () => Promise<void> }) {
  return (
    <button type="button" className="tool-button" disabled={disabled} onClick={() => void onPress()}>
      <Download className="size-3.5" aria-hidden="true" />
      {label}
    </button>
  );
}

async function saveSvg(view: View | undefined): Promise<void> {
  if (view) saveFile('chart.svg', 'image/svg+xml', await view.toSVG());
}

async function savePng(view: View | undefined): Promise<void> {
  if (view) saveAddress('chart.png', await view.toImageURL('png', 2));
}
