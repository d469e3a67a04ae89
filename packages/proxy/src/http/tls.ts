import { createHash } from 'node:crypto';
import { checkServerIdentity, connect, type PeerCertificate } from 'node:tls';
import { Agent } from 'undici';
import { limits } from '../limits.js';

/** How a remote server is trusted, and who we are to it. */
export interface TlsFiles {
  ca?: Buffer | undefined;
  cert?: Buffer | undefined;
  key?: Buffer | undefined;
}

/** SHA-256 of the public key, in hex: what stays when a certificate is renewed with the same key. */
function keyOf(certificate: Pick<PeerCertificate, 'pubkey'>): string {
  return createHash('sha256')
    .update(certificate.pubkey ?? Buffer.alloc(0))
    .digest('hex');
}

/** Shakes hands once, and gives the hash of the server's key; undefined for an address without TLS. */
export async function peerKey(url: URL, files: TlsFiles): Promise<string | undefined> {
  if (url.protocol !== 'https:') return undefined;
  return new Promise((resolve, reject) => {
    const host = url.hostname.replaceAll(/^\[|\]$/g, '');
    const socket = connect(
      { host, port: Number(url.port) || 443, servername: /^[\d.]+$|:/.test(host) ? '' : host, ...files },
      () => {
        const key = keyOf(socket.getPeerCertificate());
        socket.destroy();
        resolve(key);
      },
    );
    socket.setTimeout(limits.handshakeMs, () =>
      socket.destroy(Object.assign(new Error('no handshake'), { code: 'ETIMEDOUT' })),
    );
    socket.once('error', reject);
  });
}

/** Connections to one server, held to the key that it showed at the start. */
export function connectionsTo(files: TlsFiles, key: string | undefined): Agent {
  return new Agent({
    headersTimeout: limits.upstreamMs,
    bodyTimeout: 0,
    connections: limits.upstreamConnections,
    connect: {
      ...files,
      timeout: limits.handshakeMs,
      checkServerIdentity: (host: string, certificate: PeerCertificate) => {
        const fault = checkServerIdentity(host, certificate);
        if (fault) return fault;
        return key === undefined || keyOf(certificate) === key
          ? undefined
          : Object.assign(new Error('another key'), { code: 'SALLYPORT_KEY_CHANGED' });
      },
    },
  });
}
