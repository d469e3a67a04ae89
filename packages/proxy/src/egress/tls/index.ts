// What the rest of the egress proxy uses of the interception of TLS. Named exports only.
export { openAuthority } from './authority.js';
export { authorityFiles, writeAnchorBundle, type AuthorityFiles } from './authority-files.js';
export { createInterceptor } from './intercept.js';
export { LeafCache } from './leaves.js';
export { openRevocationLists } from './revocation-lists.js';
export { createSecureDialer } from './secure-dialer.js';
