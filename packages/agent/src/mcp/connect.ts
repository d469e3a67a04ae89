import { getLogger, MCPServerStreamableHttp, type MCPServer } from '@openai/agents';
import type { PeerCertificate } from '../backend-types.js';
import type { AgentLimits } from '../limits.js';
import { createMtlsFetch, type MtlsFetch, type PeerReport } from '../mtls/index.js';
import { boundedFetch } from './bounded-fetch.js';
import { McpConnectionError } from './failures.js';
import { ReconnectingMcpServer } from './reconnecting-server.js';

/** The name of the MCP server, in events, pins and the audit log. */
const dataServerName = 'data-analysis';

/** What fails is told by the error that is thrown, and not on the console of whichever program this runs in. */
const silent: ReturnType<typeof getLogger> = {
  ...getLogger('sallyport:mcp'),
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Where the MCP server is, and as whom it is called. */
export interface ConnectionOptions {
  mcpUrl: string;
  certs: string;
  clientName: string;
  limits: AgentLimits;
}

/** The connection to the MCP server over mutual TLS. */
export interface DataConnection {
  server: MCPServer;
  /** Shakes hands and tells of the certificate that the server showed. */
  peer(): Promise<PeerCertificate>;
  close(): Promise<void>;
}

/** Prepares the connection. Certificates are read, and the server is called, at the first use: both may come later. */
export function openConnection({ mcpUrl, certs, clientName, limits }: ConnectionOptions): DataConnection {
  const { origin } = new URL(mcpUrl);
  let opened: Promise<MtlsFetch> | undefined;
  const mtls = (): Promise<MtlsFetch> => {
    const current = (opened ??= createMtlsFetch({ origin, folder: certs, clientName }));
    current.catch(() => {
      if (opened === current) opened = undefined;
    });
    return current;
  };

  const server = new ReconnectingMcpServer(dataServerName, async () => {
    const connection = await mtls();
    return new MCPServerStreamableHttp({
      name: dataServerName,
      url: mcpUrl,
      fetch: boundedFetch((input, init) => connection.fetch(input, init), limits.mcpAnswerBytes),
      logger: silent,
      clientSessionTimeoutSeconds: limits.mcpConnectMs / 1000,
      timeout: limits.mcpCallMs,
    });
  });

  return {
    server,
    peer: async () => {
      try {
        return peerOf(await (await mtls()).peer());
      } catch (error) {
        throw new McpConnectionError(dataServerName, error);
      }
    },
    close: async () => {
      const current = await opened?.catch(() => undefined);
      await current?.close();
    },
  };
}

function peerOf(report: PeerReport): PeerCertificate {
  const names = [
    ...report.dnsNames.map((name) => `DNS:${name}`),
    ...report.ipAddresses.map((address) => `IP:${address}`),
    ...report.uris.map((uri) => `URI:${uri}`),
  ];
  return {
    subject: report.name,
    issuer: report.issuer,
    subjectAltNames: names,
    fingerprint256: report.fingerprint256,
    validFrom: report.validFrom.toISOString(),
    validTo: report.validTo.toISOString(),
    protocol: report.protocol,
  };
}
