import type { IncomingMessage, ServerResponse } from 'node:http';
import { unreachable } from '../dial/dialer.js';
import type { Gate } from '../gate.js';
import { answerRefusal } from '../refusal.js';
import type { EgressState } from '../state.js';
import { DialError, type Door, type Exchange, type Refusal } from '../types.js';
import { canonicalHost } from '../url/host-list.js';
import { readUrl, type ReadUrl } from '../url/read-url.js';
import { framingFault } from './framing.js';
import { sendOn } from './send-on.js';

/** Where a request is to go, and by which door it came. */
export interface Onward {
  readonly door: Extract<Door, 'forward' | 'intercepted'>;
  /** Any address there. */
  readonly origin: URL;
  /** The address that is asked for, where it has been read. */
  readonly url?: URL;
  readonly agent: string;
}

/**
 * One request of the forward proxy from its headers to the end of its answer: checked, its body looked at, sent on,
 * the answer looked at and given back. Never rejects: what fails is told to the client.
 */
export async function forwardRequest(
  state: EgressState,
  request: IncomingMessage,
  response: ServerResponse,
  to: Onward,
): Promise<void> {
  const { judge, stats, meters } = state;
  const begin = performance.now();
  meters.gauge('open_requests', 1);
  let exchange: Exchange | undefined;
  const refuse = (refusal: Refusal): void => {
    stats.blocked(judge.shown(to.origin.hostname), refusal.rule);
    meters.count('requests_total', { door: to.door, result: 'blocked', agent: to.agent });
    answerRefusal(response, refusal);
  };
  try {
    const opened = exchangeOf(state, request, to);
    ({ exchange } = opened);
    const refusal =
      opened.refusal ?? state.gate.address(exchange) ?? state.gate.requestHeaders(request.headers, exchange);
    if (refusal) return refuse(refusal);
    const failed = await sendOn(state, request, response, exchange);
    if (failed) return refuse(failed);
    judge.passed(exchange);
    stats.allowed();
    meters.count('requests_total', { door: to.door, result: 'allowed', agent: to.agent });
  } catch (error) {
    if (!exchange || response.destroyed) {
      response.destroy();
      return;
    }
    refuse(judge.refuse(failureOf(error, exchange), 'upstream', exchange));
  } finally {
    meters.gauge('open_requests', -1);
    meters.observe('request_duration_seconds', (performance.now() - begin) / 1000);
  }
}

/** The exchange that a request asks for; with a refusal where its framing or its host cannot be trusted. */
export function exchangeOf(
  { judge, gate }: Pick<EgressState, 'judge' | 'gate'>,
  request: IncomingMessage,
  { door, origin, url, agent }: Onward,
): { exchange: Exchange; refusal?: Refusal } {
  const method = request.method ?? 'GET';
  const refused = (what: Omit<Refusal, 'eventId'>): { exchange: Exchange; refusal: Refusal } => {
    const bare: Exchange = { door, agent, method, url: new URL(origin.origin) };
    return { exchange: bare, refusal: judge.refuse(what, 'url', bare) };
  };
  const framing = framingFault(request);
  if (framing !== undefined) return refused(malformed(`the request is not sent on: ${framing}`));
  const read = url === undefined ? addressOf(request.url ?? '/', origin, gate) : { ok: true as const, url };
  if (!read.ok) return refused(read.fault);
  if (url === undefined && read.url.origin !== origin.origin) return refused(otherHost);
  const host = request.headers.host ?? (request.headers as { ':authority'?: string })[':authority'];
  if (host !== undefined && host !== origin.host && !isSameHost(host, origin)) return refused(otherHost);
  return { exchange: { door, agent, method, url: read.url } };
}

/** Reads what a request line names. */
function addressOf(target: string, { origin }: URL, gate: Gate): ReadUrl {
  const isPath = target.startsWith('/') || target === '*';
  const text = isPath ? `${origin}${target === '*' ? '/' : target}` : target;
  const url = gate.passed(text);
  return url ? { ok: true, url } : readUrl(text);
}

const otherHost = {
  status: 403,
  rule: 'host-mismatch',
  reason: 'the Host header names another host than the one that is connected to',
  hint: 'Send the Host of the address.',
} as const;

/** A request that servers could read in different ways. */
export function malformed(reason: string): Omit<Refusal, 'eventId'> {
  return {
    status: 400,
    rule: 'request-malformed',
    reason,
    hint: 'Send a request of HTTP/1.1 as RFC 9112 has it, with one length and each header once.',
  };
}

function isSameHost(host: string, origin: URL): boolean {
  if (!/^[^\s/\\@?#]+$/.test(host)) return false;
  const text = `${origin.protocol}//${host}`;
  if (!URL.canParse(text)) return false;
  const named = new URL(text);
  return canonicalHost(named.hostname) === canonicalHost(origin.hostname) && named.port === origin.port;
}

/** What to tell of a request that failed on its way. */
export function failureOf(error: unknown, { url }: Exchange): Omit<Refusal, 'eventId'> {
  if (DialError.isInstance(error)) return error.refusal;
  const cause = error instanceof Error && DialError.isInstance(error.cause) ? error.cause : undefined;
  if (cause) return cause.refusal;
  const { code = 'unknown', name } = error as NodeJS.ErrnoException;
  const why = words[code] ?? `the exchange failed (${code === 'unknown' ? name : code})`;
  return unreachable(url.hostname, why).refusal;
}

const words: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'its answer stopped',
  UND_ERR_SOCKET: 'it closed the connection',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of its answer are too long',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  HPE_INVALID_CONSTANT: 'its answer is not HTTP',
};
