/** Why a call over mutual TLS failed. Each code has its own next step in `remedy`. */
export const MtlsErrorCode = {
  /** Nothing listens there, or the network does not reach it. */
  ServerUnreachable: 'server-unreachable',
  /** The other side speaks plain HTTP. */
  ServerNotTls: 'server-not-tls',
  /** The server's certificate is not of our authority. */
  ServerUnknown: 'server-unknown',
  /** The server's certificate does not carry the name that was called. */
  ServerNameWrong: 'server-name-wrong',
  ServerCertificateExpired: 'server-certificate-expired',
  ServerCertificateRevoked: 'server-certificate-revoked',
  /** The server shows a certificate that is not for servers. */
  ServerPurposeWrong: 'server-purpose-wrong',
  /** Our revocation list has ended, so that no certificate can be trusted. */
  RevocationListExpired: 'revocation-list-expired',
  /** Our certificate, key, trust anchor or revocation list is missing or unreadable. */
  ClientCertificateMissing: 'client-certificate-missing',
  /** Our certificate was not issued by the authority that the server trusts. */
  ClientCertificateUnknown: 'client-certificate-unknown',
  ClientCertificateExpired: 'client-certificate-expired',
  ClientCertificateRevoked: 'client-certificate-revoked',
  /** Our certificate is not for clients. */
  ClientPurposeWrong: 'client-purpose-wrong',
  /** The server knows who we are, and does not let us in. */
  ClientNotAuthorised: 'client-not-authorised',
  /** The server closed the connection, and our certificate looks fine from here. */
  ConnectionClosed: 'connection-closed',
  /** The server answered with a redirect, which is never followed. */
  RedirectRefused: 'redirect-refused',
  /** A call for another origin than the one that was agreed. */
  OriginNotPinned: 'origin-not-pinned',
} as const;

/** A value of {@link MtlsErrorCode}. */
export type MtlsErrorCode = (typeof MtlsErrorCode)[keyof typeof MtlsErrorCode];

const marker = Symbol.for('sallyport.mtls-error');

/** A failed call over mutual TLS: what happened in `message`, what to do in `remedy`. Never carries a key. */
export class MtlsError extends Error {
  override readonly name = 'MtlsError';
  readonly [marker] = true;

  constructor(
    readonly code: MtlsErrorCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Tells an instance, also across copies of this package. */
  static isInstance(value: unknown): value is MtlsError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
