import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../limits.js';
import { log } from '../log.js';

/** A file of a result: the time at which it expires comes first, so that names sort by age. */
const fileName = /^(?<expiresAt>\d{15})-(?<id>[0-9a-f-]{36})(?<part>\.part)?$/;

interface StoredFile {
  name: string;
  expiresAt: number;
  id: string;
  /** Not written to its end yet, or never. */
  isPart: boolean;
}

/**
 * Keeps results for a while, each for the client that made it and no other. Of each client it keeps a number and a
 * size; the oldest go first. They lie in a folder, so that every process that is given the same folder reads what
 * another has kept.
 */
export class ResultStore {
  readonly #folder: string;
  readonly #clock: () => number;

  /** @param folder is made when the first result is kept. */
  constructor(folder: string, clock: () => number = Date.now) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /**
   * Keeps a result under a name that nobody can guess.
   *
   * @param owner the identity in the client's certificate.
   * @returns the name; `undefined` for a result that is larger than all that a client may keep, and where the folder
   *   cannot be written to, which is logged.
   */
  async put(owner: string, data: Uint8Array): Promise<string | undefined> {
    if (data.byteLength > limits.storedBytes) return undefined;
    const folder = this.#folderOf(owner);
    const id = randomUUID();
    const name = `${String(this.#clock() + limits.storedMs).padStart(15, '0')}-${id}`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await this.#dropExpired();
      await makeRoom(folder, data.byteLength);
      await writeFile(join(folder, `${name}.part`), data, { mode: 0o600 });
      await rename(join(folder, `${name}.part`), join(folder, name));
      return id;
    } catch (error) {
      log('result-not-kept', { message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  /** A result; `undefined` when it has expired, had to make room, or is another client's. */
  async get(owner: string, id: string): Promise<Uint8Array | undefined> {
    const folder = this.#folderOf(owner);
    const now = this.#clock();
    const found = (await filesOf(folder)).find((file) => file.id === id && !file.isPart);
    if (found === undefined || found.expiresAt <= now) return undefined;
    return unlessGone(readFile(join(folder, found.name)));
  }

  /** The identity itself is no name of a folder. */
  #folderOf(owner: string): string {
    return join(this.#folder, createHash('sha256').update(owner).digest('hex'));
  }

  async #dropExpired(): Promise<void> {
    const now = this.#clock();
    for (const owner of (await unlessGone(readdir(this.#folder))) ?? []) {
      const folder = join(this.#folder, owner);
      for (const { name, expiresAt } of await filesOf(folder)) {
        if (expiresAt <= now) await rm(join(folder, name), { force: true });
      }
    }
  }
}

/** Removes the oldest results of a client until one more of a size has its place. */
async function makeRoom(folder: string, bytes: number): Promise<void> {
  const kept: { path: string; bytes: number }[] = [];
  for (const { name } of await filesOf(folder)) {
    const path = join(folder, name);
    const facts = await unlessGone(stat(path));
    if (facts) kept.push({ path, bytes: facts.size });
  }
  let total = kept.reduce((sum, file) => sum + file.bytes, bytes);
  while (kept.length >= limits.storedResults || total > limits.storedBytes) {
    const oldest = kept.shift();
    if (!oldest) break;
    total -= oldest.bytes;
    await rm(oldest.path, { force: true });
  }
}

/** What lies in a client's folder, the oldest first. */
async function filesOf(folder: string): Promise<StoredFile[]> {
  const names = (await unlessGone(readdir(folder))) ?? [];
  return names.toSorted().flatMap((name) => {
    const groups = fileName.exec(name)?.groups;
    const { expiresAt, id, part } = groups ?? {};
    if (expiresAt === undefined || id === undefined) return [];
    return [{ name, expiresAt: Number(expiresAt), id, isPart: part !== undefined }];
  });
}

/** Another process may have removed what this one has just seen. */
async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
