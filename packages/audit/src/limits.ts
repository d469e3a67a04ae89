/** Every limit of the audit log, in one place. */
export const limits = {
  /** A file that would grow past this is closed and the chain goes on in the next. Bytes. */
  fileBytes: 16 * 1024 * 1024,
  /** One event, as a line. A longer one loses its `data` and the tail of its findings. Bytes. */
  eventBytes: 64 * 1024,
  /** Findings kept per event. */
  findingsPerEvent: 50,
  /** Characters kept of one string anywhere in an event. */
  stringCharacters: 4096,
  /** Depth of `data` that is kept. */
  dataDepth: 12,
  /** Messages that pass before a summary of them is written. */
  passesPerSummary: 1000,
  /** Age at which a summary of passes is written with the next call, in milliseconds. */
  summaryAge: 60_000,
  /** Distinct (server, method, direction) triples counted in one summary. */
  summaryGroups: 256,
  /** Events that a read returns where the caller names no limit. */
  eventsPerRead: 1000,
  /** How often a follower looks for new lines, in milliseconds. */
  followInterval: 200,
} as const;
