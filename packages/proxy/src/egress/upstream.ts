import { Agent, type buildConnector } from 'undici';
import { egressLimits } from './limits.js';
import type { Dialer, SecureDialer } from './types.js';

/** Connections to upstreams, over the dialer that checks addresses; TLS is verified in every mode. */
export function openUpstreams(dialer: Dialer, secure: SecureDialer): Agent {
  const connect: buildConnector.connector = ({ hostname, protocol, port }, give) => {
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const isTls = protocol === 'https:';
    const opened = isTls
      ? secure.connect({ host, port: Number(port) || 443, alpn: ['http/1.1'] })
      : dialer.connect({ host, port: Number(port) || 80 });
    opened.then(
      (socket) => give(null, socket),
      (error: unknown) => give(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
  return new Agent({
    connect,
    connections: egressLimits.upstreamConnections,
    headersTimeout: egressLimits.answerMs,
    bodyTimeout: egressLimits.bodyMs,
    maxHeaderSize: egressLimits.headerBytes,
    pipelining: 1,
    // Servers that say nothing often close after five seconds; we are to be first.
    keepAliveTimeout: egressLimits.upstreamIdleMs,
    keepAliveTimeoutThreshold: egressLimits.upstreamIdleMs,
  });
}
