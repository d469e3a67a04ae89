const hour = 3_600_000;
const day = 24 * hour;

/** What the interception of TLS is bounded by. How long leaves live, and how many are kept, are settings. */
export const tlsLimits = {
  /** Validity of the authority, milliseconds. */
  authorityMs: 10 * 365 * day,
  /** Longest validity of an authority that can be asked for. */
  longestAuthorityMs: 30 * 365 * day,
  /** How far the start of a certificate lies in the past, for clocks that differ. */
  backdateMs: 5 * 60_000,
  /** A leaf is made anew when less than this share of its life is left. */
  renewBelowShare: 1 / 4,
  /** Milliseconds for a handshake, with either side. */
  handshakeMs: 10_000,
  /** Bytes of the answer of an OCSP responder that is stapled, and certificates in it. */
  stapleBytes: 64 * 1024,
  stapleCertificates: 4,
  /** How old a staple without an end may be, and how far clocks may differ. */
  stapleAgeMs: 7 * day,
  clockSkewMs: 5 * 60_000,
  /** Bytes of the file of revocation lists. */
  revocationListBytes: 64 * 1024 * 1024,
  /** Bytes of the file with the system's trust anchors. */
  anchorBytes: 16 * 1024 * 1024,
  /** Certificates of a chain. */
  chain: 10,
  /** Streams of one client's connection that are open at a time, and milliseconds without one after which it ends. */
  streams: 100,
  idleMs: 2 * 60_000,
  /** Milliseconds for the headers of a request within a tunnel, and between looks at whether they are late. */
  headersMs: 10_000,
  checkMs: 1000,
  /** Bytes of these headers. */
  headerBytes: 32 * 1024,
} as const;
