const mebibyte = 1024 * 1024;

/** What the proxy bounds. */
export const limits = {
  /** Bytes of one line, either way. A longer one is answered with an error and skipped. */
  lineBytes: 16 * mebibyte,
  /** Bytes of one line of the server after which it is taken to have no end, and the server is ended. */
  endlessLineBytes: 64 * mebibyte,
  /** Characters of an id. */
  idCharacters: 256,
  /** Messages of one batch. */
  batchMessages: 100,
  /** Requests of one side that wait for their answer. */
  pendingRequests: 10_000,
  /** Requests that were taken back and whose answers would still pass. */
  cancelledRequests: 1000,
  /** Calls that wait for the list of tools, and their bytes. */
  heldCalls: 1000,
  heldBytes: 32 * mebibyte,
  /**
   * Bytes of messages that wait for a person, what a message of a batch counts for among them, and milliseconds between
   * looks at what was answered.
   */
  askedBytes: 32 * mebibyte,
  batchedBytes: 64 * 1024,
  answerPollMs: 100,
  /** Pages of the list that the proxy asks for itself, and milliseconds until it gives the list up. */
  listPages: 100,
  listMs: 30_000,
  /** Bytes that one side has not read yet and that the other side's messages may add answers to. */
  unreadBytes: 32 * mebibyte,
  /** Bytes of a line of the server's error output. */
  errorLineBytes: 64 * 1024,
  /** Lines of the server's error output that a quiet proxy keeps, to show them when the server fails. */
  quietErrorLines: 20,
  /** Characters of the reason in the file of the kill switch. */
  reasonCharacters: 200,
  /** Characters of a line of the server's error output, and of its output that is no message, in the log. */
  loggedCharacters: 2000,
  /**
   * Milliseconds from the end of the client's input to ending the server: while answers are owed, and when none is. And
   * from asking it to end to killing it.
   */
  drainMs: 5000,
  idleDrainMs: 1000,
  terminateMs: 1500,
  /** Milliseconds in which the output of a server that is gone may still come, from what it left running. */
  lingerMs: 30,
  /** Milliseconds in which requests are still answered after the server failed. */
  farewellMs: 250,
  /** Milliseconds for a connection to a remote server to be made, and for its answer to begin. */
  handshakeMs: 10_000,
  upstreamMs: 300_000,
  /** Requests to a remote server that are under way. */
  upstreamConnections: 64,
  /** Sessions that a front holds at a time, and milliseconds without a request after which one is over. */
  httpSessions: 100,
  sessionIdleMs: 30 * 60_000,
  /** Messages of a server kept while nobody listens, and their characters. */
  unheardMessages: 1000,
  unheardCharacters: 8 * mebibyte,
  /** Milliseconds that one who reads slowly may hold up his own session. */
  slowReaderMs: 30_000,
  /** Times that an answer that broke off is resumed without anything new in it. */
  resumptions: 5,
  /** Milliseconds until a stream that ended is opened again, and those that a server may ask for. */
  listenAgainMs: 1000,
  longestRetryMs: 60_000,
  /** Tools of one server whose parameters are sent in headers. */
  toolsWithHeaders: 1000,
  /** Steps into the schema of such a tool; what lies deeper is no parameter of a call. */
  schemaDepth: 64,
  /** Milliseconds between looks at what is owed. */
  pollMs: 50,
  /** Milliseconds after which a start is over, and memory is held more dearly than time. */
  startMs: 100,
  /** Milliseconds of quiet after which a changed configuration is read. */
  settleMs: 100,
  /** Bytes of the file in which a client keeps its servers. */
  clientFileBytes: 16 * mebibyte,
  /** Milliseconds that one answer may take in the demo. */
  demoAnswerMs: 30_000,
  /** Milliseconds in which whoever is asked for its health must answer. */
  healthMs: 3000,
} as const;
