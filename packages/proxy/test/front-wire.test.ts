import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { inlineServer, ProxyClient, toolServer } from './support/proxy-client.js';

const add = { name: 'add', description: 'Adds two numbers.', inputSchema: { type: 'object' } };
const initialize = (version: string) =>
  `if (message.method === 'initialize') return send({ id: message.id, result: { protocolVersion: '${version}', capabilities: {}, serverInfo: { name: 's', version: '1' } } });`;
const revision = '2026-07-28';
const meta = {
  'io.modelcontextprotocol/protocolVersion': revision,
  'io.modelcontextprotocol/clientCapabilities': {},
};

async function front(command: readonly string[], flags: readonly string[] = []): Promise<URL> {
  const proxy = new ProxyClient(command, { flags: ['-p', 'strict', '--listen', '0', ...flags] });
  return new URL(await proxy.until(() => /listening at (\S+)/.exec(proxy.log)?.[1]));
}

function post(
  url: URL,
  body: object,
  session?: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
    ...more,
  };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function open(url: URL): Promise<string> {
  const response = await post(url, { jsonrpc: '2.0', id: 0, method: 'initialize', params: {} });
  await response.text();
  return response.headers.get('mcp-session-id') ?? '';
}
const firstEvent = (body: string): unknown => JSON.parse(/^data: (.*)$/m.exec(body)?.[1] ?? '');
const ask = (id: number, method: string, params: object = {}) => ({ jsonrpc: '2.0', id, method, params });

describe('batches over HTTP', () => {
  const server = (version: string) => toolServer([add], initialize(version));

  it('of 2025-03-26 are answered together, each message looked at by itself', async () => {
    const url = await front(server('2025-03-26'));
    const session = await open(url);
    const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
    const body = [
      ask(1, 'tools/list'),
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      ask(2, 'x', { token }),
    ];
    const answers = (await (await post(url, body, session)).json()) as { id: number; error?: object }[];
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([1, 2]));
    expect(answers.find(({ id }) => id === 2)?.error).toMatchObject({ code: -32001 });
    const told = await post(url, [{ jsonrpc: '2.0', method: 'notifications/x' }], session);
    expect(told.status).toBe(202);
    expect((await post(url, [], session)).status).toBe(400);
  });

  it('of other revisions are refused', async () => {
    const url = await front(server('2025-06-18'));
    const session = await open(url);
    expect((await post(url, [ask(1, 'tools/list')], session)).status).toBe(400);
    expect((await post(url, [ask(1, 'tools/list')])).status).toBe(400);
  });
});

describe('a front', () => {
  it('answers where the line of the server is too long', async () => {
    const long = `if (message.method === 'get') return process.stdout.write('{"jsonrpc":"2.0","result":{"x":"' + 'y'.repeat(17 * 1024 * 1024) + '"},"id":' + message.id + '}\\n');`;
    const url = await front(toolServer([add], initialize('2025-06-18') + long));
    const session = await open(url);
    const answer = firstEvent(await (await post(url, ask(1, 'get'), session)).text());
    expect(answer).toMatchObject({ id: 1, error: { data: { rule: 'line-too-long' } } });
    expect((await post(url, ask(2, 'tools/list'), session)).status).toBe(200);
  });

  it('serves clients of the older revisions without a session', async () => {
    const url = await front(toolServer([add]));
    const answer = firstEvent(await (await post(url, ask(1, 'tools/list'))).text());
    expect(answer).toMatchObject({ id: 1, result: { tools: [add] } });
  });

  it.each([
    [{ host: 'evil.test' }, 403],
    [{ host: 'evil.test:80', origin: 'http://evil.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost:3000' }, 200],
    [{ host: 'good.test' }, 200],
  ])('lets in only who calls it by its name: %j', async (headers, status) => {
    const url = await front(toolServer([add]), ['--allow-host', 'good.test']);
    const got = await new Promise<number | undefined>((resolve, reject) => {
      const all = { 'content-type': 'application/json', ...headers };
      const request = httpRequest(url, { method: 'POST', headers: all }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.once('error', reject);
      request.end(JSON.stringify(ask(1, 'tools/list')));
    });
    expect(got).toBe(status);
  });

  it('brings what a subscription tells to its own client, under the id that he knows', async () => {
    const server = inlineServer(`let n = 0; const open = []; serve((message) => {
      if (message.method === 'subscriptions/listen') { open.push(message.id); if (open.length < 2) return;
        for (const id of open) send({ method: 'notifications/resources/updated', params: { uri: 'a:/' + ++n, _meta: { 'io.modelcontextprotocol/subscriptionId': id } } });
        for (const id of open) send({ id, result: {} }); }
    });`);
    const url = await front(server);
    const listening = { 'mcp-protocol-version': revision, 'mcp-method': 'subscriptions/listen' };
    const bodies = await Promise.all(
      [7, 7].map(async (id) =>
        (await post(url, ask(id, 'subscriptions/listen', { _meta: meta }), undefined, listening)).text(),
      ),
    );
    for (const body of bodies) {
      expect(body.match(/notifications\/resources\/updated/g)).toHaveLength(1);
      expect(body).toContain('"io.modelcontextprotocol/subscriptionId":7');
    }
    expect(new Set(bodies.map((body) => /a:\/\d/.exec(body)?.[0]))).toEqual(new Set(['a:/1', 'a:/2']));
  });

  it('says to a server that nobody is there to answer it', async () => {
    const server = inlineServer(`serve((message) => {
      if (message.method === 'x') { send({ id: 's', method: 'roots/list' }); waiting = message.id; }
      if (message.method === 'y') other = message.id;
      if (message.id === 's') { send({ id: waiting, result: { error: message.error.message } }); send({ id: other, result: {} }); }
    }); let waiting, other;`);
    const url = await front(server);
    const second = post(url, ask(2, 'y'));
    const answers = await Promise.all([post(url, ask(1, 'x')), second]);
    expect(await answers[0]?.text()).toContain('no client listens');
  });

  it('holds the server up for a client that does not read, and keeps no more than a little', async () => {
    const flood = `if (message.method === 'flood') { let sent = 0; const more = () => { while (sent < 100) { sent++; if (!send({ method: 'notifications/message', params: { data: 'x'.repeat(20000) } })) { process.stdout.once('drain', more); return; } } send({ id: message.id, result: {} }); }; more(); return; }`;
    const url = await front(toolServer([add], initialize('2025-06-18') + flood));
    const session = await open(url);
    const response = await post(url, ask(1, 'flood'), session);
    const text = await response.text();
    expect(text.match(/notifications\/message/g)).toHaveLength(100);
    expect(text).toContain('"result":{}');
  });
});
