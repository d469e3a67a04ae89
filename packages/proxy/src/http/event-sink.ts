import type { ServerResponse } from 'node:http';

/** Answers one HTTP request: with one JSON text, or, where more is said before, with a stream of events. */
export class EventSink {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
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
    this.#response.writeHead(200, { 'content-type': 'application/json' }).end(line);
  }
}
