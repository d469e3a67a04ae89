import { Alphabet, type Bits } from './alphabet.js';
import { Graph, longestOf, type Writing } from './graph.js';
import { parsePattern, Unsupported, type Syntax } from './syntax.js';

/** A step of the search through a text: what may be read on it, and where it leads. */
export interface Step {
  readonly label: Bits;
  readonly to: number;
  /** In how many ways, counted up to two: the search takes each of them. */
  readonly ways: 1 | 2;
}

/** By state its steps. A run through it is a way that a backtracking search may take, and each of its steps costs as much. */
export type Automaton = readonly (readonly Step[])[];

/** One search through a text. */
export interface Search {
  readonly automaton: Automaton;
  /** So many states, the first, are where it may begin: they differ in what stands before. */
  readonly starts: number;
}

/** What a pattern makes of a text: a search forwards, and for each long look behind, one backwards. */
export interface Searches {
  readonly letters: Alphabet['letters'];
  readonly all: readonly Search[];
}

/** Characters of something short. */
const longestTail = 16;
/** More states are not looked at. */
const mostStates = 8000;

/**
 * What a backtracking search for a pattern can do: with longer repeats as if they had no bound, with what is looked
 * ahead at as one more way to go. Where a match may begin anywhere, so do the ways.
 */
export function searchesOf(source: string, flags: string, writing: Writing): Searches {
  const syntax = withoutTail(parsePattern(source, flags));
  const alphabet = new Alphabet(syntax, flags);
  const search = (part: Syntax, isSticky: boolean): Search & { behind: readonly Syntax[] } => {
    const graph = new Graph(alphabet, flags.includes('m'), writing);
    const entry = graph.node();
    graph.put(part, entry, graph.node());
    const walk = new Walk(graph, alphabet);
    return { automaton: walk.from(entry, !isSticky), starts: walk.starts, behind: graph.behind };
  };
  const isSticky = flags.includes('y');
  const forwards = search(syntax, isSticky);
  if (forwards.behind.length > 0 && !isSticky)
    throw new Unsupported('a long look behind from every character');
  const backwards = forwards.behind.map((part) => search(mirrored(part), true));
  return { letters: alphabet.letters, all: [forwards, ...backwards] };
}

/** A pattern as it is read from its end to its beginning; what it looks at besides is left out, and so allows more. */
function mirrored(syntax: Syntax): Syntax {
  switch (syntax.kind) {
    case 'sequence':
      return { kind: 'sequence', parts: syntax.parts.map(mirrored).toReversed() };
    case 'choice':
      return { kind: 'choice', options: syntax.options.map(mirrored) };
    case 'repeat':
      return { ...syntax, body: mirrored(syntax.body) };
    case 'set':
      return syntax;
    default:
      return { kind: 'sequence', parts: [] };
  }
}

/** The most characters that a match can have. */
export function longestMatch(source: string, flags: string): number {
  return longestOf(withoutTail(parsePattern(source, flags)));
}

/**
 * What repeats something short at the very end costs no more than what it matches and that much more: nothing after it
 * can fail.
 */
function withoutTail(syntax: Syntax): Syntax {
  if (syntax.kind === 'choice') return { kind: 'choice', options: syntax.options.map(withoutTail) };
  if (syntax.kind === 'sequence') {
    const last = syntax.parts.at(-1);
    return last ? { kind: 'sequence', parts: [...syntax.parts.slice(0, -1), withoutTail(last)] } : syntax;
  }
  const isShort = syntax.kind === 'repeat' && longestOf(syntax.body) <= longestTail;
  return isShort ? { ...syntax, most: syntax.least } : syntax;
}

/** Where the search is: at a node, after a character of one kind. Kinds are told apart by what edges ask of the one before. */
interface Place {
  readonly node: number;
  readonly kind: number;
}

/** Stands for the search itself, which begins a match at each character. */
const searching = -1;
/** The kind of what stands before the text. */
const textStart = -1;

class Walk {
  readonly #kinds: Bits[];
  readonly #states: Place[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(
    readonly graph: Graph,
    readonly alphabet: Alphabet,
  ) {
    let kinds = [alphabet.all];
    for (const { before } of graph.edges.flat()) {
      if (!before) continue;
      kinds = kinds
        .flatMap((kind) => [kind & before.bits, kind & ~before.bits])
        .filter((kind) => kind !== 0n);
    }
    this.#kinds = kinds;
  }

  get starts(): number {
    return this.#kinds.length + 1;
  }

  from(entry: number, isSearch: boolean): Automaton {
    for (const kind of [textStart, ...this.#kinds.keys()]) {
      this.#numberOf({ node: isSearch ? searching : entry, kind });
    }
    const automaton: Step[][] = [];
    for (let state = 0; state < this.#states.length; state++) {
      if (state > mostStates) throw new Unsupported('more states than are looked at');
      const { node, kind } = this.#states[state] ?? { node: entry, kind: textStart };
      const steps: Step[] = node === searching ? this.#stepsTo(searching, this.alphabet.all, 1) : [];
      steps.push(...this.#stepsFrom(node === searching ? entry : node, kind));
      automaton.push(steps);
    }
    return automaton;
  }

  #numberOf(place: Place): number {
    const name = `${place.node} ${place.kind}`;
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#states.push(place) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }

  #stepsTo(node: number, label: Bits, ways: 1 | 2): Step[] {
    return this.#kinds.flatMap((bits, kind) =>
      (label & bits) === 0n ? [] : [{ label: label & bits, to: this.#numberOf({ node, kind }), ways }],
    );
  }

  /** The edges that read, with the number of ways on which the others lead to them. */
  #stepsFrom(node: number, kind: number): Step[] {
    const before = kind === textStart ? 0n : (this.#kinds[kind] ?? 0n);
    const ways = new Map<string, { node: number; after: Bits; count: 1 | 2 }>();
    const queue: { node: number; after: Bits }[] = [];
    const reach = (to: number, after: Bits): void => {
      const name = `${to} ${after}`;
      const known = ways.get(name);
      if (known?.count === 2) return;
      ways.set(name, { node: to, after, count: known ? 2 : 1 });
      queue.push({ node: to, after });
    };
    reach(node, this.alphabet.all);
    for (let next = queue.pop(); next; next = queue.pop()) {
      for (const edge of this.graph.edges[next.node] ?? []) {
        if (edge.read !== undefined) continue;
        const isBefore =
          !edge.before || (kind === textStart ? edge.before.orStart : (before & edge.before.bits) !== 0n);
        const after = edge.after ? next.after & edge.after.bits : next.after;
        if (isBefore && after !== 0n) reach(edge.to, after);
      }
    }
    const steps: Step[] = [];
    for (const { node: at, after, count } of ways.values()) {
      for (const { read, to } of this.graph.edges[at] ?? []) {
        if (read !== undefined && (read & after) !== 0n)
          steps.push(...this.#stepsTo(to, read & after, count));
      }
    }
    return steps;
  }
}
