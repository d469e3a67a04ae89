const mebibyte = 1024 * 1024;
const minute = 60_000;

/** What the egress proxy bounds, besides what the configuration does. */
export const egressLimits = {
  /** Connections of clients that are open at a time. */
  connections: 2000,
  /** Bytes of the headers of a request, and how many there may be. */
  headerBytes: 32 * 1024,
  headers: 200,
  /** Milliseconds for the headers of a request to come, for the whole request, and between requests. */
  headersMs: 10_000,
  requestMs: 5 * minute,
  keepAliveMs: 15_000,
  /** Milliseconds for a name to be resolved, a connection to be made, an answer to begin and to go on. */
  resolveMs: 5000,
  connectMs: 10_000,
  answerMs: 2 * minute,
  bodyMs: minute,
  /** Addresses of a host that are looked at. More are refused. */
  addresses: 64,
  /** Connections kept to one upstream, and milliseconds for which one is kept that is not used. */
  upstreamConnections: 64,
  upstreamIdleMs: 2000,
  /** Upstreams with which HTTP/2 is spoken at a time, and milliseconds without a word after which one is let go. */
  http2Sessions: 256,
  http2IdleMs: 5 * minute,
  /** Bytes, and milliseconds, in which a tunnel must have shown its TLS greeting. */
  greetingBytes: 16 * 1024,
  greetingMs: 10_000,
  /** Bytes of an answer that wait to be read before its server is slowed down. */
  heldBytes: 256 * 1024,
  /** Tunnels that are open at a time. */
  tunnels: 1000,
  /** Listeners of one event of a socket that is joined with another. More are a leak, which Node tells of. */
  socketListeners: 20,
  /** Milliseconds for a WebSocket that is ended here to be told so. */
  farewellMs: 1000,
  /** Redirects that a fetch follows. */
  redirects: 5,
  /** Pairs of agent and domain whose use is counted. */
  meteredPairs: 10_000,
  /** So many agents' worth of requests one domain gets from all of them. */
  domainShare: 4,
  /** Characters of the name of an agent. */
  agentCharacters: 64,
  /** Names of agents in the metrics; the others are counted as `other`. */
  agentLabels: 50,
  /** Hosts of which blocks are counted for `/stats`. */
  blockedHosts: 1000,
  /** Hosts with a secret in their names that are remembered, so as not to be written anywhere. */
  hiddenHosts: 1000,
  /** Addresses, and headers, that were found clean and need not be looked at again, and characters of one. */
  cleanTexts: 2000,
  cleanCharacters: 4096,
  /** Rounds in which a part of an address is decoded. */
  decodeRounds: 4,
  /** Characters from which entropy says something: of a segment of a path, of a label of a host. */
  segmentCharacters: 20,
  labelCharacters: 8,
  /** Bytes of a request to the scan API. */
  apiBytes: mebibyte,
  /** Requests to the scan API from one address in a minute. */
  apiPerMinute: 600,
  /** Bytes of a page that is made readable. */
  pageBytes: 4 * mebibyte,
  /** Characters of hidden text of a page that are looked at, apart from what shows. */
  hiddenCharacters: mebibyte,
  /** Milliseconds after which what is still open is cut when the server stops. */
  drainMs: 5000,
  /** Milliseconds of quiet after a change of the configuration file. */
  reloadMs: 100,
} as const;
