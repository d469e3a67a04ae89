import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { SandboxLimits } from '../limits.js';
import type { Mount } from '../process/bubblewrap.js';
import type { IngestRequest } from '../process/protocol.js';
import type { WorkerOutcome } from '../process/worker.js';
import type { CachedFile, DatasetCache } from './cache.js';
import { formatOf, nameOf, type FileFormat } from './formats.js';
import { fileNameOf, pathsOf } from './source-files.js';
import type { DatasetFailure, DatasetSource } from './types.js';

/** A child that converts files: it sees the sources and one folder that it may write to. */
export interface Converter {
  /** Where the child sees a mount. */
  seen(mount: Mount): string;
  request(request: IngestRequest, wallMs: number): Promise<WorkerOutcome>;
  /** The most of its own memory that it has been seen to use. */
  peakMemoryBytes(): number;
  close(): Promise<void>;
}

export interface Mounted {
  sources: Mount[];
  target: Mount;
}

/** A source with its converted file. */
export interface RegisteredFile extends CachedFile {
  name: string;
  source: DatasetSource;
}

export interface Conversion {
  registered: RegisteredFile[];
  failures: DatasetFailure[];
  /** How long it took, and the most memory that a child used that converted files: 0 when all were in the cache. */
  report: { durationMs: number; peakMemoryBytes: number };
}

interface Order {
  name: string;
  source: DatasetSource;
  format: FileFormat;
  key: string;
  mounts: Mount[];
  bytes: number;
}

const mebibyte = 1024 * 1024;

/**
 * Finds every source in the cache, or converts it in a child. A file that cannot be read is a failure of its own and
 * keeps no other from being registered. What is registered keeps the order of the sources.
 */
export async function convertSources(
  sources: readonly DatasetSource[],
  cache: DatasetCache,
  limits: SandboxLimits,
  start: (mounted: Mounted) => Promise<Converter>,
): Promise<Conversion> {
  const conversion: Conversion = {
    registered: [],
    failures: [],
    report: { durationMs: 0, peakMemoryBytes: 0 },
  };
  const started = performance.now();
  const orders: Order[] = [];
  for (const [index, source] of sources.entries()) {
    const order = await orderOf(source, index, conversion, cache, limits);
    if (order === undefined) continue;
    const found = await cache.find(order.key);
    if (found === undefined) orders.push(order);
    else conversion.registered.push({ ...found, name: order.name, source });
  }
  if (orders.length > 0) await convertAll(orders, conversion, cache, limits, start);
  const place = new Map(sources.map((source, index) => [source, index]));
  conversion.registered.sort((left, right) => (place.get(left.source) ?? 0) - (place.get(right.source) ?? 0));
  conversion.report.durationMs = Math.round(performance.now() - started);
  return conversion;
}

async function orderOf(
  source: DatasetSource,
  index: number,
  conversion: Conversion,
  cache: DatasetCache,
  limits: SandboxLimits,
): Promise<Order | undefined> {
  const paths = pathsOf(source);
  const file = fileNameOf(source);
  const name = (source.name ?? nameOf(basename(paths[0] ?? ''))).normalize('NFC');
  const fail = (message: string): undefined => void conversion.failures.push({ name, file, message });
  if (paths.length === 0) return fail('no file matches its list');
  if (paths.length > limits.filesPerDataset) {
    return fail(`it has ${paths.length} files; ${limits.filesPerDataset} are the most`);
  }
  const [format, ...others] = new Set(paths.map((path) => formatOf(path)));
  if (format === undefined || others.length > 0) {
    return fail(
      others.length > 0
        ? 'its files are of different formats'
        : 'no data format has this extension; CSV, TSV, JSON, NDJSON, Parquet and Arrow do',
    );
  }
  try {
    let bytes = 0;
    for (const path of paths) bytes += (await stat(path)).size;
    if (bytes > limits.fileBytes) return fail(`it has ${bytes} bytes; ${limits.fileBytes} are the most`);
    return {
      name,
      source,
      format,
      key: await cache.keyOf(paths, format),
      bytes,
      mounts: paths.map((path, part) => ({ from: path, to: `/source/${index}/${part}/${basename(path)}` })),
    };
  } catch (error) {
    return fail(
      error instanceof Error && 'code' in error
        ? `it cannot be opened (${String(error.code)})`
        : String(error),
    );
  }
}

async function convertAll(
  orders: readonly Order[],
  conversion: Conversion,
  cache: DatasetCache,
  limits: SandboxLimits,
  start: (mounted: Mounted) => Promise<Converter>,
): Promise<void> {
  const folder = await cache.stage();
  const target: Mount = { from: folder, to: '/target' };
  const sources = orders.flatMap(({ mounts }) => mounts);
  let converter = await start({ sources, target });
  try {
    for (const order of orders) {
      const file = `${order.key}.parquet`;
      const outcome = await converter.request(
        {
          kind: 'ingest',
          sources: order.mounts.map((mount) => ({
            path: converter.seen(mount),
            // A problem names its file where there are several.
            ...(order.mounts.length > 1 ? { label: basename(mount.from) } : {}),
          })),
          format: order.format,
          target: join(converter.seen(target), file),
          limits,
        },
        limits.ingestMs + (order.bytes / mebibyte) * limits.ingestMsPerMegabyte,
      );
      conversion.report.peakMemoryBytes = Math.max(
        conversion.report.peakMemoryBytes,
        converter.peakMemoryBytes(),
      );
      if (outcome.kind === 'reply' && outcome.reply.kind === 'ingest') {
        const cached = await cache.commit(order.key, join(folder, file), outcome.reply.profile);
        conversion.registered.push({ ...cached, name: order.name, source: order.source });
        continue;
      }
      conversion.failures.push({
        name: order.name,
        file: fileNameOf(order.source),
        message: failureOf(outcome),
      });
      if (outcome.kind === 'ended') converter = await start({ sources, target });
    }
  } finally {
    await converter.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function failureOf(outcome: WorkerOutcome): string {
  if (outcome.kind === 'ended') {
    if (outcome.reason === 'memory') return 'it needs more memory to read than is allowed';
    if (outcome.reason === 'wall-clock') return 'it takes longer to read than is allowed';
    return `the process that read it ended (${outcome.reason})`;
  }
  const { reply } = outcome;
  return 'message' in reply ? reply.message : 'the process that read it gave another answer';
}
