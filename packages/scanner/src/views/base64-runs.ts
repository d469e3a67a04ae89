import { shapes } from '../limits.js';

const values = new Uint8Array(128).fill(255);
for (const [index, letter] of Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
).entries()) {
  values[letter.charCodeAt(0)] = index;
}
for (const [letter, value] of [
  ['+', 62],
  ['-', 62],
  ['/', 63],
  ['_', 63],
] as const)
  values[letter.charCodeAt(0)] = value;

/** Bytes that readable ASCII is made of. */
const readable = new Uint8Array(256);
for (let byte = 0x20; byte < 0x7f; byte++) readable[byte] = 1;
for (const byte of [0x09, 0x0a, 0x0d]) readable[byte] = 1;

const groupsNeeded = Math.ceil(shapes.readableStretch / 3);

/**
 * From which of its first four characters on a run of base64 characters decodes to a readable stretch of ASCII: the
 * cheap test that spares words, paths and hashes a decoding. Undefined where from none.
 */
export function readableAlignment(text: string, from: number, to: number): number | undefined {
  for (let skip = 0; skip < 4; skip++) {
    let inRow = 0;
    for (let at = from + skip; at + 4 <= to; at += 4) {
      const a = values[text.charCodeAt(at)] ?? 255;
      const b = values[text.charCodeAt(at + 1)] ?? 255;
      const c = values[text.charCodeAt(at + 2)] ?? 255;
      const d = values[text.charCodeAt(at + 3)] ?? 255;
      const isReadable =
        readable[((a << 2) | (b >> 4)) & 255] === 1 &&
        readable[((b << 4) | (c >> 2)) & 255] === 1 &&
        readable[((c << 6) | d) & 255] === 1;
      inRow = isReadable ? inRow + 1 : 0;
      if (inRow >= groupsNeeded) return skip;
    }
  }
  return undefined;
}
