import { cpSync, rmSync } from 'node:fs';
import { createServer as createPlainServer, get } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { issue, readClientFiles, readServerFiles, revoke } from '@sallyport/certs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { certificates, clientOf, copyOf, message, startHouse, type House } from './support/house.js';

/** What a client with these certificates hears, and what the server wrote down about it. */
async function refusalOf(house: House, folder: string, clientName = 'web') {
  const { fetch } = await clientOf(house.origin, folder, clientName);
  const error: unknown = await fetch(house.server.url, message('tools/list')).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const event = await vi.waitFor(async () => {
    const [first] = await house.refusals();
    if (!first) throw new Error('nothing was recorded');
    return first;
  });
  return { error, event };
}

function replaceLeaf(folder: string, from: string): void {
  cpSync(from, join(folder, 'clients', 'web'), { recursive: true });
}

describe('a client that is refused', () => {
  it('hears that it has no certificate, and is refused without one', async () => {
    const house = await startHouse();
    const folder = copyOf(house.certs);
    rmSync(join(folder, 'clients', 'web'), { recursive: true });
    await expect(clientOf(house.origin, folder)).rejects.toMatchObject({
      code: 'client-certificate-missing',
      remedy: expect.stringContaining('sallyport-certs'),
    });

    const { ca } = await readServerFiles(house.certs);
    const bare = await new Promise((resolve) => {
      request(house.server.url, { ca, agent: false }, resolve).on('error', resolve).end();
    });
    expect(bare).toMatchObject({ code: expect.stringMatching(/CERTIFICATE_REQUIRED|ECONNRESET/) });
    await vi.waitFor(async () =>
      expect(await house.refusals()).toMatchObject([
        { kind: 'certificate', action: 'block', data: { code: 'certificate-missing' } },
      ]),
    );
  });

  it('hears that its certificate is self-signed', async () => {
    const house = await startHouse();
    const folder = copyOf(house.certs);
    const other = await certificates();
    cpSync(join(other, 'ca.pem'), join(folder, 'clients', 'web', 'cert.pem'));
    cpSync(join(other, 'ca-key.pem'), join(folder, 'clients', 'web', 'key.pem'));
    const { error, event } = await refusalOf(house, folder);
    expect(error).toMatchObject({
      code: 'client-certificate-unknown',
      message: expect.stringContaining('self-signed'),
    });
    expect(event).toMatchObject({ kind: 'certificate', data: { code: 'handshake-failed' } });
  });

  it('hears that its certificate is from another authority', async () => {
    const house = await startHouse();
    const folder = copyOf(house.certs);
    replaceLeaf(folder, join(await certificates(), 'clients', 'web'));
    const { error, event } = await refusalOf(house, folder);
    expect(error).toMatchObject({
      code: 'client-certificate-unknown',
      message: expect.stringContaining('another authority'),
    });
    expect(event.message).toContain('another authority');
  });

  it('hears that its certificate has expired', async () => {
    const house = await startHouse();
    await issue(house.certs, { kind: 'client', name: 'web' }, { overwrite: true, validityMs: 1 });
    const { error, event } = await refusalOf(house, house.certs);
    expect(error).toMatchObject({
      code: 'client-certificate-expired',
      remedy: expect.stringContaining('renew web'),
    });
    expect(event).toMatchObject({ data: { reason: 'CERT_HAS_EXPIRED' } });
  });

  it('hears that its certificate was revoked', async () => {
    const house = await startHouse();
    await revoke(house.certs, 'web');
    await house.server.reload();
    const { error, event } = await refusalOf(house, house.certs);
    expect(error).toMatchObject({ code: 'client-certificate-revoked' });
    expect(event).toMatchObject({ data: { reason: 'CERT_REVOKED' } });
  });

  it("hears that a server's certificate is not for clients", async () => {
    const house = await startHouse();
    const folder = copyOf(house.certs);
    replaceLeaf(folder, join(house.certs, 'server'));
    const { error, event } = await refusalOf(house, folder);
    expect(error).toMatchObject({ code: 'client-purpose-wrong' });
    expect(event).toMatchObject({ data: { reason: 'INVALID_PURPOSE' } });
  });

  it('hears that it is known but not let in', async () => {
    const house = await startHouse({ certs: await certificates(['reports']) });
    const { error, event } = await refusalOf(house, house.certs, 'reports');
    expect(error).toMatchObject({
      code: 'client-not-authorised',
      remedy: expect.stringContaining('MCP_ALLOWED_CLIENTS'),
    });
    expect(event).toMatchObject({
      kind: 'certificate',
      data: { code: 'client-not-authorised', status: 403 },
      message: expect.stringContaining('spiffe://sallyport/client/reports'),
    });
  });

  it('gets nothing over plain HTTP', async () => {
    const house = await startHouse();
    const { port } = new URL(house.origin);
    const answer = await new Promise((resolve) => {
      get({ host: '127.0.0.1', port, path: '/mcp' }, resolve).on('error', resolve);
    });
    expect(answer).toBeInstanceOf(Error);
    await vi.waitFor(async () =>
      expect(await house.refusals()).toMatchObject([{ message: expect.stringContaining('plain HTTP') }]),
    );
  });

  it('gets nothing over TLS 1.2', async () => {
    const house = await startHouse();
    const { ca, cert, key } = await readClientFiles(house.certs, 'web');
    const answer = await new Promise((resolve) => {
      const options = { ca, cert, key, maxVersion: 'TLSv1.2', agent: false } as const;
      request(house.server.url, options, resolve).on('error', resolve).end();
    });
    expect(answer).toMatchObject({ code: 'EPROTO' });
    await vi.waitFor(async () =>
      expect(await house.refusals()).toMatchObject([{ message: expect.stringContaining('no TLS 1.3') }]),
    );
  });
});

