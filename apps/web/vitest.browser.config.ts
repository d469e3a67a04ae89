import { fileURLToPath } from 'node:url';
import { ReportWriter, retry } from '@sallyport/testing/vitest';
import { defineConfig } from 'vitest/config';

/** The tests in a real browser, against the built page and the built MCP server. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    fileParallelism: false,
    retry,
    reporters: ['default', new ReportWriter('.results/browser.json')],
  },
});
