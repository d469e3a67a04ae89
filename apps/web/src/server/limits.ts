/** Every bound of the page's route handlers. */
export const limits = {
  /** The largest request body, in bytes. */
  bodyBytes: 64 * 1024,
  /** The longest accepted identifier (conversation, run, dataset), in characters. */
  identifierCharacters: 200,
  /** The shortest and the longest password, in characters. */
  passwordCharacters: { min: 12, max: 1_024 },
  /** How long a session lasts, in milliseconds: a working day. */
  sessionMs: 12 * 3_600_000,
  /** Sessions at a time; the oldest makes room. */
  sessions: 64,
  /** Attempts to sign in within a minute, whoever makes them. */
  signInsPerMinute: 10,
} as const;
