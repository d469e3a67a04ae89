import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { AuthorityError } from './authority.js';
import { tlsLimits } from './limits.js';

/** Where systems keep the certificates that they trust, in one file. */
const systemFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** The trust anchors of this system, as PEM; those that come with Node where the system has no file of them. */
export function systemAnchors(): string {
  for (const file of systemFiles) {
    const text = readBounded(file, tlsLimits.anchorBytes);
    if (text?.includes('-----BEGIN CERTIFICATE-----') === true) return text;
  }
  return `${rootCertificates.join('\n')}\n`;
}

/** The system's trust anchors and ours, for programs that take one file of them (`SSL_CERT_FILE` and its kin). */
export function anchorsWith(authority: string): string {
  const { subject, fingerprint256 } = new X509Certificate(authority);
  const own = /^CN=(.*)$/m.exec(subject)?.[1] ?? 'sallyport';
  return `${systemAnchors().trimEnd()}\n\n# ${own}\n# SHA-256 ${fingerprint256}\n${authority.trim()}\n`;
}

/** The text of a file; undefined where there is none. @throws AuthorityError where it is too long. */
export function readBounded(path: string, most: number): string | undefined {
  try {
    if (statSync(path).size > most)
      throw new AuthorityError(`${path} is longer than ${most} bytes.`, 'Give a shorter file.');
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
