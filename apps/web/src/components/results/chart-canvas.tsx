'use client';

import { useEffect, useRef, useState } from 'react';
import type { View } from 'vega';
import { Notice } from '../ui/notice';
import { renderChart } from './render-chart';

interface ChartCanvasProps {
  spec: Record<string, unknown>;
  /** Told of the drawn view, and of its end. */
  onView: (view: View | undefined) => void;
}

/** The drawing of a chart, in the colours that hold when it is mounted. */
export function ChartCanvas({ spec, onView }: ChartCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const drawing = renderChart(element, spec);
    let current = true;
    drawing.then(
      (view) => (current ? onView(view) : undefined),
      (error: unknown) =>
        current ? setFailure(error instanceof Error ? error.message : String(error)) : undefined,
    );
    return () => {
      current = false;
      onView(undefined);
      void drawing.then(
        (view) => view.finalize(),
        () => undefined, // What was never drawn needs no end; the failure has been shown.
      );
    };
  }, [spec, onView]);

  return (
    <div className="px-4 pt-4 pb-2">
      {failure && (
        <Notice
          tone="warn"
          title="The chart could not be drawn"
          message={failure}
          remedy="Look at the figures as a table, or ask for another kind of chart."
        />
      )}
      {/* The chart is as wide as this element, which therefore has no padding of its own. */}
      <div ref={place} className="w-full overflow-hidden" />
    </div>
  );
}
