import type { ScanLimits } from './types.js';

/** So much may be decoded of even the shortest message: it may hold something compressed. */
const leastViewCharacters = 1024 * 1024;

/** So much work even the shortest message may cost. */
const leastWork = 8_000_000;

/** Which limit stopped a scan from looking at everything. */
export type BudgetLimit = 'views' | 'work';

/** Counts what one scan spends, so that no message can make it spend more. */
export class ScanBudget {
  #work = 0;
  #viewCharacters = 0;
  #characters = 0;
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
    const { work, workShare } = this.limits;
    if (this.#work + characters > Math.min(work, leastWork + workShare * this.#characters)) {
      this.#reached ??= 'work';
      return false;
    }
    this.#work += characters;
    return true;
  }

  /** Takes note of a text of the message: what it may be decoded to grows with it. */
  addText(characters: number): void {
    this.#characters += characters;
  }

  /** Charges for one derived view of a string that has `count` views so far. */
  takeView(count: number, characters: number): boolean {
    this.#viewCharacters += characters;
    const { viewsPerString, viewCharacters, viewShare } = this.limits;
    const most = Math.min(viewCharacters, leastViewCharacters + viewShare * this.#characters);
    if (count < viewsPerString && this.#viewCharacters <= most) return true;
    this.#reached ??= 'views';
    return false;
  }
}
