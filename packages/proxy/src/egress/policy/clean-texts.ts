import { egressLimits } from '../limits.js';

/**
 * Remembers texts in which nothing was found, so that the same address or the same headers are not looked at again and
 * again. Only clean ones are kept: no secret lies here that was recognised as one.
 */
export class CleanTexts {
  readonly #texts = new Set<string>();

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  add(text: string): void {
    if (text.length > egressLimits.cleanCharacters) return;
    this.#texts.add(text);
    if (this.#texts.size <= egressLimits.cleanTexts) return;
    for (const oldest of this.#texts) {
      this.#texts.delete(oldest);
      return;
    }
  }
}
