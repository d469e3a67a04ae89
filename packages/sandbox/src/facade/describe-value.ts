import { kindOf, type GuestValue } from '../language/index.js';

/** What a value is, as an error message says it: `the text "x"`, `the number 1`, `an array`, `a function`. */
export function describeValue(value: GuestValue): string {
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'boolean' ? String(value) : kindOf(value).replace(/^a (?=[AEIOU])/i, 'an ');
}
