import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { proveMutants, type MutationTarget } from '@sallyport/testing/mutation';
import { equivalentMutants } from './mutation/equivalent.js';

/** The source files whose every mutant has to be noticed, and the tests that have to notice. */
const targets: readonly MutationTarget[] = [
  {
    file: 'language/runtime/members.ts',
    tests: ['reads', 'calls', 'writes'].map((part) => `test/language/member-${part}.test.ts`),
  },
  { file: 'language/runtime/kinds.ts', tests: ['test/language/kinds.test.ts'] },
  { file: 'language/table.ts', tests: ['test/language/table.test.ts'] },
  ...['plan/validate.ts', 'plan/validate-argument.ts', 'plan/untrusted.ts'].map((file) => ({
    file,
    tests: ['test/plan/validator-limits.test.ts', 'test/plan/validator-rules.test.ts'],
  })),
];

const options = { from: { type: 'string', default: '1' } } as const;
const { positionals, values } = parseArgs({ options, allowPositionals: true });
const folder = fileURLToPath(new URL('..', import.meta.url));
const holds = await proveMutants({
  folder,
  targets,
  equivalent: equivalentMutants,
  only: positionals[0],
  from: Number(values.from),
});
process.exitCode = holds ? 0 : 1;
