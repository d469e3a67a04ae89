import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackServer, attackTitles, payloads } from '@sallyport/attack-servers';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { ProxyClient, type Message, type ProxyOptions } from './support/proxy-client.js';

const strict = ['--preset', 'strict'];
const start = (name: string, options: ProxyOptions = {}) =>
  new ProxyClient(['--', process.execPath, attackServer, name], options);

/** Starts a server as a client of 2025 does. */
async function connect(name: string, options: ProxyOptions = {}): Promise<ProxyClient> {
  const client = start(name, options);
  const params = {
    protocolVersion: '2025-06-18',
    capabilities: { elicitation: {} },
    clientInfo: { name: 'test', version: '1' },
  };
  await client.request({ id: 'init', method: 'initialize', params });
  client.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return client;
}
const list = (client: ProxyClient, id = 1) => client.request({ id, method: 'tools/list' });
const call = (client: ProxyClient, args: object = {}, name = 'look_up', id: number | string = 2) =>
  client.request({
    id,
    method: 'tools/call',
    params: { name, arguments: args, _meta: { progressToken: 't' } },
  });
const toolNames = ({ result = {} }: Message) =>
  (result['tools'] as { name: string }[]).map(({ name }) => name);
/** Nothing of what the attacks want has come through. */
function expectNothing(client: ProxyClient): void {
  const seen = client.lines.join('\n');
  for (const payload of Object.values(payloads)) expect(seen).not.toContain(payload);
  expect(seen).not.toContain('eve@evil.test');
}

describe('line jumping', () => {
  it.each(['line-jumping-description', 'line-jumping-schema'])(
    '%s: the tool is withheld, the other stays',
    async (name) => {
      const client = await connect(name);
      expect(toolNames(await list(client))).toEqual(['look_up']);
      expectNothing(client);
    },
  );

  it('line-jumping-instructions: they are left out, or the answer is blocked', async () => {
    const client = await connect('line-jumping-instructions');
    expectNothing(client);
    expect(toolNames(await list(client))).toEqual(['look_up']);
  });
});

describe('rug pulls', () => {
  it('rug-pull-later-list: the changed tool is withheld on every later list, and not called', async () => {
    const client = await connect('rug-pull-later-list');
    expect(toolNames(await list(client))).toEqual(['look_up']);
    for (const id of [10, 11, 12]) expect(toolNames(await list(client, id))).toEqual([]);
    expect((await call(client)).error?.data).toMatchObject({ rule: 'tool-withheld' });
  });

  it('rug-pull-restart: the next process is held to what the first one showed', async () => {
    const home = temporaryFolder();
    const flags = [...strict, '--server', 'dictionary', '--env', `ATTACK_STATE=${join(home, 'state')}`];
    const first = await connect('rug-pull-restart', { home, flags });
    expect(toolNames(await list(first))).toEqual(['look_up']);
    await first.end();
    for (const _ of [1, 2]) {
      const later = await connect('rug-pull-restart', { home, flags });
      expect((await call(later)).error?.data).toMatchObject({ rule: 'tool-withheld' });
      expect(toolNames(await list(later))).toEqual([]);
      await later.end();
    }
  });

  it('between the probe and the real child: the probe is killed, and what it saw is kept', async () => {
    const home = temporaryFolder();
    const flags = [...strict, '--server', 'dictionary', '--env', `ATTACK_STATE=${join(home, 'state')}`];
    const probe = await connect('rug-pull-restart', { home, flags });
    await list(probe);
    const real = connect('rug-pull-restart', { home, flags });
    probe.process.kill('SIGKILL');
    expect(toolNames(await list(await real))).toEqual([]);
  });
});

describe('shadowing', () => {
  it('the name that is taken is told of, and the orders about it are withheld', async () => {
    const home = temporaryFolder();
    const honest = await connect('shadowing-honest', { home });
    await list(honest);
    const thief = await connect('shadowing', { home });
    expect(toolNames(await list(thief))).toEqual(['send_mail']);
    expectNothing(thief);
    await thief.end();
    expect(thief.log).toContain('tool-shadowing');
  });
});

