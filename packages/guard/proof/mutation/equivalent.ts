import type { EquivalentMutants } from '@sallyport/testing/mutation';

/** Every mutant that survives, with the reason why it may. */
export const equivalentMutants: readonly EquivalentMutants[] = [];
