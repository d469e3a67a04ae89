import { limits } from '../limits.js';
import type { Instruction, Program } from './program.js';
import { normalised, wordUnits, type Place } from './syntax.js';

/** What stands on one side of a place. */
const enum Side {
  Edge,
  Newline,
  Word,
  Other,
}

interface State {
  /** The instructions that are under way, before what costs no character is followed. */
  kernel: readonly number[];
  /** What was read last. */
  side: Side;
  /** Per class of code units, and last for the end of the text. */
  next: (Transition | undefined)[];
}

interface Transition {
  /** Whether the pattern has ended before this code unit. */
  isMatch: boolean;
  state: State;
}

/**
 * A deterministic automaton that is built as far as texts lead it: each code unit costs one look into a table, and at
 * the very worst one pass over the program, whatever the text. Its states are bounded; when there are too many it
 * begins anew.
 */
export class Automaton {
  readonly #program: Program;
  /** Whether a match may begin anywhere, or only where the run begins. */
  readonly #isSearch: boolean;
  /** The first code unit of each class. */
  readonly #bounds: readonly number[];
  readonly #ascii: Uint16Array;
  readonly #sides: readonly Side[];
  readonly #states = new Map<string, State>();

  constructor(program: Program, isSearch: boolean) {
    this.#program = program;
    this.#isSearch = isSearch;
    this.#bounds = boundsOf(program.instructions);
    this.#sides = this.#bounds.map((unit) => sideOf(unit));
    this.#ascii = Uint16Array.from({ length: 128 }, (_, unit) => this.#lookUp(unit));
  }

  /**
   * Runs over `text` from one place to another, leftwards where the program is reversed. Gives where the first match
   * ended, or with `isLongest` the last; undefined where there is none.
   */
  run(text: string, from: number, to: number, isLongest: boolean): number | undefined {
    const step = this.#program.isReverse ? -1 : 1;
    const before = this.#program.isReverse ? from : from - 1;
    let state = this.#stateOf(this.#isSearch ? [] : [this.#program.start], this.#sideAt(text, before));
    let found: number | undefined;
    for (let at = from; ; at += step) {
      const index = this.#program.isReverse ? at - 1 : at;
      const isOver = at === to;
      const kind =
        index < 0 || index >= text.length ? this.#bounds.length : this.#classOf(text.charCodeAt(index));
      const transition = (state.next[kind] ??= this.#follow(state, kind));
      if (transition.isMatch) {
        found = at;
        if (!isLongest) return found;
      }
      state = transition.state;
      if (isOver || (!this.#isSearch && state.kernel.length === 0)) return found;
    }
  }

  #classOf(unit: number): number {
    return unit < 128 ? (this.#ascii[unit] ?? 0) : this.#lookUp(unit);
  }

  #lookUp(unit: number): number {
    let low = 0;
    let high = this.#bounds.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#bounds[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #sideAt(text: string, index: number): Side {
    return index < 0 || index >= text.length ? Side.Edge : sideOf(text.charCodeAt(index));
  }

  #stateOf(kernel: readonly number[], side: Side): State {
    const key = `${side}:${kernel.join(',')}`;
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= limits.patternStates) this.#states.clear();
    const state: State = { kernel, side, next: [] };
    this.#states.set(key, state);
    return state;
  }

  #follow(state: State, kind: number): Transition {
    const { instructions, start, isReverse } = this.#program;
    const isEnd = kind === this.#bounds.length;
    const unit = this.#bounds[kind] ?? -1;
    const coming = isEnd ? Side.Edge : (this.#sides[kind] ?? Side.Other);
    const [left, right] = isReverse ? [coming, state.side] : [state.side, coming];
    const seen = new Set<number>();
    const open = this.#isSearch ? [...state.kernel, start] : [...state.kernel];
    const kernel = new Set<number>();
    let isMatch = false;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const instruction = instructions[at];
      switch (instruction?.kind) {
        case 'match':
          isMatch = true;
          break;
        case 'split':
          open.push(instruction.other, instruction.next);
          break;
        case 'place':
          if (holds(instruction.place, left, right)) open.push(instruction.next);
          break;
        case 'set':
          if (!isEnd && instruction.ranges.some(([from, to]) => from <= unit && unit <= to))
            kernel.add(instruction.next);
          break;
        case undefined:
          break;
      }
    }
    return {
      isMatch,
      state: this.#stateOf(
        [...kernel].sort((a, b) => a - b),
        coming,
      ),
    };
  }
}

function sideOf(unit: number): Side {
  if (unit === 10) return Side.Newline;
  return wordUnits.some(([from, to]) => from <= unit && unit <= to) ? Side.Word : Side.Other;
}

function holds(place: Place, left: Side, right: Side): boolean {
  switch (place) {
    case 'text-start':
      return left === Side.Edge;
    case 'text-end':
      return right === Side.Edge;
    case 'line-start':
      return left === Side.Edge || left === Side.Newline;
    case 'line-end':
      return right === Side.Edge || right === Side.Newline;
    case 'word-edge':
      return (left === Side.Word) !== (right === Side.Word);
    case 'no-word-edge':
      return (left === Side.Word) === (right === Side.Word);
  }
}

/** Where classes of code units begin that no instruction tells apart. */
function boundsOf(instructions: readonly Instruction[]): number[] {
  const bounds = new Set([0, 10, 11]);
  const all = instructions.flatMap((one) => (one.kind === 'set' ? one.ranges : []));
  for (const [from, to] of [...normalised(wordUnits), ...all]) bounds.add(from).add(to + 1);
  return [...bounds].filter((unit) => unit <= 0xffff).sort((a, b) => a - b);
}
