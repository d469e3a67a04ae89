import { describe, expect, it } from 'vitest';
import { inlineServer, ProxyClient, toolServer } from './support/proxy-client.js';

const add = { name: 'add', description: 'Adds two numbers.', inputSchema: { type: 'object' } };
const initialize = `if (message.method === 'initialize') return send({ id: message.id, result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 's', version: '1' } } });`;
const ask = (id: number, method: string, params: object = {}) => ({ jsonrpc: '2.0', id, method, params });

async function front(command: readonly string[], flags: readonly string[] = []) {
  const proxy = new ProxyClient(command, { flags: ['-p', 'strict', '--listen', '0', ...flags] });
  const url = new URL(await proxy.until(() => /listening at (\S+)/.exec(proxy.log)?.[1]));
  return { proxy, url };
}

function post(url: URL, body: object, session?: string): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
  };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function open(url: URL): Promise<string> {
  const response = await post(url, ask(0, 'initialize'));
  await response.text();
  return response.headers.get('mcp-session-id') ?? '';
}

describe('a session of a front', () => {
  it('is over for the client as soon as it says so, and its stream ends', async () => {
    const { url } = await front(toolServer([add], initialize));
    const session = await open(url);
    const headers = { 'mcp-session-id': session };
    const stream = await fetch(url, { headers: { ...headers, accept: 'text/event-stream' } });
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(200);
    expect((await post(url, ask(1, 'tools/list'), session)).status).toBe(404);
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(404);
    expect(await stream.text()).toBe('');
  });

  it('answers what the guard does not read', async () => {
    const { url } = await front(toolServer([add], initialize));
    const session = await open(url);
    const deep = `{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    const headers = { 'content-type': 'application/json', 'mcp-session-id': session, 'mcp-param-a': '1' };
    const response = await fetch(url, { method: 'POST', headers, body: deep });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: -32_700 } });
    expect((await post(url, ask(2, 'tools/list'), session)).status).toBe(200);
  });

  it('is over when nobody has asked for as long as --session-idle says, and not while somebody listens', async () => {
    const { url, proxy } = await front(toolServer([add], initialize), ['--session-idle', '1']);
    const [idle, heard] = [await open(url), await open(url)];
    const stream = await fetch(url, { headers: { 'mcp-session-id': heard, accept: 'text/event-stream' } });
    let status = 0;
    while (status !== 404)
      ({ status } = await fetch(url, { method: 'PUT', headers: { 'mcp-session-id': idle } }));
    expect((await post(url, ask(1, 'tools/list'), heard)).status).toBe(200);
    await stream.body?.cancel();
    expect(proxy.log).not.toContain('failed');
  });

  it('does not let the server run on while its client does not read', async () => {
    const megabytes = 48;
    const flood = `if (message.method === 'flood') { let sent = 0; const data = 'x'.repeat(65536);
      const more = () => { while (sent < ${megabytes * 16}) { sent++;
        if (!send({ method: 'notifications/message', params: { data } })) { process.stderr.write('paused at ' + sent + '\\n'); process.stdout.once('drain', more); return; } }
      send({ id: message.id, result: {} }); }; more(); return; }`;
    const { url, proxy } = await front(toolServer([add], initialize + flood));
    const [slow, other] = [await open(url), await open(url)];
    const response = await post(url, ask(1, 'flood'), slow);
    const sent = (): number => Number([...proxy.log.matchAll(/paused at (\d+)/g)].at(-1)?.[1] ?? 0);
    await proxy.until(() => sent() > 0);
    let [before, rounds] = [-1, 0];
    // Until the server has stood still for as long as another session takes for twenty answers.
    while (rounds < 20) {
      await (await post(url, ask(rounds, 'tools/list'), other)).text();
      rounds = sent() === before ? rounds + 1 : 0;
      before = sent();
    }
    expect((sent() * 64) / 1024).toBeLessThan(24);
    expect((await response.text()).match(/notifications\/message/g)).toHaveLength(megabytes * 16);
  }, 60_000);
});

describe('the current revision before a command', () => {
  const revision = '2026-07-28';
  const meta = {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const inputSchema = {
    type: 'object',
    properties: { region: { type: 'string', 'x-mcp-header': 'Region' }, word: { type: 'string' } },
  };
  const routed = { name: 'routed', description: 'Is routed by its region.', inputSchema };
  const server = inlineServer(`serve((message) => {
    if (message.method === 'tools/list') return send({ id: message.id, result: { tools: [${JSON.stringify(routed)}] } });
    if (message.method === 'server/discover') return send({ id: message.id, result: { supportedVersions: ['${revision}'] } });
    if (message.method === 'tools/call') return text(message.id, 'called');
    send({ id: message.id, error: { code: -32601, message: 'Method not found' } });
  });`);
  const asked = async (url: URL, method: string, params: object, headers: Record<string, string>) => {
    const all = { 'content-type': 'application/json', 'mcp-protocol-version': revision, ...headers };
    const body = JSON.stringify(ask(1, method, { _meta: meta, ...params }));
    const response = await fetch(url, { method: 'POST', headers: all, body });
    const { id, error } = (await response.json()) as { id: unknown; error?: { code: number } };
    return [response.status, id, error?.code];
  };

  it('is answered with the status that goes with the error', async () => {
    const { url } = await front(server);
    expect(await asked(url, 'ping', {}, { 'mcp-method': 'ping' })).toEqual([404, 1, -32_601]);
    expect(await asked(url, 'tools/list', {}, {})).toEqual([400, 1, -32_020]);
    expect(await asked(url, 'tools/list', { _meta: {} }, { 'mcp-method': 'tools/list' })).toEqual([
      400, 1, -32_602,
    ]);
    const other = { 'mcp-method': 'tools/list', 'mcp-protocol-version': '2027-01-01' };
    expect(await asked(url, 'tools/list', {}, other)).toEqual([400, 1, -32_020]);
    expect(await asked(url, 'server/discover', {}, { 'mcp-method': 'server/discover' })).toEqual([
      200,
      1,
      undefined,
    ]);
    const later = { ...meta, 'io.modelcontextprotocol/protocolVersion': '2027-01-01' };
    expect(await asked(url, 'tools/list', { _meta: later }, other)).toEqual([400, 1, -32_022]);
  });

  it('wants parameters in headers as the tool has it, and no header that says what the body does not', async () => {
    const { url } = await front(server);
    const headers = { 'mcp-method': 'tools/call', 'mcp-name': 'routed' };
    const params = { name: 'routed', arguments: { region: 'eu', word: 'tea' } };
    await asked(url, 'tools/list', {}, { 'mcp-method': 'tools/list' });
    const call = (more: Record<string, string>) => asked(url, 'tools/call', params, { ...headers, ...more });
    expect(await call({ 'mcp-param-region': 'eu' })).toEqual([200, 1, undefined]);
    expect(await call({ 'mcp-param-region': '=?base64?ZXU=?=' })).toEqual([200, 1, undefined]);
    for (const wrong of [{}, { 'mcp-param-region': 'tea' }, { 'mcp-param-region': '=?base64?ZX?=' }])
      expect(await call(wrong as Record<string, string>)).toEqual([400, 1, -32_020]);
    const smuggled = { 'mcp-param-region': 'eu', 'mcp-param-other': 'a secret that is not in the body' };
    expect(await call(smuggled)).toEqual([400, 1, -32_020]);
    expect(await call({ 'mcp-param-region': 'eu', 'mcp-name': 'another' })).toEqual([400, 1, -32_020]);
  });
});
