import type { ScanLimits } from './types.js';

/** Which limit stopped a scan from looking at everything. */
export type BudgetLimit = 'views' | 'work';

/** Counts what one scan spends, so that no message can make it spend more. */
export class ScanBudget {
  #work = 0;
  #viewCharacters = 0;
  #reached: BudgetLimit | undefined;

  constructor(readonly limits: ScanLimits) {}

  /** The first limit that was reached. */
  get reached(): BudgetLimit | undefined {
    return this.#reached;
  }

  get work(): number {
    return this.#work;
  }

  /** Charges for one candidate; false when nothing is left. */
  take(characters: number): boolean {
    if (this.#work + characters > this.limits.work) {
      this.#reached ??= 'work';
      return false;
    }
    this.#work += characters;
    return true;
  }

  /** Charges for one derived view of a string that has `count` views so far. */
  takeView(count: number, characters: number): boolean {
    this.#viewCharacters += characters;
    if (count < this.limits.viewsPerString && this.#viewCharacters <= this.limits.viewCharacters) return true;
    this.#reached ??= 'views';
    return false;
  }
}
