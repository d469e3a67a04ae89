import { X509Certificate } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { hasAuthority } from './authority.js';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { readIfPresent } from './files.js';
import { identityOf, type CertificateIdentity } from './identity.js';
import { readLedger, type LedgerEntry } from './ledger.js';
import { authorityFiles, leafFiles } from './places.js';
import { parseRevocationList } from './x509/revocation-list.js';

/** One certificate of a folder and how it stands. */
export interface CertificateReport extends CertificateIdentity {
  kind: 'authority' | 'server' | 'client';
  state: 'in force' | 'expired' | 'revoked' | 'not yet valid';
  path: string;
}

/** The authority and the leaf files of a folder, as they stand now. */
export async function describe(folder: string): Promise<CertificateReport[]> {
  const files = authorityFiles(folder);
  const authority = await readIfPresent(files.certificate);
  if (!authority) throw missing(folder);
  const revoked = await revokedSerials(folder);
  const reports = [reportOn('authority', authority, files.certificate, revoked)];
  for (const entry of await latestEntries(folder)) {
    const path = leafFiles(folder, entry).certificate;
    const pem = await readIfPresent(path);
    if (pem) reports.push(reportOn(entry.kind, pem, path, revoked));
  }
  return reports;
}

/** Something that is wrong with a certificate folder. */
export interface CertificateProblem {
  path: string;
  message: string;
}

/** Checks chain, key, validity, revocation and permissions of everything in a folder. Empty where all is well. */
export async function verify(folder: string): Promise<CertificateProblem[]> {
  if (!(await hasAuthority(folder))) throw missing(folder);
  const files = authorityFiles(folder);
  const problems: CertificateProblem[] = [];
  const authority = new X509Certificate((await readIfPresent(files.certificate)) ?? '');
  for (const report of await describe(folder)) {
    const certificate = new X509Certificate((await readIfPresent(report.path)) ?? '');
    if (report.state !== 'in force') problems.push({ path: report.path, message: `is ${report.state}` });
    if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) {
      problems.push({ path: report.path, message: 'was not signed by this authority' });
    }
  }
  const keys = [files.key, ...(await latestEntries(folder)).map((entry) => leafFiles(folder, entry).key)];
  for (const path of keys) problems.push(...(await keyProblems(path)));
  const list = await readIfPresent(files.revocationList);
  if (!list) problems.push({ path: files.revocationList, message: 'is missing: every peer is refused' });
  else if (parseRevocationList(list).nextUpdate <= new Date()) {
    problems.push({ path: files.revocationList, message: 'is out of date: every peer is refused' });
  }
  return problems;
}

async function keyProblems(path: string): Promise<CertificateProblem[]> {
  if (!(await readIfPresent(path))) return [{ path, message: 'is missing' }];
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return [];
  return [{ path, message: `can be read by others (mode ${(mode & 0o777).toString(8)}): chmod 600 it` }];
}

async function latestEntries(folder: string): Promise<LedgerEntry[]> {
  const latest = new Map<string, LedgerEntry>();
  for (const entry of (await readLedger(folder)).issued) latest.set(`${entry.kind}/${entry.name}`, entry);
  return [...latest.values()];
}

async function revokedSerials(folder: string): Promise<ReadonlySet<string>> {
  const list = await readIfPresent(authorityFiles(folder).revocationList);
  return list ? parseRevocationList(list).serials : new Set();
}

function reportOn(
  kind: CertificateReport['kind'],
  pem: Buffer,
  path: string,
  revoked: ReadonlySet<string>,
): CertificateReport {
  const identity = identityOf(pem);
  return { ...identity, kind, path, state: stateOf(identity, revoked, new Date()) };
}

function stateOf(
  identity: CertificateIdentity,
  revoked: ReadonlySet<string>,
  now: Date,
): CertificateReport['state'] {
  if (revoked.has(identity.serial)) return 'revoked';
  if (identity.validTo <= now) return 'expired';
  return identity.validFrom > now ? 'not yet valid' : 'in force';
}

function missing(folder: string): CertificateError {
  return new CertificateError(
    CertificateErrorCode.AuthorityMissing,
    `${folder} has no certificate authority.`,
    `Make one: sallyport-certs init --dir ${folder}`,
  );
}
