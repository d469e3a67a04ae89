import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Recent } from '../recent.js';
import { contentLimits } from './limits.js';

/**
 * Remembers by their digests bodies in which nothing was found. What is found depends on nothing but the bytes, what
 * their headers call them and the configuration, with which this memory begins and ends: the same body comes to the
 * same, and need not be looked at again. Only what had no finding at all is kept, so that every finding is judged and
 * recorded each time that it comes.
 */
export class CleanBodies {
  readonly #keys = new Recent<true>(contentLimits.cleanBodies);

  /** What a body is known by. */
  keyOf(bytes: Buffer, headers: IncomingHttpHeaders, direction: string): string {
    const type = headers['content-type'] ?? '';
    const coding = headers['content-encoding'] ?? '';
    if (type.length + coding.length > contentLimits.cleanHeaderCharacters) return '';
    return `${direction}\n${type}\n${coding}\n${hash('sha256', bytes, 'base64')}`;
  }

  has(key: string): boolean {
    return this.#keys.get(key) === true;
  }

  add(key: string): void {
    if (key !== '') this.#keys.set(key, true);
  }
}
