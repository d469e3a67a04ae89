import { scanText, type Finding } from '@sallyport/scanner';
import { contentLimits } from './limits.js';
import { textOptions, type ContentScan } from './scan-options.js';

/**
 * Looks at a text that is longer than is held, window by window; each with the end of the one before, so that what
 * lies across the border is seen. What is longer than the overlap, and split by it, is not.
 */
export class WindowScan {
  readonly #scan: ContentScan;
  #before = '';
  #pending = '';

  constructor(scan: ContentScan) {
    this.#scan = scan;
  }

  /** Takes the next text; gives what was found where it filled a window. */
  push(text: string): Finding[] {
    this.#pending += text;
    const found: Finding[] = [];
    while (this.#pending.length >= contentLimits.windowCharacters) {
      found.push(...this.#look(this.#pending.slice(0, contentLimits.windowCharacters)));
      this.#pending = this.#pending.slice(contentLimits.windowCharacters);
    }
    return found;
  }

  /** Whether everything that was pushed has been looked at. */
  get isSettled(): boolean {
    return this.#pending === '';
  }

  /** Looks at what has not filled a window. */
  flush(): Finding[] {
    if (this.#pending === '') return [];
    const window = this.#pending;
    this.#pending = '';
    return this.#look(window);
  }

  #look(window: string): Finding[] {
    const before = this.#before;
    const text = before + window;
    this.#before = text.slice(-contentLimits.overlapCharacters);
    const found = scanText(text, textOptions(this.#scan));
    // What lies before the window was found with the one before.
    return found.filter(({ end, category }) => end > before.length || category === 'malformed');
  }
}
