import { formatPointer } from './pointer.js';
import type { VisitedString, Within } from './visited-string.js';

/** One opening on the way into a string. */
export type Step = Pick<Within, 'step' | 'place'>;

/** A span of a string as a span of the one that the message itself holds. */
export interface OutermostSpan {
  string: VisitedString;
  start: number;
  end: number;
  /** The openings between the two, the outermost first. */
  inside: Step[];
}

/** Follows the way back out of opened strings. */
export function outermostSpan(string: VisitedString, start: number, end: number): OutermostSpan {
  const span: OutermostSpan = { string, start, end, inside: [] };
  for (let within = string.within; within; within = span.string.within) {
    [span.start, span.end] = within.origin(span.start, span.end);
    span.inside.unshift(within);
    span.string = within.string;
  }
  return span;
}

/** `~json/rows/0`: how an opened string was opened, and where in it something stands. */
export function formatStep({ step, place }: Step): string {
  return `~${step}${formatPointer(place)}`;
}
