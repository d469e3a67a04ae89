import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { egressLimits } from '../limits.js';
import { refusalHead } from '../refusal.js';
import type { EgressState } from '../state.js';
import type { Exchange, Refusal } from '../types.js';
import { canonicalHost } from '../url/host-list.js';
import { readUrl } from '../url/read-url.js';
import { readGreeting, type Greeting } from './client-hello.js';
import { failureOf, malformed } from './exchange.js';
import { framingFault } from './framing.js';
import { joinTunnel } from './join.js';

/** TLS alert `access_denied`, as a record: the nearest thing to a refusal once a tunnel stands. */
const accessDenied = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 49]);

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** Takes over a tunnel that is to be looked into. */
export type Intercept = (tunnel: {
  client: Duplex;
  head: Buffer;
  host: string;
  port: number;
  agent: string;
}) => Promise<void>;

/** `CONNECT`: checked by its host and port, and by the name in its TLS greeting; looked into where that is turned on. */
export async function openTunnel(
  state: EgressState,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  { agent, intercept }: { agent: string; intercept: Intercept | undefined },
): Promise<void> {
  const { judge, meters, stats } = state;
  client.on('error', () => client.destroy());
  const { exchange, port, refusal } = tunnelOf(state, request, agent);
  const refuse = (why: Refusal): void => {
    stats.blocked(judge.shown(exchange.url.hostname), why.rule);
    meters.count('tunnels_total', { result: 'blocked' });
    meters.count('requests_total', { door: 'tunnel', result: 'blocked', agent });
    client.end(refusalHead(why, 'CONNECT blocked'));
  };
  const refused =
    refusal ??
    tooMany(state, exchange) ??
    state.gate.address(exchange) ??
    state.gate.requestHeaders(request.headers, exchange);
  if (refused) return refuse(refused);
  const host = exchange.url.hostname.replace(/^\[(.*)\]$/, '$1');
  meters.gauge('open_tunnels', 1);
  let isOpen = false;
  client.once('close', () => meters.gauge('open_tunnels', -1));
  try {
    if (intercept && !state.passthrough.has(host)) {
      meters.count('tunnels_total', { result: 'intercepted' });
      isOpen = true;
      client.write(established);
      await intercept({ client, head, host, port, agent });
      return;
    }
    const upstream = await state.dialer.connect({ host, port });
    isOpen = true;
    client.write(established);
    const greeting = state.settings.forward.checkServerName ? await greetingOf(client, head) : undefined;
    const fault = greeting && faultOf(greeting.greeting, host);
    if (fault) {
      upstream.destroy();
      stats.blocked(judge.shown(host), fault.rule);
      meters.count('tunnels_total', { result: 'blocked' });
      judge.refuse(fault, 'upstream', exchange);
      client.end(accessDenied);
      return;
    }
    meters.count('tunnels_total', { result: 'opened' });
    stats.allowed();
    judge.passed(exchange);
    upstream.write(greeting?.bytes ?? head);
    await joinTunnel(state, client, upstream, exchange);
  } catch (error) {
    if (client.destroyed) return;
    const failed = judge.refuse(failureOf(error, exchange), 'upstream', exchange);
    if (isOpen) client.destroy();
    else refuse(failed);
  }
}

function tunnelOf(
  { judge, settings }: EgressState,
  request: IncomingMessage,
  agent: string,
): { exchange: Exchange; port: number; refusal?: Refusal } {
  const target = request.url ?? '';
  const [, host = '', digits = ''] = /^(\[[\da-f:.]+\]|[^\s:/?#@\\[\]]+):(\d{1,5})$/i.exec(target) ?? [];
  const port = Number(digits);
  const read = host === '' ? undefined : readUrl(`https://${host}:${digits}/`);
  const url = read?.ok === true ? read.url : new URL('https://invalid./');
  const exchange: Exchange = { door: 'tunnel', agent, method: 'CONNECT', url };
  const refused = (
    what: Omit<Refusal, 'eventId'>,
  ): { exchange: Exchange; port: number; refusal: Refusal } => ({
    exchange,
    port,
    refusal: judge.refuse(what, 'url', exchange),
  });
  const framing = framingFault(request);
  if (framing !== undefined) return refused(malformed(`the request is not sent on: ${framing}`));
  if (!read) return refused(malformed('CONNECT is asked for a host and a port, such as example.com:443'));
  if (!read.ok) return refused(read.fault);
  const { host: named } = request.headers;
  if (named !== undefined && canonicalHost(named.replace(/:\d+$/, '')) !== canonicalHost(url.hostname)) {
    return refused({
      status: 403,
      rule: 'host-mismatch',
      reason: 'the Host header names another host than CONNECT',
      hint: 'Send the Host of the tunnel.',
    });
  }
  const { ports } = settings.forward;
  if (ports.length > 0 && !ports.includes(port)) {
    return refused({
      status: 403,
      rule: 'tunnel-port',
      reason: `tunnels do not go to port ${port}`,
      hint: `Tunnels go to ${ports.join(' and ')}. A person can change forward_proxy.ports.`,
    });
  }
  return { exchange, port };
}

function tooMany({ meters, judge }: EgressState, exchange: Exchange): Refusal | undefined {
  if (meters.value('open_tunnels') < egressLimits.tunnels) return undefined;
  const reason = `${egressLimits.tunnels} tunnels are open already`;
  return judge.refuse(
    { status: 503, rule: 'tunnel-limit', reason, hint: 'Close some, and ask again.' },
    'url',
    exchange,
  );
}

function faultOf(greeting: Greeting, host: string): Omit<Refusal, 'eventId'> | undefined {
  const no = (reason: string): Omit<Refusal, 'eventId'> => ({
    status: 403,
    rule: 'sni-mismatch',
    reason,
    hint: 'Open the tunnel to the host that is meant. A person can turn forward_proxy.sni_verification off.',
  });
  if (greeting.kind !== 'hello') return no(`the tunnel to ${host} does not begin with a TLS greeting`);
  const isAddress = /^[\d.]+$|:/.test(host);
  if (greeting.serverName === undefined) {
    return isAddress ? undefined : no(`the TLS greeting in the tunnel to ${host} names no host`);
  }
  return canonicalHost(greeting.serverName) === canonicalHost(host)
    ? undefined
    : no(`the TLS greeting in the tunnel to ${host} names another host`);
}

/** Reads until the greeting is whole, or is none. What was read is passed on by the caller. */
function greetingOf(client: Duplex, head: Buffer): Promise<{ greeting: Greeting; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    let bytes = head;
    const timer = setTimeout(() => done({ kind: 'partial' }), egressLimits.greetingMs);
    const done = (greeting: Greeting): void => {
      clearTimeout(timer);
      client.removeListener('data', more);
      client.removeListener('close', gone);
      client.pause();
      resolve({ greeting, bytes });
    };
    const gone = (): void => {
      clearTimeout(timer);
      reject(new Error('the client went away'));
    };
    const look = (): void => {
      const greeting = readGreeting(bytes);
      if (greeting.kind !== 'partial' || bytes.length > egressLimits.greetingBytes) done(greeting);
    };
    const more = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      look();
    };
    client.on('data', more);
    client.once('close', gone);
    if (bytes.length > 0) look();
  });
}
