import { join } from 'node:path';
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
