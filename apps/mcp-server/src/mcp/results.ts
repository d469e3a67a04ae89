import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Output, RunResult, Table } from '@sallyport/sandbox';
import { limits } from '../limits.js';
import type { TableLink } from './result-tables.js';

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

/**
 * A run that came to something: all of it structured, the first rows as text, links to whole tables. `outputs` is there
 * where the other members do not say it all: several outputs, or one with a title.
 */
export function runResult(run: OkRun, links: readonly TableLink[] = []): CallToolResult {
  const { output, logs, durationMs, truncated } = run;
  const { outputs, ...first } = output;
  return {
    content: [{ type: 'text', text: textOf(run) }, ...links],
    structuredContent: {
      ...first,
      ...(isPlain(outputs) ? {} : { outputs: outputs.map(withoutBytes) }),
      logs,
      durationMs,
      truncated,
    },
  };
}

/** A table's bytes in Arrow are read by their link. */
function withoutBytes(output: Output): Output {
  if (output.kind !== 'table') return output;
  const { arrow: _arrow, ...shown } = output;
  return shown;
}

/** Whether `table`, `chart` and `value` say it all. */
function isPlain(outputs: readonly Output[]): boolean {
  return outputs.length < 2 && outputs.every(({ kind, title }) => title === undefined || kind === 'chart');
}

/** What a model reads of a run: as many rows as fit, and never more than the limit of characters. */
function textOf(run: OkRun): string {
  for (const rows of [limits.textRows, 5, 1, 0]) {
    const text = JSON.stringify(summaryOf(run, rows));
    if (text.length <= limits.textCharacters) return text;
  }
  const text = JSON.stringify({
    ...summaryOf(run, 0),
    value: undefined,
    outputs: undefined,
    logs: undefined,
    truncated: true,
  });
  if (text.length <= limits.textCharacters) return text;
  return JSON.stringify({ truncated: true, note: 'The result is too wide to show. Select fewer columns.' });
}

function summaryOf({ output, logs, truncated }: OkRun, rows: number): Record<string, unknown> {
  const { outputs } = output;
  return {
    ...(isPlain(outputs)
      ? outputSummary(outputs[0], rows)
      : { outputs: outputs.map((shown) => titledSummary(shown, rows)) }),
    ...(logs.length > 0 ? { logs } : {}),
    ...(truncated ? { truncated } : {}),
  };
}

function titledSummary(output: Output, rows: number): Record<string, unknown> {
  const { title } = output;
  return { ...(title === undefined ? {} : { title }), ...outputSummary(output, rows) };
}

function outputSummary(output: Output | undefined, rows: number): Record<string, unknown> {
  switch (output?.kind) {
    case 'table': {
      return { table: tableSummary(output.table, rows) };
    }
    case 'chart': {
      return { table: tableSummary(output.table, rows), chart: { mark: output.chart.spec['mark'] } };
    }
    case 'text': {
      return { value: output.text };
    }
    case 'value': {
      return { value: output.value };
    }
    default: {
      return {};
    }
  }
}

/** Column-major to rows, for a model reads rows better. */
function tableSummary(table: Table, limit: number): Record<string, unknown> {
  const shown = Math.min(limit, table.data[0]?.length ?? 0);
  const rows = Array.from({ length: shown }, (_, row) => table.data.map((column) => column[row] ?? null));
  return { columns: table.columns.map((column) => column.name), rows, rowCount: table.rowCount, shown };
}
