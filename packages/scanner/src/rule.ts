import type { AlphabetName } from './match/alphabets.js';
import type { StickyPattern } from './sticky-pattern.js';
import type { Category, Direction, Severity, Surface } from './types.js';

/** A further test of what a pattern found; false throws the match away. */
export type Validator = (secret: string) => boolean;

/** Letters that stand before a rule's keyword and belong to its match. */
export interface Lead {
  /** What they are made of. */
  alphabet: AlphabetName;
  /** Fewer or more of them in a row and the rule is not tried. */
  least: number;
  most: number;
}

/** Examples are tests: each rule finds all the first, at its own confidence or above, and so finds none of the second. */
export interface RuleExamples {
  mustMatch: readonly string[];
  mustNotMatch: readonly string[];
}

/** What every rule says about itself, however it detects. */
export interface RuleHead {
  id: string;
  title: string;
  category: Category;
  severity: Severity;
  /** 0 to 1: of the plain rule; scored rules compute theirs. */
  confidence: number;
  directions: readonly Direction[];
  surfaces: readonly Surface[];
  why: string;
  remedy: string;
  references: readonly string[];
  examples: RuleExamples;
}

/**
 * A rule that looks for one shape. It is data: the engine finds the keywords of all rules in one pass and tries
 * `pattern` at each occurrence.
 */
export interface PatternRule extends RuleHead {
  kind: 'pattern';
  /** Who issues the credential: `GitHub`. */
  provider?: string;
  /**
   * The API hosts to which the credential may go, so that a proxy can tell its use from its theft: `api.github.com`,
   * or `*.example.org` for every name below `example.org`. Missing where there is no such host.
   */
  hosts?: readonly string[];
  /** Lower case; the pattern must match from the first character of the keyword on, or of its `lead`. */
  keywords: readonly string[];
  /** What stands before the keyword, where the secret does not begin with it. */
  lead?: Lead;
  /**
   * Every quantifier bounded. Group `secret`, where there is one, is what is reported; group `body` the part
   * of it that a generator made.
   */
  pattern: StickyPattern;
  /** What must match from there on, too: a cheaper pattern, tried first. */
  ahead?: StickyPattern;
  /** The most characters that the pattern can look at. */
  window: number;
  /** Units of work that one try can take, where that is more than the window says. */
  effort?: number;
  /** Least entropy of the body, or else of the secret: bits per character. */
  entropy?: number;
  validators?: readonly Validator[];
  /** A checksum of the format: where it holds, the finding is certain. Copies with a slip in them are reported too. */
  checksum?: Validator;
  /** Documentation values of the format that do not show it by themselves. */
  isDocumentation?: Validator;
  /** Whether values that are plainly made up (`xxxx`, `<token>`, `your-key-here`) are passed over. Default true. */
  skipPlaceholders?: boolean;
  /** The keyword may be a member's name and the secret its value. */
  assignment?: boolean;
  /** Confidence in what a server sends, where that differs. */
  incomingConfidence?: number;
  /** Confidence where the value is a documentation example that comes in from a server. Default 0.3. */
  exampleConfidence?: number;
}

/** A rule that is computed: a score over features, a property of the characters, a limit of the walk. */
export interface ComputedRule extends RuleHead {
  kind: 'computed';
}

/** One detection rule, of either kind. */
export type Rule = PatternRule | ComputedRule;

/** A rule of the caller's own, looked for in every view of every string besides ours. */
export interface CustomRule {
  rule: ComputedRule;
  /** Whether what it finds is a secret, and so never shown. */
  isSecret: boolean;
  /** The stretches of a text that it means, in UTF-16 code units: in time that grows no faster than the text. */
  find(text: string): readonly { start: number; end: number }[];
}
