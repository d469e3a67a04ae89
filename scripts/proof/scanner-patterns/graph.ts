import type { Alphabet, Bits } from './alphabet.js';
import type { Syntax } from './syntax.js';

/** A step from node to node: it reads a character, or only asks what stands around. */
export interface Edge {
  readonly to: number;
  readonly read?: Bits;
  /** What the character before must be, and whether the beginning of the text will do. */
  readonly before?: { readonly bits: Bits; readonly orStart: boolean };
  readonly after?: { readonly bits: Bits; readonly orEnd: boolean };
}

/** How repeats are written out: those of so many sets at most; others are as if they had no end. */
export interface Writing {
  /** Of one set. */
  readonly single: number;
  /** Of more. */
  readonly several: number;
}

/** What looks behind costs no more than so many characters. */
const longestBehind = 64;

function countSets(syntax: Syntax): number {
  if (syntax.kind === 'sequence') return syntax.parts.reduce((sum, part) => sum + countSets(part), 0);
  if (syntax.kind === 'choice') return syntax.options.reduce((sum, option) => sum + countSets(option), 0);
  if (syntax.kind === 'look') return countSets(syntax.body);
  if (syntax.kind !== 'repeat') return 1;
  const times = syntax.most === Infinity ? Math.max(1, syntax.least) : syntax.most;
  return times * countSets(syntax.body);
}

/** The most characters that a part can match. */
export function longestOf(syntax: Syntax): number {
  if (syntax.kind === 'set') return 1;
  if (syntax.kind === 'sequence') return syntax.parts.reduce((sum, part) => sum + longestOf(part), 0);
  if (syntax.kind === 'choice') return Math.max(...syntax.options.map(longestOf));
  if (syntax.kind !== 'repeat') return 0;
  const body = longestOf(syntax.body);
  return body === 0 ? 0 : body * syntax.most;
}

/** The pattern as nodes and edges, of which some read a character and others only pass on. */
export class Graph {
  readonly edges: Edge[][] = [];
  /** What is looked behind at and is long. */
  readonly behind: Syntax[] = [];

  constructor(
    readonly alphabet: Alphabet,
    readonly isMultiline: boolean,
    readonly writing: Writing,
  ) {}

  node(): number {
    return this.edges.push([]) - 1;
  }

  #link(from: number, edge: Edge): void {
    this.edges[from]?.push(edge);
  }

  put(syntax: Syntax, from: number, to: number): void {
    const { all, lineEnds } = this.alphabet;
    switch (syntax.kind) {
      case 'set':
        this.#link(from, { to, read: this.alphabet.bitsOf(syntax.source) });
        break;
      case 'sequence':
        this.#sequence(syntax.parts, from, to);
        break;
      case 'choice':
        for (const option of syntax.options) this.put(option, from, to);
        break;
      case 'repeat':
        this.#repeat(syntax, from, to);
        break;
      case 'start':
        this.#link(from, { to, before: { bits: this.isMultiline ? lineEnds : 0n, orStart: true } });
        break;
      case 'end':
        this.#link(from, { to, after: { bits: this.isMultiline ? lineEnds : 0n, orEnd: true } });
        break;
      case 'boundary':
        this.#boundary(syntax.isNegated, from, to);
        break;
      case 'look':
        this.#look(syntax, from, to, all);
    }
  }

  #sequence(parts: readonly Syntax[], from: number, to: number): void {
    let at = from;
    for (const part of parts) {
      const next = this.node();
      this.put(part, at, next);
      at = next;
    }
    this.#link(at, { to });
  }

  #repeat({ body, least, most }: Extract<Syntax, { kind: 'repeat' }>, from: number, to: number): void {
    if (most === 0) {
      this.#link(from, { to });
      return;
    }
    const times = most === Infinity ? least : most;
    const limit = body.kind === 'set' ? this.writing.single : this.writing.several;
    const isWritten = times <= 1 || times * countSets(body) <= limit;
    let at = from;
    const needed = isWritten ? least : Math.min(least, 1);
    for (let count = 0; count < needed; count++) {
      const next = this.node();
      this.put(body, at, next);
      at = next;
    }
    if (isWritten && most !== Infinity) {
      for (let count = needed; count < most; count++) {
        const next = this.node();
        this.#link(at, { to });
        this.put(body, at, next);
        at = next;
      }
      this.#link(at, { to });
      return;
    }
    const loop = this.node();
    const back = this.node();
    this.#link(at, { to: loop });
    this.put(body, loop, back);
    this.#link(back, { to: loop });
    this.#link(loop, { to });
  }

  #boundary(isNegated: boolean, from: number, to: number): void {
    const word = this.alphabet.wordCharacters;
    const other = this.alphabet.all & ~word;
    const beforeWord = { bits: word, orStart: false };
    const beforeOther = { bits: other, orStart: true };
    const afterWord = { bits: word, orEnd: false };
    const afterOther = { bits: other, orEnd: true };
    this.#link(from, { to, before: beforeWord, after: isNegated ? afterWord : afterOther });
    this.#link(from, { to, before: beforeOther, after: isNegated ? afterOther : afterWord });
  }

  #look(
    { isBehind, isNegated, body }: Extract<Syntax, { kind: 'look' }>,
    from: number,
    to: number,
    all: Bits,
  ): void {
    const one = this.#single(body, isBehind);
    if (one) {
      const bits = isNegated ? all & ~one.bits : one.bits;
      const orEdge = isNegated !== one.orEdge;
      this.#link(
        from,
        isBehind ? { to, before: { bits, orStart: orEdge } } : { to, after: { bits, orEnd: orEdge } },
      );
      return;
    }
    if (isBehind && longestOf(body) > longestBehind) this.behind.push(body);
    this.#link(from, { to });
    if (!isBehind) this.put(body, from, this.node());
  }

  /** What looks at one character, or at where the text ends, only says what that may be. */
  #single(syntax: Syntax, isBehind: boolean): { bits: Bits; orEdge: boolean } | undefined {
    if (syntax.kind === 'set') return { bits: this.alphabet.bitsOf(syntax.source), orEdge: false };
    if (syntax.kind === (isBehind ? 'start' : 'end'))
      return { bits: this.isMultiline ? this.alphabet.lineEnds : 0n, orEdge: true };
    if (syntax.kind === 'sequence')
      return syntax.parts.length === 1 && syntax.parts[0]
        ? this.#single(syntax.parts[0], isBehind)
        : undefined;
    if (syntax.kind !== 'choice') return undefined;
    let bits = 0n;
    let orEdge = false;
    for (const option of syntax.options) {
      const one = this.#single(option, isBehind);
      if (!one) return undefined;
      bits |= one.bits;
      orEdge ||= one.orEdge;
    }
    return { bits, orEdge };
  }
}
