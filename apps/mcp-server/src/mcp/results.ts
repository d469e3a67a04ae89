import type { CallToolResult } from '@modelcontextprotocol/server';
import type { RunResult, Table } from '@sallyport/sandbox';
import { limits } from '../limits.js';

type OkRun = Extract<RunResult, { status: 'ok' }>;
type FailedRun = Exclude<RunResult, { status: 'ok' }>;

/** The same value twice: as JSON text for a model, structured for a program. */
export function jsonResult(value: object): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(value) }],
    structuredContent: { ...value },
  };
}

/** An error that a model can act on. */
export function errorResult(
  error: { code: string; message: string } & Record<string, unknown>,
  status: FailedRun['status'],
  ran: boolean,
): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify({ error, status, ran }) }] };
}

/** A run that came to something: all of it structured, the first rows as text. */
export function runResult(run: OkRun): CallToolResult {
  const { output, logs, durationMs, truncated } = run;
  return {
    content: [{ type: 'text', text: textOf(run) }],
    structuredContent: { ...output, logs, durationMs, truncated },
  };
}

/** What a model reads of a run: as many rows as fit, and never more than the limit of characters. */
function textOf(run: OkRun): string {
  for (const rows of [limits.textRows, 5, 1, 0]) {
    const text = JSON.stringify(summaryOf(run, rows));
    if (text.length <= limits.textCharacters) return text;
  }
  const text = JSON.stringify({ ...summaryOf(run, 0), value: undefined, logs: undefined, truncated: true });
  if (text.length <= limits.textCharacters) return text;
  return JSON.stringify({ truncated: true, note: 'The result is too wide to show. Select fewer columns.' });
}

function summaryOf({ output, logs, truncated }: OkRun, rows: number): Record<string, unknown> {
  return {
    ...(output.table ? { table: tableSummary(output.table, rows) } : {}),
    ...(output.value === undefined ? {} : { value: output.value }),
    ...(output.chart ? { chart: { mark: output.chart.spec['mark'] } } : {}),
    ...(logs.length > 0 ? { logs } : {}),
    ...(truncated ? { truncated } : {}),
  };
}

/** Column-major to rows, for a model reads rows better. */
function tableSummary(table: Table, limit: number): Record<string, unknown> {
  const shown = Math.min(limit, table.data[0]?.length ?? 0);
  const rows = Array.from({ length: shown }, (_, row) => table.data.map((column) => column[row] ?? null));
  return { columns: table.columns.map((column) => column.name), rows, rowCount: table.rowCount, shown };
}
