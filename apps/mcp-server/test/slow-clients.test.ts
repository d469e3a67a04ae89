import { connect as connectPlainly } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { readClientFiles } from '@sallyport/certs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type * as Limits from '../src/limits.js';
import { startHouse, type House } from './support/house.js';

vi.mock('../src/limits.js', async (original) => {
  const { limits } = await original<typeof Limits>();
  return { limits: { ...limits, headersMs: 300, requestMs: 600, slowCheckMs: 50 } };
});

/** A client that keeps its side of the connection open whatever the server does. */
async function stubbornClient(house: House): Promise<{ socket: TLSSocket; heard: () => string }> {
  const { ca, cert, key } = await readClientFiles(house.certs, 'web');
  const port = Number(new URL(house.origin).port);
  const carrier = connectPlainly({ port, host: '127.0.0.1', allowHalfOpen: true });
  const socket = connect({ socket: carrier, servername: 'localhost', ca, cert, key });
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { socket, heard: () => text };
}

describe('a connection is taken back from a client', () => {
  it.each([
    ['that never ends its headers', 'POST /mcp HTTP/1.1\r\n', '408'],
    [
      'that never ends its body',
      'POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n',
      '408',
    ],
    ['that never says anything', '', '408'],
    ['that speaks no HTTP', 'nonsense\r\n\r\n', '400'],
  ])('%s', async (_title, words, status) => {
    const house = await startHouse();
    const { socket, heard } = await stubbornClient(house);
    let failure = '';
    socket.on('error', (error: NodeJS.ErrnoException) => (failure = error.code ?? ''));
    socket.write(words);
    await vi.waitFor(() => expect(heard()).toContain(`HTTP/1.1 ${status}`), 5000);
    // Only a connection that the server has closed on both sides turns further words away.
    await vi.waitFor(() => {
      if (!socket.destroyed) socket.write('x');
      expect(failure).toMatch(/^(?:ECONNRESET|EPIPE)$/);
    }, 5000);
  });
});
