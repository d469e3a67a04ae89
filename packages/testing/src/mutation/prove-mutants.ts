import { describeMutant, listedOf, type EquivalentMutants } from './equivalent.js';
import { MutantRunner } from './mutant-runner.js';
import { mutantsOf, type Mutant } from './mutants.js';

/** A source file whose every mutant has to be noticed, and the tests that have to notice. */
export interface MutationTarget {
  /** Below `src`. */
  readonly file: string;
  readonly tests: readonly string[];
}

/** What {@link proveMutants} works on. */
export interface MutationProof {
  /** The package's folder. */
  readonly folder: string;
  readonly targets: readonly MutationTarget[];
  readonly equivalent: readonly EquivalentMutants[];
  /** Only the files whose path holds this. */
  readonly only: string | undefined;
  /** Only the mutants of each file from this one on, counted from 1: to go on with a proof that was stopped. */
  readonly from?: number;
}

/**
 * Changes source files in one place at a time, and runs their tests. Gives whether each change made a test fail, apart
 * from those that are listed as meaning the same; prints what survived.
 */
export async function proveMutants({
  folder,
  targets,
  equivalent,
  only,
  from = 1,
}: MutationProof): Promise<boolean> {
  let total = 0;
  let listed = 0;
  const excused = new Set<string>();
  const survivors: Mutant[] = [];
  const unneeded: string[] = [];
  for (const { file, tests } of targets) {
    if (only !== undefined && !file.includes(only)) continue;
    const mutants = mutantsOf(folder, file);
    const known = listedOf(equivalent, file);
    const runner = new MutantRunner(folder, file, tests);
    if (!(await runner.passesUnchanged()))
      throw new Error(`The tests of ${file} fail before anything is changed.`);
    for (const [index, mutant] of mutants.entries()) {
      if (index + 1 < from || !(await runner.survives(index))) continue;
      if (known.includes(describeMutant(mutant))) {
        listed++;
        excused.add(describeMutant(mutant));
      } else {
        survivors.push(mutant);
        report(`  survives: line ${mutant.line} of ${describeMutant(mutant)}`);
      }
    }
    await runner.stop();
    const tested = Math.max(0, mutants.length - from + 1);
    total += tested;
    if (from === 1) unneeded.push(...known.filter((each) => !excused.has(each)));
    report(`${file}: ${tested} of ${mutants.length} mutants`);
  }
  for (const each of unneeded) report(`  listed as equivalent, but noticed: ${each}`);
  report(
    `${total} mutants: ${total - listed - survivors.length} noticed, ${listed} listed as equivalent, ${survivors.length} survive`,
  );
  return survivors.length === 0 && unneeded.length === 0;
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
