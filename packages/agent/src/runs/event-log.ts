import type { RunEvent, RunEventBody } from './types.js';

/** The events of one run: kept for replay, handed out as they come. Whoever reads never holds up the run. */
export class EventLog {
  readonly #events: RunEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #ended = false;

  /** @param capacity events beyond which {@link append} says no. */
  constructor(
    private readonly capacity: number,
    private readonly now: () => number = Date.now,
  ) {}

  get events(): readonly RunEvent[] {
    return this.#events;
  }

  /** Adds an event and wakes the readers. Undefined, and nothing is added, when the log is full or has ended. */
  append(body: RunEventBody): RunEvent | undefined {
    const last = body.type === 'run-end';
    if (this.#ended || (this.#events.length >= this.capacity && !last)) return undefined;
    const event: RunEvent = { seq: this.#events.length + 1, at: this.now(), ...body };
    this.#events.push(event);
    this.#ended = last;
    this.#wake();
    return event;
  }

  /** The events after number `after`, those that were and those to come, up to `run-end`. */
  async *follow(after = 0): AsyncGenerator<RunEvent, void, undefined> {
    let next = Math.max(0, after);
    for (;;) {
      const event = this.#events[next];
      if (event) {
        next += 1;
        yield event;
      } else if (this.#ended) {
        return;
      } else {
        await this.#news();
      }
    }
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
    });
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
