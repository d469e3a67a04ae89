import { X509Certificate } from 'node:crypto';
import { newKey, type Authority } from './authority.js';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { publicMode, readIfPresent, secretMode, writeAtomically } from './files.js';
import { readLedger, writeLedger, type LedgerEntry } from './ledger.js';
import { limits } from './limits.js';
import { leafFiles, serverName, type LeafOwner } from './places.js';
import { signCertificate, type SubjectAltNames } from './x509/certificate.js';

/** The trust domain of every SPIFFE identity here. */
const trustDomain = 'sallyport';

/** How a leaf is issued. */
export interface LeafOptions {
  /** Validity in milliseconds from now. */
  validityMs?: number;
  /** Replaces a leaf that is there. */
  overwrite?: boolean;
  /** Further DNS names of a server leaf. */
  extraNames?: readonly string[];
}

/** The SPIFFE identity of a leaf: what the MCP server authorises by. */
export function identityUri({ kind, name }: LeafOwner): string {
  return `spiffe://${trustDomain}/${kind}/${name}`;
}

/** Issues a leaf with a new key and writes both. The caller holds the lock. */
export async function issueLeaf(
  authority: Authority,
  owner: LeafOwner,
  options: LeafOptions,
  now: Date,
): Promise<LedgerEntry> {
  const files = leafFiles(authority.folder, owner);
  if (!options.overwrite && (await readIfPresent(files.certificate))) {
    throw new CertificateError(
      CertificateErrorCode.AlreadyExists,
      `${owner.name} has a ${owner.kind} certificate already (${files.certificate}).`,
      `Renew it: sallyport-certs renew ${owner.name}`,
    );
  }
  const { key, pem } = await newKey();
  const validity = Math.min(options.validityMs ?? limits.leafValidityMs, limits.leafValidityMaxMs);
  const authorityEnd = new Date(authority.certificate.validTo).getTime();
  const notBefore = new Date(now.getTime() - limits.backdateMs);
  const notAfter = new Date(Math.min(now.getTime() + validity, authorityEnd));
  const certificate = signCertificate({
    kind: owner.kind,
    commonName: owner.name,
    issuerName: authority.name,
    key,
    issuerKey: authority.key,
    altNames: altNamesOf(owner, options.extraNames ?? []),
    notBefore,
    notAfter,
  });
  const entry: LedgerEntry = {
    ...owner,
    serial: new X509Certificate(certificate.pem).serialNumber,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    ...(options.extraNames?.length ? { extraNames: [...options.extraNames] } : {}),
  };
  const ledger = await readLedger(authority.folder);
  // The ledger first: a leaf that it does not know could never be revoked by name.
  await writeLedger(authority.folder, { ...ledger, issued: [...ledger.issued, entry] });
  await writeAtomically(files.key, pem, secretMode);
  await writeAtomically(files.certificate, certificate.pem, publicMode);
  return entry;
}

function altNamesOf(owner: LeafOwner, extraNames: readonly string[]): SubjectAltNames {
  const uri = [identityUri(owner)];
  if (owner.kind === 'client') return { dns: [owner.name], uri };
  const fixed = owner.name === serverName ? ['localhost', serverName, 'nginx'] : ['localhost', owner.name];
  return { dns: [...new Set([...fixed, ...extraNames])], ip: ['127.0.0.1', '::1'], uri };
}
