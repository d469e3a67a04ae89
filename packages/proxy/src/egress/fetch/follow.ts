import type { IncomingHttpHeaders } from 'node:http';
import { metered } from '../forward/metered.js';
import { egressLimits } from '../limits.js';
import type { EgressState } from '../state.js';
import { DialError, type Exchange, type Refusal } from '../types.js';
import { UpstreamRequest, type UpstreamAnswer } from '../upstream-request.js';
import { readUrl } from '../url/read-url.js';
import { codingsOf, decodeWhole, UndecodableError } from '../content/content-coding.js';

/** What a fetch came to: the last answer, decoded; or why there is none. */
export type Fetched =
  | {
      readonly ok: true;
      readonly exchange: Exchange;
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly bytes: Buffer;
    }
  | { readonly ok: false; readonly exchange: Exchange; readonly refusal: Refusal };

const redirecting = new Set([301, 302, 303, 307, 308]);

/** Fetches an address and what it redirects to; every hop passes the gate by itself. */
export async function fetchFollowing(
  state: EgressState,
  first: URL,
  agent: string,
  signal: AbortSignal,
): Promise<Fetched> {
  let url = first;
  for (let hop = 0; ; hop++) {
    const exchange: Exchange = { door: 'fetch', agent, method: 'GET', url };
    const no = (refusal: Refusal): Fetched => ({ ok: false, exchange, refusal });
    const refused = state.gate.address(exchange);
    if (refused) return no(refused);
    const answer = await ask(state, url, signal);
    const location = redirecting.has(answer.status) ? answer.headers['location'] : undefined;
    if (location === undefined) return read(state, answer, exchange);
    answer.body.close();
    if (hop >= egressLimits.redirects)
      return no(state.judge.refuse(tooManyRedirects, 'response-headers', exchange));
    const next = nextUrl(location, url);
    if (!next.ok) return no(state.judge.refuse(next.fault, 'response-headers', exchange));
    url = next.url;
  }
}

async function ask(state: EgressState, url: URL, signal: AbortSignal): Promise<UpstreamAnswer> {
  const asked = new UpstreamRequest(state.upstreams, {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: 'GET',
    headers: {
      host: url.host,
      'user-agent': state.settings.fetch.userAgent,
      accept: 'text/html,application/xhtml+xml,application/json,text/*;q=0.9,*/*;q=0.5',
      'accept-encoding': 'gzip, deflate, br',
    },
  });
  if (signal.aborted) asked.close();
  signal.addEventListener('abort', () => asked.close(), { once: true });
  return asked.answered;
}

function nextUrl(location: string, from: URL): ReturnType<typeof readUrl> {
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(location);
  if (isAbsolute || /^[\\/]{2}/.test(location)) {
    return readUrl(isAbsolute ? location : `${from.protocol}${location}`);
  }
  return readUrl(URL.canParse(location, from.href) ? new URL(location, from.href).href : location);
}

const tooManyRedirects = {
  status: 403,
  rule: 'redirects',
  reason: `more than ${egressLimits.redirects} redirects`,
  hint: 'Ask for the address at the end of them.',
} as const;

async function read(state: EgressState, answer: UpstreamAnswer, exchange: Exchange): Promise<Fetched> {
  const { status, headers, body } = answer;
  const no = (refusal: Refusal): Fetched => {
    body.close();
    return { ok: false, exchange, refusal };
  };
  const refused = state.gate.responseHeaders(headers, exchange);
  if (refused) return no(refused);
  const most = state.settings.fetch.maxResponseBytes;
  const tooLarge = (): Fetched =>
    no(
      state.judge.refuse(
        {
          status: 403,
          rule: 'response-size',
          reason: `response too large: more than ${most} bytes`,
          hint: 'Ask for a part of it. A person can raise fetch_proxy.max_response_mb.',
        },
        'response-body',
        exchange,
      ),
    );
  if (Number(headers['content-length'] ?? 0) > most) return tooLarge();
  const outcome = await state.bodies.response(metered(state, body, exchange), status, headers, exchange);
  if (outcome.kind === 'refused') return no(outcome.refusal);
  try {
    const bytes = outcome.kind === 'whole' ? outcome.bytes : await collect(outcome.stream, most);
    if (bytes === undefined || bytes.length > most) return tooLarge();
    const decoded = await decodeWhole(bytes, codingsOf(outcome.headers['content-encoding']));
    return decoded.length > most
      ? tooLarge()
      : { ok: true, exchange, status, headers: outcome.headers, bytes: decoded };
  } catch (error) {
    if (error instanceof UndecodableError) {
      const hint = 'Ask for it without compression.';
      return no(
        state.judge.refuse(
          {
            status: 403,
            rule: 'content-unreadable',
            reason: `response cannot be read: ${error.message}`,
            hint,
          },
          'response-body',
          exchange,
        ),
      );
    }
    if (DialError.isInstance(error)) return no(state.judge.refuse(error.refusal, 'response-body', exchange));
    throw error;
  }
}

/** A stream as a whole; undefined where it is longer than the limit. */
async function collect(stream: AsyncIterable<Buffer>, most: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
