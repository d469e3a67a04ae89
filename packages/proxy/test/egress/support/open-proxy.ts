import { createServer, request, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openAuditLog, readEvents, type SecurityEvent } from '@sallyport/audit';
import { knownSecretsOf } from '@sallyport/guard';
import { parseConfig } from '@sallyport/guard/config';
import { compileKnownSecrets } from '@sallyport/scanner';
import { temporaryFolder } from '@sallyport/testing';
import { onTestFinished } from 'vitest';
import type { Resolver } from '../../../src/egress/dial/dialer.js';
import { Registry } from '../../../src/egress/metrics/registry.js';
import { Stats } from '../../../src/egress/metrics/stats.js';
import { UseMeter } from '../../../src/egress/policy/meter.js';
import { openEgress, type EgressServer } from '../../../src/egress/server.js';
import { createState, type EgressServices } from '../../../src/egress/state.js';
import { KillSwitch } from '../../../src/relay/kill-switch.js';

/** What lets tests reach origins on this machine, and asks for no pauses. */
export const local = `ssrf: { ip_allowlist: [127.0.0.1] }
forward_proxy: { enabled: true, ports: [], max_requests_per_minute: 0 }
fetch_proxy: { monitoring: { max_requests_per_minute: 0 } }
`;

/** A proxy in this process, on a port of its own. */
export interface OpenProxy {
  readonly server: EgressServer;
  readonly port: number;
  readonly home: string;
  readonly services: EgressServices;
  readonly events: () => Promise<SecurityEvent[]>;
  readonly swap: (config: string) => void;
}

export interface ProxyParts {
  readonly resolve?: Resolver;
  readonly anchors?: string;
  readonly home?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Opens a proxy with a configuration until the test is finished. */
export async function openProxy(config: string, parts: ProxyParts = {}): Promise<OpenProxy> {
  const home = parts.home ?? temporaryFolder();
  const audit = openAuditLog(join(home, 'audit'));
  const services: EgressServices = {
    home,
    audit,
    meters: new Registry(),
    stats: new Stats(),
    meter: new UseMeter(),
    note: () => undefined,
    onEvent: () => undefined,
    resolve: parts.resolve,
    anchors: parts.anchors,
  };
  const stateOf = (text: string) => {
    const parsed = parseConfig(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const knownSecrets = compileKnownSecrets(knownSecretsOf(parsed.config.protect, parts.environment ?? {}));
    return createState(parsed.config, { knownSecrets }, services);
  };
  const server = await openEgress({
    state: stateOf(config),
    killSwitch: new KillSwitch(join(home, 'kill-switch')),
    version: '0.0.0',
    listen: '127.0.0.1:0',
  });
  onTestFinished(async () => {
    await server.close();
    audit.close();
  });
  return {
    server,
    home,
    services,
    port: Number(server.address.split(':').at(-1)),
    events: async () => (await readEvents(join(home, 'audit'))).filter(({ kind }) => kind === 'egress'),
    swap: (text) => server.swap(stateOf(text)),
  };
}

/** An origin on this machine until the test is finished. */
export async function openOrigin(
  listener: RequestListener,
  host = '127.0.0.1',
  port = 0,
): Promise<{ port: number; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port: chosen } = server.address() as AddressInfo;
  return { port: chosen, url: `http://${host}:${chosen}` };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Asks for an absolute address through the proxy, or for a path of the proxy's own. */
export function ask(
  port: number,
  target: string,
  { method = 'GET', headers = {}, body }: Asking = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const host = target.startsWith('http') ? new URL(target).host : `127.0.0.1:${port}`;
    const asking = request({
      host: '127.0.0.1',
      port,
      path: target,
      method,
      headers: { host, ...headers },
      agent: false,
    });
    asking.on('response', (response) => {
      text(response).then(
        (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
        reject,
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** `/fetch`, with its JSON read. */
export async function fetchPage(port: number, url: string, headers: Record<string, string> = {}) {
  const {
    status,
    body,
    headers: answered,
  } = await ask(port, `/fetch?url=${encodeURIComponent(url)}`, { headers });
  return { status, headers: answered, answer: JSON.parse(body) as Record<string, unknown> };
}

/** Writes bytes to the proxy, and gives all that comes until it closes or a reply matches. */
export function raw(port: number, bytes: string | Buffer, until?: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let got = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      got += chunk;
      if (until?.test(got) === true) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(got));
  });
}