describe('a server that the client refuses', () => {
  it.each([
    [
      'is of another authority',
      'server-unknown',
      async (house: House) => ({ origin: house.origin, certs: await certificates() }),
    ],
    [
      'was revoked',
      'server-certificate-revoked',
      async (house: House) => {
        await revoke(house.certs, 'mcp-server');
        return house;
      },
    ],
    [
      'has expired',
      'server-certificate-expired',
      async (house: House) => {
        await issue(house.certs, { kind: 'server', name: 'mcp-server' }, { overwrite: true, validityMs: 1 });
        await house.server.reload();
        return house;
      },
    ],
    [
      'shows a certificate for clients',
      'server-purpose-wrong',
      async (house: House) => {
        cpSync(join(house.certs, 'clients', 'web'), join(house.certs, 'server'), { recursive: true });
        await house.server.reload();
        return house;
      },
    ],
    [
      'is not there',
      'server-unreachable',
      async (house: House) => {
        await house.server.close();
        return house;
      },
    ],
  ])('%s: %s', async (_title, code, spoil) => {
    const { origin, certs } = await spoil(await startHouse());
    const client = await clientOf(origin, certs);
    await expect(client.fetch(`${origin}/mcp`, message('tools/list'))).rejects.toMatchObject({ code });
    await expect(client.peer()).rejects.toMatchObject({ code });
  });

  it('carries another name', async () => {
    const house = await startHouse({ host: '127.0.0.2' });
    const origin = house.origin.replace('localhost', '127.0.0.2');
    const { fetch } = await clientOf(origin, house.certs);
    await expect(fetch(`${origin}/mcp`, message('tools/list'))).rejects.toMatchObject({
      code: 'server-name-wrong',
    });
  });

  it('speaks plain HTTP', async () => {
    const certs = await certificates();
    const server = createPlainServer((_request, response) => response.end('hello'));
    const origin = await listening(server);
    const { fetch } = await clientOf(origin, certs);
    await expect(fetch(`${origin}/mcp`)).rejects.toMatchObject({ code: 'server-not-tls' });
  });

  it('redirects: neither the call nor the certificate follow', async () => {
    const house = await startHouse();
    const files = await readServerFiles(house.certs);
    const server = createServer({ ...files, requestCert: true }, (_request, response) => {
      response.writeHead(307, { location: house.server.url }).end();
    });
    const origin = await listening(server);
    const { fetch } = await clientOf(origin, house.certs);
    await expect(fetch(`${origin}/mcp`, message('tools/list'))).rejects.toMatchObject({
      code: 'redirect-refused',
    });
  });

  it('is another than the one that was agreed, or one without TLS', async () => {
    const house = await startHouse();
    const { fetch } = await clientOf(house.origin, house.certs);
    await expect(fetch('https://example.com/mcp')).rejects.toMatchObject({ code: 'origin-not-pinned' });
    await expect(fetch(house.server.url.replace('https', 'http'))).rejects.toMatchObject({
      code: 'origin-not-pinned',
    });
    await expect(clientOf('http://localhost:1', house.certs)).rejects.toMatchObject({
      code: 'origin-not-pinned',
    });
  });
});

async function listening(server: ReturnType<typeof createPlainServer>): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}
