import { defineConfig } from 'vitest/config';

/**
 * The vitest settings of every package: tests beside their sources and under `test/`, and a machine-readable
 * report in `.results/test.json` that `pnpm test` adds up.
 */
export const testConfig = defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    benchmark: { include: ['bench/**/*.bench.ts'] },
    reporters: ['default', ['json', { outputFile: '.results/test.json' }]],
  },
});
