import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
  createAuthority,
  hasAuthority,
  openAuthority,
  publishRevocations,
  type Authority,
} from './authority.js';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { readIfPresent, withLock } from './files.js';
import { issueLeaf, type LeafOptions } from './leaves.js';
import { currentEntry, readLedger, type LedgerEntry } from './ledger.js';
import { limits } from './limits.js';
import { assertName, authorityFiles, leafFiles, serverName, type LeafOwner } from './places.js';
import { parseRevocationList } from './x509/revocation-list.js';

/** The clients that every house has: the page and the terminal. */
export const defaultClients = ['web', 'ask'] as const;

/** What {@link initialise} makes. */
export interface InitialiseOptions {
  /** Client leaves besides the defaults. */
  clients?: readonly string[];
  /** Validity of the leaves in milliseconds. Default 30 days, at most 397. */
  validityMs?: number;
  /** Replaces an authority and all that it issued. Every client needs its new certificate then. */
  overwrite?: boolean;
}

/**
 * Makes the authority, its revocation list, the server's leaf and the client leaves.
 *
 * @throws CertificateError `already-exists` where an authority is there and `overwrite` is not set
 */
export async function initialise(folder: string, options: InitialiseOptions = {}): Promise<LedgerEntry[]> {
  for (const name of options.clients ?? []) assertName(name);
  return withLock(authorityFiles(folder).lock, async () => {
    if (!options.overwrite && (await hasAuthority(folder))) {
      throw new CertificateError(
        CertificateErrorCode.AlreadyExists,
        `${folder} holds a certificate authority already.`,
        'Keep it, renew its leaves (sallyport-certs renew), or replace everything: sallyport-certs init --overwrite',
      );
    }
    return initialiseLocked(folder, options);
  });
}

async function initialiseLocked(folder: string, options: InitialiseOptions): Promise<LedgerEntry[]> {
  const now = new Date();
  const authority = await createAuthority(folder, now);
  const leafOptions: LeafOptions = {
    overwrite: true,
    ...(options.validityMs ? { validityMs: options.validityMs } : {}),
  };
  const entries: LedgerEntry[] = [];
  for (const owner of wantedLeaves(options.clients))
    entries.push(await issueLeaf(authority, owner, leafOptions, now));
  return entries;
}

function wantedLeaves(clients: readonly string[] = []): LeafOwner[] {
  const names = [...new Set([...defaultClients, ...clients])];
  return [
    { kind: 'server', name: serverName },
    ...names.map((name): LeafOwner => ({ kind: 'client', name })),
  ];
}

/** Issues one leaf. Throws a {@link CertificateError} `already-exists` where it is there, unless `overwrite`. */
export async function issue(
  folder: string,
  owner: LeafOwner,
  options: LeafOptions = {},
): Promise<LedgerEntry> {
  assertName(owner.name);
  return withOpenAuthority(folder, (authority, now) => issueLeaf(authority, owner, options, now));
}

/** Issues leaves anew (all in force, or those named), each with a new key, and re-signs the revocation list. */
export async function renew(folder: string, names: readonly string[] = []): Promise<LedgerEntry[]> {
  return withOpenAuthority(folder, async (authority, now) => {
    const owners = await ownersInForce(folder, names);
    const entries: LedgerEntry[] = [];
    for (const entry of owners) entries.push(await reissue(authority, entry, now));
    await publishRevocations(authority, await readLedger(folder), now);
    return entries;
  });
}

/** Revokes every leaf in force of a name, and publishes the revocation list. */
export async function revoke(folder: string, name: string): Promise<LedgerEntry[]> {
  return withOpenAuthority(folder, async (authority, now) => {
    const ledger = await readLedger(folder);
    const concerned = ledger.issued.filter(
      (entry) => entry.name === name && !entry.revokedAt && new Date(entry.notAfter) > now,
    );
    if (concerned.length === 0) throw unknownName(name);
    const revoked = new Set(concerned.map((entry) => entry.serial));
    const at = now.toISOString();
    const issued = ledger.issued.map((entry) =>
      revoked.has(entry.serial) ? { ...entry, revokedAt: at } : entry,
    );
    await publishRevocations(authority, { ...ledger, issued }, now);
    return issued.filter((entry) => revoked.has(entry.serial));
  });
}

