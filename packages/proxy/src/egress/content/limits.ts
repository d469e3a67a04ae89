const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** What the reading of bodies is bounded by. How much is read whole is a setting. */
export const contentLimits = {
  /** Bytes that a body which is read whole may decode to. */
  decodedBytes: 32 * mebibyte,
  /** Content codings on top of each other. */
  codings: 3,
  /** A stream that decodes to more bytes than the first may not be so many times as long as its wire form. */
  ratioFreeBytes: 16 * mebibyte,
  ratio: 200,
  /** Wire bytes up to which decoding at once is quicker than a stream. */
  decodedAtOnceBytes: 32 * kibibyte,
  /** Bytes of a document that is read with its structure (JSON, fields, parts); a longer one is read in windows. */
  documentBytes: 256 * kibibyte,
  /** Characters of one window, and how much of the end of it is looked at once more with the next. */
  windowCharacters: 64 * kibibyte,
  overlapCharacters: 4 * kibibyte,
  /** Bytes from which it is told whether a body is text. */
  sniffedBytes: 4 * kibibyte,
  /** Bytes of a binary response whose printable runs are looked at; of a request all are. */
  binaryResponseBytes: mebibyte,
  /** Shortest printable run of a binary that is looked at. Characters. */
  printableRun: 8,
  /** Bodies without findings that are remembered by their digests, and characters of the headers kept with one. */
  cleanBodies: 8192,
  cleanHeaderCharacters: 256,
  /** Headers that name types of content and are remembered as they were read. */
  mediaTypes: 256,
  /** Parts of a multipart body, parts within parts, and bytes of the headers of one. */
  parts: 1000,
  partDepth: 3,
  partHeaderBytes: 16 * kibibyte,
  /** Fields of a form. */
  fields: 20_000,
  /** Milliseconds without a byte after which what came so far is scanned and passed on. */
  restMs: 50,
  /** Characters of each text in the events of a stream that are looked at once more with what follows it. */
  carriedCharacters: 2 * kibibyte,
  /** Texts of one stream of events that are followed; strings of one event; nesting. */
  carriedTexts: 32,
  eventStrings: 256,
  eventDepth: 16,
  /** Shortest text that is taken for a constant when it comes twice: an id, the name of a model. Characters. */
  constantCharacters: 8,
} as const;
