/** What the egress helpers bound. */
export const egressLimits = {
  /** Bytes of an answer of `/fetch`. */
  answerBytes: 32 * 1024 * 1024,
  /** Milliseconds for an answer: a fetch takes at most 30 seconds by default, and says so itself. */
  answerMs: 60_000,
} as const;
