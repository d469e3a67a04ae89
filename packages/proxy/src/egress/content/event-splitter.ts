const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Cuts the bytes of a stream into its events, each with what ends it. Nothing is lost, nothing is changed. */
export interface EventSplitter {
  /** Takes bytes and gives the events that are whole with them. */
  push(bytes: Buffer): Buffer[];
  /** The bytes of the event that has begun. */
  readonly pendingBytes: number;
  /** What is left of the event that has begun: at the end, or where it is too long to be waited for. */
  take(): Buffer;
}

/** Events that end with a blank line (`text/event-stream`, WHATWG HTML 9.2.5), or each with its line. */
export function eventSplitter(kind: 'events' | 'lines'): EventSplitter {
  return new LineEnds(kind === 'events');
}

class LineEnds implements EventSplitter {
  readonly #needsBlank: boolean;
  #parts: Buffer[] = [];
  #length = 0;
  /** The line that is being read has no character yet. */
  #isBlank = false;
  #afterReturn = false;

  constructor(needsBlank: boolean) {
    this.#needsBlank = needsBlank;
  }

  get pendingBytes(): number {
    return this.#length;
  }

  push(bytes: Buffer): Buffer[] {
    const events: Buffer[] = [];
    let start = 0;
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index];
      if (byte === lineFeed && this.#afterReturn) {
        this.#afterReturn = false;
        // The second half of a line end: with what it belongs to, though that was given already.
        if (this.#length === 0 && index === start) {
          events.push(bytes.subarray(index, index + 1));
          start = index + 1;
        }
        continue;
      }
      this.#afterReturn = byte === carriageReturn;
      if (byte !== lineFeed && byte !== carriageReturn) {
        this.#isBlank = false;
        continue;
      }
      if (this.#needsBlank && !this.#isBlank) {
        this.#isBlank = true;
        continue;
      }
      // The line feed that follows at once belongs to this end.
      if (byte === carriageReturn && bytes[index + 1] === lineFeed) {
        index++;
        this.#afterReturn = false;
      }
      events.push(this.#take(bytes.subarray(start, index + 1)));
      start = index + 1;
    }
    if (start < bytes.length) {
      this.#parts.push(bytes.subarray(start));
      this.#length += bytes.length - start;
    }
    return events;
  }

  take(): Buffer {
    return this.#take(Buffer.alloc(0));
  }

  #take(last: Buffer): Buffer {
    const event = this.#parts.length === 0 ? last : Buffer.concat([...this.#parts, last]);
    this.#parts = [];
    this.#length = 0;
    return event;
  }
}
