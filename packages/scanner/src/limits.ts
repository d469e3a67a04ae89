import type { ScanLimits } from './types.js';

/** The limits of one scan, unless the caller gives others. */
export const limits: Readonly<ScanLimits> = {
  depth: 128,
  nodes: 500_000,
  characters: 16 * 1024 * 1024,
  viewDepth: 3,
  viewsPerString: 256,
  viewShare: 8,
  viewCharacters: 32 * 1024 * 1024,
  workShare: 192,
  work: 3_500_000_000,
  findings: 200,
};

/**
 * What the parts of a scan cost, in units of work. A unit is about a nanosecond of a processor of today at the worst
 * that a text can make of the part, so that the budget bounds the time, and is counted, not measured.
 */
export const costs = {
  /** A string or a name that is looked at, whatever it says, and a name that is asked whether it is a secret's. */
  string: 1500,
  name: 700,
  /** A character of a view, searched for keywords. */
  searchedCharacter: 6,
  /** A try of a pattern, and each character of its window. `pnpm proof scanner-patterns` compares it with the time. */
  probe: 150,
  windowCharacter: 4,
  /** A try of what must match before a pattern is tried. */
  ahead: 400,
  /** A secret that was found: checked, set beside others, reported. */
  secret: 2000,
  /** A sign that was found, weighed where it stands. */
  sign: 2000,
  /** A place where a word of the lexicon may stand; one that does; one that is set beside others to fill a frame. */
  wordTried: 15,
  word: 80,
  wordCompared: 20,
  /** A sentence with two of them, whose words each frame is asked about. */
  sentence: 700,
  /** A character of a view, looked over for what could be decoded; what the decoders take then, by what it holds. */
  profiledCharacter: 3,
  decoders: 5,
  nonAsciiDecoders: 8,
  markupDecoders: 5,
  runDecoders: 5,
  /** A character that is not of ASCII: looked up by each decoder of such. */
  nonAscii: 35,
  /** A stretch that is decoded, each of its characters, and a piece of the view that it becomes. */
  searchedStretch: 7,
  found: 100,
  /** A place where markup begins that may hide something. */
  markup: 120,
  leetWord: 200,
  spelledLetter: 500,
  span: 120,
  run: 60,
  decodedCharacter: 10,
  foldedCharacter: 40,
  base58Square: 0.3,
  segment: 40,
  madeCharacter: 1,
} as const;

/** What the opening of strings that hold other texts is bounded by. */
export const openingLimits = {
  /** JSON in JSON in a blob: so many times. What lies deeper is read as the text that it is. */
  depth: 6,
} as const;

/** What the views, the excerpts and the scores are bounded by. */
export const shapes = {
  /** Shortest run of base64 or hexadecimal characters that is worth decoding. */
  encodedRun: 16,
  /** Shortest readable stretch of what came out of decoding. */
  readableStretch: 8,
  /** How far around what a view changes it shows the text: what lies further off is the same in the view before. */
  viewReach: 600,
  /** Characters of an excerpt. */
  excerpt: 96,
  /** Features further apart than this are not about the same thing. Characters. */
  clusterGap: 500,
  /** Up to here from the strongest sign, another counts in full. Characters. */
  sameThing: 200,
  /** How far before a phrase a quotation or a citing word is looked for. */
  mentionReach: 100,
  /** Feature occurrences kept per string and view; what comes after adds nothing to a score. */
  featureHits: 2000,
  /** Loose signs count `shortChance` times in a text of up to `shortText` characters, `longChance` times from `longText` on. */
  shortText: 300,
  longText: 24_000,
  shortChance: 1.2,
  longChance: 0.55,
  /** Words of the lexicon that are kept of one sentence; a longer one is read in parts. */
  sentenceWords: 96,
  /** Characters without such a word that end a sentence. */
  sentenceGap: 160,
} as const;

/** What the search for recovery phrases is bounded by. */
export const seedPhraseLimits = {
  /** Shortest text that could hold one. Characters. */
  shortest: 47,
  /** Words of a longer row that are looked at. */
  words: 64,
} as const;

