'use client';

import type { Table } from '@sallyport/agent';
import { ChartColumn, Download, Table2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { View } from 'vega';
import { saveAddress, saveFile } from '@/client/save-file';
import { useShownTheme } from '@/client/use-theme';
import { ChartCanvas } from './chart-canvas';
import { chartTable } from './chart-table';
import { DataTable } from './data-table';

/** A chart that follows the theme, with its figures as a table and its picture as a file. */
export function ChartView({ spec, table }: { spec: Record<string, unknown>; table?: Table | undefined }) {
  const [view, setView] = useState<View>();
  const [asTable, setAsTable] = useState(false);
  const theme = useShownTheme();
  const figures = useMemo(() => table ?? chartTable(spec), [table, spec]);
  return (
    <figure data-testid="chart">
      {asTable ? (
        <DataTable table={figures} name="chart" />
      ) : (
        <ChartCanvas key={theme} spec={spec} onView={setView} />
      )}
      <figcaption className="border-line flex items-center border-t px-2.5 py-1">
        <button type="button" className="tool-button" onClick={() => setAsTable(!asTable)}>
          {asTable ? <ChartColumn className="size-3.5" /> : <Table2 className="size-3.5" />}
          {asTable ? 'View as chart' : 'View as table'}
        </button>
        {view && (
          <span className="ml-auto flex">
            <SaveButton label="SVG" onPress={() => saveSvg(view)} />
            <SaveButton label="PNG" onPress={() => savePng(view)} />
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function SaveButton({ label, onPress }: { label: string; onPress: () => Promise<void> }) {
  return (
    <button type="button" className="tool-button" onClick={() => void onPress()}>
      <Download className="size-3.5" aria-hidden="true" />
      {label}
    </button>
  );
}

async function saveSvg(view: View): Promise<void> {
  saveFile('chart.svg', 'image/svg+xml', await view.toSVG());
}

async function savePng(view: View): Promise<void> {
  saveAddress('chart.png', await view.toImageURL('png', 2));
}
