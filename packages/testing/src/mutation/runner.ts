import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { mutantsOf, sourceOf, type Mutant } from './mutants.js';

// A process that runs tests on one mutant after the other. Its parent ends it when a mutant never ends.

let active: Mutant | undefined;

const [, , folder = '', file = '', ...tests] = process.argv;
const target = join(folder, 'src', file);
const vitest = await createVitest(
  'test',
  {
    root: folder,
    config: false,
    watch: false,
    include: tests,
    reporters: [{}],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    // The parent has the patience that counts.
    testTimeout: 600_000,
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id: string) => (active !== undefined && id === target ? sourceOf(folder, active) : undefined),
      },
    ],
  },
);

async function survives(): Promise<boolean> {
  vitest.invalidateFile(target);
  const { testModules } = await vitest.runTestSpecifications(await vitest.globTestSpecifications());
  return testModules.length > 0 && testModules.every((each) => each.state() === 'passed');
}

const mutants = mutantsOf(folder, file);
process.on('message', (index: number) => {
  active = mutants[index];
  void survives().then((alive) => process.send?.({ index, alive }));
});
process.send?.({ ready: true });
