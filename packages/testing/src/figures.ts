// What benches and proofs share: figures, chance that repeats itself, free ports. Needs no vitest.
export { freePort, freePorts } from './free-ports.js';
export { SeededRandom } from './random.js';
export { markdownTable, median, percentile } from './statistics.js';
