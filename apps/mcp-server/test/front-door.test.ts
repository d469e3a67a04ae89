import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { issue } from '@sallyport/certs';
import { describeWith } from '@sallyport/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { analysis, certificates, clientOf, message, startHouse, type House } from './support/house.js';
import { startNginx } from './support/nginx.js';

/** A way to the MCP server on which the first connections are spoilt. Gives its port and the count of connections. */
async function spoiltWay(
  house: House,
  spoil: (attempt: number, client: Socket, server: Socket) => void,
): Promise<{ port: number; attempts: () => number }> {
  const target = Number(new URL(house.origin).port);
  let attempts = 0;
  const open = new Set<Socket>();
  const way = createServer((client) => {
    attempts += 1;
    const server = connect(target, '127.0.0.1');
    for (const socket of [client, server]) {
      open.add(socket);
      // Each side is told by the end of the other.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
    }
    client.pipe(server).pipe(client);
    spoil(attempts, client, server);
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    way.close();
    for (const socket of open) socket.destroy();
  });
  return { port: (way.address() as AddressInfo).port, attempts: () => attempts };
}

async function house(): Promise<House> {
  const certs = await certificates(['nginx']);
  await issue(certs, { kind: 'server', name: 'nginx' });
  return startHouse({
    certs,
    allowedHosts: ['localhost', '127.0.0.1', 'mcp-server'],
    forwarders: ['spiffe://sallyport/client/nginx'],
  });
}

describeWith('nginx', 'the front door, where a connection to the only replica fails', (nginx) => {
  it('sends a call that never left it on another connection', async () => {
    const served = await house();
    const way = await spoiltWay(served, (attempt, client) => {
      // Ended before the handshake is finished.
      if (attempt === 1) client.once('data', () => client.destroy());
    });
    const door = await startNginx(nginx, served.certs, `https://localhost:${way.port}`);
    const { fetch } = await clientOf(door.origin, served.certs);
    const answer = await fetch(`${door.origin}/mcp`, message('tools/list'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('run_analysis');
    expect(way.attempts()).toBe(2);
  });

  it('does not send a call again that left it', async () => {
    const served = await house();
    const way = await spoiltWay(served, (_, client) => {
      void vi.waitFor(() => expect(served.sandbox.waiting).toBe(1), 20_000).then(() => client.destroy());
    });
    const door = await startNginx(nginx, served.certs, `https://localhost:${way.port}`);
    const { fetch } = await clientOf(door.origin, served.certs);
    const answer = await fetch(`${door.origin}/mcp`, analysis('wait'));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { code: 'mcp-server-unreachable' } });
    expect(way.attempts()).toBe(1);
  });

  it('says that no replica answers after the second connection', async () => {
    const served = await house();
    const way = await spoiltWay(served, (_, client) => client.destroy());
    const door = await startNginx(nginx, served.certs, `https://localhost:${way.port}`);
    const { fetch } = await clientOf(door.origin, served.certs);
    const answer = await fetch(`${door.origin}/mcp`, message('tools/list'));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { code: 'mcp-server-unreachable' } });
    expect(way.attempts()).toBe(2);
  });
});
