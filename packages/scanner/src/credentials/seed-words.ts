import type { Collector } from '../match/collector.js';
import type { VisitedString } from '../walk/visited-string.js';
import { findSeedPhrases, seedPhraseRule } from './seed-phrase.js';

const word = /^[a-z]{3,8}$/i;

/** Finds recovery phrases that are a list of words: each string of a message one word. */
export class SeedWords {
  #row: VisitedString[] = [];

  constructor(readonly collector: Collector) {}

  /** Takes the next value of the message. */
  add(string: VisitedString): void {
    if (string.text.length <= 8 && word.test(string.text)) this.#row.push(string);
    else this.flush();
  }

  /** Looks at the words so far. To be called at the end of the message. */
  flush(): void {
    const [first] = this.#row;
    if (first && this.#row.length >= 12) {
      const [phrase] = findSeedPhrases(this.#row.map(({ text }) => text).join(' '));
      if (phrase) {
        const { text } = first;
        const span = { start: 0, end: text.length, seen: text };
        const { confidence } = phrase;
        this.collector.add(first, {
          rule: seedPhraseRule,
          confidence,
          ...span,
          view: 'joined',
          isSecret: true,
        });
      }
    }
    if (first) this.#row = [];
  }
}
