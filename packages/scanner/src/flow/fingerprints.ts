import { createHmac } from 'node:crypto';
import { flowLimits } from '../limits.js';
import { markWindows } from './marks.js';

/** Something that was seen and must be known again, without keeping it. */
export interface Source {
  /** `credential`: a secret, or what stood in a file of secrets; `value`: distinctive, and no more; `doubtful`: a text with signs of an injection. */
  kind: 'credential' | 'value' | 'doubtful';
  /** What it is, for the finding. */
  what: string;
  server: string;
  tool: string | undefined;
  time: number;
  /** Whether it was reported: once is enough. */
  isReported: boolean;
  /** How many marks it has, and which were seen again, over all calls. */
  marks: number;
  seen: Set<number>;
}

const notLetters = /[^\p{L}\p{N}]+/gu;

/** Letters and digits only: what is put between them does not hide them. */
export function lettersOf(text: string): string {
  return text.replaceAll(notLetters, '');
}

/**
 * Remembers texts as salted 32-bit marks of every stretch of {@link flowLimits.shingle} letters and digits (Broder's
 * shingles), never as text. Bounded: the oldest text goes first.
 */
export class Fingerprints {
  readonly #salt: number;
  readonly #sources: Source[] = [];
  readonly #byMark = new Map<number, Source>();

  constructor(salt: Uint8Array) {
    this.#salt = createHmac('sha256', salt).update('data flow').digest().readUInt32LE();
  }

  get isEmpty(): boolean {
    return this.#sources.length === 0;
  }

  /** How many marks are kept. */
  get size(): number {
    return this.#byMark.size;
  }

  /** Remembers a text; one too short or too plain to be known again is left out. */
  add(text: string, facts: Pick<Source, 'kind' | 'what' | 'server' | 'tool' | 'time'>): void {
    const { shingle, run, marksPerSource, sources, marks } = flowLimits;
    const letters = lettersOf(text.slice(0, flowLimits.remembered));
    if (letters.length < shingle + run - 1) return;
    const source: Source = { ...facts, isReported: false, marks: 0, seen: new Set() };
    markWindows(letters, shingle, this.#salt, (mark, start) => {
      if (source.marks >= marksPerSource || isPlain(letters, start)) return;
      // What is known as a credential stays one.
      const known = this.#byMark.get(mark);
      if (known && (known.kind === 'credential' || facts.kind !== 'credential')) return;
      this.#byMark.set(mark, source);
      source.marks++;
    });
    if (source.marks === 0) return;
    this.#sources.push(source);
    while (this.#sources.length > sources || this.#byMark.size > marks) this.#forget(this.#sources.shift());
  }

  /** Forgets what is older than a time. */
  forgetBefore(time: number): void {
    while (this.#sources[0] && this.#sources[0].time < time) this.#forget(this.#sources.shift());
  }

  /**
   * Calls `visit` with each text of which a stretch stands here: enough in a row, or enough in all over several texts.
   */
  search(text: string, visit: (source: Source, inRow: number) => void): void {
    if (this.isEmpty) return;
    const letters = lettersOf(text);
    let last: Source | undefined;
    let inRow = 0;
    const best = new Map<Source, number>();
    markWindows(letters, flowLimits.shingle, this.#salt, (mark) => {
      const source = this.#byMark.get(mark);
      inRow = source && source === last ? inRow + 1 : source ? 1 : 0;
      last = source;
      if (!source) return;
      source.seen.add(mark);
      if (inRow > (best.get(source) ?? 0)) best.set(source, inRow);
    });
    for (const [source, row] of best) visit(source, row);
  }

  #forget(source: Source | undefined): void {
    if (!source) return;
    for (const [mark, owner] of this.#byMark) if (owner === source) this.#byMark.delete(mark);
  }
}

/** Whether a stretch has so few different letters that it stands anywhere. */
function isPlain(text: string, start: number): boolean {
  return new Set(text.slice(start, start + flowLimits.shingle)).size < 5;
}
