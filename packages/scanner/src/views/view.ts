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

interface Segment {
  /** Where the segment starts in the view. */
  at: number;
  /** Its span in the parent. */
  from: number;
  to: number;
  /** Copied character by character, so that offsets inside it are exact. */
  literal: boolean;
}

/** Builds a view out of pieces that are copied from its parent and pieces that stand for a span of it. */
export class ViewBuilder {
  readonly #parts: string[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;

  constructor(readonly parent: View) {}

  copy(from: number, to: number): void {
    if (to > from)
      this.#push(this.parent.text.slice(from, to), { at: this.#length, from, to, literal: true });
  }

  replace(from: number, to: number, text: string): void {
    if (text !== '') this.#push(text, { at: this.#length, from, to, literal: false });
  }

  build(name: string): View {
    const { parent } = this;
    const segments = this.#segments;
    return {
      name: parent.depth === 0 ? name : `${parent.name}>${name}`,
      text: this.#parts.join(''),
      depth: parent.depth + 1,
      origin(start, end) {
        const first = segmentAt(segments, start);
        const last = segmentAt(segments, Math.max(start, end - 1));
        if (!first || !last) return parent.origin(0, parent.text.length);
        const from = first.literal ? first.from + (start - first.at) : first.from;
        const to = last.literal ? last.from + (end - last.at) : last.to;
        return parent.origin(from, to);
      },
    };
  }

  #push(text: string, segment: Segment): void {
    this.#parts.push(text);
    this.#segments.push(segment);
    this.#length += text.length;
  }
}

function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return segments[low];
}
