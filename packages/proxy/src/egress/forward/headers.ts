import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { readableAcceptEncoding } from '../content/content-coding.js';

/** What holds between two neighbours only (RFC 9110, 7.6.1), and what is for us. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);
const forUs = new Set([
  'x-pipelock-agent',
  'x-sallyport-agent',
  'expect',
  'host',
  'content-length',
  // Messages of gRPC that are compressed one by one could not be looked at.
  'grpc-accept-encoding',
]);

/** The headers of a request as they go on. */
export function onwardHeaders(headers: IncomingHttpHeaders, host: string): Record<string, string | string[]> {
  const onward: Record<string, string | string[]> = { host };
  const named = connectionOptions(headers);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    if (hopByHop.has(name) || forUs.has(name) || named.has(name)) continue;
    onward[name] = value;
  }
  const accepted = readableAcceptEncoding(headers['accept-encoding']);
  if (accepted !== undefined) onward['accept-encoding'] = accepted;
  onward['via'] = headers.via === undefined ? '1.1 sallyport' : `${headers.via}, 1.1 sallyport`;
  return onward;
}

/** The headers of an answer as they come back. */
export function returnedHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const returned: OutgoingHttpHeaders = {};
  const named = connectionOptions(headers);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(':') || hopByHop.has(name) || named.has(name)) continue;
    returned[name] = value;
  }
  return returned;
}

const protectedNames: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'authorization',
  'content-type',
]);
const noNames: ReadonlySet<string> = new Set();

function connectionOptions({ connection }: IncomingHttpHeaders): ReadonlySet<string> {
  // Both are hop by hop themselves.
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return noNames;
  return new Set(
    connection
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => !protectedNames.has(name)),
  );
}