/** What {@link ensureCertificates} did. */
export interface EnsuredCertificates {
  /** Whether there was no authority, so that everything was made. */
  created: boolean;
  /** The names of leaves that were issued anew, and `crl` where the revocation list was. */
  renewed: string[];
}

/** Makes what is missing and renews what nears its end, so that a program can start. Safe from several processes. */
export async function ensureCertificates(
  folder: string,
  clients: readonly string[] = [],
): Promise<EnsuredCertificates> {
  return withLock(authorityFiles(folder).lock, async () => {
    if (!(await hasAuthority(folder))) {
      await initialiseLocked(folder, { clients });
      return { created: true, renewed: [] };
    }
    const now = new Date();
    const authority = await openAuthority(folder, now);
    const renewed: string[] = [];
    for (const owner of wantedLeaves(clients)) {
      const entry = currentEntry(await readLedger(folder), owner);
      const present = await readIfPresent(leafFiles(folder, owner).certificate);
      const isWhole = entry && present && (await isWholePair(folder, entry, present));
      if (isWhole && !nearsItsEnd(new Date(entry.notBefore), new Date(entry.notAfter), now)) continue;
      // A revoked leaf stays revoked: only a person issues a new one.
      if (!entry && present) continue;
      await reissue(authority, entry ?? owner, now);
      renewed.push(owner.name);
    }
    if (await revocationListNearsItsEnd(folder, now)) {
      await publishRevocations(authority, await readLedger(folder), now);
      renewed.push('crl');
    }
    return { created: false, renewed };
  });
}

async function withOpenAuthority<Result>(
  folder: string,
  work: (authority: Authority, now: Date) => Promise<Result>,
): Promise<Result> {
  return withLock(authorityFiles(folder).lock, async () => {
    const now = new Date();
    return work(await openAuthority(folder, now), now);
  });
}

async function reissue(
  authority: Authority,
  entry: LeafOwner & { extraNames?: string[] },
  now: Date,
): Promise<LedgerEntry> {
  const options = { overwrite: true, ...(entry.extraNames ? { extraNames: entry.extraNames } : {}) };
  return issueLeaf(authority, { kind: entry.kind, name: entry.name }, options, now);
}

async function ownersInForce(folder: string, names: readonly string[]): Promise<LedgerEntry[]> {
  const ledger = await readLedger(folder);
  const latest = new Map<string, LedgerEntry>();
  for (const entry of ledger.issued) if (!entry.revokedAt) latest.set(`${entry.kind}/${entry.name}`, entry);
  const entries = [...latest.values()];
  for (const name of names) if (!entries.some((entry) => entry.name === name)) throw unknownName(name);
  return names.length > 0 ? entries.filter((entry) => names.includes(entry.name)) : entries;
}

/** Whether the files are those of the entry: a process that was killed may have left one of two. */
async function isWholePair(folder: string, entry: LedgerEntry, certificatePem: Buffer): Promise<boolean> {
  const keyPem = await readIfPresent(leafFiles(folder, entry).key);
  if (!keyPem) return false;
  const certificate = new X509Certificate(certificatePem);
  return certificate.serialNumber === entry.serial && certificate.checkPrivateKey(createPrivateKey(keyPem));
}

async function revocationListNearsItsEnd(folder: string, now: Date): Promise<boolean> {
  const pem = await readIfPresent(authorityFiles(folder).revocationList);
  if (!pem) return true;
  const { nextUpdate } = parseRevocationList(pem);
  return nearsItsEnd(new Date(nextUpdate.getTime() - limits.revocationListValidityMs), nextUpdate, now);
}

function nearsItsEnd(from: Date, to: Date, now: Date): boolean {
  const whole = to.getTime() - from.getTime();
  return to.getTime() - now.getTime() < whole * limits.renewBelowShare;
}

function unknownName(name: string): CertificateError {
  return new CertificateError(
    CertificateErrorCode.NameUnknown,
    `No certificate in force goes by the name ${JSON.stringify(name)}.`,
    'See the names: sallyport-certs show',
  );
}
