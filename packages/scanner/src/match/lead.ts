import type { Lead } from '../rule.js';
import { membersOf } from './alphabets.js';

/** Where a match begins whose keyword stands at `at`: so many letters before it; -1 where there are too few or too many. */
export function startOfLead(text: string, at: number, { alphabet, least, most }: Lead): number {
  const members = membersOf(alphabet);
  let start = at;
  while (start > 0 && at - start <= most && members[text.charCodeAt(start - 1)] === 1) start--;
  const length = at - start;
  return length >= least && length <= most ? start : -1;
}
