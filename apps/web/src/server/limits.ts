/** Every bound of the page's route handlers. */
export const limits = {
  /** The largest request body, in bytes. */
  bodyBytes: 64 * 1024,
  /** The longest accepted identifier (conversation, run, dataset), in characters. */
  identifierCharacters: 200,
} as const;
