import { createHash, X509Certificate } from 'node:crypto';

const magic = 0xfeedfeed;
const version = 2;
const trustedCertificate = 2;
/** What Java's tools take for the password of a store where none is given. It protects nothing: all in it is public. */
const password = 'changeit';

/**
 * A trust store of Java (the format JKS, which every Java reads) with the certificates of a PEM bundle. The same bundle
 * gives the same bytes.
 */
export function javaTrustStore(bundle: string): Buffer {
  const pems = bundle.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
  const entries = pems.map((pem, index) => entryOf(new X509Certificate(pem), `anchor-${index}`));
  const data = Buffer.concat([words(magic, version, entries.length), ...entries]);
  const digest = createHash('sha1')
    .update(Buffer.from(password, 'utf16le').swap16())
    .update('Mighty Aphrodite')
    .update(data)
    .digest();
  return Buffer.concat([data, digest]);
}

function entryOf(certificate: X509Certificate, alias: string): Buffer {
  const since = Buffer.alloc(8);
  since.writeBigInt64BE(BigInt(Date.parse(certificate.validFrom)));
  const { raw } = certificate;
  return Buffer.concat([
    words(trustedCertificate),
    text(alias),
    since,
    text('X.509'),
    words(raw.length),
    raw,
  ]);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
}
