import type { Direction, Surface } from '../types.js';

/** What a classifier is told about the text that it judges. */
export interface ClassifierContext {
  direction: Direction;
  surface: Surface;
  /** RFC 6901 pointer to the string in the message. */
  pointer: string;
  /** The view of the string: `raw`, or what it was decoded from. */
  view: string;
}

/** What a classifier says of a text. */
export interface Classification {
  /** 0 to 1: how surely the text gives instructions to whoever reads it. */
  score: number;
  /** Completes the sentence “the text …”, for people: `reads like an order (model x, 0.93)`. */
  why: string;
}

/**
 * A further judge of text that comes from a server, beside the scanner's own signs: a small model, a list of one's own.
 * Its score is one more sign with a weight of its own. It adds to what the signs say and never takes away from it.
 *
 * It is called with every string and every decoded view of it that has words, so it must be fast; it must be pure and
 * synchronous. What it throws is itself a finding (`classifier-failed`), and everything else is found all the same.
 */
export interface InjectionClassifier {
  /** Names it in findings: lower case, with hyphens. */
  id: string;
  /** 0 to 1: how sure a score of 1 makes by itself. Default 0.8. */
  weight?: number;
  classify(text: string, context: ClassifierContext): Classification;
}
