import type { RuleExamples } from '../rule.js';
import { DeferredPattern, type StickyPattern } from '../sticky-pattern.js';
import type { Sign } from './sign.js';

/** A sign that is known by a pattern of letters. Data, as the rules are. */
export interface Feature extends Sign {
  /** Lower case; where the pattern starts. */
  keywords: readonly string[];
  /** Every quantifier bounded. */
  pattern: StickyPattern;
  /** The most characters that the pattern can look at. */
  window: number;
  /** Units of work that one try can take, where that is more than the window says. */
  effort?: number;
  examples: RuleExamples;
}

/**
 * What parts two words: blanks, and the hyphens and underscores that stand for them where a filter is to be fooled. The
 * lookahead of nothing always holds. V8 compiles what follows it once, not anew for each of the alternatives before it,
 * which takes less than half the time.
 */
const gap = String.raw`[\s_*-]{1,4}(?=)`;

/** Up to so many words between two that matter. Words and gaps share no character, so there is one way to read a text. */
export function words(count: number): string {
  return String.raw`(?:[\p{L}\p{N}'’.,/@:#]{1,24}${gap}){0,${count}}`;
}

/** Up to so many words of one clause between two that matter. */
export function clause(count: number): string {
  return String.raw`(?:[\p{L}\p{N}'’]{1,24}${gap}){0,${count}}`;
}

/** A sticky pattern that starts at the start of a word, without regard to case; a blank stands for any short gap. */
export function phrase(source: string): StickyPattern {
  return new DeferredPattern(String.raw`(?<![\p{L}\p{N}])(?:${source.replaceAll(' ', gap)})`, 'iu');
}
