import { connect, type TLSSocket } from 'node:tls';
import { readClientFiles, revoke } from '@sallyport/certs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { analysis, message, startHouse, type House } from './support/house.js';

/** A client that sends requests without waiting for answers. */
interface PipeliningClient {
  socket: TLSSocket;
  /** Sends requests in one piece. */
  send(...requests: ReturnType<typeof message>[]): void;
  /** The status codes that came back, in their order. */
  statuses(): string[];
}

async function pipeliningClient(house: House): Promise<PipeliningClient> {
  const { ca, cert, key } = await readClientFiles(house.certs, 'web');
  const port = Number(new URL(house.origin).port);
  const socket = connect({ port, host: 'localhost', ca, cert, key });
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    send: (...requests) => void socket.write(requests.map(wireForm).join('')),
    statuses: () => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => String(status)),
  };
}

function wireForm({ method, headers, body }: ReturnType<typeof message>): string {
  const lines = Object.entries({ host: 'localhost', 'content-length': String(body.length), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${method} /mcp HTTP/1.1\r\n${head}\r\n${body}`;
}

const list = message('tools/list');

describe('requests that are sent without waiting for answers', () => {
  it('are refused from the moment on that their client is revoked', async () => {
    const house = await startHouse();
    const client = await pipeliningClient(house);
    client.send(list, list);
    await vi.waitFor(() => expect(client.statuses()).toEqual(['200', '200']), 5000);
    await revoke(house.certs, 'web');
    client.send(list, list, list);
    await vi.waitFor(() => expect(client.socket.closed).toBe(true), 5000);
    expect(client.statuses()).toEqual(['200', '200', '403']);
  });

  it('are refused when their body comes after the revocation', async () => {
    const house = await startHouse();
    const client = await pipeliningClient(house);
    const words = wireForm(list);
    client.socket.write(words + words.slice(0, -1));
    await vi.waitFor(() => expect(client.statuses()).toEqual(['200']), 5000);
    await revoke(house.certs, 'web');
    client.socket.write(words.slice(-1));
    await vi.waitFor(() => expect(client.socket.closed).toBe(true), 5000);
    expect(client.statuses()).toEqual(['200']);
  });

  it('run one after the other, and no longer once their client has gone away', async () => {
    const house = await startHouse();
    const client = await pipeliningClient(house);
    client.send(analysis('wait'), analysis('wait'));
    await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1), 5000);
    client.socket.destroy();
    await vi.waitFor(() => expect(house.sandbox).toMatchObject({ cancelled: 1, waiting: 0 }), 5000);
  });

  it('are answered in their order', async () => {
    const house = await startHouse();
    const client = await pipeliningClient(house);
    client.send(analysis('wait'), list, message('tools/call', { name: 'unknown' }));
    await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1), 5000);
    house.sandbox.open();
    await vi.waitFor(() => expect(client.statuses()).toEqual(['200', '200', '200']), 5000);
  });
});
