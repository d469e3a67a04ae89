import { knownSecretLimits } from '../limits.js';
import type { Fragment, Target } from './fragment-index.js';

/** Which parts of each target have been seen lately, in whatever order. */
export class Coverage {
  /** Per target and letter when it was last seen; made when a piece of it is. */
  readonly #seen = new Map<number, Float64Array>();
  /** Per target how many pieces. */
  readonly #pieces = new Map<number, number>();

  constructor(
    readonly targets: readonly Target[],
    /** How long a piece counts, in the caller's time. */
    readonly window: number,
  ) {}

  /** Takes a piece down. True where the target has now been seen (nearly) whole; it is then forgotten. */
  add({ target, at, length }: Fragment, time: number): boolean {
    const size = this.targets[target]?.text.length ?? 0;
    let seen = this.#seen.get(target);
    if (!seen) {
      seen = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
      this.#seen.set(target, seen);
    }
    const isNew = seen.subarray(at, at + length).some((last) => last < time - this.window);
    seen.fill(time, at, at + length);
    const pieces = (this.#pieces.get(target) ?? 0) + (isNew ? 1 : 0);
    this.#pieces.set(target, pieces);
    let covered = 0;
    for (const last of seen) if (last >= time - this.window) covered++;
    if (covered < size * knownSecretLimits.covered) return false;
    this.#seen.delete(target);
    this.#pieces.delete(target);
    return pieces > 1 && pieces <= knownSecretLimits.fragments;
  }
}
