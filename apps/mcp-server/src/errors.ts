/** Why a connection, a request or a tool call was refused: `error.code` in the answer, `data.code` in the audit log. */
export const RefusalCode = {
  /** The handshake failed, or the client's certificate did; `data.reason` holds the code of OpenSSL or Node. */
  HandshakeFailed: 'handshake-failed',
  /** The client showed no certificate. */
  CertificateMissing: 'certificate-missing',
  /** The client's certificate is not from the authority that counts now. */
  CertificateUnknown: 'certificate-unknown',
  /** The client's certificate has ended since the connection was made. */
  CertificateExpired: 'certificate-expired',
  /** The client's certificate was revoked since the connection was made. */
  CertificateRevoked: 'certificate-revoked',
  /** The client is known, and is not on the list of those that are let in. */
  ClientNotAuthorised: 'client-not-authorised',
  /** The client handed on another's certificate, and is no forwarder. */
  ForwardingNotAllowed: 'forwarding-not-allowed',
  /** A forwarder handed on no certificate, or one that is not a client's. */
  ForwardedCertificateInvalid: 'forwarded-certificate-invalid',
  /** The client is let in, and the tool that it called is not open to it. */
  ToolNotAuthorised: 'tool-not-authorised',
  /** The Host header names another host: DNS rebinding, or a proxy that is not on the list. */
  HostNotAllowed: 'host-not-allowed',
  /** The Origin header names a page that may not call this server. */
  OriginNotAllowed: 'origin-not-allowed',
  /** The method is none of the transport. */
  MethodNotAllowed: 'method-not-allowed',
  /** There is nothing at the path. */
  NotFound: 'not-found',
  /** The body is larger than the limit. */
  BodyTooLarge: 'body-too-large',
  /** The body is not JSON. */
  BodyInvalid: 'body-invalid',
  /** What came in is no HTTP, or came in too slowly. */
  RequestMalformed: 'request-malformed',
  /** The protocol library refused the request; `data.status` holds its status. */
  ProtocolRefused: 'protocol-refused',
  /** As many connections are open as the limit allows. */
  TooManyConnections: 'too-many-connections',
  /** The server is stopping. */
  Stopping: 'stopping',
} as const;

/** A value of {@link RefusalCode}. */
export type RefusalCode = (typeof RefusalCode)[keyof typeof RefusalCode];

/** A refusal: what happened, and what to do. */
export interface Refusal {
  status: number;
  code: RefusalCode;
  message: string;
  remedy: string;
}

/** What keeps the server from starting, worded for the person who starts it. */
export class StartError extends Error {
  override readonly name = 'StartError';

  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
