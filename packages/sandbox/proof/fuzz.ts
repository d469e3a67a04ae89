import { parseArgs } from 'node:util';
import { fuzzDifferences, fuzzHostile } from '../test/language/fuzz/campaign.js';

/** What a run of the fuzzer does. */
export interface FuzzOptions {
  /** Accepted programs that are compared with V8. */
  readonly programs: number;
  /** Mutated programs, each run with and without the checker. */
  readonly mutants: number;
  readonly seed: number;
}

/** The least share of accepted programs that have to be equal. */
const equalShare = 0.999;

/**
 * Generates programs and compares them with V8, and mutates hostile ones. Gives whether enough of them are equal,
 * none differs in silence, and none got more than values and errors of the guest.
 */
function proveSandboxFuzz({ programs, mutants, seed }: FuzzOptions): boolean {
  const started = performance.now();
  const { counts, examples } = fuzzDifferences(programs, seed, (done) => report(`  ${done} equal so far`));
  const accepted = counts.equal + counts.refused + counts.different;
  report(
    `${accepted} accepted programs from seed ${seed}: ${counts.equal} equal to V8 (${((100 * counts.equal) / accepted).toFixed(3)} %), ` +
      `${counts.refused} refused aloud as docs/differences.md says, ${counts.different} different in silence; ` +
      `beside them ${counts.rejected} rejected and ${counts.limit} over a limit`,
  );
  for (const { seed: of, comparison } of examples)
    if (comparison.verdict !== 'equal')
      report(`  seed ${of}: ${comparison.verdict}: ${comparison.detail.slice(0, 400)}`);
  const hostile = fuzzHostile(mutants, seed);
  report(
    `${hostile.programs} mutants of hostile and plain programs, with and without the checker: ` +
      `${hostile.signatures} ways of being answered, ${hostile.faults.length} faults`,
  );
  for (const { source, fault } of hostile.faults.slice(0, 20))
    report(`  ${fault}\n    ${JSON.stringify(source.slice(0, 600))}`);
  report(`${((performance.now() - started) / 1000).toFixed(0)} s`);
  return counts.equal / accepted >= equalShare && counts.different === 0 && hostile.faults.length === 0;
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

const options = {
  programs: { type: 'string', default: '100000' },
  mutants: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '1' },
} as const;
const { programs, mutants, seed } = parseArgs({ options }).values;
const held = proveSandboxFuzz({ programs: Number(programs), mutants: Number(mutants), seed: Number(seed) });
process.exitCode = held ? 0 : 1;
