import type { Bits } from './alphabet.js';
import type { Automaton, Step } from './automaton.js';

/** What a search can take: time in proportion to the text, or more. */
export type Growth = 'linear' | 'polynomial' | 'exponential' | 'unknown';

/** So many combinations of states are looked at, before there is no answer. */
const mostCombinations = 400_000;

/**
 * How the number of ways through a text grows with it (Weber and Seidl, 1991): exponentially where a state leads back to
 * itself on one text in two ways; at least with the square where, on one text, a state leads back to itself and to
 * another that leads back to itself, too.
 */
export function growthOf(automaton: Automaton): Growth {
  const components = componentsOf(automaton);
  const effort = { left: mostCombinations };
  for (const component of components) if (branches(automaton, component, effort)) return 'exponential';
  for (const from of components) {
    const reached = reachableFrom(automaton, from);
    for (const to of components) {
      if (from === to || !to.some((state) => reached.has(state))) continue;
      if (drifts(automaton, from, to, reached, effort)) return 'polynomial';
    }
  }
  return effort.left > 0 ? 'linear' : 'unknown';
}

/** The sets of states that lead to each other, of those on a cycle (Tarjan, 1972). */
function componentsOf(automaton: Automaton): number[][] {
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const isOpen = new Set<number>();
  const components: number[][] = [];
  const visit = (state: number): void => {
    order.set(state, order.size);
    low.set(state, order.get(state) ?? 0);
    stack.push(state);
    isOpen.add(state);
    for (const { to } of automaton[state] ?? []) {
      if (!order.has(to)) {
        visit(to);
        low.set(state, Math.min(low.get(state) ?? 0, low.get(to) ?? 0));
      } else if (isOpen.has(to)) low.set(state, Math.min(low.get(state) ?? 0, order.get(to) ?? 0));
    }
    if (low.get(state) !== order.get(state)) return;
    const component: number[] = [];
    let last: number | undefined;
    do {
      last = stack.pop();
      if (last === undefined) break;
      isOpen.delete(last);
      component.push(last);
    } while (last !== state);
    const isCycle = component.length > 1 || (automaton[state] ?? []).some(({ to }) => to === state);
    if (isCycle) components.push(component);
  };
  for (const state of automaton.keys()) if (!order.has(state)) visit(state);
  return components;
}

function reachableFrom(automaton: Automaton, from: readonly number[]): Set<number> {
  const reached = new Set(from);
  for (const state of reached) for (const { to } of automaton[state] ?? []) reached.add(to);
  return reached;
}

interface Effort {
  left: number;
}

function within(automaton: Automaton, states: ReadonlySet<number>): (state: number) => readonly Step[] {
  const inside = new Map<number, readonly Step[]>();
  return (state) => {
    let steps = inside.get(state);
    if (!steps) inside.set(state, (steps = (automaton[state] ?? []).filter(({ to }) => states.has(to))));
    return steps;
  };
}

/** Whether one text leads from a state of a component back to it in two ways. */
function branches(automaton: Automaton, component: readonly number[], effort: Effort): boolean {
  const inside = within(automaton, new Set(component));
  const { length } = automaton;
  const onward = new Map<number, number[]>();
  const diagonal = component.map((state) => state * length + state);
  const seen = new Set(diagonal);
  for (const pair of seen) {
    if (effort.left-- <= 0) return false;
    const [a, b] = [Math.floor(pair / length), pair % length];
    const nexts: number[] = [];
    const [stepsOfA, stepsOfB] = [inside(a), inside(b)];
    for (const [i, one] of stepsOfA.entries()) {
      if (one.ways === 2) return true;
      for (const [j, other] of stepsOfB.entries()) {
        if ((one.label & other.label) === 0n) continue;
        if (a === b && i !== j && one.to === other.to) return true;
        nexts.push(one.to * length + other.to);
      }
    }
    onward.set(pair, nexts);
    for (const next of nexts) seen.add(next);
  }
  // Which of them lead back to where both are in one state.
  const before = new Map<number, number[]>();
  for (const [pair, nexts] of onward)
    for (const next of nexts) before.set(next, [...(before.get(next) ?? []), pair]);
  const back = new Set(diagonal);
  for (const pair of back) for (const earlier of before.get(pair) ?? []) back.add(earlier);
  const isApart = (pair: number): boolean => Math.floor(pair / length) !== pair % length;
  return [...seen].some((pair) => isApart(pair) && back.has(pair));
}

/** Whether one text leads from a state to itself, to a state of a later component, and from that to itself. */
function drifts(
  automaton: Automaton,
  from: readonly number[],
  to: readonly number[],
  reached: ReadonlySet<number>,
  effort: Effort,
): boolean {
  const first = within(automaton, new Set(from));
  const third = within(automaton, new Set(to));
  const leading = leadingTo(automaton, to, reached);
  const second = within(automaton, leading);
  const { length } = automaton;
  for (const p of from) {
    for (const q of to) {
      const end = (p * length + q) * length + q;
      const seen = new Set([(p * length + p) * length + q]);
      for (const triple of seen) {
        if (effort.left-- <= 0) return false;
        const a = Math.floor(triple / (length * length));
        const b = Math.floor(triple / length) % length;
        for (const one of first(a)) {
          for (const two of third(triple % length)) {
            const shared: Bits = one.label & two.label;
            if (shared === 0n) continue;
            for (const middle of second(b)) {
              if ((shared & middle.label) === 0n) continue;
              const next = (one.to * length + middle.to) * length + two.to;
              if (next === end) return true;
              seen.add(next);
            }
          }
        }
      }
    }
  }
  return false;
}

/** The states, of some, that lead to a component. */
function leadingTo(
  automaton: Automaton,
  to: readonly number[],
  reached: ReadonlySet<number>,
): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  for (const state of reached) {
    for (const step of automaton[state] ?? []) {
      const known = before.get(step.to);
      if (known) known.push(state);
      else before.set(step.to, [state]);
    }
  }
  const leading = new Set(to);
  for (const state of leading) for (const earlier of before.get(state) ?? []) leading.add(earlier);
  return leading;
}
