import type { Surface } from '../types.js';
import type { Place } from './pointer.js';

/** One string of a message: a value, the name of a member, or a string inside a value that was opened. */
export interface VisitedString {
  text: string;
  /** Where the string stands in the message; for one inside another, where that one stands. */
  place: Place | undefined;
  target: 'value' | 'key';
  surface: Surface;
  /** The name of the member whose value (or whose list's item) this is. */
  memberName: string | undefined;
  /** The string that had to be opened to get at this one. */
  within?: Within;
}

/** How one string lies inside another. */
export interface Within {
  string: VisitedString;
  /** `json`: it is JSON; `base64`: a blob; `data`: a data URI; `list`: a list that spells it letter by letter. */
  step: 'json' | 'base64' | 'data' | 'list';
  /** Where in the JSON. */
  place: Place | undefined;
  /** The span of the other string that a span of this one came from. */
  origin(start: number, end: number): readonly [start: number, end: number];
}
