import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { initialise } from '@sallyport/certs';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { listen, modernHandler } from './support/http-servers.js';
import { ProxyClient, toolServer } from './support/proxy-client.js';

const add = { name: 'add', description: 'Adds two numbers.', inputSchema: { type: 'object' } };
const initialize = `if (message.method === 'initialize') return send({ id: message.id, result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } });
  if (message.params?._meta?.progressToken !== undefined) send({ method: 'notifications/progress', params: { progressToken: message.params._meta.progressToken, progress: 1 } });`;
const stdioServer = toolServer([add], initialize);

/** Starts a front and gives its address. */
async function front(command: readonly string[], flags: readonly string[] = []): Promise<URL> {
  const proxy = new ProxyClient(command, { flags: ['-p', 'strict', '--listen', '0', ...flags] });
  return new URL(await proxy.until(() => /listening at (\S+)/.exec(proxy.log)?.[1]));
}

async function oldClient(url: URL): Promise<OldClient> {
  const client = new OldClient({ name: 'old', version: '1' });
  await client.connect(new OldTransport(url));
  return client;
}

describe('a front over HTTP', () => {
  it('serves two clients with sessions before a command, each its own answers and progress', async () => {
    const url = await front(stdioServer);
    const clients = await Promise.all([oldClient(url), oldClient(url)]);
    const answers = await Promise.all(
      clients.map(async (client, n) => {
        await client.listTools();
        const progress: unknown[] = [];
        const answer = await client.callTool({ name: 'add', arguments: { n } }, undefined, {
          onprogress: (one) => void progress.push(one),
        });
        await client.close();
        return [JSON.stringify(answer).includes(`\\"n\\":${n}`), progress.length];
      }),
    );
    expect(answers).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  it('serves clients of the current revision before a remote server, and blocks', async () => {
    const url = await front([], ['--upstream', await listen(modernHandler())]);
    const client = new Client({ name: 'new', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new NewTransport(url));
    expect((await client.listTools()).tools).toHaveLength(2);
    expect(JSON.stringify(await client.callTool({ name: 'echo', arguments: { word: 'tea' } }))).toContain(
      'echo tea',
    );
    await expect(client.callTool({ name: 'tell', arguments: {} })).rejects.toThrow('blocked');
    await client.close();
  });

  it('keeps out other origins, other paths, other bodies and unknown sessions', async () => {
    const url = await front(stdioServer);
    const post = async (headers: Record<string, string>, body: string, to = url) => {
      const all = { 'content-type': 'application/json', ...headers };
      return (await fetch(to, { method: 'POST', headers: all, body })).status;
    };
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    expect(await post({ origin: 'https://evil.test' }, ping)).toBe(403);
    expect(await post({}, ping, new URL('/other', url))).toBe(404);
    expect(await post({}, 'hello')).toBe(400);
    expect(await post({ 'content-type': 'text/plain' }, ping)).toBe(415);
    expect(await post({ 'mcp-session-id': 'x' }, ping)).toBe(404);
    expect(await post({}, `{"pad":"${'x'.repeat(17 * 1024 * 1024)}"}`)).toBe(413);
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const modern = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: meta } });
    const version = { 'mcp-protocol-version': '2026-07-28' };
    expect(await post({ ...version, 'mcp-method': 'tools/call' }, modern)).toBe(400);
    expect(await post({ ...version, 'mcp-method': 'tools/list' }, modern)).toBe(200);
  });

  it('asks for a certificate where an authority is given', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    const server = [
      '--tls-cert',
      join(folder, 'server/cert.pem'),
      '--tls-key',
      join(folder, 'server/key.pem'),
    ];
    const url = await front(stdioServer, [...server, '--client-ca', join(folder, 'ca.pem')]);
    url.hostname = 'localhost';
    const own = join(folder, 'clients/ask');
    const tls = ['--ca', join(folder, 'ca.pem')];
    const withOwn = [...tls, '--cert', join(own, 'cert.pem'), '--key', join(own, 'key.pem')];
    const ask = { id: 1, method: 'initialize', params: {} };
    const start = (flags: string[]) => new ProxyClient([], { flags: ['--upstream', url.href, ...flags] });
    expect(await start(withOwn).request(ask)).toHaveProperty('result.serverInfo');
    expect((await start(tls).request(ask)).error?.data?.['rule']).toMatch(/^upstream-/);
  });
});
