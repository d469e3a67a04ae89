import { defineConfig } from 'vitest/config';
import { ReportWriter } from './report.js';

export { ReportWriter, type TestFailure, type TestReport } from './report.js';

/**
 * A second try in continuous integration, for tests that drive real processes on a busy machine. `pnpm test` names
 * each test that needed it.
 */
export const retry = process.env.CI ? 1 : 0;

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
    retry,
    benchmark: { include: ['bench/**/*.bench.ts'] },
    reporters: ['default', new ReportWriter('.results/test.json')],
  },
});
