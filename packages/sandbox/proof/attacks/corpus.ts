import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Attack } from '../../test/attacks/attack.js';

/** The programs of a collection, and how many of its rows are none that this sandbox could be given. */
export interface Corpus {
  readonly attacks: Attack[];
  readonly skipped: number;
}

type Row = Readonly<Record<string, unknown>>;

const languages = ['js', 'javascript', 'ts', 'typescript', 'mjs'];

/** Reads `.jsonl` or `.jsonl.gz`: one object a line, with `text`, `code` or `program`, and `id`, `goal` or `group`, `meta.lang`. */
export function readCorpus(file: string): Corpus {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const rows = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
  const attacks = rows.flatMap((row, index) => attackOf(row, index));
  return { attacks, skipped: rows.length - attacks.length };
}

function attackOf(row: Row, index: number): Attack[] {
  const { text, code = text, program = code, meta, language, label } = row;
  const spoken = language ?? (meta as Row | undefined)?.['lang'] ?? 'js';
  if (typeof program !== 'string' || label === 'benign') return [];
  if (!languages.some((name) => name === spoken)) return [];
  const id = textOf(row['id']) ?? `line ${index + 1}`;
  const goal = textOf(row['goal']) ?? textOf(row['group']) ?? 'corpus';
  return [{ id, goal, code: program }];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
