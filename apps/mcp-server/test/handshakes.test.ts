import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { limits } from '../src/limits.js';
import { clientOf, message, startHouse, type House } from './support/house.js';

/** A connection that never begins its handshake. */
function silentConnection(house: House): Promise<Socket> {
  const port = Number(new URL(house.origin).port);
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket));
    socket.once('error', reject);
    onTestFinished(() => void socket.destroy());
  });
}

function silentConnections(house: House, count: number): Promise<Socket[]> {
  return Promise.all(Array.from({ length: count }, () => silentConnection(house)));
}

describe('connections that never finish their handshake', () => {
  it('do not keep a client out that has a certificate, as many as there are', async () => {
    const house = await startHouse();
    await silentConnections(house, limits.connections + 8);
    const client = await clientOf(house.origin, house.certs);
    const answer = await client.fetch(house.server.url, message('tools/list'));
    expect(answer.status).toBe(200);
    expect(await house.refusals()).toContainEqual(
      expect.objectContaining({
        data: expect.objectContaining({ code: 'handshake-failed', reason: 'too-many-unfinished' }),
      }),
    );
  });

  it('are closed oldest first, past the limit only', async () => {
    const house = await startHouse();
    const [oldest] = await silentConnections(house, 1);
    const others = await silentConnections(house, limits.unfinishedHandshakes);
    await vi.waitFor(() => expect(oldest?.closed).toBe(true), 5000);
    expect(others.filter((socket) => socket.closed)).toEqual([]);
  });

  it('do not count a connection that has finished it', async () => {
    const house = await startHouse();
    const client = await clientOf(house.origin, house.certs);
    const call = client.fetch(
      house.server.url,
      message('tools/call', { name: 'run_analysis', arguments: { code: 'wait' } }),
    );
    await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1), 5000);
    const [oldest] = await silentConnections(house, limits.unfinishedHandshakes + 1);
    await vi.waitFor(() => expect(oldest?.closed).toBe(true), 5000);
    house.sandbox.open();
    expect((await call).status).toBe(200);
  });
});
