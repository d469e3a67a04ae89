import type { Automaton, Search } from './automaton.js';

/** More ways at once are too many. */
const mostWays = 4096;
/** So many different sets of ways are looked at, and steps between them, before there is no answer. */
const mostSets = 6000;
const mostSteps = 4_000_000;

/**
 * In how many ways at most, over all texts, a search can have come to one character: what it costs per character, at
 * the most. `Infinity` where there are too many; undefined where there is no answer.
 */
export function mostWaysOf({ automaton, starts }: Search): number | undefined {
  const letters = lettersOf(automaton);
  const seen = new Set<string>();
  const queue: Ways[] = [];
  for (let state = 0; state < starts; state++) {
    const start: Ways = [[state, 1]];
    seen.add(nameOf(start));
    queue.push(start);
  }
  let most = 1;
  let steps = 0;
  for (const ways of queue) {
    const alike = new Set<string>();
    for (const letter of letters) {
      const counts = new Map<number, number>();
      let total = 0;
      for (const [state, count] of ways) {
        for (const { to, times } of letter[state] ?? []) {
          counts.set(to, (counts.get(to) ?? 0) + count * times);
          total += count * times;
          steps += 1;
        }
      }
      if (total > mostWays) return Infinity;
      most = Math.max(most, total);
      const next = [...counts].sort(([a], [b]) => a - b);
      const name = nameOf(next);
      if (alike.has(name)) continue;
      alike.add(name);
      if (seen.has(name)) continue;
      seen.add(name);
      if (next.length > 0) queue.push(next);
    }
    if (queue.length > mostSets || steps > mostSteps) return undefined;
  }
  return most;
}

/** States, each with the number of ways that lead to it. */
type Ways = readonly (readonly [state: number, count: number])[];

function nameOf(ways: Ways): string {
  return ways.map(([state, count]) => `${state}:${count}`).join(' ');
}

interface Move {
  readonly to: number;
  readonly times: number;
}

/** By letter and state where the letter leads; letters that lead alike are one. */
function lettersOf(automaton: Automaton): Move[][][] {
  const every = automaton.flat().reduce((bits, { label }) => bits | label, 0n);
  const letters = new Map<string, Move[][]>();
  for (let bit = 1n; bit <= every; bit <<= 1n) {
    if ((every & bit) === 0n) continue;
    const moves = automaton.map((steps) =>
      steps.flatMap(({ label, to, ways }) => ((label & bit) === 0n ? [] : [{ to, times: ways }])),
    );
    letters.set(
      moves.map((each) => each.map(({ to, times }) => `${to}x${times}`).join(',')).join(';'),
      moves,
    );
  }
  return [...letters.values()];
}
