import { egressLimits } from '../limits.js';
import { Recent } from '../recent.js';

/**
 * Remembers texts in which nothing was found, so that the same address or the same headers are not looked at again and
 * again. Only clean ones are kept: no secret lies here that was recognised as one.
 */
export class CleanTexts {
  readonly #texts = new Recent<true>(egressLimits.cleanTexts);

  has(text: string): boolean {
    return this.#texts.get(text) === true;
  }

  add(text: string): void {
    if (text.length <= egressLimits.cleanCharacters) this.#texts.set(text, true);
  }
}
