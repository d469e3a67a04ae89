import { knownSecretLimits } from '../limits.js';
import { Coverage } from './coverage.js';
import type { KnownSecret, KnownSecrets } from './known-secrets.js';

/** A secret that went by in pieces. */
export interface KnownSecretSighting extends KnownSecret {
  /** `in a row`: the end of one text and the beginning of the next; `in pieces`: among other things, in any order. */
  how: 'in a row' | 'in pieces';
}

/**
 * Finds known secrets that are split over texts: over the calls of a conversation, say. Feed it what goes one way,
 * text by text; it keeps the end of what it was fed and which letters of each secret have gone by, and no more. What
 * stands whole in one text is for the scan of that text to find, and is not reported here.
 */
export class KnownSecretStream {
  #tail = '';
  #tailTime = 0;
  readonly #coverage: Coverage;

  constructor(
    readonly known: KnownSecrets,
    /** How long a piece counts, in the units of `time`. */
    readonly window: number,
  ) {
    this.#coverage = new Coverage(known.fragments.targets, window);
  }

  /** Takes a text that passed at `time` (a number that never falls), and tells what is whole with it. */
  feed(text: string, time: number): KnownSecretSighting[] {
    const sightings = [...this.#inRow(text, time), ...this.#inPieces(text, time)];
    return sightings.filter(({ name }, index) => sightings.findIndex((one) => one.name === name) === index);
  }

  #inRow(text: string, time: number): KnownSecretSighting[] {
    if (time - this.#tailTime > this.window) this.#tail = '';
    const tail = this.#tail;
    const kept = Math.min(knownSecretLimits.tail, this.known.longest);
    this.#tail = (tail + text).slice(-kept);
    this.#tailTime = time;
    if (tail === '') return [];
    const budget = workOf(knownSecretLimits.tail);
    const found: KnownSecretSighting[] = this.known
      .find(tail + text.slice(0, kept), budget)
      .filter(({ start, end }) => start < tail.length && end > tail.length)
      .map(({ name, kind }) => ({ name, kind, how: 'in a row' }));
    // What was reported would be reported again with the next text.
    if (found.length > 0) this.#tail = '';
    return found;
  }

  #inPieces(text: string, time: number): KnownSecretSighting[] {
    const sightings: KnownSecretSighting[] = [];
    const { fragments, held } = this.known;
    const whole = new Set<number>();
    fragments.search(text, workOf(text.length), (fragment) => {
      const target = fragments.targets[fragment.target];
      const secret = target && held[target.secret];
      if (!target || !secret) return;
      if (fragment.length >= target.text.length) whole.add(target.secret);
      if (this.#coverage.add(fragment, time) && !whole.has(target.secret)) {
        sightings.push({ name: secret.name, kind: secret.kind, how: 'in pieces' });
      }
    });
    return sightings;
  }
}

/** Work in proportion to what is looked at: no text can ask for more. */
function workOf(characters: number): (work: number) => boolean {
  let left = 64 * characters + 4096;
  return (work) => {
    left -= work;
    return left >= 0;
  };
}
