import type { ScanLimits } from './types.js';

/** So much may be decoded of even the shortest message: it may hold something compressed. */
const leastViewCharacters = 1024 * 1024;

/** So much work even the shortest message may cost. */
export const leastWork = 16_000_000;

/** Which limit stopped a scan from looking at everything. */
export type BudgetLimit = 'views' | 'work';

/**
 * Counts what one scan spends, so that no message can make it spend more. What may be spent grows with every text that
 * is taken note of: what one string wastes is not the next one's.
 */
export class ScanBudget {
  #work = 0;
  #mostWork: number;
  #viewCharacters = 0;
  #mostViewCharacters: number;
  #reached: BudgetLimit | undefined;

  constructor(readonly limits: ScanLimits) {
    this.#mostWork = Math.min(limits.work, leastWork);
    this.#mostViewCharacters = Math.min(limits.viewCharacters, leastViewCharacters);
  }

  /** The first limit that was reached. */
  get reached(): BudgetLimit | undefined {
    return this.#reached;
  }

  get work(): number {
    return this.#work;
  }

  /** Charges for a piece of work; false when not so much is left. */
  take(work: number): boolean {
    if (this.#work + work > this.#mostWork) {
      this.#reached ??= 'work';
      return false;
    }
    this.#work += work;
    return true;
  }

  /** Takes note of a text of the message: what may be spent and decoded grows with it. */
  addText(characters: number): void {
    const { work, workShare, viewCharacters, viewShare } = this.limits;
    this.#mostWork = Math.min(work, this.#mostWork + workShare * characters);
    this.#mostViewCharacters = Math.min(viewCharacters, this.#mostViewCharacters + viewShare * characters);
  }

  /** Charges for one derived view of a string that has `count` views so far. */
  takeView(count: number, characters: number): boolean {
    this.#viewCharacters += characters;
    if (count < this.limits.viewsPerString && this.#viewCharacters <= this.#mostViewCharacters) return true;
    this.#reached ??= 'views';
    return false;
  }
}
