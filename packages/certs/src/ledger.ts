import { CertificateError, CertificateErrorCode } from './errors.js';
import { publicMode, readIfPresent, writeAtomically } from './files.js';
import { authorityFiles, type LeafOwner } from './places.js';

/** One leaf that was issued. Times are ISO 8601. */
export interface LedgerEntry extends LeafOwner {
  serial: string;
  notBefore: string;
  notAfter: string;
  /** The names that it answers to besides those that every leaf of its kind has. */
  extraNames?: string[];
  revokedAt?: string;
}

/** `issued.json`: every leaf that the authority signed, and the number of the last revocation list. */
export interface Ledger {
  revocationListNumber: number;
  issued: LedgerEntry[];
}

export async function readLedger(folder: string): Promise<Ledger> {
  const path = authorityFiles(folder).ledger;
  const content = await readIfPresent(path);
  if (!content) return { revocationListNumber: 0, issued: [] };
  try {
    const ledger = JSON.parse(content.toString()) as Ledger;
    if (!Number.isInteger(ledger.revocationListNumber) || !Array.isArray(ledger.issued)) {
      throw new TypeError('not the shape of a ledger');
    }
    return ledger;
  } catch (cause) {
    throw new CertificateError(
      CertificateErrorCode.FileInvalid,
      `${path} cannot be read, so that revocations would be lost.`,
      'Restore it from a backup, or make everything again: sallyport-certs init --overwrite',
      { cause },
    );
  }
}

export async function writeLedger(folder: string, ledger: Ledger): Promise<void> {
  await writeAtomically(
    authorityFiles(folder).ledger,
    `${JSON.stringify(ledger, undefined, 2)}\n`,
    publicMode,
  );
}

/** The leaf in force for an owner: the newest that was not revoked. */
export function currentEntry(ledger: Ledger, owner: LeafOwner): LedgerEntry | undefined {
  return ledger.issued.findLast(
    (entry) => entry.kind === owner.kind && entry.name === owner.name && !entry.revokedAt,
  );
}
