import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What answers a request. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Takes up the requests of one connection one after the other, as they are answered in that order anyhow. A client
 * that sends many at once has no more calls in flight than others, each is judged when its turn comes, and those whose
 * turn has not come end with the connection: Node tells only the answer at the front that the client went away.
 */
export function inTurn(listener: Listener): Listener {
  const last = new WeakMap<Socket, ServerResponse>();
  return (request, response) => {
    const before = last.get(request.socket);
    last.set(request.socket, response);
    if (!before || before.closed) return listener(request, response);
    before.once('close', () => {
      // Without a socket there is nobody left to answer.
      if (response.socket) listener(request, response);
    });
  };
}
