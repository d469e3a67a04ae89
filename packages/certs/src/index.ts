// The complete public surface of @sallyport/certs. Named exports only.
export { ensureCertificates, ensureLeaves, type EnsuredCertificates, type WantedLeaf } from './ensure.js';
export { CertificateError, CertificateErrorCode } from './errors.js';
export { identityOf, type CertificateIdentity } from './identity.js';
export { identityUri, type LeafOptions } from './leaves.js';
export type { LedgerEntry } from './ledger.js';
export { limits as certificateLimits } from './limits.js';
export { defaultClients, initialise, issue, renew, revoke, type InitialiseOptions } from './operations.js';
export type { LeafOwner } from './places.js';
export { isSameTlsFiles, readClientFiles, readServerFiles, type TlsFiles } from './read.js';
export { describe, verify, type CertificateProblem, type CertificateReport } from './verify.js';
export { revocationListStamp, watchCertificates, type CertificateWatch } from './watch.js';
export { parseRevocationList, type RevocationList } from './x509/revocation-list.js';
