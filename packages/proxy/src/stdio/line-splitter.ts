/** What a splitter hands out: a whole line without its end, or the beginning of one that is too long. */
export type Line = { kind: 'line'; bytes: Buffer } | { kind: 'too-long'; prefix: Buffer };

const newline = 10;
const carriageReturn = 13;

/**
 * Cuts a stream of bytes into lines and keeps no more than one. A line past the limit is told of once, with its first
 * bytes, and skipped to its end: the stream goes on behind it.
 */
export class LineSplitter {
  readonly #limit: number;
  readonly #prefixBytes: number;
  #parts: Buffer[] = [];
  #length = 0;
  #isSkipping = false;

  /**
   * @param limit bytes of one line.
   * @param prefixBytes bytes of an over-long line that are handed out.
   */
  constructor(limit: number, prefixBytes: number) {
    this.#limit = limit;
    this.#prefixBytes = prefixBytes;
  }

  /** The lines that a chunk completes, in order. Empty lines are left out. */
  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      this.#keep(chunk.subarray(from, end), lines);
      this.#finish(lines);
      from = end + 1;
    }
    this.#keep(chunk.subarray(from), lines);
    return lines;
  }

  /** The last line, where it has no end. */
  end(): Line[] {
    const lines: Line[] = [];
    this.#finish(lines);
    return lines;
  }

  #keep(part: Buffer, lines: Line[]): void {
    if (this.#isSkipping || part.length === 0) return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= this.#limit) return;
    lines.push({ kind: 'too-long', prefix: Buffer.concat(this.#parts).subarray(0, this.#prefixBytes) });
    this.#parts = [];
    this.#isSkipping = true;
  }

  #finish(lines: Line[]): void {
    const [only] = this.#parts;
    const whole = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts);
    const bytes = whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole;
    if (!this.#isSkipping && bytes.length > 0) lines.push({ kind: 'line', bytes });
    this.#parts = [];
    this.#length = 0;
    this.#isSkipping = false;
  }
}
