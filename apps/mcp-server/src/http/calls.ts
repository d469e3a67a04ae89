import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { TLSSocket } from 'node:tls';

/** The connections that have a call in flight. */
export interface Calls {
  /** The sockets of calls in flight. */
  sockets(): Iterable<TLSSocket>;
  /** Resolves when no call is in flight. */
  idle(): Promise<void>;
}

/** Keeps count of the calls in flight. */
export function trackCalls(server: Server): Calls {
  const open = new Set<ServerResponse>();
  let waiting: (() => void)[] = [];
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      if (open.size > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
  });
  return {
    sockets: () => [...open].flatMap(({ socket }) => (socket ? [socket as TLSSocket] : [])),
    idle: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
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
