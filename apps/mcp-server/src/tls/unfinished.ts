import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import { RefusalCode } from '../errors.js';
import { limits } from '../limits.js';
import type { RefusalLog } from '../refusals.js';

/**
 * Bounds the connections whose TLS handshake is not finished, which anybody can open who reaches the port: past the
 * limit, the one that has waited longest is closed. A client with a certificate finishes in milliseconds, so that it
 * is let in however many others hold a connection and say nothing.
 */
export function boundUnfinished(server: Server, refusals: RefusalLog): void {
  const unfinished = new Map<string, Socket>();
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket);
    unfinished.set(peer, socket);
    socket.once('close', () => {
      // The peer's port may serve a newer connection by now.
      if (unfinished.get(peer) === socket) unfinished.delete(peer);
    });
    if (unfinished.size > limits.unfinishedHandshakes) closeOldest(unfinished, refusals);
  });
  // The secure socket is another object than the one that it wraps: the peer's address tells which.
  server.on('secureConnection', (socket) => void unfinished.delete(peerOf(socket)));
}

function closeOldest(unfinished: Map<string, Socket>, refusals: RefusalLog): void {
  const [oldest] = unfinished;
  if (!oldest) return;
  const [peer, socket] = oldest;
  unfinished.delete(peer);
  refusals.record({
    kind: 'mcp-refusal',
    code: RefusalCode.HandshakeFailed,
    message: 'A connection was closed: it had not finished its TLS handshake when too many others came.',
    remoteAddress: socket.remoteAddress,
    data: { reason: 'too-many-unfinished' },
  });
  socket.destroy();
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
