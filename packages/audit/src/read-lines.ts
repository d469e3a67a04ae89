import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseFileName, type LogFileName } from './chain.js';
import { AuditError, AuditErrorCode } from './errors.js';
import type { SecurityEvent } from './event.js';

/** The log's files in a folder, chain by chain, each chain in order. A folder that does not exist holds none. */
export async function listLogFiles(folder: string): Promise<(LogFileName & { name: string })[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new AuditError(AuditErrorCode.FolderUnusable, `The audit folder ${folder} cannot be read.`, {
      cause: error,
    });
  });
  return names
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({ name, parsed: parseFileName(name) }))
    .flatMap(({ name, parsed }) => (parsed ? [{ name, ...parsed }] : []));
}

/** The lines of a file, streamed, without their ends. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, 'utf8');
  try {
    yield* createInterface({ input: stream, crlfDelay: Infinity });
  } finally {
    stream.destroy();
  }
}

/** One line as an event; undefined for what is not one. */
export function parseEvent(line: string): SecurityEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEvent(value: unknown): value is SecurityEvent {
  if (typeof value !== 'object' || value === null) return false;
  const fields = ['id', 'time', 'kind', 'source', 'action', 'message', 'previous', 'hash'];
  return (
    fields.every((field) => typeof (value as Record<string, unknown>)[field] === 'string') &&
    Array.isArray((value as Record<string, unknown>)['findings'])
  );
}
