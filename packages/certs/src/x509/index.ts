// The public surface of @sallyport/certs/x509: the structures alone, with no folder and no ledger. Named exports only.
export {
  signCertificate,
  type CertificateKind,
  type CertificateRequest,
  type SignedCertificate,
  type SubjectAltNames,
} from './certificate.js';
export { children, fromDer, keyIdentifier, toDer, toPem, type Node } from './der.js';
export { signRevocationList, type RevocationListRequest } from './revocation-list.js';
