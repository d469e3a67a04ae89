import type { RuleExamples } from '../rule.js';

/**
 * What a feature is a sign of. Signs of different kinds add up to a score; of one kind the strongest counts,
 * and one more by half, so that saying one thing ten times does not make it sure.
 */
export type FeatureKind =
  | 'override'
  | 'forged-role'
  | 'addressee'
  | 'concealment'
  | 'exfiltration'
  | 'sensitive-object'
  | 'command'
  | 'persona'
  | 'pressure'
  | 'persistence'
  | 'cross-tool';

/** One sign of an instruction where there should be data. Data, as the rules are. */
export interface Feature {
  id: string;
  kind: FeatureKind;
  /** Completes the sentence “the text …”. */
  says: string;
  /** 0 to 1: how sure this sign alone makes, in what a server answers and in what it says of itself. */
  weight: { result: number; definition: number };
  /** Lower case; where the pattern starts. */
  keywords: readonly string[];
  /** Sticky; every quantifier bounded. */
  pattern: RegExp;
  window: number;
  examples: RuleExamples;
}

/** What parts two words: blanks, and the hyphens and underscores that stand for them where a filter is to be fooled. */
const gap = String.raw`[\s_*-]{1,4}`;

/** Up to so many words between two that matter. Words and gaps share no character, so there is one way to read a text. */
export function words(count: number): string {
  return String.raw`(?:[\p{L}\p{N}'’.,/@:]{1,24}${gap}){0,${count}}`;
}

/** A sticky pattern that starts at the start of a word, without regard to case; a blank stands for any short gap. */
export function phrase(source: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source.replaceAll(' ', gap)})`, 'iuy');
}
