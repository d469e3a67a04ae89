import { X509Certificate } from 'node:crypto';

/** Who a certificate says that its holder is. */
export interface CertificateIdentity {
  /** The common name. For a person's eye; authorise by `uris`. */
  name: string;
  uris: string[];
  dnsNames: string[];
  ipAddresses: string[];
  issuer: string;
  serial: string;
  /** SHA-256 of the certificate, in upper-case hex pairs with colons. */
  fingerprint256: string;
  validFrom: Date;
  validTo: Date;
}

/** Reads the identity from a certificate: PEM, DER, or one that `node:crypto` has parsed. */
export function identityOf(certificate: string | Buffer | X509Certificate): CertificateIdentity {
  const parsed = certificate instanceof X509Certificate ? certificate : new X509Certificate(certificate);
  const names = alternativeNames(parsed.subjectAltName ?? '');
  return {
    name: /^CN=(.*)$/m.exec(parsed.subject)?.[1] ?? '',
    uris: names.get('URI') ?? [],
    dnsNames: names.get('DNS') ?? [],
    ipAddresses: names.get('IP Address') ?? [],
    issuer: /^CN=(.*)$/m.exec(parsed.issuer)?.[1] ?? '',
    serial: parsed.serialNumber,
    fingerprint256: parsed.fingerprint256,
    validFrom: new Date(parsed.validFrom),
    validTo: new Date(parsed.validTo),
  };
}

/**
 * Splits `DNS:a, URI:"b, c"`. Node quotes, as JSON, a name that holds a comma or a quote, so that a crafted name
 * cannot pass for two (CVE-2021-44532).
 */
function alternativeNames(text: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const match of text.matchAll(/([^:,"]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g)) {
    const [, kind = '', value = ''] = match;
    const name = value.startsWith('"') ? String(JSON.parse(value)) : value;
    names.set(kind, [...(names.get(kind) ?? []), name]);
  }
  return names;
}
