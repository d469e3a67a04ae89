/** Columns that the letters outside ASCII share; a shared one only means a candidate more. */
const sharedColumns = 64;

interface Output<Owner> {
  owner: Owner;
  length: number;
}

/**
 * Finds where keywords may stand, in one pass over a text (Aho and Corasick, 1975), without regard to case. Built
 * once; a scan touches each character once, whatever the number of keywords. Every occurrence of every keyword is
 * visited. Letters outside ASCII share columns, so that a keyword in another script may be visited where only a
 * lookalike of its code stands: whoever is called looks for itself.
 */
export class KeywordIndex<Owner> {
  /** Character code to column; column 0 stands for every character that no keyword holds. */
  readonly #columns = new Uint16Array(65_536);
  #width = 1;
  /** Per state a row with the next state for each column. */
  #table: Int32Array;
  /** Per state the owners whose keyword ends there, with the keyword's length. */
  readonly #outputs: (Output<Owner>[] | undefined)[] = [undefined];

  constructor(entries: Iterable<{ keyword: string; owner: Owner }>) {
    const list = [...entries];
    const letters = list.reduce((sum, { keyword }) => sum + keyword.length, 0);
    this.#addColumns(new Set(list.map(({ keyword }) => keyword).join('')));
    this.#table = new Int32Array((letters + 1) * this.#width);
    for (const { keyword, owner } of list) this.#addKeyword(keyword, owner);
    this.#table = this.#table.slice(0, this.#outputs.length * this.#width);
    this.#link();
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
      if (found) for (const { owner, length } of found) visit(owner, index + 1 - length);
    }
  }

  /** Whether any keyword may stand in the text. */
  occursIn(text: string): boolean {
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      state = this.#table[state * this.#width + (this.#columns[text.charCodeAt(index)] ?? 0)] ?? 0;
      if (this.#outputs[state]) return true;
    }
    return false;
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

  #addKeyword(keyword: string, owner: Owner): void {
    let state = 0;
    for (let index = 0; index < keyword.length; index++) {
      const slot = state * this.#width + (this.#columns[keyword.charCodeAt(index)] ?? 0);
      state = this.#table[slot] ?? 0;
      if (state !== 0) continue;
      state = this.#outputs.length;
      this.#outputs.push(undefined);
      this.#table[slot] = state;
    }
    (this.#outputs[state] ??= []).push({ owner, length: keyword.length });
  }

  /** Breadth first, turns missing children into the transitions of the longest proper suffix. */
  #link(): void {
    const table = this.#table;
    const width = this.#width;
    const suffixOf = new Int32Array(this.#outputs.length);
    const queue = new Int32Array(this.#outputs.length);
    let queued = 0;
    for (let column = 0; column < width; column++) {
      const child = table[column] ?? 0;
      if (child !== 0) queue[queued++] = child;
    }
    for (let at = 0; at < queued; at++) {
      const state = queue[at] ?? 0;
      const suffix = suffixOf[state] ?? 0;
      const inherited = this.#outputs[suffix];
      if (inherited) this.#outputs[state] = [...(this.#outputs[state] ?? []), ...inherited];
      for (let column = 0; column < width; column++) {
        const slot = state * width + column;
        const viaSuffix = table[suffix * width + column] ?? 0;
        const child = table[slot] ?? 0;
        if (child === 0) {
          table[slot] = viaSuffix;
        } else {
          suffixOf[child] = viaSuffix;
          queue[queued++] = child;
        }
      }
    }
  }
}
