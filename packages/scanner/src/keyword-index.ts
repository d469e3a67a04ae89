/**
 * Finds every occurrence of every keyword in one pass over a text (Aho and Corasick, 1975), without regard to ASCII
 * case. Built once; a scan touches each character once, whatever the number of keywords.
 */
export class KeywordIndex<Owner> {
  /** Character code to column; column 0 stands for every character that no keyword holds. */
  readonly #columns = new Uint8Array(65_536);
  #width = 1;
  readonly #table: Int32Array;
  /** Per state the owners whose keyword ends there, with the keyword's length. */
  readonly #outputs: (readonly { owner: Owner; length: number }[] | undefined)[];

  constructor(entries: Iterable<{ keyword: string; owner: Owner }>) {
    const list = [...entries];
    for (const { keyword } of list) this.#addColumns(keyword);
    const trie = new Trie<Owner>(this.#width);
    for (const { keyword, owner } of list) {
      trie.add([...columnsOf(keyword, this.#columns)], { owner, length: keyword.length });
    }
    trie.link();
    this.#table = Int32Array.from(trie.table);
    this.#outputs = trie.outputs;
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

  #addColumns(keyword: string): void {
    for (let index = 0; index < keyword.length; index++) {
      const code = keyword.charCodeAt(index);
      if (this.#columns[code]) continue;
      if (this.#width > 255) throw new RangeError('The keywords hold more than 255 different characters.');
      const column = this.#width++;
      this.#columns[code] = column;
      if (code >= 0x61 && code <= 0x7a) this.#columns[code - 0x20] = column;
    }
  }
}

function* columnsOf(keyword: string, columns: Uint8Array): Generator<number> {
  for (let index = 0; index < keyword.length; index++) yield columns[keyword.charCodeAt(index)] ?? 0;
}

type Output<Owner> = { owner: Owner; length: number };

/** The trie while it is built: `table` holds the children first, and after `link` every transition. */
class Trie<Owner> {
  readonly table: number[];
  readonly outputs: (Output<Owner>[] | undefined)[] = [undefined];

  constructor(readonly width: number) {
    this.table = Array.from({ length: width }, () => 0);
  }

  add(columns: readonly number[], output: Output<Owner>): void {
    let state = 0;
    for (const column of columns) {
      const slot = state * this.width + column;
      let next = this.table[slot] ?? 0;
      if (next === 0) {
        next = this.outputs.length;
        this.outputs.push(undefined);
        for (let index = 0; index < this.width; index++) this.table.push(0);
        this.table[slot] = next;
      }
      state = next;
    }
    this.outputs[state] = [...(this.outputs[state] ?? []), output];
  }

  /** Breadth first, turns missing children into the transitions of the longest proper suffix. */
  link(): void {
    const suffixOf = new Int32Array(this.outputs.length);
    const queue: number[] = [];
    for (let column = 0; column < this.width; column++) {
      const child = this.table[column] ?? 0;
      if (child !== 0) queue.push(child);
    }
    for (const state of queue) {
      const suffix = suffixOf[state] ?? 0;
      const inherited = this.outputs[suffix];
      if (inherited) this.outputs[state] = [...(this.outputs[state] ?? []), ...inherited];
      for (let column = 0; column < this.width; column++) {
        const slot = state * this.width + column;
        const viaSuffix = this.table[suffix * this.width + column] ?? 0;
        const child = this.table[slot] ?? 0;
        if (child === 0) {
          this.table[slot] = viaSuffix;
        } else {
          suffixOf[child] = viaSuffix;
          queue.push(child);
        }
      }
    }
  }
}
