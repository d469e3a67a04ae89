import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decide, presets } from '@sallyport/guard';
import { classifyDrift, scanMessage, type Finding } from '@sallyport/scanner';
import { markdownTable } from '@sallyport/testing/figures';

/** A text with the label that its collection gives it. */
interface Row {
  readonly id: string;
  readonly label: 'malicious' | 'benign';
  readonly kind: string;
  readonly text: string;
  readonly group: string;
}

/** How a row of a kind travels over MCP. */
const messages: Readonly<Record<string, (text: string) => { message: unknown; fromServer: boolean }>> = {
  tool_args: (text) => ({
    message: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run', arguments: { text } } },
    fromServer: false,
  }),
  url: (text) => ({
    message: {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'get', arguments: { url: text } },
    },
    fromServer: false,
  }),
  tool_result: (text) => ({
    message: { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }] } },
    fromServer: true,
  }),
  tool_description: (text) => ({
    message: { jsonrpc: '2.0', id: 1, result: { tools: [definition(text)] } },
    fromServer: true,
  }),
};

/** A row is a definition in JSON, or a description alone. */
function definition(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'name' in value) return value;
  } catch {
    // A text that is no JSON is a description.
  }
  return { name: 'tool', description: text, inputSchema: { type: 'object' } };
}

interface Count {
  rows: number;
  blocked: number;
}

/**
 * Scans every row of every `.jsonl` and `.jsonl.gz` file of a folder as the MCP message that it would be, and prints
 * per file and group how much the preset `strict` would block. Gives false when the folder holds no rows.
 *
 * @param explain prints the decisive finding of each benign row that is blocked and the id of each malicious row that is not.
 */
export function measureDetection(folder: string, explain: boolean): boolean {
  const table: string[][] = [];
  for (const file of readdirSync(folder).sort()) {
    const rows = /\.jsonl(?:\.gz)?$/.test(file) ? readRows(join(folder, file)) : [];
    if (rows.length > 0)
      table.push(...measureFile(basename(file).replace(/\.jsonl(?:\.gz)?$/, ''), rows, explain));
  }
  process.stdout.write(`${markdownTable(['file', 'group', 'rows', 'blocked', 'share'], table)}\n`);
  return table.length > 0;
}

function measureFile(file: string, rows: readonly Row[], explain: boolean): string[][] {
  const groups = new Map<string, Count>();
  for (const row of rows) {
    const count = groups.get(row.group) ?? { rows: 0, blocked: 0 };
    groups.set(row.group, count);
    count.rows += 1;
    const decisive = blockedBy(row);
    if (decisive) count.blocked += 1;
    if (!explain) continue;
    if (row.label === 'benign' && decisive)
      note(file, row, `${decisive.rule} (${decisive.view}): ${decisive.why}`);
    if (row.label === 'malicious' && !decisive) note(file, row, 'not blocked');
  }
  const counts = [...groups.values()];
  const all = { rows: sum(counts, 'rows'), blocked: sum(counts, 'blocked') };
  const macro = counts.reduce((total, count) => total + count.blocked / count.rows, 0) / counts.length;
  const line = (group: string, { rows: total, blocked }: Count): string[] => [
    file,
    group,
    String(total),
    String(blocked),
    percent(blocked / total),
  ];
  return [
    line('all', all),
    [file, 'mean of groups', '', '', percent(macro)],
    ...[...groups].map(([group, count]) => line(group, count)),
  ];
}

function note(file: string, { id }: Row, text: string): void {
  process.stdout.write(`${file} ${id}: ${text}\n`);
}

/** A row that holds a definition before and after an edit is judged by the edit. */
function driftOf(text: string): { before: unknown; after: unknown } | undefined {
  if (!text.startsWith('{"before":')) return undefined;
  try {
    return JSON.parse(text) as { before: unknown; after: unknown };
  } catch {
    return undefined;
  }
}

function blockedBy({ kind, text }: Row): Finding | undefined {
  const drift = driftOf(text);
  if (drift) {
    const verdict = decide(classifyDrift(drift.before, drift.after).findings, presets.strict);
    return verdict.action === 'block' ? verdict.decisive : undefined;
  }
  const made = messages[kind]?.(text);
  if (!made) throw new Error(`A row is of the kind ${kind}, which no message carries.`);
  const direction = made.fromServer ? 'server-to-client' : 'client-to-server';
  const verdict = decide(scanMessage(made.message, { direction }), presets.strict);
  return verdict.action === 'block' ? verdict.decisive : undefined;
}

function readRows(path: string): Row[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const rows: Row[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as Partial<Row>;
    if (row.kind !== undefined && row.text !== undefined && Object.hasOwn(messages, row.kind))
      rows.push(row as Row);
  }
  return rows;
}

function sum(counts: readonly Count[], name: keyof Count): number {
  return counts.reduce((total, count) => total + count[name], 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
