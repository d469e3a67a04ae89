import { rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { initialise, readServerFiles, renew } from '@sallyport/certs';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMtlsFetch, type MtlsFetch } from './index.js';

// How the real MCP server refuses, and rotation under load, are tested with that server, in apps/mcp-server.

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function start(handler: Handler): Promise<{ client: MtlsFetch; origin: string; folder: string }> {
  const folder = join(temporaryFolder(), 'certs');
  await initialise(folder);
  const files = await readServerFiles(folder);
  const server = createServer({ ...files, minVersion: 'TLSv1.3', requestCert: true }, handler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  const client = await createMtlsFetch({ origin, folder, clientName: 'web' });
  onTestFinished(() => client.close());
  return { client, origin, folder };
}

describe('createMtlsFetch', () => {
  it('leaves a 403 that is not about the certificate to the caller, with its body', async () => {
    const { client, origin } = await start((request, response) => {
      const isJson = request.url === '/json';
      response.writeHead(403, { 'content-type': isJson ? 'application/json' : 'text/plain' });
      response.end(isJson ? '{"error":{"code":"host-not-allowed"}}' : 'no');
    });
    const json = await client.fetch(`${origin}/json`);
    expect(await json.json()).toEqual({ error: { code: 'host-not-allowed' } });
    expect(await (await client.fetch(`${origin}/text`)).text()).toBe('no');
  });

  it('keeps the certificates that worked while the folder holds none that do', async () => {
    const { client, origin, folder } = await start((_request, response) => response.end('hello'));
    rmSync(join(folder, 'clients', 'web', 'key.pem'));
    await expect(client.rotate()).rejects.toMatchObject({ code: 'client-certificate-missing' });
    expect((await client.fetch(origin)).status).toBe(200);
  });

  it('tells a server that hangs up from a certificate that is refused', async () => {
    const { client, origin } = await start((request) => request.socket.destroy());
    await expect(client.fetch(origin)).rejects.toMatchObject({ code: 'connection-closed' });
  });

  it('passes a cancelled call on as what it is', async () => {
    const { client, origin } = await start(() => undefined);
    const signal = AbortSignal.timeout(50);
    await expect(client.fetch(origin, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('takes no call after it was closed, also when a rotation was under way', async () => {
    const { client, origin, folder } = await start((_request, response) => response.end('hello'));
    await renew(folder, ['web']);
    const rotation = client.rotate();
    await client.close();
    await rotation;
    await expect(client.fetch(origin)).rejects.toBeInstanceOf(Error);
  });
});
