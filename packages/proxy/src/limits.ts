const mebibyte = 1024 * 1024;

/** What the proxy bounds. */
export const limits = {
  /** Bytes of one line, either way. A longer one is answered with an error and skipped. */
  lineBytes: 16 * mebibyte,
  /** Bytes at the start of an over-long line in which its id is looked for. */
  idPrefixBytes: 4096,
  /** Requests of one side that wait for their answer. */
  pendingRequests: 10_000,
  /** Characters of a line of the server's error output, and of its output that is no message, in the log. */
  loggedCharacters: 2000,
  /** Milliseconds from the end of the client's input to ending the server, and from asking it to end to killing it. */
  drainMs: 5000,
  terminateMs: 2000,
} as const;
