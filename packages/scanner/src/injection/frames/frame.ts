import type { RuleExamples } from '../../rule.js';
import type { WordClass } from '../lexicon/word-class.js';
import type { Sign } from '../sign.js';

/** A word of one class, or of two at once: `act&order` is a verb that stands as an order. */
export type SlotFilling = WordClass | `${WordClass}&order`;

/**
 * A sign that is made of what words mean, in any of the languages of the lexicon: words of certain classes that stand
 * near each other in one sentence. Data, as the rules are.
 */
export interface Frame extends Sign {
  /** The weight in other languages than English, where fewer words are at once everyday and technical. */
  abroad?: number;
  /** Where it is looked for: in other languages than English alone, or in those whose verb comes last. Default: all. */
  only?: 'abroad' | 'verb-last';
  /** Each slot is filled by one of these; no word fills two. The first slot is the rarest. */
  slots: readonly (readonly SlotFilling[])[];
  /** Characters from the first of the words to the last. */
  span: number;
  /** Whether the words stand in the order of the slots: all of them, or the first two, and the others after these. */
  ordered?: boolean | 'first-two';
  examples: RuleExamples;
}
