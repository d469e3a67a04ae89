import { callLimits } from '../limits.js';

/**
 * What the commands of one call may still cost. Texts that are meant as commands have an allowance to themselves, so
 * that nothing that stands before them in the call can use it up.
 */
export class Allowance {
  #meant = 0;
  #others = 0;

  /** Whether another text may be read. */
  isLeft(isMeant: boolean): boolean {
    return (isMeant ? this.#meant : this.#others) < callLimits.reading;
  }

  spend(isMeant: boolean, cost: number): void {
    if (isMeant) this.#meant += cost;
    else this.#others += cost;
  }
}
