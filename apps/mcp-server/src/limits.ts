/** The bounds of the server, each in the unit that its name says. */
export const limits = {
  /** Bytes of a request's body: a program and its JSON around it. */
  bodyBytes: 1_048_576,
  /** Bytes of a request's headers. */
  headerBytes: 16_384,
  /** Connections at a time; further ones are closed at once. */
  connections: 256,
  /** Connections at a time whose TLS handshake is not finished; past it, the oldest of them is closed. */
  unfinishedHandshakes: 64,
  /** Milliseconds for a TLS handshake. */
  handshakeMs: 10_000,
  /** Milliseconds until a request's headers are in. */
  headersMs: 10_000,
  /** Milliseconds until a whole request is in. */
  requestMs: 30_000,
  /** Milliseconds between two looks for requests that take longer. */
  slowCheckMs: 1_000,
  /** Milliseconds that an idle connection is kept. */
  keepAliveMs: 60_000,
  /** Streams of change notifications at a time. */
  subscriptions: 32,
  /** Milliseconds between two looks for calls of clients that have lost their right. */
  sweepMs: 5_000,
  /** Milliseconds that calls in flight get to end at a stop. */
  drainMs: 5_000,
  /** Characters of a program. */
  codeCharacters: 100_000,
  /** Characters of a dataset's name. */
  nameCharacters: 200,
  /** Datasets that a program can be held to. */
  datasets: 100,
  /** Rows of a table that a model reads; a person sees all. */
  textRows: 20,
  /** Characters of a result that a model reads. */
  textCharacters: 24_000,
  /** Results that are kept for one client to read as a whole. */
  storedResults: 64,
  /** Bytes of them together. */
  storedBytes: 50_331_648,
  /** Milliseconds for which they are kept. */
  storedMs: 900_000,
  /** Refusals that are recorded word for word in a minute; the others are counted. */
  refusalsPerMinute: 300,
  /** Characters of a header that an event quotes. */
  quotedCharacters: 200,
} as const;
