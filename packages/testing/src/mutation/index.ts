// The mutation proof of other packages. Apart from the rest: it takes the vitest API and a parser along.
export type { EquivalentMutants } from './equivalent.js';
export { proveMutants, type MutationTarget } from './prove-mutants.js';
