import { knownSecretLimits } from '../limits.js';
import { hashOf, Prefilter, prefilterOf } from './rolling.js';

/** A text that is looked for in pieces: a form of the secret with that number. */
export interface Target {
  secret: number;
  text: string;
}

/** A piece of a target that was seen. */
export interface Fragment {
  target: number;
  /** Where in the target it begins, and how many letters it has. */
  at: number;
  length: number;
  /** Where it was seen. */
  start: number;
}

/** Places kept of one gram, two numbers each. */
const placesKept = 32;

/** Finds the longest common pieces of a text and of some targets, each of so many letters at least. */
export class FragmentIndex {
  /** By the hash of a gram: pairs of a target's number and a place in it. */
  readonly #places = new Map<number, number[]>();
  readonly #prefilter = new Prefilter(0);

  constructor(readonly targets: readonly Target[]) {
    const { fragment } = knownSecretLimits;
    for (const [number, { text }] of targets.entries()) {
      for (let at = 0; at + fragment <= text.length; at++) {
        const hash = hashOf(text.slice(at, at + fragment));
        this.#prefilter.add(prefilterOf(hash, 0));
        const places = this.#places.get(hash);
        // A text that repeats itself is known by its first places.
        if (places && places.length >= placesKept) continue;
        if (places) places.push(number, at);
        else this.#places.set(hash, [number, at]);
      }
    }
  }

  search(text: string, take: (work: number) => boolean, visit: (fragment: Fragment) => void): void {
    const { fragment } = knownSecretLimits;
    if (this.#places.size === 0) return;
    this.#prefilter.search(text, fragment, (hash, start) => {
      const places = this.#places.get(hash) ?? [];
      for (let index = 0; index < places.length; index += 2) {
        const target = places[index] ?? 0;
        const at = places[index + 1] ?? 0;
        const sought = this.targets[target]?.text ?? '';
        // A piece that begins earlier has been seen from its beginning.
        if (at > 0 && start > 0 && sought.charCodeAt(at - 1) === text.charCodeAt(start - 1)) continue;
        const length = commonLength(text, start, sought, at);
        if (!take(length + 1)) return;
        if (length >= fragment) visit({ target, at, length, start });
      }
    });
  }
}

function commonLength(text: string, start: number, other: string, at: number): number {
  let length = 0;
  const most = Math.min(text.length - start, other.length - at);
  while (length < most && text.charCodeAt(start + length) === other.charCodeAt(at + length)) length++;
  return length;
}
