import type { IncomingMessage } from 'node:http';
import { egressLimits } from '../limits.js';

/** Headers of which two make two readers see two requests. */
const single = new Set([
  'host',
  'content-length',
  'content-type',
  'content-encoding',
  'transfer-encoding',
  'authorization',
  'proxy-authorization',
  'expect',
  'upgrade',
  'x-pipelock-agent',
  'x-sallyport-agent',
]);

/** What is wrong with a request on which two servers could disagree; Node's parser has refused the rest. */
export function framingFault(request: IncomingMessage): string | undefined {
  if (request.httpVersionMajor !== 1) return undefined;
  const seen = new Set<string>();
  const { rawHeaders, headers } = request;
  if (rawHeaders.length / 2 > egressLimits.headers) return `it has more than ${egressLimits.headers} headers`;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (single.has(name) && seen.has(name)) return `it has the header ${name} twice`;
    seen.add(name);
  }
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && headers['content-length'] !== undefined)
    return 'it has both Content-Length and Transfer-Encoding';
  if (coding !== undefined && coding.trim().toLowerCase() !== 'chunked')
    return 'its Transfer-Encoding is not chunked';
  if (coding !== undefined && request.httpVersionMinor === 0) return 'HTTP/1.0 knows no Transfer-Encoding';
  const { 'content-length': length } = headers;
  if (length !== undefined && !/^\d{1,15}$/.test(length)) return 'its Content-Length is not a number';
  return undefined;
}
