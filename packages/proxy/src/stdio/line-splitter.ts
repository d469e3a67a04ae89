import type { RequestId } from '../relay/messages.js';
import { TopLevelId } from './top-level-id.js';

/** What a splitter hands out: a whole line without its end, or word of one that is too long, with its id if it has one. */
export type Line = { kind: 'line'; bytes: Buffer } | { kind: 'too-long'; id: RequestId | undefined };

const newline = 10;
const carriageReturn = 13;

/**
 * Cuts a stream of bytes into lines and keeps no more than one. A line past the limit is skipped to its end and told of
 * once, as soon as its id is known: the stream goes on behind it.
 */
export class LineSplitter {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #length = 0;
  /** Set while a line is skipped. */
  #skipped: TopLevelId | undefined;
  #isTold = false;

  /** @param limit bytes of one line. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes of the line that is being read. */
  get length(): number {
    return this.#length;
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
    if (part.length === 0) return;
    this.#length += part.length;
    if (this.#skipped) this.#skipped.push(part);
    else {
      this.#parts.push(part);
      if (this.#length <= this.#limit) return;
      this.#skipped = new TopLevelId();
      for (const kept of this.#parts) this.#skipped.push(kept);
      this.#parts = [];
    }
    if (this.#skipped.id !== undefined) this.#tell(lines);
  }

  #tell(lines: Line[]): void {
    if (!this.#isTold) lines.push({ kind: 'too-long', id: this.#skipped?.id });
    this.#isTold = true;
  }

  #finish(lines: Line[]): void {
    if (this.#skipped) this.#tell(lines);
    else {
      const [only] = this.#parts;
      const whole = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts);
      const bytes = whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole;
      if (bytes.length > 0) lines.push({ kind: 'line', bytes });
    }
    this.#parts = [];
    this.#length = 0;
    this.#skipped = undefined;
    this.#isTold = false;
  }
}
