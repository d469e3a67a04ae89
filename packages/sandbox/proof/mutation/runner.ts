import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { mutantsOf, sourceOf, type Mutant } from './mutants.js';
import { sandboxPackage } from './places.js';

// A process that runs tests on one mutant after the other. Its parent ends it when a mutant never ends.

interface Vitest {
  globTestSpecifications(filters?: string[]): Promise<unknown[]>;
  runTestSpecifications(specifications: unknown[]): Promise<{
    readonly testModules: readonly { state(): string }[];
  }>;
  invalidateFile(path: string): void;
  close(): Promise<void>;
}

const entry = createRequire(sandboxPackage('package.json')).resolve('vitest/node');
const { createVitest } = (await import(pathToFileURL(entry).href)) as {
  createVitest: (mode: 'test', options: object, overrides: object) => Promise<Vitest>;
};

let active: Mutant | undefined;

const [, , file = '', ...tests] = process.argv;
const target = sandboxPackage('src', file);
const vitest = await createVitest(
  'test',
  {
    root: sandboxPackage(),
    config: false,
    watch: false,
    include: tests,
    reporters: [{}],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    testTimeout: 20_000,
  },
  {
    configFile: false,
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id: string) => (active !== undefined && id === target ? sourceOf(active) : undefined),
      },
    ],
  },
);

async function survives(): Promise<boolean> {
  vitest.invalidateFile(target);
  const { testModules } = await vitest.runTestSpecifications(await vitest.globTestSpecifications());
  return testModules.length > 0 && testModules.every((each) => each.state() === 'passed');
}

const mutants = mutantsOf(file);
process.on('message', (index: number) => {
  active = mutants[index];
  void survives().then((alive) => process.send?.({ index, alive }));
});
process.send?.({ ready: true });
