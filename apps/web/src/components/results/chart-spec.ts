import { isRecord } from '@/lib/table';

/** The colours of the page, as a chart needs them. */
export interface ChartTokens {
  ink: string;
  muted: string;
  line: string;
  surface: string;
  font: string;
  series: string[];
}

/** A Vega-Lite configuration in the page's colours. */
export function chartConfig(tokens: ChartTokens, labelAngle: number): Record<string, unknown> {
  const text = {
    labelColor: tokens.muted,
    titleColor: tokens.ink,
    labelFont: tokens.font,
    titleFont: tokens.font,
  };
  const sizes = { labelFontSize: 11.5, titleFontSize: 12, titleFontWeight: 500 };
  return {
    background: 'transparent',
    font: tokens.font,
    view: { stroke: null },
    title: {
      color: tokens.ink,
      font: tokens.font,
      fontSize: 14,
      fontWeight: 600,
      anchor: 'start',
      offset: 14,
    },
    axis: {
      ...text,
      ...sizes,
      gridColor: tokens.line,
      domainColor: tokens.line,
      tickColor: tokens.line,
      labelLimit: 160,
      titlePadding: 10,
      labelPadding: 6,
    },
    axisBand: { grid: false, ticks: false },
    axisXDiscrete: { labelAngle },
    axisQuantitative: { domain: false, ticks: false, tickCount: 6 },
    legend: { ...text, ...sizes, symbolType: 'circle', labelLimit: 180 },
    header: { ...text, ...sizes },
    range: { category: tokens.series, ordinal: { scheme: 'teals' }, ramp: { scheme: 'teals' } },
    // Bars and areas begin at zero all the same; points and lines show their own range.
    scale: { zero: false },
    mark: { color: tokens.series[0] },
    bar: { cornerRadiusEnd: 3 },
    line: { strokeWidth: 2.25, strokeCap: 'round' },
    area: { opacity: 0.7, line: true },
    point: { filled: true, size: 42, opacity: 0.75 },
    circle: { size: 42, opacity: 0.75 },
    arc: { stroke: tokens.surface, strokeWidth: 1.5 },
    rule: { color: tokens.muted },
    text: { color: tokens.ink, font: tokens.font },
  };
}

/** The specification fitted to its place: as wide as there is room, its own size and configuration dropped. */
export function fittedSpec(
  spec: Record<string, unknown>,
  config: Record<string, unknown>,
): Record<string, unknown> {
  const fitted: Record<string, unknown> = { ...spec, config };
  delete fitted.usermeta;
  const composed =
    'hconcat' in spec || 'vconcat' in spec || 'concat' in spec || 'facet' in spec || 'repeat' in spec;
  if (!composed) {
    fitted.width = 'container';
    fitted.height = typeof spec.height === 'number' ? Math.min(spec.height, 480) : 300;
    fitted.autosize = { type: 'fit', contains: 'padding' };
  }
  return fitted;
}

/** How far the labels of a discrete horizontal axis must lean for them to fit into a width in pixels, in degrees. */
export function labelAngle(spec: Record<string, unknown>, width: number): number {
  const channel = isRecord(spec.encoding) && isRecord(spec.encoding.x) ? spec.encoding.x.field : undefined;
  if (typeof channel !== 'string') return 0;
  const labels = new Set(chartRows(spec).map((row) => String(row[channel])));
  const longest = Math.max(0, ...[...labels].map((label) => label.length));
  return labels.size * (longest * labelCharacterPixels + 12) < width * 0.9 ? 0 : -40;
}

/** The width of a character of a label, on average. */
const labelCharacterPixels = 6.5;

/** One sentence about the chart, for whoever cannot see it. */
export function describeChart(spec: Record<string, unknown>): string {
  const mark = isRecord(spec.mark) ? String(spec.mark.type) : typeof spec.mark === 'string' ? spec.mark : '';
  const encoding = isRecord(spec.encoding) ? spec.encoding : {};
  const fields = Object.entries(encoding).flatMap(([channel, definition]) =>
    isRecord(definition) && typeof definition.field === 'string' ? [`${definition.field} (${channel})`] : [],
  );
  const title = chartTitle(spec);
  const kind = mark ? `${mark.charAt(0).toUpperCase()}${mark.slice(1)} chart` : 'Chart';
  const what = fields.length > 0 ? ` of ${fields.join(', ')}` : '';
  return `${title ? `${title}. ` : ''}${kind}${what}. The same figures can be read as a table.`;
}

/** The title that the specification gives itself. */
function chartTitle(spec: Record<string, unknown>): string | undefined {
  if (typeof spec.title === 'string') return spec.title;
  return isRecord(spec.title) && typeof spec.title.text === 'string' ? spec.title.text : undefined;
}

/** The rows that the specification carries with it. */
export function chartRows(spec: Record<string, unknown>): Record<string, unknown>[] {
  const values = isRecord(spec.data) && Array.isArray(spec.data.values) ? spec.data.values : [];
  return values.filter(isRecord);
}
