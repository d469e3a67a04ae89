import { randomBytes, X509Certificate } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AuthorityError } from './authority.js';
import { javaTrustStore } from './java-store.js';
import { tlsLimits } from './limits.js';
import { anchorsWith, readBounded } from './trust.js';

/** Where an authority lies. */
export interface AuthorityFiles {
  readonly certificate: string;
  readonly key: string;
  /** The system's trust anchors and the authority, for programs that take one file. */
  readonly bundle: string;
  /** The same as a trust store of Java. */
  readonly javaStore: string;
}

/** The files of the authority in a folder, `SALLYPORT_HOME` by default. */
export function authorityFiles(folder: string): AuthorityFiles {
  return {
    certificate: join(folder, 'ca.pem'),
    key: join(folder, 'ca-key.pem'),
    bundle: join(folder, 'ca-bundle.pem'),
    javaStore: join(folder, 'ca-bundle.jks'),
  };
}

/**
 * Writes an authority: the key for its owner alone, and each file whole or not at all.
 * @throws AuthorityError where one is there and is not to be replaced.
 */
export function writeAuthority(
  files: AuthorityFiles,
  pem: { certificate: string; key: string },
  { force }: { force: boolean },
): void {
  mkdirSync(dirname(files.key), { recursive: true, mode: 0o700 });
  if (!force)
    for (const path of [files.key, files.certificate])
      if (readBounded(path, tlsLimits.anchorBytes) !== undefined) throw isThere(path);
  writeWhole(files.key, pem.key, 0o600, force);
  writeWhole(files.certificate, pem.certificate, 0o644, force);
  writeAnchorBundle(files);
}

/**
 * Writes the bundle of trust anchors anew, and Java's, where it is not as it should be: the system's may have changed.
 * @returns its path
 */
export function writeAnchorBundle(files: AuthorityFiles): string {
  const certificate = readBounded(files.certificate, tlsLimits.anchorBytes);
  if (certificate === undefined)
    throw new AuthorityError(`${files.certificate} is not there.`, 'Make an authority: sallyport tls init');
  const bundle = anchorsWith(certificate);
  const isCurrent = readBounded(files.bundle, 2 * tlsLimits.anchorBytes) === bundle;
  if (!isCurrent) writeWhole(files.bundle, bundle, 0o644, true);
  if (!isCurrent || !existsSync(files.javaStore))
    writeWhole(files.javaStore, javaTrustStore(bundle), 0o644, true);
  return files.bundle;
}

/** SHA-256 of a certificate in PEM, in pairs with colons. */
export function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256;
}

function writeWhole(path: string, content: string | Buffer, mode: number, force: boolean): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(temporary, 'wx', mode);
  try {
    const bytes = Buffer.from(content as string);
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (force) {
    renameSync(temporary, path);
    return;
  }
  try {
    // Unlike a renaming, a link never replaces what another process has written meanwhile.
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw isThere(path);
    throw error;
  } finally {
    unlinkSync(temporary);
  }
}

function isThere(path: string): AuthorityError {
  return new AuthorityError(
    `${path} is there already.`,
    'Use it, or make a new authority, which every program then has to trust anew: sallyport tls init --force',
  );
}
