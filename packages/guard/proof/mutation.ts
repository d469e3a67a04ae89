import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { proveMutants, type MutationTarget } from '@sallyport/testing/mutation';
import { equivalentMutants } from './mutation/equivalent.js';

/** The code that decides, and the tests that hold it. */
const targets: readonly MutationTarget[] = [
  { file: 'decide.ts', tests: ['test/decisions.test.ts'] },
  { file: 'suppressions.ts', tests: ['test/decisions.test.ts'] },
  { file: 'policy.ts', tests: ['test/decisions.test.ts'] },
  { file: 'presets.ts', tests: ['test/decisions.test.ts'] },
  { file: 'strip.ts', tests: ['test/strip-spans.test.ts'] },
];

const { positionals } = parseArgs({ allowPositionals: true });
const folder = fileURLToPath(new URL('..', import.meta.url));
const holds = await proveMutants({
  folder,
  targets,
  equivalent: equivalentMutants,
  only: positionals[0],
});
process.exitCode = holds ? 0 : 1;
