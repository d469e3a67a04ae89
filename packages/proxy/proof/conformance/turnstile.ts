import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Lets a few programs at a time go on: each connects, waits for a byte, and is done when its connection ends. */
export interface Turnstile {
  port: number;
  close: () => void;
}

export async function openTurnstile(atATime: number): Promise<Turnstile> {
  const waiting: Socket[] = [];
  let inside = 0;
  const admit = (): void => {
    while (inside < atATime) {
      const next = waiting.shift();
      if (!next) return;
      inside += 1;
      next.once('close', () => {
        inside -= 1;
        admit();
      });
      next.write('.');
    }
  };
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy()).resume();
    waiting.push(socket);
    admit();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
