/** A stretch of UTF-16 code units, both ends included. */
export type Range = readonly [from: number, to: number];

/** A place between two code units. */
export type Place = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

/** What a pattern says. */
export type Syntax =
  | { kind: 'empty' }
  | { kind: 'set'; ranges: readonly Range[] }
  | { kind: 'place'; place: Place }
  | { kind: 'sequence'; parts: readonly Syntax[] }
  | { kind: 'choice'; parts: readonly Syntax[] }
  | { kind: 'repeat'; part: Syntax; least: number; most: number };

/** Why a text is no pattern, and where. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

export const lastUnit = 0xffff;

/** Sorted, and without overlaps. */
export function normalised(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Everything else. */
export function inverted(ranges: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [from, to] of normalised(ranges)) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= lastUnit) rest.push([next, lastUnit]);
  return rest;
}

/** Longest range of which each letter is looked up in its other case. */
const foldedLength = 0x3000;

/** With the other case of every letter. */
export function folded(ranges: readonly Range[]): Range[] {
  const more: Range[] = [...ranges];
  for (const [from, to] of ranges) {
    if (to - from > foldedLength) continue;
    for (let unit = from; unit <= to; unit++) {
      const letter = String.fromCharCode(unit);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        const code = other.charCodeAt(0);
        if (other.length === 1 && code !== unit) more.push([code, code]);
      }
    }
  }
  return normalised(more);
}

const digits: Range[] = [[0x30, 0x39]];
const spaces: Range[] = [
  [9, 10],
  [12, 13],
  [32, 32],
];
export const wordUnits: Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

/** `\d`, `\s`, `\w` and their opposites. */
export const perlClasses: Readonly<Record<string, Range[]>> = {
  d: digits,
  D: inverted(digits),
  s: spaces,
  S: inverted(spaces),
  w: wordUnits,
  W: inverted(wordUnits),
};

const lower: Range = [0x61, 0x7a];
const upper: Range = [0x41, 0x5a];

/** The names within `[[:…:]]`. */
export const namedClasses: Readonly<Record<string, Range[]>> = {
  alnum: [...digits, upper, lower],
  alpha: [upper, lower],
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: digits,
  graph: [[33, 126]],
  lower: [lower],
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [upper],
  word: wordUnits,
  xdigit: [...digits, [0x41, 0x46], [0x61, 0x66]],
};

const unicodeClasses = new Map<string, Range[]>();

/** The code units of a Unicode category or script: `L`, `Han`. */
export function unicodeClass(name: string): Range[] {
  const known = unicodeClasses.get(name);
  if (known) return known;
  let test: RegExp;
  try {
    test = name.length <= 2 ? new RegExp(`\\p{${name}}`, 'u') : new RegExp(`\\p{Script=${name}}`, 'u');
  } catch {
    throw new PatternError(`there is no Unicode class ${JSON.stringify(name)}`);
  }
  const ranges: [number, number][] = [];
  for (let unit = 0; unit <= lastUnit; unit++) {
    if (!test.test(String.fromCharCode(unit))) continue;
    const last = ranges.at(-1);
    if (last?.[1] === unit - 1) last[1] = unit;
    else ranges.push([unit, unit]);
  }
  unicodeClasses.set(name, ranges);
  return ranges;
}
