import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventFilter, SecurityEvent } from './event.js';
import { limits } from './limits.js';
import { listLogFiles, parseEvent, readLines } from './read-lines.js';

/**
 * The events of a folder over all its chains, oldest first: the newest `filter.limit` of those that match. Lines that
 * are not events are left out here; {@link verifyAuditLog} reports them.
 */
export async function readEvents(folder: string, filter: EventFilter = {}): Promise<SecurityEvent[]> {
  const limit = filter.limit ?? limits.eventsPerRead;
  let found: SecurityEvent[] = [];
  for (const file of await listLogFiles(folder)) {
    for await (const line of readLines(join(folder, file.name))) {
      const event = parseEvent(line);
      if (event && matchesFilter(event, filter)) found.push(event);
      if (found.length > 2 * limit + 1000) found = newest(found, limit);
    }
  }
  return newest(found, limit);
}

/**
 * The events that are written from now on, by any process, as they come; ends when the signal aborts.
 * A half-written line waits until it is whole.
 */
export async function* followEvents(
  folder: string,
  options: { filter?: EventFilter; signal: AbortSignal },
): AsyncGenerator<SecurityEvent> {
  const positions = new Map<string, number>();
  for (const file of await listLogFiles(folder))
    positions.set(file.name, await sizeOf(join(folder, file.name)));
  while (!options.signal.aborted) {
    const fresh: SecurityEvent[] = [];
    for (const { name } of await listLogFiles(folder)) {
      const { text, position } = await readFrom(join(folder, name), positions.get(name) ?? 0);
      positions.set(name, position);
      for (const line of text.split('\n')) {
        const event = parseEvent(line);
        if (event && matchesFilter(event, options.filter ?? {})) fresh.push(event);
      }
    }
    for (const event of newest(fresh, fresh.length)) {
      if (options.signal.aborted) return;
      yield event;
    }
    const isAborted = await delay(limits.followInterval, false, { signal: options.signal }).catch(() => true);
    if (isAborted) return;
  }
}

/** Whether an event has everything that a filter names. */
function matchesFilter(event: SecurityEvent, filter: EventFilter): boolean {
  const same = (
    ['id', 'kind', 'action', 'source', 'server', 'tool', 'runId', 'conversationId'] as const
  ).every((field) => filter[field] === undefined || event[field] === filter[field]);
  return (
    same &&
    (filter.rule === undefined || event.findings.some((finding) => finding.rule === filter.rule)) &&
    (filter.since === undefined || event.time >= filter.since) &&
    (filter.until === undefined || event.time < filter.until)
  );
}

function newest(events: SecurityEvent[], limit: number): SecurityEvent[] {
  if (limit <= 0) return [];
  return [...events].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(-limit);
}

async function sizeOf(path: string): Promise<number> {
  const handle = await open(path, 'r');
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** Everything from a position to the last whole line, and where that ends. */
async function readFrom(path: string, position: number): Promise<{ text: string; position: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size <= position) return { text: '', position };
    const buffer = Buffer.alloc(size - position);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    const end = buffer.lastIndexOf(0x0a, bytesRead - 1) + 1;
    return { text: buffer.toString('utf8', 0, end), position: position + end };
  } finally {
    await handle.close();
  }
}
