import { checkSync } from 'recheck';
import { growthOf } from './ambiguity.js';
import { attackOn } from './attack.js';
import { longestMatch, searchesOf } from './automaton.js';
import type { Pattern } from './collect.js';
import type { Writing } from './graph.js';
import { Unsupported } from './syntax.js';
import { mostWaysOf } from './ways.js';

/** How a pattern was proved, or what speaks against it. */
export interface Proved {
  readonly how:
    | 'linear, whatever the bounds of its repeats'
    | 'linear, by the bounds of its repeats'
    | 'bounded, its worst text found'
    | 'not proved';
  readonly isSafe: boolean;
  readonly detail: string;
}

/** With no bounds but those of the shortest repeats; then with those of longer ones. */
const loose: Writing = { single: 6, several: 24 };
const exact: readonly Writing[] = [
  { single: 64, several: 24 },
  { single: 400, several: 100 },
];
/** Steps that one try may take, for each character of the worst text that is found. A step is a nanosecond or two. */
const mostSteps = 40;

/**
 * Proves that no text makes a pattern slow: by an automaton of the ways that a backtracking search can take. Where its
 * number of ways does not grow with the text, with all repeats as if they had no bound, nor does the time per character.
 * Where only the bounds see to that, the ways are counted over all texts; and where those are too many to count, as of a
 * sentence with gaps for words, the worst text is searched for and its steps are counted. recheck is asked, too, and
 * may say nothing against it; what has no repeat without a bound it passes without a look.
 *
 * @param timeout milliseconds for recheck, which may have no answer.
 */
export function prove(pattern: Pattern, timeout: number): Proved {
  const proved = proveByAutomaton(pattern);
  if (!proved.isSafe) return proved;
  const { source, flags } = pattern;
  // A sticky pattern is tried at one place, as one is that begins with the text.
  const tried = flags.includes('y') && !flags.includes('m') ? `^(?:${source})` : source;
  const second = checkSync(tried, flags.replaceAll(/[dgy]/g, ''), { checker: 'automaton', timeout });
  return second.status === 'vulnerable'
    ? { how: 'not proved', isSafe: false, detail: `recheck: ${second.complexity.summary}` }
    : proved;
}

function proveByAutomaton(pattern: Pattern): Proved {
  const { source, flags } = pattern;
  const refusals: string[] = [];
  for (const writing of [loose, ...exact]) {
    const searches = attempt(() => searchesOf(source, flags, writing), refusals);
    if (!searches) continue;
    const growths = searches.all.map(({ automaton }) => growthOf(automaton));
    const growth = growths.find((each) => each !== 'linear');
    if (growth !== undefined) {
      refusals.push(growth);
      continue;
    }
    if (writing === loose)
      return { how: 'linear, whatever the bounds of its repeats', isSafe: true, detail: 'linear' };
    const ways = Math.max(...searches.all.map((search) => mostWaysOf(search) ?? Infinity));
    if (ways < Infinity)
      return {
        how: 'linear, by the bounds of its repeats',
        isSafe: true,
        detail: `at most in ${ways} ways at once`,
      };
  }
  const longest = longestMatch(source, flags);
  if (longest < Infinity) {
    const attack = attempt(() => attackOn(pattern), refusals);
    if (attack && attack.steps <= mostSteps * attack.text.length)
      return {
        how: 'bounded, its worst text found',
        isSafe: true,
        detail: `${attack.steps} steps for ${attack.text.length} of at most ${longest} characters`,
      };
    if (attack) refusals.push(`${attack.steps} steps for ${JSON.stringify(attack.text)}`);
  }
  return { how: 'not proved', isSafe: false, detail: [...new Set(refusals)].join('; ') };
}

function attempt<Result>(run: () => Result, refusals: string[]): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    refusals.push(error.message);
    return undefined;
  }
}
