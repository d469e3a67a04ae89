import { checkSync, type Diagnostics } from 'recheck';
import type { Pattern } from './collect.js';

/** How a pattern was proved, or what speaks against it. */
export interface Proved {
  readonly how: 'automaton' | 'automaton, bounds relaxed' | 'fuzzing' | 'its attack, timed' | 'not proved';
  readonly isSafe: boolean;
  readonly detail: string;
}

/** Longest stretch of an attack that is tried: no rule looks further. */
const window = 8192;
/** Milliseconds that one try of a pattern may take on what attacks it best. */
const mostMilliseconds = 2;

/**
 * Proves that no text makes a pattern slow: by its automaton as it is, then with each counted repeat relaxed to an
 * unbounded one (what is linear so is linear with the bound), then by fuzzing. Where an attack is found, as of a pattern
 * that is quadratic on a window of a few hundred characters, the attack itself is timed.
 */
export function prove({ source, flags }: Pattern, timeout: number): Proved {
  const plainFlags = flags.replaceAll(/[dgy]/g, '');
  const given = run(source, plainFlags, 'automaton', timeout);
  if (given?.status === 'safe') return { how: 'automaton', isSafe: true, detail: given.complexity.summary };
  const relaxed = source.replaceAll(/(?<!\\)\{(?<least>\d+),\d+\}/g, (_, least: string) =>
    least === '0' ? '*' : '+',
  );
  const loose = relaxed === source ? undefined : run(relaxed, plainFlags, 'automaton', timeout);
  if (loose?.status === 'safe')
    return { how: 'automaton, bounds relaxed', isSafe: true, detail: loose.complexity.summary };
  const fuzzed = run(source, plainFlags, 'fuzz', timeout);
  if (fuzzed?.status === 'safe') return { how: 'fuzzing', isSafe: true, detail: fuzzed.complexity.summary };
  const attacks = [given, fuzzed].flatMap((each) =>
    each?.status === 'vulnerable' ? [each.attack.string] : [],
  );
  if (attacks.length === 0) return { how: 'not proved', isSafe: false, detail: 'no answer in time' };
  const milliseconds = Math.max(...attacks.map((attack) => timeOf(source, flags, attack)));
  return {
    how: 'its attack, timed',
    isSafe: milliseconds <= mostMilliseconds,
    detail: `${milliseconds.toFixed(2)} ms for ${window} characters`,
  };
}

function run(
  source: string,
  flags: string,
  checker: 'automaton' | 'fuzz',
  timeout: number,
): Diagnostics | undefined {
  const result = checkSync(source, flags, { checker, timeout });
  return result.status === 'unknown' ? undefined : result;
}

function timeOf(source: string, flags: string, attack: string): number {
  const pattern = new RegExp(source, flags);
  const text = attack.slice(0, window);
  let least = Infinity;
  for (let round = 0; round < 5; round++) {
    pattern.lastIndex = 0;
    const begin = performance.now();
    pattern.test(text);
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}
