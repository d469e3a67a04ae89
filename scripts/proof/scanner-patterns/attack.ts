import { searchesOf, type Automaton, type Search, type Searches } from './automaton.js';
import type { Pattern } from './collect.js';

/** Beginnings of texts that are followed at once, and the longest text. */
const breadth = 3;
const longest = 700;
/** Repeats up to this long are tried with their bounds. */
const writing = { single: 700, several: 700 };

/** A beginning of a text, with the states that it leads to and in how many ways, and what they have cost so far. */
interface Path {
  readonly ways: ReadonlyMap<number, number>;
  readonly cost: number;
  readonly text: string;
}

/**
 * The text on which one try of a pattern takes the most steps, as far as a greedy search over its automaton finds it:
 * letter by letter it keeps the beginnings that leave the most ways open.
 */
export function attackOn({ source, flags }: Pattern): { text: string; steps: number } {
  const { all, letters } = searchesOf(source, flags.includes('y') ? flags : `${flags}y`, writing);
  const attacks = all.map((search) => attackOnSearch(search, letters));
  const { text, cost } = attacks.reduce((worst, each) => (each.cost > worst.cost ? each : worst));
  return { text, steps: cost };
}

function attackOnSearch({ automaton, starts }: Search, letters: Searches['letters']): Path {
  const moves = distinctMoves(automaton, letters);
  const start = (state: number): Path => ({ ways: new Map([[state, 1]]), cost: 0, text: '' });
  let paths = Array.from({ length: starts }, (_, state) => start(state));
  let best = start(0);
  for (let length = 0; length < longest && paths.length > 0; length++) {
    const next = new Map<string, Path>();
    for (const path of paths) {
      for (const { move, character } of moves) {
        const { ways, sum } = follow(path.ways, move);
        if (ways.size === 0) continue;
        const name = `${ways.size} ${sum} ${[...ways.keys()].join(' ')}`;
        if (!next.has(name)) next.set(name, { ways, cost: path.cost + sum, text: path.text + character });
      }
    }
    paths = [...next.values()].sort((a, b) => promise(b) - promise(a)).slice(0, breadth);
    for (const path of paths) if (path.cost > best.cost) best = path;
  }
  return best;
}

/** What has been spent, and what the ways that are open will spend. */
function promise({ ways, cost }: Path): number {
  let open = 0;
  for (const count of ways.values()) open += count;
  return cost + 8 * open + ways.size;
}

type Move = readonly (readonly { to: number; times: number }[])[];

function distinctMoves(
  automaton: Automaton,
  letters: Searches['letters'],
): { move: Move; character: string }[] {
  const moves = new Map<string, { move: Move; character: string }>();
  for (const { bit, character } of letters) {
    const move = automaton.map((steps) =>
      steps.flatMap(({ label, to, ways }) => ((label & bit) === 0n ? [] : [{ to, times: ways }])),
    );
    const name = move.map((each) => each.map(({ to }) => to).join(',')).join(';');
    if (!moves.has(name)) moves.set(name, { move, character });
  }
  return [...moves.values()];
}

function follow(ways: ReadonlyMap<number, number>, move: Move): { ways: Map<number, number>; sum: number } {
  const next = new Map<number, number>();
  let sum = 0;
  for (const [state, count] of ways) {
    for (const { to, times } of move[state] ?? []) {
      next.set(to, (next.get(to) ?? 0) + count * times);
      sum += count * times;
    }
  }
  return { ways: next, sum };
}
