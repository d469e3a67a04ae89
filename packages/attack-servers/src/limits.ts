const mebibyte = 1024 * 1024;

/** How much the attacks that attack by amount send. */
export const limits = {
  /** Bytes of a line that is longer than any reader should take. */
  oversizedLine: 20 * mebibyte,
  /** Bytes that a line without an end is written in at a time. */
  endlessChunk: mebibyte,
  /** Notifications of a flood, for one call. */
  flood: 20_000,
} as const;
