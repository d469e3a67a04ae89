import { createServer, type Server } from 'node:http';
import { limits } from '../limits.js';

/** Whether the server serves. */
export const healthPath = '/healthz';
/** What the sandbox has done and does. */
const metricsPath = '/metrics';

const options = { maxHeaderSize: 4_096, connectionsCheckingInterval: limits.slowCheckMs };

/** What the health port tells. */
export interface HealthSources {
  isServing: () => boolean;
  /** Figures for an operator, as JSON: no data, no program, no name of a client. */
  metrics: () => object;
}

/** A plain server with two pages, and nothing else. For the loopback only. */
export function createHealthServer({ isServing, metrics }: HealthSources): Server {
  const pages = new Map<string, () => [status: number, body: object]>([
    [healthPath, () => (isServing() ? [200, { status: 'ok' }] : [503, { status: 'stopping' }])],
    [metricsPath, () => [200, metrics()]],
  ]);
  const server = createServer(options, (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const page = isRead ? pages.get(request.url ?? '') : undefined;
    const [status, body] = page?.() ?? [404, undefined];
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  server.headersTimeout = 2_000;
  server.requestTimeout = 2_000;
  server.maxConnections = 32;
  return server;
}
