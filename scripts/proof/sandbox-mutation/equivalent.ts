/** A mutant that no test can notice, since what it does is the same. */
interface EquivalentMutant {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  /** Why it is the same. */
  readonly reason: string;
}

/** Every mutant that survives, with the reason why it may. */
export const equivalentMutants: readonly EquivalentMutant[] = [];
