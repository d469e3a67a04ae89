import { request } from 'node:https';
import {
  initialise,
  issue,
  readClientFiles,
  readServerFiles,
  renew,
  revoke,
  type TlsFiles,
} from '@sallyport/certs';
import { describeWith, temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, vi } from 'vitest';
import { analysis, certificates, message, startHouse, type House } from './support/house.js';
import { connectMcp, eras } from './support/mcp-client.js';
import { startNginx } from './support/nginx.js';

const spiffe = (name: string): string => `spiffe://sallyport/client/${name}`;

/** A house behind a reverse proxy, in which `ask` may only list. */
async function houseBehindProxy(): Promise<House> {
  const certs = await certificates(['nginx']);
  return startHouse({
    certs,
    allowedHosts: ['localhost', '127.0.0.1', 'mcp-server'],
    forwarders: [spiffe('nginx')],
    permits: ({ uri }, tool) => uri !== spiffe('ask') || tool === 'list_datasets',
  });
}

interface Answer {
  status: number | undefined;
  code: unknown;
}

/** Sends one call with a certificate, and headers as they are. */
async function send(
  origin: string,
  files: Partial<TlsFiles>,
  headers: Record<string, string | string[]> = {},
  call = analysis('1'),
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      ...files,
      method: 'POST',
      headers: { ...call.headers, ...headers },
      agent: false,
      servername: 'localhost',
    };
    const sent = request(`${origin}/mcp`, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const isJson = response.headers['content-type']?.startsWith('application/json') && text;
        const body = isJson ? (JSON.parse(text) as { error?: { code?: unknown } }) : {};
        resolve({ status: response.statusCode, code: body.error?.code });
      });
    });
    sent.on('error', reject);
    sent.end(call.body);
  });
}

async function forwarded(certs: string, name: string): Promise<{ 'x-client-cert': string }> {
  const { cert } = await readClientFiles(certs, name);
  return { 'x-client-cert': encodeURIComponent(cert.toString()) };
}

describe('a certificate that a forwarder hands on', () => {
  it('is the client, by whose rights tools are open', async () => {
    const house = await houseBehindProxy();
    const { origin, certs } = house;
    const nginx = await readClientFiles(certs, 'nginx');
    expect(await send(origin, nginx, await forwarded(certs, 'web'))).toMatchObject({ status: 200 });
    expect(await send(origin, nginx, await forwarded(certs, 'ask'))).toEqual({
      status: 403,
      code: 'tool-not-authorised',
    });
    expect(await house.refusals()).toMatchObject([{ identity: spiffe('ask') }]);
  });

  it('is demanded of a forwarder, exactly once, whole, and of a client', async () => {
    const { origin, certs } = await houseBehindProxy();
    const nginx = await readClientFiles(certs, 'nginx');
    const { cert: server } = await readServerFiles(certs);
    const web = (await forwarded(certs, 'web'))['x-client-cert'];
    const ask = (await forwarded(certs, 'ask'))['x-client-cert'];
    const refused = { status: 403, code: 'forwarded-certificate-invalid' };
    expect(await send(origin, nginx)).toEqual(refused);
    expect(await send(origin, nginx, { 'x-client-cert': '' })).toEqual(refused);
    expect(await send(origin, nginx, { 'x-client-cert': [ask, web] })).toEqual(refused);
    expect(await send(origin, nginx, { 'x-client-cert': `${ask}${web}` })).toEqual(refused);
    expect(await send(origin, nginx, { 'x-client-cert': web.slice(0, 200) })).toEqual(refused);
    expect(await send(origin, nginx, { 'x-client-cert': '%E0%A4%A' })).toEqual(refused);
    expect(await send(origin, nginx, { 'x-client-cert': encodeURIComponent(server.toString()) })).toEqual(
      refused,
    );
  });

  it('is checked by the server itself: authority, revocation, the list of clients', async () => {
    const { origin, certs } = await houseBehindProxy();
    const nginx = await readClientFiles(certs, 'nginx');
    const foreign = temporaryFolder();
    await initialise(foreign);
    expect(await send(origin, nginx, await forwarded(foreign, 'web'))).toEqual({
      status: 403,
      code: 'certificate-unknown',
    });
    await issue(certs, { kind: 'client', name: 'stranger' });
    expect(await send(origin, nginx, await forwarded(certs, 'stranger'))).toEqual({
      status: 403,
      code: 'client-not-authorised',
    });
    // The proxy itself has no rights of its own.
    expect(await send(origin, nginx, await forwarded(certs, 'nginx'))).toEqual({
      status: 403,
      code: 'client-not-authorised',
    });
    const web = await forwarded(certs, 'web');
    await revoke(certs, 'web');
    expect(await send(origin, nginx, web)).toEqual({ status: 403, code: 'certificate-revoked' });
  });

  it('is believed of nobody else', async () => {
    const { origin, certs } = await houseBehindProxy();
    const ask = await readClientFiles(certs, 'ask');
    const web = await forwarded(certs, 'web');
    expect(await send(origin, ask, web)).toEqual({ status: 403, code: 'forwarding-not-allowed' });
    expect(await send(origin, ask, {}, message('tools/list'))).toMatchObject({ status: 200 });
    const unforwarded = await startHouse({ certs });
    expect(await send(unforwarded.origin, ask, web)).toEqual({ status: 403, code: 'forwarding-not-allowed' });
  });

  it('ends the call in flight of a client that is revoked', async () => {
    const { origin, certs, sandbox, server } = await houseBehindProxy();
    const nginx = await readClientFiles(certs, 'nginx');
    const held = send(origin, nginx, await forwarded(certs, 'web'), analysis('wait')).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    await vi.waitFor(() => expect(sandbox.waiting).toBe(1), 20_000);
    await revoke(certs, 'web');
    await server.reload();
    expect(await held).toBe('ECONNRESET');
  });
});

