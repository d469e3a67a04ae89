import {
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { signCertificate } from '@sallyport/certs/x509';
import { tlsLimits } from './limits.js';

/** What went wrong with the authority: what happened, and what to do. */
export class AuthorityError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${message} ${remedy}`, options);
    this.name = 'AuthorityError';
  }
}

/** The authority that signs the leaves. The key is in memory here, and nowhere goes from it but signatures. */
export interface InterceptionAuthority {
  readonly certificate: X509Certificate;
  /** As the leaves name it. */
  readonly name: string;
  readonly key: KeyObject;
}

/** Characters of the name of whom an authority belongs to: the whole of its name has 64 at most. */
export const longestOrganisation = 24;

/** A new authority as PEM: ECDSA P-256, no authorities below it. Its name tells two of them apart. */
export function createAuthority({ organisation, validityMs }: { organisation: string; validityMs: number }): {
  certificate: string;
  key: string;
} {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const day = new Date(now).toISOString().slice(0, 10);
  const name = `${organisation} interception authority ${day} ${randomBytes(2).toString('hex')}`;
  const { pem } = signCertificate({
    kind: 'authority',
    commonName: name,
    issuerName: name,
    key: privateKey,
    issuerKey: privateKey,
    notBefore: new Date(now - tlsLimits.backdateMs),
    notAfter: new Date(now + validityMs),
  });
  return { certificate: pem, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/**
 * Reads the authority from its two files.
 * @throws AuthorityError where they are missing, do not belong together, have ended, or lie open to others.
 */
export function openAuthority(files: { certificate: string; key: string }): InterceptionAuthority {
  const certificate = parsed(files.certificate, (pem) => new X509Certificate(pem));
  const key = parsed(files.key, createPrivateKey);
  const { mode } = lstatSync(files.key);
  if ((mode & 0o077) !== 0)
    throw new AuthorityError(
      `${files.key} can be read by others (mode ${(mode & 0o777).toString(8)}).`,
      `Make it yours alone: chmod 600 ${files.key}`,
    );
  if (key.asymmetricKeyType !== 'ec' || !certificate.checkPrivateKey(key) || !certificate.ca)
    throw new AuthorityError(
      `${files.key} is not the ECDSA key of the authority in ${files.certificate}.`,
      'Make both anew: sallyport tls init --force',
    );
  if (new Date(certificate.validTo).getTime() <= Date.now())
    throw new AuthorityError(
      `The authority in ${files.certificate} ended on ${certificate.validTo}.`,
      'Make a new one, and trust it where the old one was: sallyport tls init --force',
    );
  return { certificate, name: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '', key };
}

function parsed<T>(path: string, parse: (pem: Buffer) => T): T {
  let pem: Buffer;
  try {
    pem = readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new AuthorityError(`${path} cannot be read (${code}).`, 'Make an authority: sallyport tls init', {
      cause,
    });
  }
  try {
    return parse(pem);
  } catch {
    // The cause could quote the file.
    throw new AuthorityError(
      `${path} is not what its name says.`,
      'Make both anew: sallyport tls init --force',
    );
  }
}
