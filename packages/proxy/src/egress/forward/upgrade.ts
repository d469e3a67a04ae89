import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { egressLimits } from '../limits.js';
import { refusalHead } from '../refusal.js';
import type { EgressState } from '../state.js';
import type { Exchange, Refusal } from '../types.js';
import { exchangeOf, failureOf, type Onward } from './exchange.js';
import { onwardHeaders } from './headers.js';
import { joinMessages } from './websocket/join-messages.js';

/** A request for a WebSocket: checked like any other, then passed through message by message. */
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
    const unfit = unfitAnswer(state, answer, exchange);
    if (unfit) {
      upstream.destroy();
      return refuse(unfit);
    }
    stats.allowed();
    judge.passed(exchange);
    meters.count('requests_total', { door: to.door, result: 'allowed', agent: to.agent });
    client.write(switching(answer.rawHeaders));
    // What came with the handshake is looked at with the rest.
    if (answer.head.length > 0) upstream.unshift(answer.head);
    if (head.length > 0) client.unshift(head);
    await joinMessages(state, client, upstream, exchange, {
      sent: state.bodies.messages('request-body', exchange),
      received: state.bodies.messages('response-body', exchange),
    });
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
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  /** What came after the head of the answer. */
  readonly head: Buffer;
}

function ask(socket: Socket, request: IncomingMessage, { url }: Exchange): Promise<Upgraded> {
  return new Promise((resolve, reject) => {
    const headers = onwardHeaders(request.headers, url.host);
    // Extensions change what frames mean; compression is one. No server needs them.
    delete headers['sec-websocket-extensions'];
    const asking = httpRequest({
      createConnection: () => socket,
      method: 'GET',
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, connection: 'Upgrade', upgrade: 'websocket' },
      timeout: egressLimits.answerMs,
    });
    const give = ({ statusCode = 502, headers, rawHeaders }: IncomingMessage, head: Buffer): void => {
      // The time for an answer is over; how long a socket may rest is for the tunnel to say.
      socket.setTimeout(0);
      resolve({ status: statusCode, headers, rawHeaders, head });
    };
    asking.on('upgrade', (answer, _socket, head) => give(answer, head));
    asking.on('response', (answer) => give(answer, Buffer.alloc(0)));
    asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
    asking.on('error', reject);
    asking.end();
  });
}

function switching(rawHeaders: readonly string[]): string {
  let head = 'HTTP/1.1 101 Switching Protocols\r\n';
  for (let index = 0; index < rawHeaders.length; index += 2)
    head += `${rawHeaders[index] ?? ''}: ${rawHeaders[index + 1] ?? ''}\r\n`;
  return `${head}\r\n`;
}

function unfitAnswer(
  { gate, judge }: EgressState,
  { status, headers }: Upgraded,
  exchange: Exchange,
): Refusal | undefined {
  if (status !== 101) return judge.refuse(declined(status), 'upstream', exchange);
  if (headers['sec-websocket-extensions'] !== undefined)
    return judge.refuse(extended, 'response-headers', exchange);
  return gate.responseHeaders(headers, exchange);
}

const extended = {
  status: 502,
  rule: 'upgrade',
  reason: 'the server speaks an extension of WebSocket that it was not asked for',
  hint: 'Its messages could not be looked at. Its server is at fault.',
} as const;

function declined(status: number): Omit<Refusal, 'eventId'> {
  return {
    status: 502,
    rule: 'upgrade',
    reason: `the server did not switch protocols (status ${status})`,
    hint: 'Check the address of the WebSocket.',
  };
}
