import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isRecord } from '../is-record.js';
import type { SandboxLimits } from '../limits.js';
import { isFileProfile } from '../process/check-reply.js';
import type { FileFormat } from './formats.js';
import type { FileProfile } from './profile.js';

/** Raise it when the same file would convert to something else. */
const converterVersion = 2;
const stagingPrefix = 'staging-';
/** Age at which what an earlier process left unfinished is removed. */
const staleMs = 3_600_000;
/** How often a process says that it uses its entries; others leave alone what was used within `staleMs`. */
const renewalMs = 1_200_000;

/** A converted dataset. */
export interface CachedFile {
  /** The Parquet file's name in the cache folder. */
  file: string;
  profile: FileProfile;
}

/**
 * Converted datasets by their content, so that files are converted once. Entries are written elsewhere and renamed, the
 * profile last, so that several processes may share the folder. An entry whose bytes are not those that were written
 * counts as none and is made anew.
 */
export class DatasetCache {
  readonly folder: string;
  readonly #limits: SandboxLimits;
  /** The keys that this process uses. */
  readonly #used = new Set<string>();
  readonly #renewal: NodeJS.Timeout;

  private constructor(folder: string, limits: SandboxLimits) {
    this.folder = folder;
    this.#limits = limits;
    this.#renewal = setInterval(() => void this.#renew(), renewalMs).unref();
  }

  /** Makes the folder, for its owner alone, and clears what was left unfinished. */
  static async open(folder: string, limits: SandboxLimits): Promise<DatasetCache> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const cache = new DatasetCache(folder, limits);
    await cache.#removeStale();
    return cache;
  }

  /** The key of the content of files as read by this version. */
  async keyOf(paths: readonly string[], format: FileFormat): Promise<string> {
    const hash = createHash('sha256').update(`${converterVersion}:${format}`);
    for (const path of paths) hash.update(`:${await digestOf(path)}`);
    return hash.digest('hex').slice(0, 40);
  }

  /** `undefined` when there is no such entry, or it is damaged. */
  async find(key: string): Promise<CachedFile | undefined> {
    const entry = await this.#read(key);
    if (entry === undefined) return undefined;
    this.#used.add(key);
    await this.#renew([key]);
    return { file: `${key}.parquet`, profile: entry };
  }

  /** A new folder inside the cache to convert into. */
  async stage(): Promise<string> {
    const folder = join(this.folder, `${stagingPrefix}${randomUUID()}`);
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }

  /** Moves a converted file from its staging folder into the cache, unless another process was faster. */
  async commit(key: string, parquet: string, profile: FileProfile): Promise<CachedFile> {
    const found = await this.find(key);
    if (found !== undefined) return found;
    const written = `${parquet}.json`;
    const { size } = await stat(parquet);
    const entry = { bytes: size, sha256: await digestOf(parquet), profile };
    await writeFile(written, JSON.stringify(entry), { mode: 0o600 });
    await rename(parquet, join(this.folder, `${key}.parquet`));
    await rename(written, join(this.folder, `${key}.json`));
    this.#used.add(key);
    return { file: `${key}.parquet`, profile };
  }

  /**
   * Removes entries that nobody uses: those of too great an age, and beyond the bytes that the cache may hold the ones
   * that were used the longest ago.
   */
  async evict(now = Date.now()): Promise<void> {
    const entries = await this.#entries();
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { key, usedMs, bytes } of entries.toSorted((left, right) => left.usedMs - right.usedMs)) {
      const age = now - usedMs;
      if (this.#used.has(key) || age < staleMs) continue;
      if (age < this.#limits.cacheAgeMs && total <= this.#limits.cacheBytes) continue;
      // The profile goes first: without it there is no entry.
      await rm(join(this.folder, `${key}.json`), { force: true });
      await rm(join(this.folder, `${key}.parquet`), { force: true });
      total -= bytes;
    }
  }

  /** Lets go of the entries. */
  close(): void {
    clearInterval(this.#renewal);
  }

  async #read(key: string): Promise<FileProfile | undefined> {
    try {
      const entry: unknown = JSON.parse(await readFile(join(this.folder, `${key}.json`), 'utf8'));
      if (!isRecord(entry) || !isFileProfile(entry['profile'])) return undefined;
      const path = join(this.folder, `${key}.parquet`);
      const { size } = await stat(path);
      if (size !== entry['bytes'] || (await digestOf(path)) !== entry['sha256']) return undefined;
      return entry['profile'];
    } catch (error) {
      if (error instanceof SyntaxError || isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Every pair of files, and what is left of one. */
  async #entries(): Promise<{ key: string; usedMs: number; bytes: number }[]> {
    const keys = new Map<string, { key: string; usedMs: number; bytes: number }>();
    for (const name of await readdir(this.folder)) {
      const key = /^([0-9a-f]{40})\.(?:parquet|json)$/.exec(name)?.[1];
      if (key === undefined) continue;
      const found = await stat(join(this.folder, name)).catch((error: unknown) => ignoreMissing(error));
      if (found === undefined) continue;
      const known = keys.get(key) ?? { key, usedMs: 0, bytes: 0 };
      keys.set(key, {
        key,
        usedMs: Math.max(known.usedMs, found.mtimeMs),
        bytes: known.bytes + found.size,
      });
    }
    return [...keys.values()];
  }

  async #renew(keys: Iterable<string> = this.#used): Promise<void> {
    const now = new Date();
    for (const key of keys) {
      await utimes(join(this.folder, `${key}.json`), now, now).catch((error: unknown) =>
        ignoreMissing(error),
      );
    }
  }

  async #removeStale(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!name.startsWith(stagingPrefix)) continue;
      const path = join(this.folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > staleMs) await rm(path, { recursive: true, force: true });
    }
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
