import {
  createAuthority,
  hasAuthority,
  openAuthority,
  publishRevocations,
  type Authority,
} from './authority.js';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { withLock } from './files.js';
import { issueLeaf, type LeafOptions } from './leaves.js';
import { readLedger, type LedgerEntry } from './ledger.js';
import { assertName, authorityFiles, serverName, type LeafOwner } from './places.js';

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

/** The leaves that every house has, and further clients. */
export function wantedLeaves(clients: readonly string[] = []): LeafOwner[] {
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

async function withOpenAuthority<Result>(
  folder: string,
  work: (authority: Authority, now: Date) => Promise<Result>,
): Promise<Result> {
  return withLock(authorityFiles(folder).lock, async () => {
    const now = new Date();
    return work(await openAuthority(folder, now), now);
  });
}

/** Issues a leaf anew under the names that it has. The caller holds the lock. */
export async function reissue(
  authority: Authority,
  entry: LeafOwner & { extraNames?: readonly string[] },
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

function unknownName(name: string): CertificateError {
  return new CertificateError(
    CertificateErrorCode.NameUnknown,
    `No certificate in force goes by the name ${JSON.stringify(name)}.`,
    'See the names: sallyport-certs show',
  );
}
