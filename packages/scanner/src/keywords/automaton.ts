import { columnsOf, type Columns } from './columns.js';
import type { Keyword, Visit } from './keyword.js';
import { standsAt } from './letters.js';

/** States are numbered in 16 bits. */
const mostStates = 65_535;

interface Output<Owner> extends Keyword<Owner> {
  /** Whether it has letters that share a column: it stands only where it is compared. */
  sharesColumns: boolean;
}

/**
 * Finds keywords in one pass over a text (Aho and Corasick, 1975): a search touches each character once, whatever the
 * number of keywords.
 */
export class Automaton<Owner> {
  readonly #columns: Columns;
  /** Per state a row with the next state for each column. */
  readonly #table: Uint16Array;
  /** States from here on end a keyword: no other needs a look at what it ends. */
  #firstEnd = 0;
  /** From {@link #firstEnd} on, the owners whose keyword ends there, with the keyword's length. */
  #outputs: (readonly Output<Owner>[])[] = [];

  constructor(keywords: readonly Keyword<Owner>[]) {
    this.#columns = columnsOf(keywords);
    const { trie, own } = this.#trieOf(keywords);
    this.#table = this.#transitionsOf(trie, own);
  }

  /** As {@link KeywordIndex.search}. */
  search(text: string, visit: Visit<Owner>): void {
    const { columnOf, width } = this.#columns;
    const table = this.#table;
    const firstEnd = this.#firstEnd;
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      state = table[state * width + (columnOf[text.charCodeAt(index)] ?? 0)] ?? 0;
      if (state >= firstEnd && !this.#visitEnds(text, state, index + 1, visit)) return;
    }
  }

  #visitEnds(text: string, state: number, end: number, visit: Visit<Owner>): boolean {
    for (const { keyword, owner, sharesColumns } of this.#outputs[state - this.#firstEnd] ?? []) {
      const start = end - keyword.length;
      const stands = !sharesColumns || standsAt(text, start, keyword);
      if (stands && visit(owner, start) === false) return false;
    }
    return true;
  }

  #trieOf(keywords: readonly Keyword<Owner>[]): { trie: Trie; own: (Output<Owner>[] | undefined)[] } {
    const letters = keywords.reduce((sum, { keyword }) => sum + keyword.length, 0);
    const trie: Trie = {
      size: 1,
      column: new Uint8Array(letters + 1),
      firstChild: new Uint16Array(letters + 1),
      nextSibling: new Uint16Array(letters + 1),
    };
    const { columnOf } = this.#columns;
    const own: (Output<Owner>[] | undefined)[] = [undefined];
    for (const { keyword, owner } of keywords) {
      let state = 0;
      for (let at = 0; at < keyword.length; at++) {
        state = childOf(trie, state, columnOf[keyword.charCodeAt(at)] ?? 0);
      }
      while (own.length < trie.size) own.push(undefined);
      const sharesColumns = /[^\u0000-\u007f]/.test(keyword);
      (own[state] ??= []).push({ keyword, owner, sharesColumns });
    }
    return { trie, own };
  }

  /**
   * Breadth first: each state's transitions are those of its longest proper suffix, but where the trie goes on. States
   * are numbered anew in that order, so that the rows of short beginnings, where most of a text is, lie together; those
   * that end a keyword come after all others.
   */
  #transitionsOf(trie: Trie, own: readonly (Output<Owner>[] | undefined)[]): Uint16Array {
    const { size, column, firstChild, nextSibling } = trie;
    const { width } = this.#columns;
    const table = new Uint16Array(size * width);
    const suffixOf = new Uint16Array(size);
    const nodes = new Uint16Array(size);
    const order = new Uint16Array(size);
    const outputs: (Output<Owner>[] | undefined)[] = [];
    let queued = 1;
    let plain = 1;
    let last = size;
    for (let turn = 0; turn < queued; turn++) {
      const state = order[turn] ?? 0;
      const suffix = suffixOf[state] ?? 0;
      if (state !== 0) table.copyWithin(state * width, suffix * width, (suffix + 1) * width);
      for (let child = firstChild[nodes[state] ?? 0] ?? 0; child !== 0; child = nextSibling[child] ?? 0) {
        const slot = state * width + (column[child] ?? 0);
        const childSuffix = table[slot] ?? 0;
        const inherited = outputs[childSuffix];
        const mine = own[child];
        const made = mine || inherited ? --last : plain++;
        outputs[made] = mine && inherited ? [...mine, ...inherited] : (mine ?? inherited);
        suffixOf[made] = childSuffix;
        table[slot] = made;
        nodes[made] = child;
        order[queued++] = made;
      }
    }
    this.#firstEnd = last;
    for (let state = last; state < size; state++) this.#outputs.push(outputs[state] ?? []);
    return table;
  }
}

/** The keywords as a tree, whose states know their first child and their next sibling. State 0 is no one's child. */
interface Trie {
  size: number;
  column: Uint8Array;
  firstChild: Uint16Array;
  nextSibling: Uint16Array;
}

/** The state that a letter leads to, made where there is none. */
function childOf(trie: Trie, state: number, column: number): number {
  const { firstChild, nextSibling } = trie;
  for (let child = firstChild[state] ?? 0; child !== 0; child = nextSibling[child] ?? 0) {
    if (trie.column[child] === column) return child;
  }
  const made = trie.size++;
  if (made >= mostStates) throw new RangeError(`The keywords begin in more than ${mostStates} ways.`);
  trie.column[made] = column;
  nextSibling[made] = firstChild[state] ?? 0;
  firstChild[state] = made;
  return made;
}
