import { openSync, readFileSync, readSync, closeSync, statSync } from 'node:fs';

import pl from 'nodejs-polars';
import type { SandboxLimits } from '../limits.js';
import { convertCsv } from './csv.js';
import type { FileFormat } from './formats.js';
import { convertJson } from './json.js';
import { uniqueNames } from './names.js';
import { ProblemList } from './problem-list.js';
import { profileFile, type FileProfile } from './profile.js';
import type { SourceFile } from './source-files.js';
import { UnreadableError } from './unreadable-error.js';

/** What an ingest is asked for. */
export interface IngestOrder {
  /** The files to read, all of one shape. */
  sources: readonly SourceFile[];
  format: FileFormat;
  /** Where the Parquet file goes. */
  target: string;
  limits: SandboxLimits;
}

type LazyFrame = ReturnType<typeof pl.scanParquet>;

/**
 * Converts files to Parquet and profiles them. Runs in a disposable process.
 *
 * @throws UnreadableError when the files cannot become a dataset.
 */
export function ingestFiles(order: IngestOrder): FileProfile {
  const { sources, format, target, limits } = order;
  const problems = new ProblemList(limits.problems);
  let units: ReadonlyMap<string, string> = new Map();
  try {
    if (format === 'csv') ({ units } = convertCsv(sources, target, limits, problems));
    else if (format === 'json' || format === 'ndjson') convertJson(sources, format, target, limits, problems);
    else convertFrames(order);
  } catch (error) {
    throw error instanceof UnreadableError ? error : new UnreadableError(reasonOf(error));
  }
  return profileFile(target, problems, units, limits);
}

/** Parquet and Arrow have types of their own, which are kept. */
function convertFrames({ sources, format, target, limits }: IngestOrder): void {
  const frames = sources.map(({ path }) => {
    const frame = format === 'parquet' ? pl.scanParquet(path, { glob: false }) : scanArrow(path, limits);
    const names = checkNames(frame.columns, limits);
    return frame.select(...frame.columns.map((name, index) => pl.col(name).alias(names[index] ?? name)));
  });
  const [first] = frames;
  if (first === undefined) throw new UnreadableError('it holds no columns');
  const { columns } = first;
  for (const [index, frame] of frames.entries()) {
    if (frame.columns.length !== columns.length || columns.some((name) => !frame.columns.includes(name))) {
      const label = sources[index]?.label ?? 'one';
      throw new UnreadableError(`its files do not have the same columns: ${label} has others`);
    }
  }
  const whole = frames.length === 1 ? first : pl.concat(frames.map((frame) => frame.select(...columns)));
  // Straight from file to file, so that a large one need not fit into memory.
  whole.sinkParquet(target, { compression: 'zstd' }).collectSync();
}

/** Arrow has two formats, one for files and one for streams, which a name does not tell apart. */
function scanArrow(path: string, limits: SandboxLimits): LazyFrame {
  if (startOf(path, 6) === 'ARROW1') return pl.scanIPC(path);
  const { size } = statSync(path);
  if (size > limits.arrowStreamBytes) {
    throw new UnreadableError(
      `it has ${size} bytes, and an Arrow stream of more than ${limits.arrowStreamBytes} cannot be read as a whole: write it as an Arrow file (Feather) or Parquet`,
    );
  }
  return pl.readIPCStream(readFileSync(path)).lazy();
}

function startOf(path: string, bytes: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(file, buffer)).toString('latin1');
  } finally {
    closeSync(file);
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
