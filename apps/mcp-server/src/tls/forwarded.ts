import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * The header in which a reverse proxy hands on the certificate of its client: PEM, percent-encoded, as nginx has it in
 * `$ssl_client_escaped_cert`.
 */
export const forwardedHeader = 'x-client-cert';

/** The certificate that a forwarder hands on; undefined where there is none, more than one, or what is no certificate. */
export function forwardedCertificate(
  request: Pick<IncomingMessage, 'headersDistinct'>,
): X509Certificate | undefined {
  const [value, ...more] = request.headersDistinct[forwardedHeader] ?? [];
  if (value === undefined || more.length > 0) return undefined;
  try {
    const pem = decodeURIComponent(value);
    // Node takes the first certificate of several: another party on the way may have gone by the second.
    return pem.split('-----BEGIN ').length === 2 ? new X509Certificate(pem) : undefined;
  } catch {
    // What cannot be decoded or parsed is no certificate, and is refused as such.
    return undefined;
  }
}
