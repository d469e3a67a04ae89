import type { Duplex } from 'node:stream';
import type { Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { RefusalCode } from '../errors.js';
import type { RefusalLog } from '../refusals.js';

/** What a person calls the failures that a client's certificate brings about. */
const reasons: Record<string, string> = {
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'the client showed no certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: "the client's certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "the client's certificate is from another authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the client's certificate is from another authority",
  UNABLE_TO_GET_ISSUER_CERT: "the client's certificate is from another authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the client's certificate is from another authority",
  CERT_SIGNATURE_FAILURE: "the client's certificate is from another authority",
  UNABLE_TO_GET_CRL: "the client's certificate is from another authority",
  CERT_HAS_EXPIRED: "the client's certificate has expired",
  CERT_NOT_YET_VALID: "the client's certificate is not valid yet",
  CERT_REVOKED: "the client's certificate was revoked",
  CRL_HAS_EXPIRED: 'our revocation list is out of date: run sallyport-certs renew',
  INVALID_PURPOSE: "the client's certificate is not for clients",
  ERR_SSL_HTTP_REQUEST: 'the client spoke plain HTTP',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'the client offered no TLS 1.3',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'the client was too slow',
};

/** Records every handshake that failed, with its reason, and every connection that then spoke no HTTP. */
export function recordHandshakes(server: Server, refusals: RefusalLog): void {
  const secured = new WeakSet<Duplex>();
  server.on('drop', (dropped) => {
    refusals.record({
      kind: 'mcp-refusal',
      code: RefusalCode.TooManyConnections,
      message: 'A connection was closed: as many are open as the limit allows.',
      remoteAddress: dropped?.remoteAddress,
    });
  });
  server.on('secureConnection', (socket) => void secured.add(socket));
  // Failed handshakes arrive here too: node:https hands them on.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (secured.has(socket)) {
      answerMalformed(error, socket);
      if (error.code === 'ECONNRESET') return;
      refusals.record({
        kind: 'mcp-refusal',
        code: RefusalCode.RequestMalformed,
        message: `A request could not be read (${error.code ?? 'unknown'}).`,
        remoteAddress: (socket as TLSSocket).remoteAddress,
        data: { reason: error.code ?? 'unknown' },
      });
      return;
    }
    socket.destroy();
    // Node destroys the socket of an unwanted certificate without a word, but leaves the reason on it.
    const reason = verificationCode(socket as TLSSocket) ?? error.code ?? 'unknown';
    // The client hung up by itself: nobody was refused.
    if (reason === 'ECONNRESET') return;
    refusals.record({
      kind: 'certificate',
      code:
        reason === 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE'
          ? RefusalCode.CertificateMissing
          : RefusalCode.HandshakeFailed,
      message: `A connection was refused: ${reasons[reason] ?? 'the TLS handshake failed'}.`,
      remoteAddress: (socket as TLSSocket).remoteAddress,
      data: { reason },
    });
  });
}

/** Node types the code as an error; it is a string such as `CERT_REVOKED`. */
function verificationCode(socket: TLSSocket): string | undefined {
  const code: unknown = socket.authorizationError;
  return typeof code === 'string' ? code : undefined;
}

function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  // A client that never closes its side would otherwise keep the connection, and with it a place.
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
