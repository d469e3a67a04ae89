import { request } from 'node:https';
import { readClientFiles } from '@sallyport/certs';
import { describe, expect, it, vi } from 'vitest';
import { limits } from '../src/limits.js';
import { analysis, clientOf, message, startHouse, type House } from './support/house.js';

interface Options {
  path?: string;
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string;
}

/** Sends a request as it is; the agent's own client would not send some of these. */
async function send(house: House, options: Options): Promise<{ status: number | undefined; code: unknown }> {
  const { ca, cert, key } = await readClientFiles(house.certs, 'web');
  const { method = 'POST', path = '/mcp', body = message('tools/list').body } = options;
  const headers = { ...message('tools/list').headers, ...options.headers };
  const port = new URL(house.origin).port;
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: 'localhost',
        servername: 'localhost',
        port,
        path,
        method,
        headers,
        ca,
        cert,
        key,
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const isJson = response.headers['content-type']?.startsWith('application/json') && text;
          const answer = isJson ? (JSON.parse(text) as { error?: { code?: unknown } }) : {};
          resolve({ status: response.statusCode, code: answer.error?.code });
        });
      },
    );
    call.on('error', reject);
    call.end(method === 'POST' ? body : undefined);
  });
}

describe('the guards of the HTTP endpoint', () => {
  it.each([
    ['another Host', { headers: { host: 'attacker.example' } }, 403, 'host-not-allowed'],
    ['a Host with a user name', { headers: { host: 'attacker@localhost' } }, 403, 'host-not-allowed'],
    ['a Host with a path', { headers: { host: 'localhost/../attacker' } }, 403, 'host-not-allowed'],
    [
      'a Host that ends in another',
      { headers: { host: 'localhost.attacker.example' } },
      403,
      'host-not-allowed',
    ],
    ['two Hosts', { headers: { host: ['localhost', 'attacker.example'] } }, 403, 'host-not-allowed'],
    ['a method of no transport', { method: 'TRACE' }, 405, 'method-not-allowed'],
    ['a foreign Origin', { headers: { origin: 'https://attacker.example' } }, 403, 'origin-not-allowed'],
    ['an opaque Origin', { headers: { origin: 'null' } }, 403, 'origin-not-allowed'],
    ['another path', { path: '/mcp/../admin' }, 404, 'not-found'],
    ['the health path, which is not here', { path: '/healthz', method: 'GET' }, 404, 'not-found'],
    ['a body that is too large', { body: 'x'.repeat(limits.bodyBytes + 1) }, 413, 'body-too-large'],
    [
      'a body that grows too large',
      { headers: { 'transfer-encoding': 'chunked' }, body: 'x'.repeat(limits.bodyBytes + 1) },
      413,
      'body-too-large',
    ],
    ['a body that is not JSON', { body: '{"jsonrpc":' }, 400, 'body-invalid'],
    [
      'headers that are too large',
      { headers: { 'x-padding': 'x'.repeat(limits.headerBytes) } },
      431,
      undefined,
    ],
    ['a GET of an older session', { method: 'GET' }, 405, -32_000],
  ] satisfies [string, Options, number, unknown][])(
    'refuse %s, and record it',
    async (_title, options, status, code) => {
      const house = await startHouse();
      expect(await send(house, options)).toEqual({ status, code });
      await vi.waitFor(async () => expect(await house.refusals()).toHaveLength(1));
      expect((await house.refusals())[0]).toMatchObject({ kind: 'mcp-refusal', source: 'mcp-server' });
    },
  );

  it('let local names and pages pass', async () => {
    const house = await startHouse();
    expect(
      await send(house, { headers: { host: '127.0.0.1:1', origin: 'http://localhost:3000' } }),
    ).toMatchObject({
      status: 200,
    });
    expect(await house.refusals()).toEqual([]);
  });
});

describe('the health port', () => {
  it('says that the server serves, and nothing else', async () => {
    const { server } = await startHouse();
    const base = new URL(server.healthUrl);
    expect(base.hostname).toBe('127.0.0.1');
    const health = await fetch(base);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    for (const [path, method] of [
      ['/', 'GET'],
      ['/mcp', 'POST'],
      ['/healthz?x', 'GET'],
      ['/healthz', 'POST'],
    ] as const) {
      expect((await fetch(new URL(path, base), { method })).status).toBe(404);
    }
  });
});

describe('a stop', () => {
  it('lets the call in flight end and takes no further one', async () => {
    const house = await startHouse();
    const { fetch } = await clientOf(house.origin, house.certs);
    const call = fetch(house.server.url, analysis('wait'));
    await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1));
    const closed = house.server.close();
    await expect(fetch(house.server.url, message('tools/list'))).rejects.toMatchObject({
      code: 'server-unreachable',
    });
    house.sandbox.open();
    expect((await call).status).toBe(200);
    await closed;
  });

  it('names the port that is taken', async () => {
    const house = await startHouse();
    const port = Number(new URL(house.origin).port);
    await expect(startHouse({ port })).rejects.toMatchObject({
      message: expect.stringContaining(`Port ${port}`),
      remedy: expect.stringContaining('MCP_PORT'),
    });
  });
});
