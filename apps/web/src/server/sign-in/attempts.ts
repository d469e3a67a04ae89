import { limits } from '../limits';

/**
 * Counts attempts to sign in over the last minute. Whoever makes them shares one count: behind a reverse proxy nobody's
 * address can be believed, and sessions that exist go on while the door is shut.
 */
export class Attempts {
  #times: number[] = [];
  readonly #clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Takes one attempt; gives the seconds to wait where there are too many. */
  take(): number | undefined {
    const now = this.#clock();
    this.#times = this.#times.filter((time) => time > now - 60_000);
    const [oldest] = this.#times;
    if (oldest !== undefined && this.#times.length >= limits.signInsPerMinute) {
      return Math.ceil((oldest + 60_000 - now) / 1_000);
    }
    this.#times.push(now);
    return undefined;
  }
}
