import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { equivalentMutants } from './mutation/equivalent.js';
import { mutantsOf, type Mutant } from './mutation/mutants.js';

/** The source files whose every mutant has to be noticed, and the tests that have to notice. */
const targets: readonly { readonly file: string; readonly tests: readonly string[] }[] = [
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

/** In place of a mutant's number: the source as it is. */
const unchanged = -1;

/** A mutant that takes longer than this never ends, which the tests notice too. Milliseconds. */
const patienceMs = 60_000;

/**
 * Changes the property-read choke point and the plan validator in one place at a time, and runs their tests. Gives
 * whether each change made a test fail, apart from those that are listed as meaning the same.
 */
async function proveSandboxMutation(only: string | undefined): Promise<boolean> {
  let total = 0;
  let listed = 0;
  const excused = new Set<string>();
  const survivors: Mutant[] = [];
  const unneeded: string[] = [];
  for (const { file, tests } of targets) {
    if (only !== undefined && !file.includes(only)) continue;
    const mutants = mutantsOf(file);
    const runner = new Runner(file, tests);
    if (!(await runner.survives(unchanged)))
      throw new Error(`The tests of ${file} fail before anything is changed.`);
    for (const [index, mutant] of mutants.entries()) {
      if (!(await runner.survives(index))) continue;
      if (isEquivalent(mutant)) {
        listed++;
        excused.add(describe(mutant));
      } else survivors.push(mutant);
    }
    await runner.stop();
    total += mutants.length;
    unneeded.push(...listedOf(file).filter((each) => !excused.has(each)));
    report(`${file}: ${mutants.length} mutants`);
  }
  for (const mutant of survivors) report(`  survives: line ${mutant.line} of ${describe(mutant)}`);
  for (const each of unneeded) report(`  listed as equivalent, but noticed: ${each}`);
  report(
    `${total} mutants: ${total - listed - survivors.length} noticed, ${listed} listed as equivalent, ${survivors.length} survive`,
  );
  return survivors.length === 0 && unneeded.length === 0;
}

function describe({ file, text, original, replacement }: Omit<Mutant, 'start' | 'end' | 'line'>): string {
  return `${file}: ${text}: ${original} -> ${replacement}`;
}

/** Every change to a file that is listed as equivalent. */
function listedOf(file: string): string[] {
  return equivalentMutants
    .filter((each) => each.file === file)
    .flatMap(({ text, changes }) =>
      changes.map(([original, replacement]) => describe({ file, text, original, replacement })),
    );
}

function isEquivalent(mutant: Mutant): boolean {
  return listedOf(mutant.file).includes(describe(mutant));
}

/** A process that tests mutants of one file, started anew when one of them never ends. */
class Runner {
  readonly #file: string;
  readonly #tests: readonly string[];
  #child: ChildProcess | undefined;

  constructor(file: string, tests: readonly string[]) {
    this.#file = file;
    this.#tests = tests;
  }

  async survives(index: number): Promise<boolean> {
    const child = (this.#child ??= await this.#start());
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    const alive = await new Promise<boolean | undefined>((resolve) => {
      const settle = (message?: { alive: boolean }): void => {
        child.off('message', onMessage);
        child.off('exit', onExit);
        resolve(message?.alive);
      };
      const onMessage = (message: { alive: boolean }): void => settle(message);
      const onExit = (): void => settle();
      child.on('message', onMessage).on('exit', onExit);
      child.send(index);
    });
    clearTimeout(timer);
    if (alive === undefined) this.#child = undefined;
    return alive ?? false;
  }

  async #start(): Promise<ChildProcess> {
    const path = fileURLToPath(new URL('mutation/runner.ts', import.meta.url));
    const child = fork(path, [this.#file, ...this.#tests], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

const { positionals } = parseArgs({ allowPositionals: true });
process.exitCode = (await proveSandboxMutation(positionals[0])) ? 0 : 1;
