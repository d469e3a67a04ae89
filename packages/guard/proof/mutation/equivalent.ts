import type { EquivalentMutants } from '@sallyport/testing/mutation';

/** Every mutant that survives, with the reason why it may. */
export const equivalentMutants: readonly EquivalentMutants[] = [
  {
    file: 'decide.ts',
    text: 'const hardness: Readonly<Record<Action, number>> = { allow: 0, warn: 1, strip: 2, ask: 3, block: 4 };',
    changes: [['4', '5']],
    reason: 'The numbers are only compared, and the greatest may be greater.',
  },
];
