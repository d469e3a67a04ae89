import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { initialise, readServerFiles } from '@sallyport/certs';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { sallyportCommand } from '../src/index.js';
import { listen, modernHandler, sessionHandler, unusedAddress } from './support/http-servers.js';
import { ProxyClient } from './support/proxy-client.js';
import { connectNew, connectOld } from './support/transcript.js';

const before = (url: string, ...flags: string[]) => ({
  command: process.execPath,
  args: [sallyportCommand, 'mcp', 'proxy', '--preset', 'strict', '--upstream', url, ...flags],
  env: { SALLYPORT_HOME: temporaryFolder() },
});
const client = (url: string, ...flags: string[]) =>
  new ProxyClient([], { flags: ['-p', 'strict', '--upstream', url, ...flags] });

describe.each([
  ['with sessions', sessionHandler],
  ['of the current revision', modernHandler],
] as const)('a remote server %s', (_, handler) => {
  it.each([
    ['1.x', connectOld],
    ['2.x', connectNew],
  ] as const)('serves the client of the %s line, guarded', async (_line, connect) => {
    const { client, call } = await connect(before(await listen(handler())));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('echo');
    expect(JSON.stringify(await call('echo', { word: 'tea' }))).toContain('tea');
    await expect(call('tell', {})).rejects.toThrow('blocked');
    await client.close();
  });
});

describe('a session', () => {
  it('carries progress, and what the server asks of the client', async () => {
    const { client, call, asked } = await connectOld(before(await listen(sessionHandler())));
    await client.listTools();
    const progress: object[] = [];
    const answer = await call('ask', {}, { onprogress: (one) => void progress.push(one) });
    expect(JSON.stringify(answer)).toContain('sampled');
    expect([asked.length, progress.length]).toEqual([1, 1]);
    await client.close();
  });
});

describe('mutual TLS', () => {
  it('shows the certificate that is asked for, and says what is wrong without it', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    const own = join(folder, 'clients', 'ask');
    const url = await listen(sessionHandler(), {
      ...(await readServerFiles(folder)),
      requestCert: true,
      rejectUnauthorized: true,
    });
    const flags = [
      '--ca',
      join(folder, 'ca.pem'),
      '--cert',
      join(own, 'cert.pem'),
      '--key',
      join(own, 'key.pem'),
    ];
    const { client: good } = await connectOld(before(url, ...flags));
    expect((await good.listTools()).tools).toHaveLength(3);
    await good.close();
    const ask = { id: 1, method: 'initialize', params: {} };
    expect((await client(url).request(ask)).error?.data).toMatchObject({
      rule: 'upstream-certificate-unknown',
    });
    const bare = await client(url, '--ca', join(folder, 'ca.pem')).request(ask);
    expect(bare.error?.data?.['rule']).toMatch(/^upstream-(?:refuses-certificate|failed)$/);
  });
});

describe('what a remote server must not do', () => {
  const ask = { id: 1, method: 'initialize', params: {} };

  it('is to send us elsewhere', async () => {
    let reached = false;
    const other = await listen((_request, response) => {
      reached = true;
      response.end();
    });
    const url = await listen((_request, response) => void response.writeHead(307, { location: other }).end());
    expect((await client(url).request(ask)).error?.data).toMatchObject({ rule: 'upstream-redirects' });
    expect(reached).toBe(false);
  });

  it('is not to answer, or to break off', async () => {
    const gone = await client(await unusedAddress()).request(ask);
    expect(gone.error?.data).toMatchObject({ rule: 'upstream-unreachable' });
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
      response.end();
    });
    expect((await client(url).request(ask)).error?.data).toMatchObject({ rule: 'upstream-broke-off' });
  });

  it('an answer that breaks off behind an event with an id is resumed', async () => {
    const seen: (string | undefined)[] = [];
    const url = await listen((request, response) => {
      seen.push(request.headers['last-event-id'] as string | undefined);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (request.method === 'POST')
        response.end('id: 7\ndata: {"jsonrpc":"2.0","method":"notifications/message"}\n\n');
      else response.end('id: 8\ndata: {"jsonrpc":"2.0",\ndata: "id":1,"result":{"ok":true}}\n\n');
    });
    expect(await client(url).request(ask)).toMatchObject({ result: { ok: true } });
    expect(seen).toEqual([undefined, '7']);
  });
});

describe('parameters in headers', () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const region = { type: 'string', 'x-mcp-header': 'Region' };
  const toolOf = (name: string, properties: object) => ({
    name,
    description: 'Is routed.',
    inputSchema: { type: 'object', properties },
  });
  const tools = [
    toolOf('good', {
      region,
      inner: { type: 'object', properties: { n: { type: 'integer', 'x-mcp-header': 'N' } } },
    }),
    toolOf('spaced', { region: { type: 'string', 'x-mcp-header': 'Re gion' } }),
    toolOf('twice', { region, other: { type: 'string', 'x-mcp-header': 'REGION' } }),
    toolOf('whole', { region: { type: 'object', 'x-mcp-header': 'Region' } }),
    toolOf('listed', { regions: { type: 'array', items: region } }),
  ];
  const asked: NodeJS.Dict<string | string[]>[] = [];
  const answer = async (...[request, response]: Parameters<RequestListener>): Promise<void> => {
    const { id, method } = JSON.parse(await text(request)) as { id: number; method: string };
    if (method === 'tools/call') asked.push(request.headers);
    const result = method === 'tools/list' ? { tools } : { content: [] };
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  };
  const handler: RequestListener = (request, response) => void answer(request, response);

  it('are sent for a client without headers, and tools that may not have them are left out', async () => {
    const proxy = client(await listen(handler));
    const list = await proxy.request({ id: 1, method: 'tools/list', params: { _meta: meta } });
    expect(list.result?.['tools']).toEqual([tools[0]]);
    const given = { region: 'Zürich ', inner: { n: 7 } };
    const params = { name: 'good', arguments: given, _meta: meta };
    expect((await proxy.request({ id: 2, method: 'tools/call', params })).result).toBeDefined();
    expect(asked.at(-1)).toMatchObject({
      'mcp-method': 'tools/call',
      'mcp-name': 'good',
      'mcp-param-region': '=?base64?WsO8cmljaCA=?=',
      'mcp-param-n': '7',
    });
    await proxy.until(() => /the tool spaced is left out/.test(proxy.log));
  });

  it('are those of a client that speaks HTTP, as long as they are true', async () => {
    const proxy = new ProxyClient([], {
      flags: ['-p', 'strict', '--listen', '0', '--upstream', await listen(handler)],
    });
    const url = await proxy.until(() => /listening at (\S+)/.exec(proxy.log)?.[1]);
    const post = (method: string, params: object, headers: Record<string, string>) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'mcp-protocol-version': '2026-07-28',
          'mcp-method': method,
          ...headers,
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
      });
    const list = (await (await post('tools/list', {}, {})).json()) as { result: { tools: unknown[] } };
    expect(list.result.tools).toHaveLength(tools.length);
    const call = (headers: Record<string, string>) =>
      post('tools/call', { name: 'good', arguments: { region: 'eu' } }, { 'mcp-name': 'good', ...headers });
    const before = asked.length;
    expect((await call({ 'mcp-param-region': 'eu' })).status).toBe(200);
    expect(asked.at(-1)).toMatchObject({ 'mcp-param-region': 'eu' });
    expect((await call({ 'mcp-param-region': 'us' })).status).toBe(400);
    expect(asked).toHaveLength(before + 1);
  });
});
