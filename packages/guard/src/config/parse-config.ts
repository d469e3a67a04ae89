import { dirname, isAbsolute, resolve } from 'node:path';
import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import { limits } from '../limits.js';
import { ConfigReader } from './config-reader.js';
import type { ConfigProblem } from './problem.js';
import { schema, type ConfigValues } from './schema.js';

/** What a text says, or what is wrong with it. */
export type ParsedValues =
  { ok: true; values: ConfigValues; notes: ConfigProblem[] } | { ok: false; problems: ConfigProblem[] };

/**
 * Reads the text of a configuration, strictly: one YAML 1.2 document, known keys only, each once, values in range.
 *
 * @param file where the text stands: relative paths in it are taken from its folder.
 */
export function parseValues(text: string, file: string): ParsedValues {
  if (Buffer.byteLength(text) > limits.configBytes) {
    return refused(1, `A configuration has at most ${limits.configBytes} bytes.`);
  }
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const documents = parsed as readonly Document.Parsed[];
  const [document, second] = documents;
  if (!document) return { ok: true, values: {}, notes: [] };
  if (second) {
    const { line } = lines.linePos(second.range[0]);
    return refused(line, 'A configuration is one YAML document: take out what follows the second "---".');
  }
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const problems = faults.map(({ message, pos }) => ({
      line: lines.linePos(pos[0]).line,
      key: '',
      message,
    }));
    return { ok: false, problems };
  }
  const folder = dirname(resolve(file));
  const reader = new ConfigReader(document, lines, (path) =>
    isAbsolute(path) ? path : resolve(folder, path),
  );
  const values = reader.read(schema) as ConfigValues;
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, values, notes: reader.notes };
}

function refused(line: number, message: string): ParsedValues {
  return { ok: false, problems: [{ line, key: '', message }] };
}
