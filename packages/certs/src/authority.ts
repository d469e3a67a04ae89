import { createPrivateKey, generateKeyPair, X509Certificate, type KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { publicMode, readIfPresent, secretMode, writeAtomically } from './files.js';
import { readLedger, writeLedger, type Ledger } from './ledger.js';
import { limits } from './limits.js';
import { authorityFiles } from './places.js';
import { signCertificate } from './x509/certificate.js';
import { signRevocationList } from './x509/revocation-list.js';

const generate = promisify(generateKeyPair);

/** The common name of every authority made here; a folder holds one. */
const authorityName = 'Sallyport certificate authority';

/** An opened certificate authority. */
export interface Authority {
  folder: string;
  name: string;
  certificate: X509Certificate;
  key: KeyObject;
}

/** An ECDSA P-256 key and its PEM (PKCS #8). */
export async function newKey(): Promise<{ key: KeyObject; pem: string }> {
  const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
  return { key: privateKey, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** Makes the authority and an empty revocation list. The caller holds the lock. */
export async function createAuthority(folder: string, now: Date): Promise<Authority> {
  const files = authorityFiles(folder);
  const { key, pem } = await newKey();
  const certificate = signCertificate({
    kind: 'authority',
    commonName: authorityName,
    issuerName: authorityName,
    key,
    issuerKey: key,
    notBefore: new Date(now.getTime() - limits.backdateMs),
    notAfter: new Date(now.getTime() + limits.authorityValidityMs),
  });
  // What an older authority issued or revoked means nothing to the new one.
  await rm(files.ledger, { force: true });
  await writeAtomically(files.key, pem, secretMode);
  await writeAtomically(files.certificate, certificate.pem, publicMode);
  const authority = {
    folder,
    name: authorityName,
    certificate: new X509Certificate(certificate.pem),
    key,
  };
  await publishRevocations(authority, await readLedger(folder), now);
  return authority;
}

/** Whether a folder holds an authority. */
export async function hasAuthority(folder: string): Promise<boolean> {
  return (await readIfPresent(authorityFiles(folder).certificate)) !== undefined;
}

/** Opens the authority of a folder, with its key. */
export async function openAuthority(folder: string, now: Date): Promise<Authority> {
  const files = authorityFiles(folder);
  const [certificatePem, keyPem] = await Promise.all([
    readIfPresent(files.certificate),
    readIfPresent(files.key),
  ]);
  if (!certificatePem || !keyPem) {
    throw new CertificateError(
      CertificateErrorCode.AuthorityMissing,
      `${folder} has no certificate authority${certificatePem ? ' key' : ''}.`,
      `Make one: sallyport-certs init --dir ${folder}`,
    );
  }
  const certificate = new X509Certificate(certificatePem);
  const key = createPrivateKey(keyPem);
  if (!certificate.checkPrivateKey(key)) {
    throw new CertificateError(
      CertificateErrorCode.FileInvalid,
      `${files.key} is not the key of ${files.certificate}.`,
      'Restore both from a backup, or make everything again: sallyport-certs init --overwrite',
    );
  }
  if (new Date(certificate.validTo) <= now) {
    throw new CertificateError(
      CertificateErrorCode.AuthorityExpired,
      `The certificate authority ended on ${certificate.validTo}.`,
      'Make everything again, and give every client its new certificate: sallyport-certs init --overwrite',
    );
  }
  return { folder, name: authorityName, certificate, key };
}

/** Signs and writes the next revocation list. The caller holds the lock. */
export async function publishRevocations(authority: Authority, ledger: Ledger, now: Date): Promise<void> {
  const number = ledger.revocationListNumber + 1;
  const pem = signRevocationList({
    issuerName: authority.name,
    issuerKey: authority.key,
    number,
    thisUpdate: new Date(now.getTime() - limits.backdateMs),
    nextUpdate: new Date(now.getTime() + limits.revocationListValidityMs),
    revoked: ledger.issued.flatMap(({ serial, revokedAt }) =>
      revokedAt ? [{ serial, at: new Date(revokedAt) }] : [],
    ),
  });
  await writeLedger(authority.folder, { ...ledger, revocationListNumber: number });
  await writeAtomically(authorityFiles(authority.folder).revocationList, pem, publicMode);
}
