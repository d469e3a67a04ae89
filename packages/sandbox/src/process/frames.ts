import { isUtf8 } from 'node:buffer';

/** Cuts a stream of bytes into lines of UTF-8, none longer than the cap. */
export class FrameReader {
  readonly #limit: number;
  /** The begin of a line whose end has not come. It grows by doubling: a child may send byte by byte. */
  #begun = Buffer.alloc(0);
  #length = 0;
  #refused = false;

  /** @param limit bytes of one line. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that a chunk completes, or `undefined`, from then on, when a line is longer than the cap or not UTF-8. */
  push(chunk: Buffer): string[] | undefined {
    const lines = this.#refused ? undefined : this.#read(chunk);
    this.#refused = lines === undefined;
    return lines;
  }

  #read(chunk: Buffer): string[] | undefined {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = this.#complete(chunk.subarray(from, end));
      if (line === undefined || !isUtf8(line)) return undefined;
      lines.push(line.toString('utf8'));
      from = end + 1;
    }
    return this.#keep(chunk.subarray(from)) ? lines : undefined;
  }

  #complete(rest: Buffer): Buffer | undefined {
    if (this.#length === 0) return rest.length > this.#limit ? undefined : rest;
    if (!this.#keep(rest)) return undefined;
    const line = this.#begun.subarray(0, this.#length);
    this.#begun = Buffer.alloc(0);
    this.#length = 0;
    return line;
  }

  #keep(part: Buffer): boolean {
    const length = this.#length + part.length;
    if (length > this.#limit) return false;
    if (length > this.#begun.length) {
      const larger = Buffer.allocUnsafe(Math.min(this.#limit, Math.max(length, this.#begun.length * 2)));
      this.#begun.copy(larger, 0, 0, this.#length);
      this.#begun = larger;
    }
    part.copy(this.#begun, this.#length);
    this.#length = length;
    return true;
  }
}
