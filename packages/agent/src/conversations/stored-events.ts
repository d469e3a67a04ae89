import type { Chart, Table } from '../catalog/types.js';
import type { Output, RunEvent, ToolOutput } from '../runs/types.js';

/** Rows of a table that are kept when the whole turn would be too large to keep. */
const rowsOfLargeTurn = 200;

/**
 * The events of an ended run, as they are kept: each text in one piece, usage once. A turn whose JSON is longer than
 * `maxLength` keeps the first rows of its tables, marked as truncated.
 */
export function eventsToStore(events: readonly RunEvent[], maxLength: number): string {
  const compact = compactEvents(events);
  const json = JSON.stringify(compact);
  return json.length <= maxLength ? json : JSON.stringify(compact.map(withShortTables));
}

function compactEvents(events: readonly RunEvent[]): RunEvent[] {
  const kept: RunEvent[] = [];
  for (const event of events) {
    const last = kept.at(-1);
    if (event.type === 'usage-update') continue;
    if (event.type === 'text-delta' && last?.type === 'text-delta') {
      kept[kept.length - 1] = { ...event, delta: last.delta + event.delta };
    } else {
      kept.push(event);
    }
  }
  return kept;
}

function withShortTables(event: RunEvent): RunEvent {
  if (event.type !== 'tool-output-available') return event;
  const { table, chart, outputs, ...rest } = event.output;
  const output: ToolOutput = { ...rest, ...(table ? { table: shortTable(table) } : {}) };
  if (chart && isSmall(chart)) output.chart = chart;
  if (outputs) output.outputs = outputs.flatMap(shortOutput);
  return { ...event, output };
}

function shortOutput(output: Output): Output[] {
  if (output.kind === 'table') return [{ ...output, table: shortTable(output.table) }];
  if (output.kind !== 'chart' || isSmall(output.chart)) return [output];
  // What it was drawn from is left of a chart that is too large.
  const { title, table } = output;
  return table
    ? [{ kind: 'table', ...(title === undefined ? {} : { title }), table: shortTable(table) }]
    : [];
}

/** A chart holds its rows inside; it is kept only when what it holds is small. */
function isSmall(chart: Chart): boolean {
  return JSON.stringify(chart).length <= 500_000;
}

function shortTable(table: Table): Table {
  const rows = table.data[0]?.length ?? 0;
  if (rows <= rowsOfLargeTurn) return table;
  return { ...table, data: table.data.map((column) => column.slice(0, rowsOfLargeTurn)), truncated: true };
}
