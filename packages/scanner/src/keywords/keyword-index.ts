import { Automaton } from './automaton.js';
import { Endings } from './endings.js';
import type { Keyword, Visit } from './keyword.js';

/** Characters after whose search an automaton has been worth its making, which a short-lived process never reaches. */
const charactersByEndings = 32_768;

/**
 * Finds where keywords stand in a text, without regard to case. Every occurrence of every keyword is visited. The
 * first texts are searched by the {@link Endings} of keywords, which are quickly made; those after them by an
 * {@link Automaton}, which searches quickly. Both visit the same in the same order.
 */
export class KeywordIndex<Owner> {
  readonly #keywords: readonly Keyword<Owner>[];
  #searcher: Endings<Owner> | Automaton<Owner> | undefined;
  #charactersLeft: number;

  /**
   * @param keywords in small letters.
   * @param charactersLeft how many are searched without an automaton.
   */
  constructor(keywords: readonly Keyword<Owner>[], charactersLeft: number = charactersByEndings) {
    this.#keywords = keywords;
    this.#charactersLeft = charactersLeft;
  }

  /**
   * Calls `visit` with each keyword's owner and where the keyword starts, in the order in which they end and the
   * longest first, until it gives `false`.
   */
  search(text: string, visit: Visit<Owner>): void {
    if (this.#charactersLeft > 0) {
      this.#charactersLeft -= text.length;
      if (this.#charactersLeft <= 0) this.#searcher = new Automaton(this.#keywords);
    }
    this.#searcher ??= new Endings(this.#keywords);
    this.#searcher.search(text, visit);
  }
}
