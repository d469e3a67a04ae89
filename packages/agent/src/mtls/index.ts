export { MtlsError, MtlsErrorCode } from './mtls-error.js';
export { createMtlsFetch, type MtlsFetch } from './mtls-fetch.js';
export type { PeerReport } from './peer.js';
