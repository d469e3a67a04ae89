import type { ServerResponse } from 'node:http';
import { limits } from '../limits.js';
import type { AnswerStart } from './wire.js';

/** Takes what answers a request: events on the way, and the answer itself. */
export interface Sink {
  /** The answer begins; where it is a stream, it is one here too, for a client that takes one. */
  begin(start: Pick<AnswerStart, 'status' | 'isStream'>): void;
  event(line: string): void;
  /** The answer to the request. */
  last(line: string): void;
  /** Waits until what was said has been read, where much has not; whoever never reads is cut off. */
  drained(): Promise<void> | undefined;
}

/** Answers HTTP requests: with one JSON text, or, where more is said before, with a stream of events. */
export class EventSink implements Sink {
  readonly #response: ServerResponse;
  #status = 200;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  begin({ status, isStream }: Pick<AnswerStart, 'status' | 'isStream'>): void {
    this.#status = status;
    const isTaken = this.#response.req.headers.accept?.includes('text/event-stream') === true;
    if (isStream && isTaken && status === 200) this.open();
  }

  /** Begins the stream. */
  open(): void {
    if (this.#response.headersSent || this.#response.destroyed) return;
    this.#response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    this.#response.flushHeaders();
  }

  event(line: string): void {
    if (this.#response.destroyed) return;
    this.open();
    this.#response.write(`data: ${line}\n\n`);
  }

  last(line: string): void {
    if (this.#response.destroyed) return;
    if (this.#response.headersSent) {
      this.event(line);
      this.#response.end();
      return;
    }
    this.#response.writeHead(this.#status, { 'content-type': 'application/json' }).end(line);
  }

  /** Ends the stream. */
  close(): void {
    this.#response.end();
  }

  drained(): Promise<void> | undefined {
    const response = this.#response;
    if (!response.writableNeedDrain || response.destroyed) return undefined;
    return new Promise((resolve) => {
      const cut = setTimeout(() => response.destroy(), limits.slowReaderMs);
      const done = (): void => {
        clearTimeout(cut);
        response.off('drain', done).off('close', done);
        resolve();
      };
      response.on('drain', done).on('close', done);
    });
  }
}

/** Answers a batch, as the revision 2025-03-26 has it: with an array, or with the events of all its requests. */
export class BatchSink implements Sink {
  readonly #response: ServerResponse;
  readonly #sink: EventSink;
  readonly #answers: string[] = [];
  #left: number;

  /** @param requests how many of the batch are to be answered. */
  constructor(response: ServerResponse, requests: number) {
    this.#response = response;
    this.#sink = new EventSink(response);
    this.#left = requests;
  }

  /** The answers to a batch come together, as one of them may be a stream and another not. */
  begin(): void {}

  event(line: string): void {
    // From here on it is a stream: what was kept goes first.
    for (const answer of this.#answers.splice(0)) this.#sink.event(answer);
    this.#sink.event(line);
  }

  last(line: string): void {
    this.#left--;
    if (this.#response.headersSent) this.#sink.event(line);
    else this.#answers.push(line);
    if (this.#left > 0) return;
    if (this.#response.headersSent) this.#response.end();
    else this.#sink.last(`[${this.#answers.join(',')}]`);
  }

  drained(): Promise<void> | undefined {
    return this.#sink.drained();
  }
}
