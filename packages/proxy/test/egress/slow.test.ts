import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type * as Limits from '../../src/egress/limits.js';
import { local, openProxy, raw } from './support/open-proxy.js';

// The same bounds, reached sooner.
vi.mock(import('../../src/egress/limits.js'), async (original) => {
  const { egressLimits } = await original();
  const sooner = { ...egressLimits, headersMs: 300, greetingMs: 300, connectMs: 300 };
  return { egressLimits: sooner as unknown as typeof Limits.egressLimits };
});

/** A server that takes what comes and says nothing unless told to. */
async function openSilent(take: (socket: Socket) => void = () => undefined): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.resume();
    take(socket);
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('headers that never end are answered with 408, and the connection is closed', async () => {
  const { port, events } = await openProxy(local);
  const got = await raw(port, 'GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\nX-Slow: ');
  expect(got).toMatch(/^HTTP\/1\.1 408 /);
  const [event] = await events();
  expect(event).toMatchObject({ action: 'block', data: { rule: 'request-timeout' } });
});

it('a tunnel whose TLS greeting does not come is closed on both sides', async () => {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const at = await openSilent((socket) => socket.once('end', () => end()));
  const { port, events, services } = await openProxy(local);
  const got = await raw(port, `CONNECT ${at} HTTP/1.1\r\nHost: ${at}\r\n\r\n`);
  expect(got).toMatch(/^HTTP\/1\.1 200 /);
  await ended;
  expect((await events()).map(({ data }) => data?.['rule'])).toEqual(['sni-mismatch']);
  await expect.poll(() => services.meters.value('open_tunnels')).toBe(0);
});

it.each(['client', 'upstream'])('a tunnel whose %s has ended its side does not stay open', async (side) => {
  let take: (socket: Socket) => void = () => undefined;
  const taken = new Promise<Socket>((resolve) => (take = resolve));
  const at = await openSilent((socket) => {
    take(socket);
    if (side === 'upstream') socket.end('bye');
  });
  const settings = 'sni_verification: false, idle_timeout_seconds: 1,';
  const { port, services } = await openProxy(local.replace('enabled: true,', `enabled: true, ${settings}`));
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: side === 'upstream' });
  onTestFinished(() => void client.destroy());
  client.on('error', () => undefined);
  client.resume();
  client.write(`CONNECT ${at} HTTP/1.1\r\nHost: ${at}\r\n\r\n`);
  if (side === 'client') client.once('data', () => client.end('bye'));
  const upstream = await taken;
  await expect.poll(() => services.meters.value('open_tunnels'), { timeout: 20_000 }).toBe(0);
  // Who writes to a connection that is gone, and not only half closed, is told so.
  const open = side === 'upstream' ? client : upstream;
  await expect
    .poll(() => {
      if (!open.destroyed) open.write('still there?');
      return open.destroyed;
    })
    .toBe(true);
});
