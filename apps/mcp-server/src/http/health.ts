import { createServer, type Server } from 'node:http';
import { limits } from '../limits.js';

/** The one page of the health port. */
export const healthPath = '/healthz';

const options = { maxHeaderSize: 4_096, connectionsCheckingInterval: limits.slowCheckMs };

/** A plain server that says whether the MCP server serves, and nothing else. For the loopback only. */
export function createHealthServer(isServing: () => boolean): Server {
  const server = createServer(options, (request, response) => {
    const isHealthRequest =
      request.url === healthPath && (request.method === 'GET' || request.method === 'HEAD');
    const status = isHealthRequest ? (isServing() ? 200 : 503) : 404;
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(
      isHealthRequest ? JSON.stringify({ status: status === 200 ? 'ok' : 'stopping' }) : undefined,
    );
  });
  server.headersTimeout = 2_000;
  server.requestTimeout = 2_000;
  server.maxConnections = 32;
  return server;
}
