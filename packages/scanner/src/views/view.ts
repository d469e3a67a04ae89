import type { ScanBudget } from '../budget.js';
import { costs } from '../limits.js';

/**
 * One reading of a string: itself, or what remains after an encoding or a disguise is taken off. Every view knows the
 * way back to the original's offsets.
 */
export interface View {
  /** `raw`, or the names of the steps from the outside in: `percent>base64`. */
  name: string;
  text: string;
  depth: number;
  /** What is charged for making further views of this one. */
  budget: ScanBudget;
  /** The span of the original string that a span of this view came from. */
  origin(start: number, end: number): readonly [start: number, end: number];
}

/** The string as it came. */
export function rawView(text: string, budget: ScanBudget): View {
  return { name: 'raw', text, depth: 0, budget, origin: (start, end) => [start, end] };
}

/** Builds a view out of pieces that are copied from its parent and pieces that stand for a span of it. */
export class ViewBuilder {
  /** What is written so far, in UTF-16: a hostile text has hundreds of thousands of pieces, which would be as many strings. */
  #units = new Uint16Array(leastUnits);
  #length = 0;
  #everyUnit = 0;
  /** Where in the parent the last piece ends, if it stands there letter for letter: what goes on from there is of it. */
  #literalEnd = -1;
  readonly #segments = new Segments();

  constructor(readonly parent: View) {}

  copy(from: number, to: number): void {
    if (to > from) this.#push(this.parent.text, from, to, from, to, true);
  }

  /** Puts a text in the place of a span. */
  replace(from: number, to: number, text: string): void {
    if (text !== '') this.#push(text, 0, text.length, from, to, false);
  }

  /** Puts a text in the place of a span of the same length, each character in that of the one that stands there. */
  substitute(from: number, text: string): void {
    if (text !== '') this.#push(text, 0, text.length, from, from + text.length, true);
  }

  /** Puts a code unit in the place of another. */
  substituteUnit(at: number, unit: number): void {
    this.#begin(1, at, at + 1, true);
    this.#units[this.#length++] = unit;
    this.#everyUnit |= unit;
  }

  build(name: string): View {
    const { parent } = this;
    const segments = this.#segments;
    return {
      name: parent.depth === 0 ? name : `${parent.name}>${name}`,
      text: this.#text(),
      depth: parent.depth + 1,
      budget: parent.budget,
      origin(start, end) {
        const from = segments.start(start);
        const to = segments.end(end, Math.max(start, end - 1));
        if (from === undefined || to === undefined) return parent.origin(0, parent.text.length);
        return parent.origin(from, to);
      },
    };
  }

  #push(source: string, first: number, last: number, from: number, to: number, isLiteral: boolean): void {
    this.#begin(last - first, from, to, isLiteral);
    const units = this.#units;
    const end = this.#length + last - first;
    let every = this.#everyUnit;
    for (let at = first, put = this.#length; put < end; at++, put++) {
      const unit = source.charCodeAt(at);
      every |= unit;
      units[put] = unit;
    }
    this.#everyUnit = every;
    this.#length = end;
  }

  /** Makes room for a piece, and takes note of it. */
  #begin(length: number, from: number, to: number, isLiteral: boolean): void {
    const isNew = !isLiteral || from !== this.#literalEnd;
    this.parent.budget.take((isNew ? costs.segment : 0) + length * costs.madeCharacter);
    if (isNew) this.#segments.push(this.#length, from, to, isLiteral);
    this.#literalEnd = isLiteral ? to : -1;
    const end = this.#length + length;
    if (end <= this.#units.length) return;
    const longer = new Uint16Array(Math.max(end, 2 * this.#units.length));
    longer.set(this.#units.subarray(0, this.#length));
    this.#units = longer;
  }

  /** A text in Latin letters is kept in one byte for each of them, as the patterns are made for. */
  #text(): string {
    const units = this.#units.subarray(0, this.#length);
    if (this.#everyUnit < 256) return Buffer.from(units).toString('latin1');
    return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
  }
}

const leastUnits = 256;

/** Numbers that a segment has: where it starts in the view, its span in the parent, whether offsets in it are exact. */
const width = 4;
const fewSegments = 4;

/** The pieces of a view, in one list of numbers: a hostile text has hundreds of thousands. */
class Segments {
  #numbers = new Uint32Array(fewSegments * width);
  #length = 0;

  push(at: number, from: number, to: number, isLiteral: boolean): void {
    if (this.#length === this.#numbers.length) {
      const longer = new Uint32Array(2 * this.#length);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    const numbers = this.#numbers;
    const end = this.#length;
    numbers[end] = at;
    numbers[end + 1] = from;
    numbers[end + 2] = to;
    numbers[end + 3] = isLiteral ? 1 : 0;
    this.#length = end + width;
  }

  /** Where in the parent a span begins that begins here. */
  start(offset: number): number | undefined {
    const segment = this.#at(offset);
    if (segment === undefined) return undefined;
    const [at = 0, from = 0, , isLiteral] = this.#numbers.subarray(segment, segment + width);
    return isLiteral ? from + offset - at : from;
  }

  /** Where in the parent a span ends that ends here. @param last its last character. */
  end(offset: number, last: number): number | undefined {
    const segment = this.#at(last);
    if (segment === undefined) return undefined;
    const [at = 0, from = 0, to = 0, isLiteral] = this.#numbers.subarray(segment, segment + width);
    return isLiteral ? from + offset - at : to;
  }

  /** The segment that an offset of the view lies in. */
  #at(offset: number): number | undefined {
    const numbers = this.#numbers;
    if (this.#length === 0) return undefined;
    let low = 0;
    let high = this.#length / width - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((numbers[middle * width] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low * width;
  }
}
