import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '../errors.js';
import type { RefusalLog, RefusalRecord } from '../refusals.js';

/** What is known about the caller when a request is refused. */
export interface Caller {
  identity?: string | undefined;
  tool?: string | undefined;
}

/** Answers a refused request in JSON and records it. The connection ends with it when the client has lost its right. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  refusals: RefusalLog,
  caller: Caller = {},
): void {
  recordOnce(response, refusals, {
    kind: refusal.status === 403 && caller.identity === undefined ? 'certificate' : 'mcp-refusal',
    code: refusal.code,
    message: refusal.message,
    ...caller,
    remoteAddress: request.socket.remoteAddress,
    data: { status: refusal.status },
  });
  const { status, code, message, remedy } = refusal;
  const body = JSON.stringify({ error: { code, message, remedy } });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status === 405 ? { allow: 'POST' } : {}),
    // What is left of the body is not read: the connection cannot be used again.
    connection: 'close',
  });
  response.end(body);
}

const recorded = new WeakSet<ServerResponse>();

/** Records a refusal unless the same answer has been recorded. */
export function recordOnce(response: ServerResponse, refusals: RefusalLog, record: RefusalRecord): void {
  if (recorded.has(response)) return;
  recorded.add(response);
  refusals.record(record);
}
