import type { InjectionClassifier } from './injection/classifier.js';
import type { FeatureKind } from './injection/sign.js';
import type { CustomRule } from './rule.js';
import type { KnownSecrets } from './known-secrets/known-secrets.js';

/** Which way a message travels. Requests of a client go to the server; results, definitions and notifications come back. */
export type Direction = 'client-to-server' | 'server-to-client';

/** How much harm a finding means if it is true; how sure it is says `confidence`. */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** The kind of harm that a finding speaks of; policies set an action per category. */
export type Category =
  | 'credential-leak'
  | 'prompt-injection'
  | 'tool-poisoning'
  | 'rug-pull'
  | 'dangerous-call'
  | 'data-flow'
  | 'malformed';

/**
 * Where in MCP a string stands: what a client sends (`argument`), what a server answers or announces (`result`), and
 * what a server says about itself and its tools (`definition`: tools, prompts, resources, templates, instructions).
 */
export type Surface = 'argument' | 'result' | 'definition';

/** The forms of a string that are looked at; a nested one is named by its path, such as `base64>percent`. */
export type ViewName = string;

/** A sign that took part in a score. */
export interface FiredSign {
  /** The id of the feature, the frame or the classifier. */
  id: string;
  kind: FeatureKind;
  /** What it weighed here, 0 to 1: less where the words are quoted, cited, forbidden or far off. */
  weight: number;
}

/** One thing found, explained, at its place, with nothing secret in it. */
export interface Finding {
  /** The id of the {@link Rule}. */
  rule: string;
  title: string;
  category: Category;
  severity: Severity;
  /** How sure the detector is, 0 to 1. Policies compare it with their thresholds. */
  confidence: number;
  direction: Direction;
  surface: Surface;
  /** RFC 6901 pointer to the string (or number) in the message; `''` for a bare text. */
  pointer: string;
  /**
   * Where inside that string, when it was opened: one step for each opening, `~json` (the string is JSON; its RFC 6901
   * pointer follows), `~base64` (a blob), `~data` (a data URI) or `~list` (a list that spells a text letter by letter; offsets are 0 then),
   * as in `~base64/~json/rows/0/note`. As RFC 6901 has no
   * `~` before a letter, `${pointer}/${inside}` reads one way only.
   */
  inside?: string;
  /** Whether the finding lies in the value at `pointer` or in the name of that member. */
  target: 'value' | 'key';
  /** Offsets in the string at `pointer`, in UTF-16 code units: `[start, end)`. */
  start: number;
  end: number;
  /** What was seen, redacted. */
  excerpt: string;
  /** The view in which it was seen: `raw`, `base64`, `invisible>percent`, … */
  view: ViewName;
  /** Why this is a finding, in a sentence or two; for a scored finding the features that fired. */
  why: string;
  /** For a scored finding the signs that fired, the weightiest first. */
  signs?: FiredSign[];
  /**
   * The same for the same value of the same rule, wherever it stands and however it is encoded; tells nothing of the
   * value. Absent for a secret that could be guessed from it (a number, a short password), unless the scan has a salt.
   */
  fingerprint?: string;
  /** What to do next. */
  remedy: string;
  /** Identifiers in public catalogues: OWASP, CWE, MITRE ATLAS. */
  references: string[];
}

/** What every scan is told. */
export interface ScanOptions {
  direction: Direction;
  /**
   * What is asked about: what finds nothing else is not run, and other findings are not told of. `malformed` is always
   * among them, so that nothing passes unread. Default: every category.
   */
  categories?: readonly Category[];
  /** Overrides for {@link limits}; a message over a limit yields a `malformed` finding. */
  limits?: Partial<ScanLimits>;
  /** Secrets to find by value, in any encoding and split over the strings of a message. */
  knownSecrets?: KnownSecrets;
  /** Rules of the caller's own. */
  customRules?: readonly CustomRule[];
  /** A further judge of text from servers. */
  classifier?: InjectionClassifier;
  /** Salts the fingerprints of findings: keep it, and keep it secret, or they change with it. */
  fingerprintSalt?: string;
}

/** Options of a scan of one bare text. */
export interface TextOptions extends ScanOptions {
  /** Where the text stands. Default: `argument` towards the server, `result` from it. */
  surface?: Surface;
  /** The pointer that findings are to carry. Default `''`. */
  pointer?: string;
}

/** The limits of one scan. Reaching one is itself a finding, so that nothing passes unread. */
export interface ScanLimits {
  /** Nesting of objects and arrays. */
  depth: number;
  /** Values, of every kind, in one message. */
  nodes: number;
  /** UTF-16 code units over all strings and keys of one message. */
  characters: number;
  /** Decoding within decoding: 2 reads base64 inside percent-encoding. */
  viewDepth: number;
  /** Views made of one string. */
  viewsPerString: number;
  /** Code units over all derived views of one message, for each code unit of the message; the first million are free. */
  viewShare: number;
  /** Code units over all derived views of one message, however long it is. */
  viewCharacters: number;
  /**
   * Units of work (about a nanosecond each; see `costs`) for each code unit of the message; the first eight million are
   * free. Documents, code and tables take 50 to 150, a list of addresses 190.
   */
  workShare: number;
  /** Units of work in one message, however long it is. */
  work: number;
  /** Findings reported for one message. */
  findings: number;
}
