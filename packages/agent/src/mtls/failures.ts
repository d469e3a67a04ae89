import type { TlsFiles } from '@sallyport/certs';
import { MtlsError, MtlsErrorCode } from './mtls-error.js';
import { faultOfOwnCertificate, revoked } from './own-certificate.js';

/** What is known when a call fails. */
export interface FailureContext {
  origin: string;
  clientName: string;
  files: TlsFiles;
}

/** Codes of Node and OpenSSL that speak of the server, and what they come to. */
const serverFaults: Record<string, keyof typeof serverReports> = {
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown',
  CERT_SIGNATURE_FAILURE: 'unknown',
  UNABLE_TO_GET_CRL: 'unknown',
  ERR_TLS_CERT_ALTNAME_INVALID: 'name',
  CERT_HAS_EXPIRED: 'expired',
  CERT_REVOKED: 'revoked',
  INVALID_PURPOSE: 'purpose',
  CRL_HAS_EXPIRED: 'list',
  ERR_SSL_WRONG_VERSION_NUMBER: 'plain',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'plain',
  ERR_SSL_HTTP_REQUEST: 'plain',
};

const serverReports = {
  unreachable: [
    MtlsErrorCode.ServerUnreachable,
    'does not answer',
    'Start it (pnpm dev does), or set the right address.',
  ],
  unknown: [
    MtlsErrorCode.ServerUnknown,
    'shows a certificate that is not from our authority: it may be an impostor',
    'If the authority was replaced, restart the server and this program with the same certificate folder.',
  ],
  name: [
    MtlsErrorCode.ServerNameWrong,
    'shows a certificate for another name',
    'Call it by a name in its certificate (sallyport-certs show lists them), or issue one with that name.',
  ],
  expired: [
    MtlsErrorCode.ServerCertificateExpired,
    'shows an expired certificate',
    'Issue it anew: sallyport-certs renew mcp-server',
  ],
  revoked: [
    MtlsErrorCode.ServerCertificateRevoked,
    'shows a certificate that was revoked',
    'If that was a mistake, issue a new one: sallyport-certs issue mcp-server --server --overwrite',
  ],
  purpose: [
    MtlsErrorCode.ServerPurposeWrong,
    'shows a certificate that is not for servers',
    'Start it with its own certificate: sallyport-certs issue mcp-server --server',
  ],
  list: [
    MtlsErrorCode.RevocationListExpired,
    'cannot be trusted, for our revocation list is out of date',
    'Sign a new one: sallyport-certs renew',
  ],
  plain: [
    MtlsErrorCode.ServerNotTls,
    'does not speak TLS',
    'Something else has the port, or the server was started without TLS: check the address.',
  ],
} as const satisfies Record<string, readonly [MtlsErrorCode, string, string]>;

/** Turns whatever a call threw into an {@link MtlsError} where it speaks of the transport; else gives it back. */
export function explainFailure(error: unknown, context: FailureContext): unknown {
  const causes = causeChain(error);
  if (causes.some((cause) => cause.message === 'unexpected redirect')) {
    return new MtlsError(
      MtlsErrorCode.RedirectRefused,
      `${context.origin} answered with a redirect. It was not followed: the certificate would have gone along.`,
      'Set the address that the server really answers on.',
      { cause: error },
    );
  }
  const codes = causes.flatMap((cause) => (typeof cause.code === 'string' ? [cause.code] : []));
  const fault = codes.map((code) => serverFaults[code]).find((found) => found !== undefined);
  if (fault) {
    const [code, what, remedy] = serverReports[fault];
    return new MtlsError(code, `The MCP server at ${context.origin} ${what}.`, remedy, { cause: error });
  }
  return codes.some(isRefusal) ? explainRefusal(error, codes, context) : error;
}

/** An alert about our certificate, or a connection that was closed on us. */
function isRefusal(code: string): boolean {
  return /^ERR_SSL_.*ALERT|^ECONNRESET$|^EPIPE$|^UND_ERR_SOCKET$|^EPROTO$/.test(code);
}

function explainRefusal(error: unknown, codes: readonly string[], context: FailureContext): MtlsError {
  const own = faultOfOwnCertificate(context.files, context.clientName, new Date());
  if (own) return new MtlsError(own.code, own.message, own.remedy, { cause: error });
  if (codes.some((code) => code.includes('CERTIFICATE_REVOKED'))) return revoked(context.clientName, error);
  if (codes.some((code) => code.includes('CERTIFICATE_EXPIRED'))) return expired(context, error);
  if (
    codes.some((code) => /UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_REQUIRED/.test(code))
  ) {
    return unknown(context, error);
  }
  return new MtlsError(
    MtlsErrorCode.ConnectionClosed,
    `The MCP server at ${context.origin} closed the connection before it answered.`,
    'Look at its output and at the audit log; it may be restarting, or trust another authority.',
    { cause: error },
  );
}

/** The refusals that the MCP server words itself, by the code in the JSON body of a 403. */
export function explainForbidden(code: unknown, context: FailureContext): MtlsError | undefined {
  if (code === 'certificate-revoked') return revoked(context.clientName);
  if (code === 'certificate-expired') return expired(context);
  if (code === 'certificate-unknown') return unknown(context);
  if (code !== 'client-not-authorised') return undefined;
  return new MtlsError(
    MtlsErrorCode.ClientNotAuthorised,
    `The MCP server at ${context.origin} knows ${context.clientName}, but does not let it in.`,
    `Add it to the server's MCP_ALLOWED_CLIENTS, or use a client that is on it.`,
  );
}

function unknown({ origin, clientName }: FailureContext, cause?: unknown): MtlsError {
  return new MtlsError(
    MtlsErrorCode.ClientCertificateUnknown,
    `The MCP server at ${origin} does not accept the certificate of ${clientName}.`,
    'Server and client must use the same certificate folder; restart the server if the authority was replaced.',
    { cause },
  );
}

function expired({ clientName }: FailureContext, cause?: unknown): MtlsError {
  return new MtlsError(
    MtlsErrorCode.ClientCertificateExpired,
    `The certificate of ${clientName} has expired.`,
    `Issue it anew: sallyport-certs renew ${clientName}`,
    { cause },
  );
}

interface Cause {
  message?: unknown;
  code?: unknown;
  cause?: unknown;
}

function causeChain(error: unknown): Cause[] {
  const chain: Cause[] = [];
  for (let next: unknown = error; typeof next === 'object' && next !== null && chain.length < 8;) {
    chain.push(next);
    next = (next as Cause).cause;
  }
  return chain;
}
