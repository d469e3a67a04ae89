/** The bounds of the mutual-TLS client. */
export const mtlsLimits = {
  /** Milliseconds to connect and shake hands. */
  connectTimeoutMs: 10_000,
  /** Milliseconds until the headers of an answer: longer than the longest tool call. */
  headersTimeoutMs: 120_000,
  /** Connections at a time. */
  connections: 16,
  /** Milliseconds after a rotation until calls that still hang on the old certificate are cut. */
  rotationGraceMs: 60_000,
  /** Bytes of a refusal's body that are read for its code. */
  refusalBytes: 4_096,
} as const;
