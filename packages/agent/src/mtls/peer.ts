import { once } from 'node:events';
import { connect } from 'node:tls';
import { identityOf, type CertificateIdentity, type TlsFiles } from '@sallyport/certs';
import { mtlsLimits } from './limits.js';

/** The certificate that a server showed, and the protocol that was agreed. */
export interface PeerReport extends CertificateIdentity {
  protocol: string;
}

/** Connects to an https origin with the client's certificate, checks the server, reports it and hangs up. */
export async function handshake(origin: string, files: TlsFiles): Promise<PeerReport> {
  const url = new URL(origin);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    ...files,
    host,
    port: Number(url.port || 443),
    minVersion: 'TLSv1.3',
    ALPNProtocols: ['http/1.1'],
  });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(mtlsLimits.connectTimeoutMs) });
    const certificate = socket.getPeerX509Certificate();
    if (!certificate) throw new Error(`${origin} showed no certificate`);
    return { ...identityOf(certificate), protocol: socket.getProtocol() ?? 'unknown' };
  } finally {
    socket.destroy();
  }
}
