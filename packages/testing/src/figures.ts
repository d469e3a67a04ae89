// What benches and proofs share: figures, and chance that repeats itself. Needs no vitest.
export { SeededRandom } from './random.js';
export { markdownTable, median, percentile } from './statistics.js';