/** What {@link compileKnownSecrets} and its matchers are bounded by. */
export const knownSecretLimits = {
  /** Shortest value that is looked for: shorter ones stand in ordinary text. Characters. */
  shortest: 8,
  /** Longest value that is looked for. Characters. */
  longest: 16_384,
  /** Values and canaries. */
  values: 1024,
  /** Characters over all values and canaries. */
  characters: 1_000_000,
  /** Letters from the middle of a form by which it is found. */
  gram: 8,
  /** Fingerprints in one list. */
  fingerprints: 4096,
  /** Different lengths, times salts: a pass over the text for each. */
  fingerprintGroups: 32,
  /** Bytes of a salt. */
  fingerprintSalt: 16,
  /** Shortest value with a fingerprint, characters, and the least of its entropy, bits. */
  fingerprintLength: 16,
  fingerprintBits: 56,
  /** Longest value with a fingerprint. Characters. */
  longestFingerprinted: 512,
  /** Shortest piece of a split secret that counts. Characters. */
  fragment: 5,
  /** Pieces that a split secret may have, when they come in no order. */
  fragments: 64,
  /** How much of a secret must have been seen in pieces. */
  covered: 0.9,
  /** Characters of one message's strings that are looked at together. */
  joinedCharacters: 65_536,
  /** Strings of one message that are looked at together. */
  joinedStrings: 4096,
  /** Strings of one message that are also joined in another order than the document's. */
  orderedStrings: 128,
  /** Characters that a stream keeps of what it was fed. */
  tail: 4096,
} as const;

/** What the reading of calls is bounded by. */
export const callLimits = {
  /** Nesting of arguments, JSON in strings among them. */
  depth: 24,
  /** Values of one call that are looked at. */
  values: 20_000,
  /** Characters of a string that are read as a command; of a longer one the beginning and the end. */
  command: 16_384,
  /** Characters of a string that are read as a program, a query or words of a document. */
  program: 131_072,
  /** Characters of a string that are read as JSON. */
  json: 262_144,
  /** Longest path or address. */
  address: 8192,
  /** Words of one command text. */
  words: 2500,
  /** Commands within commands: substitutions, `sh -c`, what a decoder prints. */
  nesting: 8,
  /** Characters that variables, braces and decoders may add to one command text. */
  expansion: 131_072,
  /** Longest value of a variable. */
  variable: 4096,
  /** Words that one pair of braces may become. */
  braces: 64,
  /** Commands of one text, those within commands among them. */
  invocations: 400,
  /** Of the commands in a pipeline before one, so many are known to it: the nearest. */
  before: 64,
  /**
   * What the commands of one call may cost, in characters that are read; those that are meant as commands and those
   * that only look so have as much each.
   */
  reading: 131_072,
  /** What it costs to judge one command. */
  judging: 40,
  /** Literals of one program that are looked at as paths and addresses. */
  literals: 1000,
  /** Paths that are remembered with what stands at them. */
  remembered: 2000,
} as const;

/** What the memory of a session's data flow is bounded by. */
export const flowLimits = {
  /** Values and texts that are remembered; the oldest is forgotten first. */
  sources: 256,
  /** Marks over all of them: each a number of 32 bits. */
  marks: 65_536,
  /** Marks of one of them. */
  marksPerSource: 4096,
  /** Letters and digits that one mark stands for. */
  shingle: 12,
  /** Marks in a row that are no accident: together with the shingle, the shortest piece that is known again. */
  run: 4,
  /** Characters of one result that are remembered. */
  remembered: 65_536,
  /** Characters of one result in which distinctive values are looked for. */
  searched: 262_144,
  /** Shortest value that is distinctive by itself. Characters. */
  distinctive: 24,
  /** Characters of the arguments of one call that are compared. */
  compared: 1_048_576,
  /** Longest argument that is compared in its decoded readings, too. Characters. */
  decoded: 32_768,
  /** Requests whose answers are waited for. */
  pending: 256,
  /** Hosts and mail addresses that doubtful texts named. */
  addresses: 256,
  /** Files that were written. */
  written: 128,
  /** Longest answer time and memory of a step in a chain, milliseconds. */
  memory: 30 * 60_000,
  /** In how many milliseconds a step of a chain counts half. */
  halfLife: 10 * 60_000,
  /** Characters of a payload that can carry something. */
  payload: 16,
} as const;