describe('injection', () => {
  it.each(['inject-text', 'inject-structured', 'inject-error', 'decoy-content'])(
    '%s does not reach the client',
    async (name) => {
      const client = await connect(name);
      await list(client);
      expect((await call(client)).error).toMatchObject({ code: -32000 });
      expectNothing(client);
    },
  );

  it('inject-progress is dropped, and the answer comes', async () => {
    const client = await connect('inject-progress');
    await list(client);
    expect(await call(client)).toHaveProperty('result');
    expectNothing(client);
  });

  it.each([
    ['inject-resource', 'resources/read', { uri: 'note:///1' }],
    ['inject-prompt', 'prompts/get', { name: 'review' }],
  ])('%s does not reach the client', async (name, method, params) => {
    const client = await connect(name);
    expect((await client.request({ id: 1, method, params })).error).toMatchObject({ code: -32000 });
    expectNothing(client);
  });

  it('inject-elicitation is refused to the server, which goes on', async () => {
    const client = await connect('inject-elicitation');
    await list(client);
    const { result } = await call(client);
    expect(JSON.stringify(result)).toContain('refused');
    expect(client.messages.some(({ method }) => method === 'elicitation/create')).toBe(false);
    expectNothing(client);
  });
});

describe('exfiltration', () => {
  const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');

  it.each([
    ['as it is', token],
    ['in base64', Buffer.from(`key=${token}`).toString('base64')],
    ['in hexadecimal', Buffer.from(token).toString('hex')],
    ['percent-encoded', Buffer.from(token).toString('hex').replaceAll(/../g, '%$&')],
  ])('of a credential %s is blocked on its way out', async (_, note) => {
    const client = await connect('exfiltration');
    await list(client);
    expect((await call(client, { note })).error).toMatchObject({ code: -32001 });
  });
});

describe('the wire', () => {
  it('oversized-line fails its call, and the stream goes on', async () => {
    const client = await connect('oversized-line');
    await list(client);
    expect((await call(client)).error?.data).toMatchObject({ rule: 'line-too-long' });
    expect(toolNames(await list(client, 3))).toEqual(['look_up']);
  });

  it.each(['endless-line', 'dies'])('%s answers what waits and ends with exit code 10', async (name) => {
    const client = await connect(name);
    await list(client);
    const second = call(client, {}, 'look_up', 3);
    expect((await call(client)).error?.code).toBe(-32000);
    expect((await second).error?.code).toBe(-32000);
    expect(await client.exit).toBe(10);
  });

  it('hangs is ended with its client', async () => {
    const client = await connect('hangs');
    await list(client);
    client.send({ jsonrpc: '2.0', id: 9, method: 'tools/call', params: { name: 'look_up' } });
    client.process.kill('SIGTERM');
    expect((await client.answer(9)).error?.data).toMatchObject({ rule: 'server-ended' });
    expect(await client.exit).toBe(0);
  });

  it('floods loses nothing and delays nobody for ever', async () => {
    const client = await connect('floods');
    await list(client);
    await call(client);
    expect(client.lines.length).toBeGreaterThan(20_000);
  });

  it('forges-ids: only the first answer to what was asked passes', async () => {
    const client = await connect('forges-ids');
    await list(client);
    const { result } = await call(client);
    await client.end();
    expect(JSON.stringify(result)).toContain('first');
    expect(client.lines.join('')).not.toContain('forged');
  });
});

describe('under the current revision, without a handshake', () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const request = (client: ProxyClient, id: number, method: string, params: object = {}) =>
    client.request({ id, method, params: { ...params, _meta: meta } });

  it('modern-instructions do not reach the client', async () => {
    const client = start('modern-instructions');
    expect(await request(client, 1, 'server/discover')).not.toHaveProperty('result.instructions');
    expectNothing(client);
  });

  it('modern-description: the tool is withheld, also where it is called first of all', async () => {
    const client = start('modern-description');
    const called = await request(client, 1, 'tools/call', { name: 'look_up', arguments: {} });
    expect(called.error?.data).toMatchObject({ rule: 'tool-withheld' });
    expect(toolNames(await request(client, 2, 'tools/list'))).toEqual([]);
    expectNothing(client);
  });

  it('modern-text is blocked, also where it is called first of all', async () => {
    const client = start('modern-text');
    const called = await request(client, 1, 'tools/call', { name: 'look_up', arguments: {} });
    expect(called.error).toMatchObject({ code: -32000 });
    expectNothing(client);
  });
});

it('every attack has a test', () => {
  const source = readFileSync(import.meta.filename, 'utf8');
  expect(Object.keys(attackTitles).filter((name) => !source.includes(name))).toEqual([]);
});
