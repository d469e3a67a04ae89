import { readFileSync, statSync } from 'node:fs';

import pl from 'nodejs-polars';
import type { SandboxLimits } from '../limits.js';
import { readCsv } from './csv.js';
import type { FileFormat } from './formats.js';
import { inferTypes, type TypedColumn } from './infer.js';
import { readJson, readNdjson } from './json.js';
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

/**
 * Converts a file to Parquet and profiles it. Runs in a disposable process.
 *
 * @throws UnreadableError when the file cannot become a dataset.
 */
export function ingestFile(order: IngestOrder): FileProfile {
  const problems = new ProblemList(order.limits.problems);
  const frame = readFrame(order, problems);
  if (frame.width === 0) throw new UnreadableError('it holds no columns');
  if (frame.width > order.limits.columns) {
    throw new UnreadableError(`it has ${frame.width} columns; ${order.limits.columns} are the most`);
  }
  frame.writeParquet(order.target, { compression: 'zstd' });
  return profileFile(order.target, problems, order.limits);
}

function readFrame(order: IngestOrder, problems: ProblemList): Frame {
  const { source, format, limits } = order;
  if (format === 'parquet') return named(pl.readParquet(source));
  if (format === 'arrow') return named(pl.readIPC(source));
  if (statSync(source).size > limits.inferredBytes) return readLarge(source, format);
  const text = decode(readFileSync(source));
  const raw = readText(text, format, problems);
  return toFrame(inferTypes(raw, limits.misfitShare, problems));
}

function readText(text: string, format: 'csv' | 'json' | 'ndjson', problems: ProblemList): RawColumns {
  if (format === 'csv') return readCsv(text, problems);
  return format === 'json' ? readJson(text, problems) : readNdjson(text, problems);
}

/** A file that would not fit in memory as text goes through polars' own, stricter reader. */
function readLarge(source: string, format: 'csv' | 'json' | 'ndjson'): Frame {
  if (format === 'csv') return named(pl.readCSV(source, { tryParseDates: true, inferSchemaLength: 10_000 }));
  if (format === 'ndjson') return named(pl.readJSON(source, { format: 'lines' }));
  throw new UnreadableError(
    'a JSON file of this size cannot be read as a whole: write it as JSON lines (.ndjson) or Parquet',
  );
}

/** UTF-8, or Latin-1 where the bytes are not UTF-8; without a byte order mark. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function toFrame(columns: readonly TypedColumn[]): Frame {
  return pl.DataFrame(columns.map(toSeries));
}

function toSeries({ name, dtype, values }: TypedColumn): ReturnType<typeof pl.Series> {
  switch (dtype) {
    case 'i64':
      return pl.Series(name, values, pl.Int64);
    case 'f64':
      return pl.Series(name, values, pl.Float64);
    case 'bool':
      return pl.Series(name, values, pl.Bool);
    case 'str':
      return pl.Series(name, values, pl.Utf8);
    case 'date': {
      const days = values.map((value) => (value === null ? null : Math.floor(Number(value) / 86_400_000)));
      return pl.Series(name, days, pl.Int32).cast(pl.Date);
    }
    case 'datetime':
      return pl.Series(name, values, pl.Int64).cast(pl.Datetime('ms'));
    default:
      return dtype satisfies never;
  }
}

/** Names of a ready-made frame, as a program can use them. */
function named(frame: Frame): Frame {
  const names = uniqueNames(frame.columns);
  return names.every((name, index) => name === frame.columns[index]) ? frame : renamed(frame, names);
}

function renamed(frame: Frame, names: readonly string[]): Frame {
  frame.columns = [...names];
  return frame;
}
