import { quoteText } from '../excerpt.js';
import type { ComputedRule } from '../rule.js';
import type { ClassifierContext, InjectionClassifier } from './classifier.js';
import type { Sign } from './sign.js';

const usualWeight = 0.8;
/** Texts with fewer characters, or of one word, are not worth a classifier's time. */
const shortest = 12;
const severalWords = /\S\s+\S|[^\u0000-\u007f]{6}/;

/** What is reported when a classifier fails: what it might have found is missing. */
export const classifierFailed: ComputedRule = {
  kind: 'computed',
  id: 'classifier-failed',
  title: 'Text that a classifier could not judge',
  category: 'malformed',
  severity: 'medium',
  confidence: 0.6,
  directions: ['server-to-client'],
  surfaces: ['result', 'definition'],
  why: 'The classifier that was added to the scanner failed on this text, so only the scanner’s own signs speak for it.',
  remedy: 'Repair the classifier, or take it out of the options of the scan.',
  references: ['CWE-755'],
  examples: { mustMatch: [], mustNotMatch: [] },
};

/** The sign that a classifier sees in a text; undefined where it sees none, `'failed'` where it fails. */
export function classify(
  classifier: InjectionClassifier,
  text: string,
  context: ClassifierContext,
): Sign | 'failed' | undefined {
  if (text.length < shortest || !severalWords.test(text)) return undefined;
  try {
    const { score, why } = classifier.classify(text, context);
    if (!(score >= 0 && score <= 1)) return 'failed';
    const weight = score * Math.min(1, Math.max(0, classifier.weight ?? usualWeight));
    if (weight === 0) return undefined;
    return {
      id: classifier.id,
      kind: 'classifier',
      says: quoteText(why),
      weight: { result: weight, definition: weight },
    };
  } catch {
    // Told as a finding by the caller; the message of the error may hold the text.
    return 'failed';
  }
}