describeWith('nginx', 'the front door of the stack', (nginx) => {
  async function front(): Promise<{ house: House; door: Awaited<ReturnType<typeof startNginx>> }> {
    const house = await houseBehindProxy();
    await issue(house.certs, { kind: 'server', name: 'nginx' });
    return { house, door: await startNginx(nginx, house.certs, house.origin) };
  }

  it.each(eras)('authorises the original client per tool in the %s era', async (era) => {
    const { house, door } = await front();
    const through = { origin: door.origin, certs: house.certs, server: { url: `${door.origin}/mcp` } };
    const web = await connectMcp(through, era, 'web');
    const called = await web.callTool({ name: 'run_analysis', arguments: { code: 'yes' } });
    expect(called.isError ?? false).toBe(false);
    const ask = await connectMcp(through, era, 'ask');
    expect((await ask.listTools()).tools.map(({ name }) => name)).toEqual(['list_datasets']);
    await expect(ask.callTool({ name: 'run_analysis', arguments: { code: 'no' } })).rejects.toThrow(
      /let|open|403/i,
    );
    const refused = (await house.refusals()).filter(({ tool }) => tool === 'run_analysis');
    expect(refused).toMatchObject([{ identity: spiffe('ask') }]);
  });

  it('refuses in JSON who shows no certificate, a revoked one or one that is not on its list', async () => {
    const { house, door } = await front();
    const { certs } = house;
    const { ca } = await readClientFiles(certs, 'web');
    const none = { status: 403, code: 'certificate-required' };
    expect(await send(door.origin, { ca })).toEqual(none);
    await issue(certs, { kind: 'client', name: 'stranger' });
    const stranger = await readClientFiles(certs, 'stranger');
    expect(await send(door.origin, stranger)).toEqual({ status: 403, code: 'client-not-authorised' });
    const foreign = temporaryFolder();
    await initialise(foreign);
    const { cert, key } = await readClientFiles(foreign, 'web');
    expect(await send(door.origin, { ca, cert, key })).toEqual(none);
    const web = await readClientFiles(certs, 'web');
    await revoke(certs, 'web');
    // Before nginx knows: the server does.
    expect(await send(door.origin, web)).toMatchObject({ status: 403 });
    door.reload();
    await vi.waitFor(async () => expect(await send(door.origin, web)).toEqual(none), 20_000);
  });

  it('overwrites what a client says of itself, and logs one line of JSON with the trace id', async () => {
    const { house, door } = await front();
    const ask = await readClientFiles(house.certs, 'ask');
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = {
      ...(await forwarded(house.certs, 'web')),
      'x-client-dn': 'CN=web',
      traceparent: `00-${trace}-b7ad6b7169203331-01`,
    };
    expect(await send(door.origin, ask, headers)).toEqual({ status: 403, code: 'tool-not-authorised' });
    const line = { traceId: trace, client: 'CN=ask,O=Sallyport', status: 403, path: '/mcp' };
    await vi.waitFor(() => expect(door.log().at(-1)).toMatchObject(line), 20_000);
    await send(door.origin, ask, { traceparent: 'nonsense"}' });
    await vi.waitFor(() => expect(door.log()).toHaveLength(2), 20_000);
    expect(door.log().at(-1)).toMatchObject({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  it('takes renewed certificates without failing a call under way', async () => {
    const { house, door } = await front();
    const { certs, sandbox } = house;
    const old = await readClientFiles(certs, 'web');
    const held = send(door.origin, old, {}, analysis('wait'));
    await vi.waitFor(() => expect(sandbox.waiting).toBe(1), 20_000);
    await renew(certs);
    door.reload();
    await house.server.reload();
    expect(await send(door.origin, await readClientFiles(certs, 'web'))).toMatchObject({ status: 200 });
    sandbox.open();
    expect(await held).toMatchObject({ status: 200 });
  });

  it('bounds bodies', async () => {
    const { house, door } = await front();
    const web = await readClientFiles(house.certs, 'web');
    expect((await send(door.origin, web, {}, analysis('x'.repeat(1_100_000)))).status).toBe(413);
  });
});
