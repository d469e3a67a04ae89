/** Every limit of the guard, in one place. */
export const limits = {
  /** Sessions whose flow of data is remembered at the same time. */
  sessions: 256,
  /** Bytes of one message that the processes of a session tell each other, and of all of them before the file begins anew. */
  sessionRecordBytes: 4 * 1024 * 1024,
  sessionLogBytes: 32 * 1024 * 1024,
  /** How long the file of a session is kept after its last message, in milliseconds. */
  sessionKept: 24 * 60 * 60 * 1000,
  /** Spans taken out of one message before it is blocked instead. */
  strippedSpans: 100,
  /** How often a stripped message is scanned and stripped again before it is blocked instead. */
  stripRounds: 3,
  /** Characters of a text in pieces that are held back until it is clear whether they are a secret. */
  heldCharacters: 8192,
  /** Characters before a piece of text by which what is in it is read. */
  contextCharacters: 700,
  /** Differences listed between two definitions. */
  differences: 50,
  /** Characters shown of each side of a difference. */
  differenceText: 300,
  /** How long one process waits for another to let go of the pin store, in milliseconds. */
  lockWait: 5000,
  /** Age past which a lock is taken to be left over even if its process seems to live, in milliseconds. */
  lockAge: 30_000,
  /** Questions that wait for a person at the same time, over all processes. */
  waitingApprovals: 100,
  /** Findings told of with one question. */
  askedFindings: 10,
  /** How long a question that is over can still be read, in milliseconds. */
  approvalsKept: 24 * 60 * 60 * 1000,
  /** How long a person has to answer where the configuration says nothing, in milliseconds. */
  approvalTimeout: 30_000,
  /** Characters of a pattern of a configuration, how deep its groups nest, and how often a part is repeated. */
  patternCharacters: 4096,
  patternDepth: 50,
  patternRepeats: 1000,
  /** Steps that a pattern comes to, and states of the automaton that finds it before it begins anew. */
  patternSteps: 4000,
  patternStates: 1000,
  /** Values of one call that rules of a configuration look at; a call with more is taken to be meant. */
  argumentsRead: 20_000,
  /** Matches of one pattern in one text, and characters of one past its shortest. */
  patternMatches: 20,
  patternWindow: 4096,
  /** Bytes of a configuration file, and of a file of secrets that it names. */
  configBytes: 1024 * 1024,
  /** Values of a configuration, those behind aliases counted each time. */
  configValues: 20_000,
  /** Entries of one list of a configuration. */
  configEntries: 1000,
} as const;
