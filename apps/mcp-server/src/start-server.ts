import { createServer, type Server } from 'node:https';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server';
import type { AuditLog } from '@sallyport/audit';
import { createHealthServer, healthPath } from './http/health.js';
import type { ToolPolicy } from './http/called-tools.js';
import { endpointPath } from './http/guards.js';
import { listen } from './http/listen.js';
import { createListener } from './http/listener.js';
import { limits } from './limits.js';
import { log } from './log.js';
import { buildServer } from './mcp/build-server.js';
import { ResultStore } from './mcp/result-store.js';
import type { AnalysisSandbox } from './mcp/tools/tool.js';
import { RefusalLog } from './refusals.js';
import { Calls, drain } from './http/calls.js';
import { Admission } from './tls/admission.js';
import { loadCredentials, secureContextOptions } from './tls/credentials.js';
import { recordHandshakes } from './tls/handshakes.js';
import { followCredentials } from './tls/rotation.js';
import { boundUnfinished } from './tls/unfinished.js';

/** What the server serves, where, and to whom. */
export interface ServerOptions {
  /** The certificate folder. */
  certs: string;
  host: string;
  /** 0 for a free one. */
  port: number;
  /** On the loopback; 0 for a free one. */
  healthPort: number;
  /** SPIFFE identities that are let in. */
  allowedClients: readonly string[];
  /** SPIFFE identities of reverse proxies that hand on the certificates of their clients. None unless told. */
  forwarders?: readonly string[];
  /** Names that a Host header may carry, without port. */
  allowedHosts: readonly string[];
  sandbox: AnalysisSandbox;
  /** What `/metrics` on the health port tells; an empty object unless given. */
  metrics?: () => object;
  audit: AuditLog;
  /** The folder where whole tables lie for a while; replicas that share it read those of each other. */
  results: string;
  /** Which client may use which tool. All of them unless told. */
  permits?: ToolPolicy;
  /** Makes the MCP server of a request in place of ours: all around it stays as it is. */
  build?: () => McpServer;
}

/** A server that listens. */
export interface RunningServer {
  /** The MCP endpoint. */
  url: string;
  healthUrl: string;
  /** Reads the certificate folder again. Happens by itself when the files change. */
  reload(): Promise<void>;
  /** Takes no new calls, lets those in flight end, closes. Sandbox and audit log stay the caller's. */
  close(): Promise<void>;
}

/**
 * Starts the MCP server: Streamable HTTP in both protocol eras over mutual TLS 1.3, and the health page.
 *
 * @throws StartError where a port is taken
 * @throws CertificateError where the certificate folder cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { sandbox, audit, permits = () => true } = options;
  let isServing = true;
  const credentials = await loadCredentials(options.certs);
  const admission = new Admission(credentials, options.allowedClients, options.forwarders);
  const refusals = new RefusalLog(audit);
  const results = new ResultStore(options.results);
  const calls = new Calls();

  const build: Parameters<typeof createMcpHandler>[0] =
    options.build ?? ((request) => buildServer({ sandbox, audit, permits, results }, request));
  const handler = createMcpHandler(build, {
    onerror: (error) => log('mcp-error', { message: error.message }),
    maxSubscriptions: limits.subscriptions,
    maxRequestBodySize: limits.bodyBytes,
  });
  const listener = createListener({
    admission,
    calls,
    refusals,
    permits,
    allowedHosts: options.allowedHosts,
    mcp: toNodeHandler(handler, { onerror: (error) => log('mcp-error', { message: error.message }) }),
    knowRevocations: () => rotation.knowRevocations(),
    isStopping: () => !isServing,
  });
  const server = createServer(
    {
      ...secureContextOptions(credentials),
      requestCert: true,
      rejectUnauthorized: true,
      handshakeTimeout: limits.handshakeMs,
      maxHeaderSize: limits.headerBytes,
      connectionsCheckingInterval: limits.slowCheckMs,
    },
    listener,
  );
  bound(server);
  boundUnfinished(server, refusals);
  recordHandshakes(server, refusals);
  const rotation = followCredentials({
    folder: options.certs,
    current: credentials,
    server,
    admission,
    calls,
    audit,
    refusals,
  });
  const health = createHealthServer({
    isServing: () => isServing,
    metrics: options.metrics ?? (() => ({})),
  });

  try {
    // What changed between the reading and the watch is not missed.
    await rotation.reload();
    const port = await listen(server, options.port, options.host, 'MCP_PORT');
    const healthPort = await listen(health, options.healthPort, '127.0.0.1', 'MCP_HEALTH_PORT');
    return {
      url: `https://localhost:${port}${endpointPath}`,
      healthUrl: `http://127.0.0.1:${healthPort}${healthPath}`,
      reload: () => rotation.reload(),
      close: async () => {
        isServing = false;
        await drain(server, calls, limits.drainMs);
        await handler.close();
        rotation.close();
        refusals.flush();
        health.close();
        health.closeAllConnections();
      },
    };
  } catch (error) {
    rotation.close();
    server.close();
    throw error;
  }
}

function bound(server: Server): void {
  server.maxConnections = limits.connections;
  server.headersTimeout = limits.headersMs;
  server.requestTimeout = limits.requestMs;
  server.keepAliveTimeout = limits.keepAliveMs;
}
