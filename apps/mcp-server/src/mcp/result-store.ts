import { randomUUID } from 'node:crypto';
import { limits } from '../limits.js';

interface StoredResult {
  data: Uint8Array;
  expiresAt: number;
}

/**
 * Keeps results for a while, each for the client that made it and no other. Of each client it keeps a number and a
 * size; the oldest go first. Nothing survives the process.
 */
export class ResultStore {
  readonly #byOwner = new Map<string, Map<string, StoredResult>>();
  readonly #clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /**
   * Keeps a result under a name that nobody can guess.
   *
   * @param owner the identity in the client's certificate.
   * @returns the name; `undefined` for a result that is larger than all that a client may keep.
   */
  put(owner: string, data: Uint8Array): string | undefined {
    this.#dropExpired();
    if (data.byteLength > limits.storedBytes) return undefined;
    const results = this.#byOwner.get(owner) ?? new Map<string, StoredResult>();
    this.#byOwner.set(owner, results);
    const id = randomUUID();
    results.set(id, { data, expiresAt: this.#clock() + limits.storedMs });
    for (const oldest of results.keys()) {
      if (results.size <= limits.storedResults && bytesOf(results) <= limits.storedBytes) break;
      results.delete(oldest);
    }
    return id;
  }

  /** A result; `undefined` when it has expired, had to make room, or is another client's. */
  get(owner: string, id: string): Uint8Array | undefined {
    this.#dropExpired();
    return this.#byOwner.get(owner)?.get(id)?.data;
  }

  #dropExpired(): void {
    const now = this.#clock();
    for (const [owner, results] of this.#byOwner) {
      for (const [id, { expiresAt }] of results) if (expiresAt <= now) results.delete(id);
      if (results.size === 0) this.#byOwner.delete(owner);
    }
  }
}

function bytesOf(results: ReadonlyMap<string, StoredResult>): number {
  let bytes = 0;
  for (const { data } of results.values()) bytes += data.byteLength;
  return bytes;
}
