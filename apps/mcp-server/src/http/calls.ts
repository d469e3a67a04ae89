import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';

/** The calls in flight. */
export class Calls {
  readonly #open = new Set<ServerResponse>();
  #waiting: (() => void)[] = [];

  /** Counts a call whose client was let in, until its answer is sent or its connection ends. */
  begin(response: ServerResponse): void {
    this.#open.add(response);
    response.once('close', () => {
      this.#open.delete(response);
      if (this.#open.size > 0) return;
      for (const resolve of this.#waiting) resolve();
      this.#waiting = [];
    });
  }

  /** The requests of calls in flight: one at most on each connection. */
  requests(): IncomingMessage[] {
    return [...this.#open].flatMap(({ req, socket }) => (socket ? [req] : []));
  }

  /** Resolves when no call is in flight. */
  idle(): Promise<void> {
    return this.#open.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#waiting.push(resolve);
        });
  }
}

/** Stops listening, lets calls in flight end for so long, then closes what is left. */
export async function drain(server: Server, calls: Calls, milliseconds: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([calls.idle(), timeout]);
  clearTimeout(timer);
  server.closeAllConnections();
  await closed;
}
