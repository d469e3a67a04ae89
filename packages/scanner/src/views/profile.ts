import { shapes } from '../limits.js';

/** What one cheap pass over a string says about which views are worth making. */
export interface Profile {
  hasNonAscii: boolean;
  hasPercent: boolean;
  hasBackslash: boolean;
  hasAmpersand: boolean;
  /** Maximal runs of base64 characters (both alphabets, hexadecimal included), as pairs of offsets. */
  runs: readonly number[];
}

const percent = 1;
const backslash = 2;
const ampersand = 4;
const encodable = 8;

const classes = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
  classes[character.charCodeAt(0)] = encodable;
}
classes[0x25] = percent;
classes[0x5c] = backslash;
classes[0x26] = ampersand;

/** Reads the string once. */
export function profileOf(text: string): Profile {
  const runs: number[] = [];
  let flags = 0;
  let highest = 0;
  let start = -1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const kind = code < 128 ? (classes[code] ?? 0) : 0;
    highest |= code;
    flags |= kind;
    if (kind === encodable) {
      if (start < 0) start = index;
    } else if (start >= 0) {
      if (index - start >= shapes.encodedRun) runs.push(start, index);
      start = -1;
    }
  }
  if (start >= 0 && text.length - start >= shapes.encodedRun) runs.push(start, text.length);
  return {
    hasNonAscii: highest > 127,
    hasPercent: (flags & percent) !== 0,
    hasBackslash: (flags & backslash) !== 0,
    hasAmpersand: (flags & ampersand) !== 0,
    runs,
  };
}
