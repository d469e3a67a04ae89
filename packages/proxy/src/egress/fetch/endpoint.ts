import type { IncomingMessage, ServerResponse } from 'node:http';
import { agentName } from '../agent-name.js';
import { failureOf } from '../forward/exchange.js';
import type { EgressState } from '../state.js';
import type { Exchange, Refusal } from '../types.js';
import { readUrl } from '../url/read-url.js';
import { readContent } from './content.js';
import { fetchFollowing } from './follow.js';

/** The answer of `/fetch`, with the fields that Pipelock's clients know. */
export interface FetchAnswer {
  url: string;
  agent: string;
  status_code?: number;
  content_type?: string;
  title?: string;
  content?: string;
  error?: string;
  blocked: boolean;
  block_reason?: string;
  hint?: string;
}

/** `GET /fetch?url=…[&agent=…]`: 200 with the text; 400, 403, 405, 429, 502 or 503 with the reason, in the same JSON. */
export async function answerFetch(
  state: EgressState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { settings, stats, meters, judge } = state;
  const query = new URLSearchParams((request.url ?? '').split('?').slice(1).join('?'));
  const agent = agentName(request.headers, settings.defaultAgent, query.get('agent') ?? undefined);
  const target = targetOf(request.url ?? '');
  const begin = performance.now();
  const give = (status: number, answer: Omit<FetchAnswer, 'agent'>, refusal?: Refusal): void => {
    const result = status === 200 ? 'allowed' : answer.blocked ? 'blocked' : 'failed';
    meters.count('requests_total', { door: 'fetch', result, agent });
    meters.observe('request_duration_seconds', (performance.now() - begin) / 1000);
    sendJson(response, status, { ...answer, agent }, refusal);
  };
  if (request.method !== 'GET') {
    return give(405, { url: '', error: 'only GET is answered', blocked: false });
  }
  if (target === undefined || target === '') {
    return give(400, {
      url: '',
      error: 'the parameter url is missing: /fetch?url=https://example.com/',
      blocked: false,
    });
  }
  const refused = (refusal: Refusal, exchange: Exchange): void => {
    stats.blocked(judge.shown(exchange.url.hostname), refusal.rule);
    // An address that holds a secret is told of by its host alone.
    const url = `${exchange.url.protocol}//${judge.shown(exchange.url.host)}`;
    const { status, reason, hint } = refusal;
    if (refusal.status === 502) return give(status, { url, error: reason, hint, blocked: false }, refusal);
    return give(status, { url, blocked: true, block_reason: reason, hint }, refusal);
  };
  const read = readUrl(target);
  if (!read.ok) {
    const { fault } = read;
    if (fault.status === 400)
      return give(400, { url: '', error: `${fault.reason}: ${fault.hint}`, blocked: false });
    const nowhere: Exchange = { door: 'fetch', agent, method: 'GET', url: new URL('http://invalid./') };
    return refused(judge.refuse(fault, 'url', nowhere), nowhere);
  }
  let exchange: Exchange = { door: 'fetch', agent, method: 'GET', url: read.url };
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  const signal = AbortSignal.any([leaving.signal, AbortSignal.timeout(settings.fetch.timeout)]);
  try {
    const fetched = await fetchFollowing(state, read.url, agent, signal);
    ({ exchange } = fetched);
    if (!fetched.ok) return refused(fetched.refusal, exchange);
    const contentType = fetched.headers['content-type'];
    const content = await readContent(state, exchange, fetched.bytes, contentType);
    if (!content.ok) return refused(content.refusal, exchange);
    stats.allowed();
    judge.passed(exchange);
    return give(200, {
      url: exchange.url.href,
      status_code: fetched.status,
      ...(contentType === undefined ? {} : { content_type: contentType }),
      ...(content.title === '' ? {} : { title: content.title }),
      content: content.content,
      blocked: false,
    });
  } catch (error) {
    if (response.destroyed) return undefined;
    return refused(judge.refuse(failureOf(error, exchange), 'upstream', exchange), exchange);
  }
}

/**
 * The address that is asked for. Where there are parameters that are not ours, it was not encoded: all that follows
 * `url=` belongs to it.
 */
function targetOf(requestUrl: string): string | undefined {
  const at = requestUrl.indexOf('?');
  if (at < 0) return undefined;
  const raw = requestUrl.slice(at + 1);
  const query = new URLSearchParams(raw);
  const isOurs = [...query.keys()].every((name) => name === 'url' || name === 'agent');
  if (isOurs && query.getAll('url').length <= 1) return query.get('url') ?? undefined;
  const begin = /(?:^|&)url=/.exec(raw);
  if (!begin) return undefined;
  const rest = raw.slice(begin.index + begin[0].length);
  return /^https?%3a/i.test(rest)
    ? (new URLSearchParams(`url=${rest.replaceAll('&', '%26')}`).get('url') ?? undefined)
    : rest;
}

/** Answers with JSON, and for a refusal with the event's id. */
export function sendJson(response: ServerResponse, status: number, body: object, refusal?: Refusal): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(refusal?.eventId === undefined ? {} : { 'x-sallyport-event': refusal.eventId }),
  });
  response.end(text);
}
