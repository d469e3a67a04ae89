import { compare, type Comparison } from './differential.js';
import { answer, hostileSeeds, mutate } from './hostile.js';
import { writeProgram } from './program.js';
import { Random } from './random.js';

/** What became of programs that ran in the language and in V8. */
export interface DifferentialReport {
  readonly counts: Readonly<Record<Comparison['verdict'], number>>;
  /** The first few that differ, or that are refused, with the seed that writes them. */
  readonly examples: readonly { readonly seed: number; readonly comparison: Comparison }[];
}

/** Compares so many accepted programs with V8, from a seed on. */
export function fuzzDifferences(
  programs: number,
  seed: number,
  onProgress: (done: number) => void = () => {},
): DifferentialReport {
  const counts = { equal: 0, refused: 0, different: 0, rejected: 0, limit: 0 };
  const examples: { seed: number; comparison: Comparison }[] = [];
  for (let next = seed; counts.equal + counts.refused + counts.different < programs; next++) {
    const comparison = compare(writeProgram(next));
    counts[comparison.verdict]++;
    if (comparison.verdict !== 'equal' && examples.length < 40) examples.push({ seed: next, comparison });
    if (counts.equal % 5000 === 0) onProgress(counts.equal);
  }
  return { counts, examples };
}

/** What became of mutated programs. */
export interface HostileReport {
  readonly programs: number;
  /** Ways in which programs were answered: what steered the mutation. */
  readonly signatures: number;
  readonly faults: readonly { readonly source: string; readonly fault: string }[];
}

/** Runs mutants of hostile and of plain programs; those that are answered in a new way are mutated in turn. */
export function fuzzHostile(programs: number, seed: number): HostileReport {
  const random = new Random(seed);
  const corpus = [...hostileSeeds, ...Array.from({ length: 20 }, (_, index) => writeProgram(seed + index))];
  const signatures = new Set<string>();
  const faults: { source: string; fault: string }[] = [];
  for (let count = 0; count < programs; count++) {
    const source = mutate(random.pick(corpus), random.pick(corpus), random);
    const { fault, signature } = answer(source);
    if (fault !== undefined) faults.push({ source, fault });
    if (signatures.has(signature)) continue;
    signatures.add(signature);
    corpus.push(source);
  }
  return { programs, signatures: signatures.size, faults };
}
