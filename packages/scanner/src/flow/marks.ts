import { foldCode } from '../known-secrets/rolling.js';

/** The base of the polynomial; any odd number will do. */
const base = 0x01000193;

/**
 * Calls `visit` with a salted mark of every window of `length` code units, and where it starts; upper and lower case
 * of ASCII letters are the same (Rabin and Karp, 1987). A mark tells nothing to those who do not have the salt.
 */
export function markWindows(
  text: string,
  length: number,
  salt: number,
  visit: (mark: number, start: number) => void,
): void {
  let leading = 1;
  for (let index = 0; index < length; index++) leading = Math.imul(leading, base);
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    hash = (Math.imul(hash, base) + foldCode(text.charCodeAt(index))) | 0;
    if (index >= length) hash = (hash - Math.imul(leading, foldCode(text.charCodeAt(index - length)))) | 0;
    if (index >= length - 1) visit(spread(hash, salt), index - length + 1);
  }
}

/** A hash, with the salt, over all its bits. */
function spread(hash: number, salt: number): number {
  let mixed = Math.imul(hash ^ salt, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
