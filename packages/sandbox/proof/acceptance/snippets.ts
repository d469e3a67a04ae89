import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** An ordinary piece of analysis code that somebody else wrote. */
export interface Snippet {
  readonly id: string;
  readonly group: string;
  readonly code: string;
}

type Row = Readonly<Record<string, unknown>>;

const languages = new Set<unknown>(['js', 'javascript', 'ts', 'typescript', 'mjs', undefined]);

/**
 * Reads `.jsonl` or `.jsonl.gz`, one object a line with `text`, `label` and `kind`: the benign rows of code in
 * JavaScript or TypeScript, and how many benign rows of code are in other languages.
 */
export function readSnippets(file: string): { snippets: Snippet[]; others: number } {
  const bytes = readFileSync(file);
  const rows = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row)
    .filter(({ label, kind, text }) => label !== 'malicious' && kind === 'code' && typeof text === 'string');
  const ours = rows.filter(({ meta }) => languages.has((meta as Row | undefined)?.['lang']));
  return {
    snippets: ours.map(({ id, group, text }, index) => ({
      id: textOf(id) ?? `snippet ${index + 1}`,
      group: textOf(group) ?? 'snippets',
      code: textOf(text) ?? '',
    })),
    others: rows.length - ours.length,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
