import { egressLimits } from '../limits.js';

const minute = 60_000;

/** So many takes a minute for each address, and no more. */
export class AddressMeter {
  readonly #most: number;
  readonly #clock: () => number;
  readonly #taken = new Map<string, number>();
  #at = 0;

  constructor(most: number, clock: () => number = Date.now) {
    this.#most = most;
    this.#clock = clock;
  }

  /** False once there were too many in this minute. */
  take(address: string): boolean {
    const at = Math.floor(this.#clock() / minute);
    if (at !== this.#at) this.#taken.clear();
    this.#at = at;
    const taken = (this.#taken.get(address) ?? 0) + 1;
    if (this.#taken.size < egressLimits.meteredPairs || this.#taken.has(address))
      this.#taken.set(address, taken);
    return taken <= this.#most;
  }
}
