import type { ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Refusal } from './types.js';

/**
 * Tells a client of the forward proxy why there is no answer: in words, and in headers for programs. Within an
 * intercepted tunnel, where clients of APIs wait for JSON, with the fields of the fetch proxy.
 */
export function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { socket, httpVersionMajor } = response.req;
  const isWithin = httpVersionMajor > 1 || socket instanceof TLSSocket;
  const text = isWithin ? refusalJson(refusal) : refusalText(refusal);
  const type = isWithin ? { 'content-type': 'application/json; charset=utf-8' } : {};
  // What the client still sends would be taken for its next request.
  const closing = response.req.complete || response.req.httpVersionMajor > 1 ? {} : { connection: 'close' };
  response.writeHead(refusal.status, { ...refusalHeaders(refusal, text), ...type, ...closing });
  response.end(text);
  if (!response.req.complete) response.req.resume();
}

/** The lines of an HTTP/1.1 answer, for a socket that has no response yet. */
export function refusalHead(refusal: Refusal, prefix: string): string {
  const text = refusalText(refusal, prefix);
  const headers = Object.entries({ ...refusalHeaders(refusal, text), connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${refusal.status} ${statusWords[refusal.status] ?? 'Refused'}\r\n${lines}\r\n${text}`;
}

function refusalText({ reason, hint, eventId }: Refusal, prefix = 'blocked'): string {
  return `${prefix}: ${reason}\n${hint === '' ? '' : `${hint}\n`}${eventId === undefined ? '' : `event ${eventId}\n`}`;
}

function refusalJson({ reason, hint, eventId, rule }: Refusal): string {
  const event = eventId === undefined ? {} : { event_id: eventId };
  return JSON.stringify({ error: reason, blocked: true, block_reason: reason, rule, hint, ...event });
}

function refusalHeaders({ rule, reason, hint, eventId }: Refusal, text: string): Record<string, string> {
  return {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'x-sallyport-block-rule': ascii(rule),
    'x-sallyport-block-reason': ascii(reason),
    'x-sallyport-hint': ascii(hint),
    'x-pipelock-hint': ascii(hint),
    ...(eventId === undefined ? {} : { 'x-sallyport-event': eventId }),
  };
}

/** What may stand in a header. */
function ascii(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e]+/g, ' ').slice(0, 500);
}

const statusWords: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};
