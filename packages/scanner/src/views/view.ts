/**
 * One reading of a string: itself, or what remains after an encoding or a disguise is taken off. Every view knows the
 * way back to the original's offsets.
 */
export interface View {
  /** `raw`, or the names of the steps from the outside in: `percent>base64`. */
  name: string;
  text: string;
  depth: number;
  /** The span of the original string that a span of this view came from. */
  origin(start: number, end: number): readonly [start: number, end: number];
}

/** The string as it came. */
export function rawView(text: string): View {
  return { name: 'raw', text, depth: 0, origin: (start, end) => [start, end] };
}

/** Builds a view out of pieces that are copied from its parent and pieces that stand for a span of it. */
export class ViewBuilder {
  readonly #parts: string[] = [];
  readonly #segments = new Segments();
  #length = 0;

  constructor(readonly parent: View) {}

  copy(from: number, to: number): void {
    if (to > from) this.#push(this.parent.text.slice(from, to), from, to, true);
  }

  /** Puts a text in the place of a span. */
  replace(from: number, to: number, text: string): void {
    if (text !== '') this.#push(text, from, to, false);
  }

  /** Puts a text in the place of a span of the same length, each character in that of the one that stands there. */
  substitute(from: number, text: string): void {
    if (text !== '') this.#push(text, from, from + text.length, true);
  }

  build(name: string): View {
    const { parent } = this;
    const segments = this.#segments;
    return {
      name: parent.depth === 0 ? name : `${parent.name}>${name}`,
      text: this.#parts.join(''),
      depth: parent.depth + 1,
      origin(start, end) {
        const from = segments.start(start);
        const to = segments.end(end, Math.max(start, end - 1));
        if (from === undefined || to === undefined) return parent.origin(0, parent.text.length);
        return parent.origin(from, to);
      },
    };
  }

  #push(text: string, from: number, to: number, isLiteral: boolean): void {
    this.#parts.push(text);
    this.#segments.push(this.#length, from, to, isLiteral);
    this.#length += text.length;
  }
}

/** Numbers that a segment has: where it starts in the view, its span in the parent, whether offsets in it are exact. */
const width = 4;

/** The pieces of a view, in one list of numbers: a hostile text has hundreds of thousands. */
class Segments {
  readonly #numbers: number[] = [];

  push(at: number, from: number, to: number, isLiteral: boolean): void {
    this.#numbers.push(at, from, to, isLiteral ? 1 : 0);
  }

  /** Where in the parent a span begins that begins here. */
  start(offset: number): number | undefined {
    const segment = this.#at(offset);
    if (segment === undefined) return undefined;
    const [at = 0, from = 0, , isLiteral] = this.#numbers.slice(segment, segment + width);
    return isLiteral ? from + offset - at : from;
  }

  /** Where in the parent a span ends that ends here. @param last its last character. */
  end(offset: number, last: number): number | undefined {
    const segment = this.#at(last);
    if (segment === undefined) return undefined;
    const [at = 0, from = 0, to = 0, isLiteral] = this.#numbers.slice(segment, segment + width);
    return isLiteral ? from + offset - at : to;
  }

  /** The segment that an offset of the view lies in. */
  #at(offset: number): number | undefined {
    const numbers = this.#numbers;
    if (numbers.length === 0) return undefined;
    let low = 0;
    let high = numbers.length / width - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((numbers[middle * width] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low * width;
  }
}
