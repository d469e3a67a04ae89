/** Columns of the commonest letters outside ASCII, and those that the others share: that only means a candidate more. */
const ownColumns = 24;
const sharedColumns = 40;
/** States are numbered in 16 bits. */
const mostStates = 65_535;

interface Output<Owner> {
  owner: Owner;
  length: number;
  /** The keyword, where it has letters that share a column: it stands there only if it is spelled so. */
  spelled: string | undefined;
}

/**
 * Finds where keywords may stand, in one pass over a text (Aho and Corasick, 1975), without regard to case. Built
 * once; a scan touches each character once, whatever the number of keywords. Every occurrence of every keyword is
 * visited. Letters outside ASCII share columns, which the keyword is compared for before it is visited.
 */
export class KeywordIndex<Owner> {
  /** Character code to column; column 0 stands for every character that no keyword holds. */
  readonly #columns = new Uint8Array(65_536);
  #width = 1;
  /** Per state a row with the next state for each column. */
  readonly #table: Uint16Array;
  /** States from here on end a keyword: no other needs a look at what it ends. */
  #firstEnd = 0;
  /** From {@link #firstEnd} on, the owners whose keyword ends there, with the keyword's length. */
  #outputs: Output<Owner>[][] = [];

  constructor(entries: Iterable<{ keyword: string; owner: Owner }>) {
    const list = [...entries];
    this.#addColumns(list.map(({ keyword }) => keyword));
    const { trie, own } = this.#trieOf(list);
    this.#table = this.#transitionsOf(trie, own);
  }

  /**
   * Calls `visit` with each keyword's owner and where the keyword starts, in the order in which they end, until it
   * gives `false`.
   */
  search(text: string, visit: (owner: Owner, start: number) => boolean | void): void {
    const columns = this.#columns;
    const table = this.#table;
    const width = this.#width;
    const firstEnd = this.#firstEnd;
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      state = table[state * width + (columns[text.charCodeAt(index)] ?? 0)] ?? 0;
      if (state >= firstEnd && !this.#visitEnds(text, state, index + 1, visit)) return;
    }
  }

  #visitEnds(
    text: string,
    state: number,
    end: number,
    visit: (owner: Owner, start: number) => boolean | void,
  ): boolean {
    for (const { owner, length, spelled } of this.#outputs[state - this.#firstEnd] ?? []) {
      const start = end - length;
      const stands = spelled === undefined || isSpelled(text, start, spelled);
      if (stands && visit(owner, start) === false) return false;
    }
    return true;
  }

  /** The commonest letters outside ASCII have columns of their own, as those of an alphabet; the others share. */
  #addColumns(keywords: readonly string[]): void {
    const counts = new Map<string, number>();
    for (const keyword of keywords) {
      for (const letter of keyword) {
        if (letter <= '\u007f') {
          if (this.#columns[letter.charCodeAt(0)] === 0) this.#setColumn(letter, this.#width++);
        } else counts.set(letter, (counts.get(letter) ?? 0) + 1);
      }
    }
    const common = [...counts].sort(([, a], [, b]) => b - a).map(([letter]) => letter);
    const shared = common.splice(ownColumns);
    for (const letter of common) this.#setColumn(letter, this.#width++);
    const first = this.#width;
    if (shared.length > 0) this.#width += sharedColumns;
    // Only the first half of a letter outside the basic plane tells, which is enough for a candidate.
    for (const letter of shared) this.#setColumn(letter, first + (letter.charCodeAt(0) % sharedColumns));
  }

  #setColumn(letter: string, column: number): void {
    this.#columns[letter.charCodeAt(0)] ||= column;
    const upper = letter.toUpperCase();
    if (upper.length === 1) this.#columns[upper.charCodeAt(0)] ||= column;
  }

  #trieOf(list: readonly { keyword: string; owner: Owner }[]): {
    trie: Trie;
    own: (Output<Owner>[] | undefined)[];
  } {
    const letters = list.reduce((sum, { keyword }) => sum + keyword.length, 0);
    const trie: Trie = {
      size: 1,
      column: new Uint8Array(letters + 1),
      firstChild: new Uint16Array(letters + 1),
      nextSibling: new Uint16Array(letters + 1),
    };
    const own: (Output<Owner>[] | undefined)[] = [undefined];
    for (const { keyword, owner } of list) {
      let state = 0;
      for (let index = 0; index < keyword.length; index++) {
        state = childOf(trie, state, this.#columns[keyword.charCodeAt(index)] ?? 0);
      }
      while (own.length < trie.size) own.push(undefined);
      const spelled = /[^\u0000-\u007f]/.test(keyword) ? keyword : undefined;
      (own[state] ??= []).push({ owner, length: keyword.length, spelled });
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
    const width = this.#width;
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

/** From here on, letters have no case: those of China, Japan and Korea. */
const caseless = 0x2e80;

/** Whether a keyword stands in a text as it is spelled, but for its case. */
function isSpelled(text: string, start: number, spelled: string): boolean {
  for (let at = 0; at < spelled.length; at++) {
    const code = text.charCodeAt(start + at);
    if (code === spelled.charCodeAt(at)) continue;
    if (code >= caseless && code < 0xff00) return false;
    return text.slice(start, start + spelled.length).toLowerCase() === spelled;
  }
  return true;
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
