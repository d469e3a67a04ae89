import { readFileSync, statSync } from 'node:fs';

import pl from 'nodejs-polars';
import type { SandboxLimits } from '../limits.js';
import { readCsv } from './csv.js';
import type { FileFormat } from './formats.js';
import { inferTypes, type TypedColumn } from './infer.js';
import { readJson, readNdjson } from './json.js';
import { scanLargeCsv } from './large-csv.js';
import { profileFile, type FileProfile } from './profile.js';
import { ProblemList, uniqueNames, type RawColumns } from './raw-columns.js';

/** What an ingest is asked for. */
export interface IngestOrder {
  /** The file to read. */
  source: string;
  format: FileFormat;
  /** Where the Parquet file goes. */
  target: string;
  limits: SandboxLimits;
}

/** A file that is not what its name says, or too large. The message is for a person and names no folder. */
export class UnreadableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableError';
  }
}

type Frame = ReturnType<typeof pl.DataFrame>;

const dayMs = 86_400_000;

/**
 * Converts a file to Parquet and profiles it. Runs in a disposable process.
 *
 * @throws UnreadableError when the file cannot become a dataset.
 */
export function ingestFile(order: IngestOrder): FileProfile {
  const problems = new ProblemList(order.limits.problems);
  try {
    write(order, problems);
  } catch (error) {
    throw error instanceof UnreadableError ? error : new UnreadableError(reasonOf(error));
  }
  return profileFile(order.target, problems, order.limits);
}

function write(order: IngestOrder, problems: ProblemList): void {
  const { source, target, format, limits } = order;
  if (format === 'parquet') {
    // Straight from file to file, so that a large one need not fit into memory.
    const frame = pl.scanParquet(source, { glob: false });
    const names = checkNames(frame.columns, limits);
    sink(
      frame.select(...frame.columns.map((name, index) => pl.col(name).alias(names[index] ?? name))),
      target,
    );
  } else if (format === 'csv' && statSync(source).size > limits.inferredBytes) {
    sink(scanLargeCsv(source, limits), target);
  } else {
    const frame = readWhole(order, problems);
    frame.columns = checkNames(frame.columns, limits);
    frame.writeParquet(target, { compression: 'zstd' });
  }
}

function sink(frame: ReturnType<typeof pl.scanParquet>, target: string): void {
  frame.sinkParquet(target, { compression: 'zstd' }).collectSync();
}

function readWhole({ source, format, limits }: IngestOrder, problems: ProblemList): Frame {
  const bytes = readFileSync(source);
  if (format === 'arrow') return readArrow(bytes);
  if (bytes.length > limits.inferredBytes) {
    throw new UnreadableError(
      'a file of this format and size cannot be read as a whole: write it as CSV or Parquet',
    );
  }
  const raw = readText(decode(bytes, problems), format, problems);
  checkNames(raw.names, limits);
  return pl.DataFrame(inferTypes(raw, limits.misfitShare, problems).map((column) => toSeries(column)));
}

/** Arrow has two formats, one for files and one for streams, which a name does not tell apart. */
function readArrow(bytes: Buffer): Frame {
  return bytes.subarray(0, 6).toString('latin1') === 'ARROW1' ? pl.readIPC(bytes) : pl.readIPCStream(bytes);
}

function readText(text: string, format: FileFormat, problems: ProblemList): RawColumns {
  if (format === 'csv') return readCsv(text, problems);
  return format === 'json' ? readJson(text, problems) : readNdjson(text, problems);
}

/** UTF-8 or UTF-16 by its byte order mark, UTF-8 without one, or Windows-1252 when the bytes are not UTF-8. */
function decode(bytes: Buffer, problems: ProblemList): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    problems.add({ message: 'the text is not UTF-8; it was read as Windows-1252 (Latin-1)' });
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function toSeries({ name, dtype, values }: TypedColumn): ReturnType<typeof pl.Series> {
  switch (dtype) {
    case 'i64': {
      return pl.Series(name, values, pl.Int64);
    }
    case 'f64': {
      return pl.Series(name, values, pl.Float64);
    }
    case 'bool': {
      return pl.Series(name, values, pl.Bool);
    }
    case 'str': {
      return pl.Series(name, values, pl.Utf8);
    }
    case 'date': {
      const days = values.map((value) => (value === null ? null : Math.floor(Number(value) / dayMs)));
      return pl.Series(name, days, pl.Int32).cast(pl.Date);
    }
    case 'datetime': {
      return pl.Series(name, values, pl.Int64).cast(pl.Datetime('ms'));
    }
  }
}

/** The names of the columns, as a program can use them. */
function checkNames(names: readonly string[], limits: SandboxLimits): string[] {
  if (names.length === 0) throw new UnreadableError('it holds no columns');
  if (names.length > limits.columns) {
    throw new UnreadableError(`it has ${names.length} columns; ${limits.columns} are the most`);
  }
  return uniqueNames(names);
}

/** What a parser says of a broken file, without any path. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n', 1)[0] ?? '';
  return `it cannot be read: ${line.replaceAll(/(?:\/[^\s/:]+)+\/?/g, 'the file').slice(0, 300)}`;
}
