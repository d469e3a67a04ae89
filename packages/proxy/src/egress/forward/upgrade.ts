import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { egressLimits } from '../limits.js';
import { refusalHead } from '../refusal.js';
import type { EgressState } from '../state.js';
import type { Exchange, Refusal } from '../types.js';
import { exchangeOf, failureOf, type Onward } from './exchange.js';
import { onwardHeaders } from './headers.js';
import { joinTunnel } from './join.js';

/** A request for another protocol, such as a WebSocket: checked like any other, then passed through as it is. */
export async function forwardUpgrade(
  state: EgressState,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  to: Onward,
): Promise<void> {
  const { judge, stats, meters } = state;
  client.on('error', () => client.destroy());
  const { exchange, refusal } = exchangeOf(state, request, to);
  const refuse = (why: Refusal): void => {
    stats.blocked(judge.shown(exchange.url.hostname), why.rule);
    meters.count('requests_total', { door: to.door, result: 'blocked', agent: to.agent });
    client.end(refusalHead(why, 'blocked'));
  };
  const refused =
    refusal ??
    notWanted(state, request, exchange) ??
    state.gate.address(exchange) ??
    state.gate.requestHeaders(request.headers, exchange);
  if (refused) return refuse(refused);
  try {
    const upstream = await connect(state, exchange);
    const answer = await ask(upstream, request, exchange);
    if (answer.headers === undefined) {
      upstream.destroy();
      return refuse(judge.refuse(declined(answer.status), 'upstream', exchange));
    }
    stats.allowed();
    judge.passed(exchange);
    meters.count('requests_total', { door: to.door, result: 'allowed', agent: to.agent });
    client.write(answer.headers);
    if (answer.head.length > 0) client.write(answer.head);
    if (head.length > 0) upstream.write(head);
    await joinTunnel(state, client, upstream, exchange);
  } catch (error) {
    refuse(judge.refuse(failureOf(error, exchange), 'upstream', exchange));
  }
}

function notWanted(
  { settings, judge }: EgressState,
  request: IncomingMessage,
  exchange: Exchange,
): Refusal | undefined {
  const protocol = request.headers.upgrade?.toLowerCase();
  if (protocol === 'websocket' && settings.forward.webSockets && request.method === 'GET') return undefined;
  const reason =
    protocol === 'websocket' ? 'WebSockets are turned off' : 'only upgrades to WebSocket are passed through';
  const hint = 'A person can turn them on with websocket_proxy.enabled.';
  return judge.refuse({ status: 403, rule: 'upgrade', reason, hint }, 'url', exchange);
}

function connect({ dialer, secure }: EgressState, { url }: Exchange): Promise<Socket> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return url.protocol === 'https:'
    ? secure.connect({ host, port: Number(url.port) || 443, alpn: ['http/1.1'] })
    : dialer.connect({ host, port: Number(url.port) || 80 });
}

interface Upgraded {
  readonly status: number;
  /** The head of the answer; undefined where the server did not switch. */
  readonly headers?: string;
  readonly head: Buffer;
}

function ask(socket: Socket, request: IncomingMessage, { url }: Exchange): Promise<Upgraded> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest({
      createConnection: () => socket,
      method: 'GET',
      path: `${url.pathname}${url.search}`,
      headers: { ...onwardHeaders(request.headers, url.host), connection: 'Upgrade', upgrade: 'websocket' },
      timeout: egressLimits.answerMs,
    });
    asking.on('upgrade', ({ statusCode = 101, rawHeaders }, _socket, head) => {
      const lines: string[] = [];
      for (let index = 0; index < rawHeaders.length; index += 2) {
        lines.push(`${rawHeaders[index] ?? ''}: ${rawHeaders[index + 1] ?? ''}\r\n`);
      }
      resolve({
        status: statusCode,
        headers: `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`,
        head,
      });
    });
    asking.on('response', ({ statusCode = 502 }) => resolve({ status: statusCode, head: Buffer.alloc(0) }));
    asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
    asking.on('error', reject);
    asking.end();
  });
}

function declined(status: number): Omit<Refusal, 'eventId'> {
  return {
    status: 502,
    rule: 'upgrade',
    reason: `the server did not switch protocols (status ${status})`,
    hint: 'Check the address of the WebSocket.',
  };
}
