import { createHash, randomBytes } from 'node:crypto';
import { limits } from '../limits';

/**
 * Who is signed in. A session is a random number that the browser has and of which this process keeps only the digest:
 * it ends with the process, by time, or when it is ended. Nothing about it can be forged or extended by a browser.
 */
export class Sessions {
  readonly #expiries = new Map<string, number>();
  readonly #clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Begins a session and gives what the browser keeps. Beyond the limit the oldest one ends. */
  begin(): string {
    const id = randomBytes(32).toString('base64url');
    this.#expiries.set(digest(id), this.#clock() + limits.sessionMs);
    for (const oldest of this.#expiries.keys()) {
      if (this.#expiries.size <= limits.sessions) break;
      this.#expiries.delete(oldest);
    }
    return id;
  }

  has(id: string): boolean {
    const key = digest(id);
    const expiry = this.#expiries.get(key);
    if (expiry === undefined) return false;
    if (expiry > this.#clock()) return true;
    this.#expiries.delete(key);
    return false;
  }

  end(id: string): void {
    this.#expiries.delete(digest(id));
  }
}

function digest(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
