import { readFileSync, statSync } from 'node:fs';

import { isRecord } from '../is-record.js';
import type { SandboxLimits } from '../limits.js';
import { personName } from './csv.js';
import { habitsOf } from './evidence.js';
import { JsonEvidence } from './json-column.js';
import { parseJson } from './json-text.js';
import { uniqueNames } from './names.js';
import { ParquetWriter } from './parquet-writer.js';
import { ProblemList } from './problem-list.js';
import { fileOf, type SourceFile } from './source-files.js';
import { detectEncoding, readTexts, type Encoding } from './text-source.js';
import { UnreadableError } from './unreadable-error.js';

type JsonRecord = Record<string, unknown>;

/** Told of each record and, where the format has lines, of its line. */
type OnRecord = (record: JsonRecord, line: number | undefined) => void;

/** Gives the records of a file to a listener, and reports what is none. */
type ReadRecords = (problems: ProblemList, onRecord: OnRecord) => void;

/** Characters of one record of JSON lines. */
const longestLine = 16 * 1024 * 1024;

/**
 * Converts files of JSON records to Parquet: a list of objects, an object with exactly one such list in it, or one
 * object per line. Lists and objects inside a record become lists and structs; where their shapes have nothing in
 * common, they are kept as their JSON text. An entry that is no object is reported and left out.
 *
 * @throws UnreadableError or SyntaxError where a file holds no records.
 */
export function convertJson(
  sources: readonly SourceFile[],
  format: 'json' | 'ndjson',
  target: string,
  limits: SandboxLimits,
  problems: ProblemList,
): void {
  const readers = sources.map((source) => ({ source, read: readerOf(source, format, limits, problems) }));
  const bytes = sources.reduce((sum, { path }) => sum + statSync(path).size, 0);
  const columns = new Map<string, JsonEvidence>();
  for (const { source, read } of readers) {
    const before = columns.size;
    read(problems, (record) => {
      for (const key of Object.keys(record)) evidenceOf(columns, key, bytes, limits).observe(record[key]);
    });
    if (columns.size === 0) throw new UnreadableError('it holds no records with a field');
    if (before > 0 && columns.size > before) {
      throw new UnreadableError(`its files do not have the same fields: ${source.label ?? 'one'} has others`);
    }
  }
  writeColumns(readers, columns, target, problems);
}

function evidenceOf(
  columns: Map<string, JsonEvidence>,
  key: string,
  bytes: number,
  limits: SandboxLimits,
): JsonEvidence {
  const known = columns.get(key);
  if (known !== undefined) return known;
  if (columns.size >= limits.columns) {
    throw new UnreadableError(`its records have more than ${limits.columns} different fields`);
  }
  const evidence = new JsonEvidence(limits.misfitShare, bytes);
  columns.set(key, evidence);
  return evidence;
}

function writeColumns(
  readers: readonly { source: SourceFile; read: ReadRecords }[],
  columns: ReadonlyMap<string, JsonEvidence>,
  target: string,
  problems: ProblemList,
): void {
  const keys = [...columns.keys()];
  const names = uniqueNames(keys);
  const habits = habitsOf(
    [...columns.values()].map(({ texts }) => texts),
    undefined,
  );
  const written = [...columns.values()].map((column, index) => {
    const name = names[index] ?? '';
    const { sink, decision } = column.sink(name, habits);
    if (decision?.note !== undefined) problems.add({ column: name, message: decision.note });
    return { name, key: keys[index] ?? '', sink, decision };
  });
  const writer = new ParquetWriter(
    target,
    written.map(({ sink }) => sink),
  );
  const known = new ProblemList(0);
  try {
    for (const { source, read } of readers) {
      read(known, (record, line) => {
        for (const { name, key, sink, decision } of written) {
          const value = Object.hasOwn(record, key) ? record[key] : null;
          if (sink.push(value)) continue;
          const message = `${JSON.stringify(String(value).slice(0, 100))} is not a ${personName(decision)}; it was read as no value`;
          problems.add({ ...fileOf(source), ...(line === undefined ? {} : { line }), column: name, message });
        }
        writer.endRow();
      });
    }
    writer.end();
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function readerOf(
  source: SourceFile,
  format: 'json' | 'ndjson',
  limits: SandboxLimits,
  problems: ProblemList,
): ReadRecords {
  const encoding = detectEncoding(source.path);
  if (encoding.note !== undefined) problems.add({ message: encoding.note });
  if (format === 'ndjson') return (list, onRecord) => readLines(source, encoding, list, onRecord);
  const { size } = statSync(source.path);
  if (size > limits.jsonBytes) {
    throw new UnreadableError(
      `it has ${size} bytes, and JSON of more than ${limits.jsonBytes} cannot be read as a whole: write one object per line (.ndjson), or CSV or Parquet`,
    );
  }
  const text = new TextDecoder(encoding.label).decode(readFileSync(source.path));
  const items = itemsOf(text);
  if (items === undefined) return (list, onRecord) => readLines(source, encoding, list, onRecord);
  return (list, onRecord) => {
    for (const [index, item] of items.entries()) {
      if (isRecord(item)) onRecord(item, undefined);
      else list.add({ ...fileOf(source), message: `entry ${index + 1} is not an object, and was left out` });
    }
  };
}

/** The entries of a JSON text; undefined where it is one object per line after all. */
function itemsOf(text: string): unknown[] | undefined {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError && holdsLines(text)) return undefined;
    throw error;
  }
  const items = recordsIn(value);
  if (items !== undefined) return items;
  throw new UnreadableError('it holds no list of records: expected [{"name": value, …}, …]');
}

/** Whether a text that is no JSON begins with a line that is an object, and has a second one. */
function holdsLines(text: string): boolean {
  const [first = '', second = ''] = text.trimStart().split(/\r?\n/, 2);
  try {
    return isRecord(parseJson(first)) && second.trimStart().startsWith('{');
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function recordsIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const lists = Object.values(value).filter(
    (member): member is unknown[] => Array.isArray(member) && member.some(isRecord),
  );
  return lists.length === 1 ? lists[0] : undefined;
}

function readLines(source: SourceFile, encoding: Encoding, problems: ProblemList, onRecord: OnRecord): void {
  let rest = '';
  let line = 0;
  const read = (text: string): void => {
    line += 1;
    if (text.trim() === '') return;
    let value: unknown;
    try {
      value = parseJson(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.add({ ...fileOf(source), line, message: 'is not JSON, and was left out' });
      return;
    }
    if (isRecord(value)) onRecord(value, line);
    else problems.add({ ...fileOf(source), line, message: 'is not an object, and was left out' });
  };
  for (const chunk of readTexts(source.path, encoding)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) read(text);
    if (rest.length > longestLine) {
      throw new UnreadableError(`line ${line + 1} has more than ${longestLine} characters`);
    }
  }
  read(rest);
}
