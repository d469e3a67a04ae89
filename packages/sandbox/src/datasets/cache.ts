import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isFileProfile } from '../process/check-reply.js';
import type { FileFormat } from './formats.js';
import type { FileProfile } from './profile.js';

/** Raise it when the same file would convert to something else. */
const converterVersion = 1;
const stagingPrefix = 'staging-';
/** Age at which what an earlier process left unfinished is removed. */
const staleMs = 3_600_000;

/** A converted dataset. */
export interface CachedFile {
  /** The Parquet file's name in the cache folder. */
  file: string;
  profile: FileProfile;
}

/**
 * Converted datasets by their content, so that a file is converted once. Entries are written elsewhere and renamed, the
 * profile last, so that several processes may share the folder.
 */
export class DatasetCache {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder, for its owner alone, and clears what was left unfinished. */
  static async open(folder: string): Promise<DatasetCache> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const cache = new DatasetCache(folder);
    await cache.#removeStale();
    return cache;
  }

  /** The key of a file's content as read by this version. */
  async keyOf(path: string, format: FileFormat): Promise<string> {
    const hash = createHash('sha256').update(`${converterVersion}:${format}:`);
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex').slice(0, 40);
  }

  /** `undefined` when there is no such entry. A damaged profile counts as none. */
  async find(key: string): Promise<CachedFile | undefined> {
    try {
      const text = await readFile(join(this.folder, `${key}.json`), 'utf8');
      await stat(join(this.folder, `${key}.parquet`));
      const profile: unknown = JSON.parse(text);
      return isFileProfile(profile) ? { file: `${key}.parquet`, profile } : undefined;
    } catch (error) {
      if (error instanceof SyntaxError || isMissing(error)) return undefined;
      throw error;
    }
  }

  /** A new folder inside the cache to convert into. */
  async stage(): Promise<string> {
    const folder = join(this.folder, `${stagingPrefix}${randomUUID()}`);
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }

  /** Moves a converted file from its staging folder into the cache. */
  async commit(key: string, parquet: string, profile: FileProfile): Promise<CachedFile> {
    const written = `${parquet}.json`;
    await writeFile(written, JSON.stringify(profile), { mode: 0o600 });
    await rename(parquet, join(this.folder, `${key}.parquet`));
    await rename(written, join(this.folder, `${key}.json`));
    return { file: `${key}.parquet`, profile };
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

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
