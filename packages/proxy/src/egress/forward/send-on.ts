import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ReadableSource } from '../content/body-source.js';
import type { Http2Request } from '../http2-upstreams.js';
import type { EgressState } from '../state.js';
import type { BodyOutcome, Exchange, Refusal } from '../types.js';
import { UpstreamRequest, type UpstreamAnswer } from '../upstream-request.js';
import { onwardHeaders, returnedHeaders } from './headers.js';
import { ByteCounter, metered } from './metered.js';

/** Sends the request on and its answer back; a refusal where either does not pass. */
export async function sendOn(
  state: EgressState,
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange,
): Promise<Refusal | undefined> {
  let asked: UpstreamRequest | Http2Request | undefined;
  const left = (): void => {
    if (!response.writableFinished) asked?.close();
  };
  response.once('close', left);
  try {
    const sent = await requestBody(state, request, response, exchange);
    if (sent?.kind === 'refused') return sent.refusal;
    const { url, method } = exchange;
    const headers = headersFor(request, exchange, sent);
    const body = sent === undefined ? null : sent.kind === 'whole' ? sent.bytes : sent.stream;
    const ask = async (): Promise<UpstreamAnswer> => {
      const path = `${url.pathname}${url.search}`;
      asked = needsHttp2(request)
        ? await state.http2Upstreams.ask({ url, method, headers, body })
        : new UpstreamRequest(state.upstreams, { origin: url.origin, path, method, headers, body });
      if (response.destroyed) asked.close();
      return asked.answered;
    };
    const answer = await ask().catch((error: unknown) => {
      // A connection that was kept may have been closed by the other side just before (RFC 9110, 9.2.2).
      const isRepeatable = idempotent.has(method) && sent?.kind !== 'stream';
      if (!isRepeatable || !closedBefore(error)) throw error;
      return ask();
    });
    return await giveBack(state, answer, response, exchange);
  } finally {
    response.removeListener('close', left);
  }
}

/** gRPC: within h2 only, and only where its client asks so. */
function needsHttp2({ httpVersionMajor, headers }: IncomingMessage): boolean {
  return httpVersionMajor === 2 && headers['content-type']?.startsWith('application/grpc') === true;
}

const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

function closedBefore(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}

function headersFor(
  request: IncomingMessage,
  { url }: Exchange,
  sent: Exclude<BodyOutcome, { kind: 'refused' }> | undefined,
): Record<string, string | string[]> {
  const headers = onwardHeaders(sent?.headers ?? request.headers, url.host);
  const length = sent?.kind === 'stream' ? sent.headers['content-length'] : undefined;
  return length === undefined ? headers : { ...headers, 'content-length': length };
}

/** The request's body as it may be sent; undefined where it has none. */
async function requestBody(
  state: EgressState,
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange,
): Promise<BodyOutcome | undefined> {
  const { headers } = request;
  const isFramed = request.httpVersionMajor > 1 ? !request.complete : hasBody(headers);
  if (!isFramed) return undefined;
  if (headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const source = metered(state, new ReadableSource(request), exchange);
  return state.bodies.request(source, headers, exchange);
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return (
    headers['transfer-encoding'] !== undefined ||
    (headers['content-length'] !== undefined && headers['content-length'] !== '0')
  );
}

async function giveBack(
  state: EgressState,
  { status, headers, body }: UpstreamAnswer,
  response: ServerResponse,
  exchange: Exchange,
): Promise<Refusal | undefined> {
  const refused = state.gate.responseHeaders(headers, exchange);
  if (refused) {
    body.close();
    return refused;
  }
  if (exchange.method === 'HEAD' || status === 204 || status === 304) {
    await body.drain();
    response.writeHead(status, returnedHeaders(headers));
    response.end();
    return undefined;
  }
  if (body.isEmpty) {
    // Written at once with its end, as some readers of gRPC want it.
    response.statusCode = status;
    for (const [name, value] of Object.entries(returnedHeaders(headers)))
      if (value !== undefined) response.setHeader(name, value);
    response.end();
    return undefined;
  }
  const outcome = await state.bodies.response(metered(state, body, exchange), status, headers, exchange);
  if (outcome.kind === 'refused') {
    body.close();
    return outcome.refusal;
  }
  const returned = returnedHeaders(outcome.headers);
  if (outcome.kind === 'whole') {
    returned['content-length'] = outcome.bytes.length;
    response.writeHead(status, returned);
    response.end(outcome.bytes);
    state.meters.count('bytes_total', received, outcome.bytes.length);
    return undefined;
  }
  response.writeHead(status, returned);
  response.flushHeaders();
  await pipeline(outcome.stream, new ByteCounter(state.meters, 'received'), response, { end: false });
  return endWith(state, body.trailers, response, exchange);
}

/** Ends an answer with what came after its body. */
function endWith(
  { gate }: EgressState,
  trailers: IncomingHttpHeaders,
  response: ServerResponse,
  exchange: Exchange,
): Refusal | undefined {
  const refused = gate.responseHeaders(trailers, exchange);
  if (refused) return refused;
  const returned = returnedHeaders(trailers);
  if (Object.keys(returned).length > 0) response.addTrailers(returned);
  response.end();
  return undefined;
}

const received = { direction: 'received' } as const;
