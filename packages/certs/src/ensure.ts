import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createAuthority, hasAuthority, openAuthority, publishRevocations } from './authority.js';
import { readIfPresent, withLock } from './files.js';
import { currentEntry, readLedger, type LedgerEntry } from './ledger.js';
import { limits } from './limits.js';
import { reissue, wantedLeaves } from './operations.js';
import { assertName, authorityFiles, leafFiles, type LeafOwner } from './places.js';
import { parseRevocationList } from './x509/revocation-list.js';

/** A leaf that has to be there. */
export interface WantedLeaf extends LeafOwner {
  /** The DNS names of a server leaf besides those that every one has. */
  extraNames?: readonly string[];
}

/** What {@link ensureCertificates} and {@link ensureLeaves} did. */
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
  return ensureLeaves(folder, wantedLeaves(clients));
}

/** As {@link ensureCertificates}, for the authority and exactly these leaves. */
export async function ensureLeaves(
  folder: string,
  wanted: readonly WantedLeaf[],
): Promise<EnsuredCertificates> {
  for (const { name } of wanted) assertName(name);
  return withLock(authorityFiles(folder).lock, async () => {
    const now = new Date();
    const created = !(await hasAuthority(folder));
    const authority = created ? await createAuthority(folder, now) : await openAuthority(folder, now);
    const renewed: string[] = [];
    for (const owner of wanted) {
      const entry = currentEntry(await readLedger(folder), owner);
      const present = await readIfPresent(leafFiles(folder, owner).certificate);
      const isWhole =
        entry && present && hasNames(entry, owner) && (await isWholePair(folder, entry, present));
      if (isWhole && !nearsItsEnd(new Date(entry.notBefore), new Date(entry.notAfter), now)) continue;
      // A revoked leaf stays revoked: only a person issues a new one.
      if (!entry && present) continue;
      await reissue(authority, { ...entry, ...owner }, now);
      renewed.push(owner.name);
    }
    if (await revocationListNearsItsEnd(folder, now)) {
      await publishRevocations(authority, await readLedger(folder), now);
      renewed.push('crl');
    }
    return { created, renewed: created ? [] : renewed };
  });
}

function hasNames(entry: LedgerEntry, { extraNames = [] }: WantedLeaf): boolean {
  return extraNames.every((name) => entry.extraNames?.includes(name));
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
