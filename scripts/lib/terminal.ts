import type { Cell, Output, RunEvent, RunResult, Table } from '@sallyport/agent';

/** Rows of a table that a terminal shows. */
const SHOWN_ROWS = 12;
/** Width of a cell in a terminal, in characters. */
const CELL_WIDTH = 28;

/** The text that a person sees when an event of a run arrives; empty for most. */
export function printEvent(event: RunEvent): string {
  switch (event.type) {
    case 'run-start':
      return dim(`model: ${event.model.name}\n`);
    case 'agent-start':
      return dim(`agent: ${event.agent}\n`);
    case 'tool-input-available':
      return `\n${bold(event.tool)}\n${event.code ? `${indent(event.code)}\n` : ''}`;
    case 'tool-output-available':
      return dim(`  ${event.isError ? 'failed' : 'done'} in ${Math.round(event.durationMs)} ms\n`);
    case 'security-finding':
      return coloured('33', `  guard: ${event.action}: ${event.finding.title} (${event.finding.pointer})\n`);
    case 'text-delta':
    case 'text-end':
    case 'usage-update':
    case 'run-end':
      return '';
    default:
      return event satisfies never;
  }
}

/** The tables and values that the last analysis showed, the answer, the reports' files and how to go on. */
export function printResult(result: RunResult, reports: readonly string[]): string {
  const parts: string[] = [];
  if (result.status === 'answered') parts.push(...(result.outputs ?? []).map(outputText));
  if (result.answer) parts.push(result.answer);
  if (result.error) parts.push(coloured('31', `${result.error.message}\n${result.error.remedy}`));
  parts.push(...reports.map((file) => `report: ${file}`));
  parts.push(dim(`go on: pnpm ask --conversation ${result.conversationId} "…"`));
  return `\n${parts.join('\n\n')}\n`;
}

function outputText(output: Output): string {
  return [output.title && bold(output.title), contentText(output)].filter(Boolean).join('\n');
}

function contentText(output: Output): string {
  switch (output.kind) {
    case 'table':
      return tableText(output.table);
    case 'chart':
      return [dim(`chart: ${markOf(output)}`), output.table && tableText(output.table)]
        .filter(Boolean)
        .join('\n');
    case 'text':
      return output.text;
    case 'value':
      return JSON.stringify(output.value);
    default:
      return output satisfies never;
  }
}

/** The kind of a chart: `bar`, `line`, `layered`. */
function markOf({ chart }: Extract<Output, { kind: 'chart' }>): string {
  const { mark } = chart.spec;
  if (typeof mark === 'string') return mark;
  const type = typeof mark === 'object' && mark !== null && 'type' in mark ? mark['type'] : undefined;
  return typeof type === 'string' ? type : 'layered';
}

function tableText(table: Table): string {
  const rows = Math.min(SHOWN_ROWS, table.data[0]?.length ?? 0);
  const columns = table.columns.map((column, index) => {
    const cells = Array.from({ length: rows }, (_, row) => cellText(table.data[index]?.[row]));
    const width = Math.max(...[column.name, ...cells].map((text) => text.length));
    return { name: column.name, cells, width };
  });
  const line = (texts: string[]): string =>
    texts.map((text, index) => text.padEnd(columns[index]?.width ?? 0)).join('  ');
  const more = table.rowCount > rows ? [dim(`… ${table.rowCount - rows} more rows`)] : [];
  return [
    bold(line(columns.map((column) => column.name))),
    ...Array.from({ length: rows }, (_, row) => line(columns.map((column) => column.cells[row] ?? ''))),
    ...more,
  ].join('\n');
}

function cellText(value: Cell | undefined): string {
  const text =
    typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  return text.length > CELL_WIDTH ? `${text.slice(0, CELL_WIDTH - 1)}…` : text;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

const bold = (text: string): string => coloured('1', text);
const dim = (text: string): string => coloured('2', text);

/** Wraps text in an ANSI style where standard output is a terminal and `NO_COLOR` is unset. */
function coloured(style: string, text: string): string {
  if (!process.stdout.isTTY || process.env['NO_COLOR']) return text;
  return `\u001b[${style}m${text}\u001b[0m`;
}
