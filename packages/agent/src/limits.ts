/** The limits of the agent backend. */
export const limits = {
  /** UTF-16 code units of one question. */
  questionLength: 4000,
  /** Model calls of one run. */
  maxTurns: 16,
  /** Tokens of one run, in and out; looked at after each model call. */
  runTokens: 400_000,
  /** Tokens that one model call may answer with. */
  outputTokens: 16_000,
  /** Milliseconds of one run. */
  runMs: 300_000,
  /** Milliseconds of one model call up to its first byte. */
  modelMs: 120_000,
  /** Attempts after a failed call to the model's server. */
  modelRetries: 2,
  /** Milliseconds to reach the MCP server. */
  mcpConnectMs: 10_000,
  /** Bytes of one answer of the MCP server. */
  mcpAnswerBytes: 32_000_000,
  /** UTF-16 code units of the arguments of one MCP tool call, in JSON. The server takes a body of 1 MiB. */
  mcpArgumentsLength: 250_000,
  /** Milliseconds of one MCP tool call. */
  mcpCallMs: 60_000,
  /** Seconds for an MCP server on standard input and output to start, and for each answer to its set-up. */
  stdioStartSeconds: 30,
  /** UTF-16 code units of the shortest secret that is looked for by its value. */
  secretLength: 16,
  /** Milliseconds for which the list of tools is trusted. */
  toolsTtlMs: 30_000,
  /** Milliseconds for which dataset lists and profiles are kept. */
  catalogTtlMs: 60_000,
  /** Questions that are suggested. */
  suggestions: 8,
  /** Datasets that are described to draw suggestions from them. */
  suggestionDatasets: 24,
  /** Events of one run that are kept for replay. */
  runEvents: 20_000,
  /** UTF-16 code units of text deltas in one run. */
  answerLength: 100_000,
  /** Runs under way at one time. */
  activeRuns: 16,
  /** Ended runs whose events stay in memory. */
  endedRuns: 32,
  /** Items of a conversation's history that a model is given. */
  historyItems: 60,
  /** UTF-16 code units of a tool's result in that history. */
  historyResultLength: 4000,
  /** UTF-16 code units of the JSON of one stored turn, beyond which its tables are shortened. */
  storedTurnLength: 4_000_000,
  /** Conversations that a list shows. */
  conversations: 500,
  /** UTF-16 code units of a title. */
  titleLength: 80,
} as const;

/** The limits, each of which an application or a test may set. */
export type AgentLimits = { readonly [Name in keyof typeof limits]: number };
