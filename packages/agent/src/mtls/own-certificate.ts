import { X509Certificate } from 'node:crypto';
import { parseRevocationList, type TlsFiles } from '@sallyport/certs';
import { MtlsError, MtlsErrorCode } from './mtls-error.js';

/** The extended key usage of a client (RFC 5280, 4.2.1.12). */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

/**
 * What a server that trusts our authority would hold against our certificate, or undefined where it looks fine.
 * A server may close the connection without a word; this names the reason from what lies here.
 */
export function faultOfOwnCertificate(files: TlsFiles, clientName: string, now: Date): MtlsError | undefined {
  const certificate = new X509Certificate(files.cert);
  const authority = new X509Certificate(files.ca);
  const renewal = `Issue it anew: sallyport-certs renew ${clientName}`;
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) {
    const isSelfSigned = certificate.subject === certificate.issuer;
    return new MtlsError(
      MtlsErrorCode.ClientCertificateUnknown,
      `The certificate of ${clientName} is ${isSelfSigned ? 'self-signed' : 'from another authority'}: the server cannot know it.`,
      `Use one that this house's authority issued: sallyport-certs issue ${clientName} --client --overwrite`,
    );
  }
  if (new Date(certificate.validTo) <= now) {
    return new MtlsError(
      MtlsErrorCode.ClientCertificateExpired,
      `The certificate of ${clientName} expired on ${certificate.validTo}.`,
      renewal,
    );
  }
  if (parseRevocationList(files.crl).serials.has(certificate.serialNumber)) return revoked(clientName);
  if (!certificate.keyUsage?.includes(clientAuthentication)) {
    return new MtlsError(
      MtlsErrorCode.ClientPurposeWrong,
      `The certificate used for ${clientName} is not for clients: a server's certificate cannot be one.`,
      `Use a client certificate: sallyport-certs issue ${clientName} --client`,
    );
  }
  return undefined;
}

/** Our certificate is on the revocation list, by our own look or by the server's word. */
export function revoked(clientName: string, cause?: unknown): MtlsError {
  return new MtlsError(
    MtlsErrorCode.ClientCertificateRevoked,
    `The certificate of ${clientName} was revoked.`,
    `If that was a mistake, issue a new one: sallyport-certs issue ${clientName} --client --overwrite`,
    { cause },
  );
}
