/** Columns that the letters outside ASCII share; a shared one only means a candidate more. */
const sharedColumns = 64;
/** States are numbered in 16 bits; each letter of a keyword may make one. */
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
  /** Per state the owners whose keyword ends there, with the keyword's length. */
  #outputs: (Output<Owner>[] | undefined)[] = [undefined];

  constructor(entries: Iterable<{ keyword: string; owner: Owner }>) {
    const list = [...entries];
    this.#addColumns(new Set(list.map(({ keyword }) => keyword).join('')));
    const trie = this.#trieOf(list);
    this.#table = this.#transitionsOf(trie);
  }

  /** Calls `visit` with each keyword's owner and where the keyword starts, in the order in which they end. */
  search(text: string, visit: (owner: Owner, start: number) => void): void {
    const columns = this.#columns;
    const table = this.#table;
    const width = this.#width;
    const outputs = this.#outputs;
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      state = table[state * width + (columns[text.charCodeAt(index)] ?? 0)] ?? 0;
      const found = outputs[state];
      if (!found) continue;
      for (const { owner, length, spelled } of found) {
        const start = index + 1 - length;
        if (spelled === undefined || text.slice(start, index + 1).toLowerCase() === spelled)
          visit(owner, start);
      }
    }
  }

  #addColumns(letters: ReadonlySet<string>): void {
    const shared: string[] = [];
    for (const letter of letters) {
      if (letter > '\u007f') shared.push(letter);
      else this.#setColumn(letter, this.#width++);
    }
    if (shared.length === 0) return;
    const first = this.#width;
    this.#width += sharedColumns;
    // Only the first half of a letter outside the basic plane tells, which is enough for a candidate.
    for (const letter of shared) this.#setColumn(letter, first + (letter.charCodeAt(0) % sharedColumns));
  }

  #setColumn(letter: string, column: number): void {
    this.#columns[letter.charCodeAt(0)] = column;
    const upper = letter.toUpperCase();
    if (upper.length === 1) this.#columns[upper.charCodeAt(0)] ||= column;
  }

  #trieOf(list: readonly { keyword: string; owner: Owner }[]): Trie {
    const letters = list.reduce((sum, { keyword }) => sum + keyword.length, 0);
    if (letters >= mostStates) throw new RangeError(`The keywords have more than ${mostStates} letters.`);
    const trie: Trie = {
      size: 1,
      column: new Uint8Array(letters + 1),
      firstChild: new Uint16Array(letters + 1),
      nextSibling: new Uint16Array(letters + 1),
    };
    for (const { keyword, owner } of list) {
      let state = 0;
      for (let index = 0; index < keyword.length; index++) {
        state = childOf(trie, state, this.#columns[keyword.charCodeAt(index)] ?? 0);
      }
      while (this.#outputs.length < trie.size) this.#outputs.push(undefined);
      const spelled = /[^\u0000-\u007f]/.test(keyword) ? keyword : undefined;
      (this.#outputs[state] ??= []).push({ owner, length: keyword.length, spelled });
    }
    return trie;
  }

  /**
   * Breadth first: each state's transitions are those of its longest proper suffix, but where the trie goes on. States
   * are numbered anew in that order, so that the rows of short beginnings, where most of a text is, lie together.
   */
  #transitionsOf({ size, column, firstChild, nextSibling }: Trie): Uint16Array {
    const width = this.#width;
    const table = new Uint16Array(size * width);
    const suffixOf = new Uint16Array(size);
    const nodes = new Uint16Array(size);
    const own = this.#outputs;
    const outputs: (Output<Owner>[] | undefined)[] = [];
    let queued = 1;
    for (let state = 0; state < queued; state++) {
      const node = nodes[state] ?? 0;
      const suffix = suffixOf[state] ?? 0;
      if (state !== 0) table.copyWithin(state * width, suffix * width, (suffix + 1) * width);
      const inherited = state === 0 ? undefined : outputs[suffix];
      outputs.push(inherited ? [...(own[node] ?? []), ...inherited] : own[node]);
      for (let child = firstChild[node] ?? 0; child !== 0; child = nextSibling[child] ?? 0) {
        const slot = state * width + (column[child] ?? 0);
        suffixOf[queued] = table[slot] ?? 0;
        table[slot] = queued;
        nodes[queued++] = child;
      }
    }
    this.#outputs = outputs;
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
  trie.column[made] = column;
  nextSibling[made] = firstChild[state] ?? 0;
  firstChild[state] = made;
  return made;
}
