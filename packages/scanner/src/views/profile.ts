import { shapes } from '../limits.js';

/** What one cheap pass over a string says about which views are worth making. */
export interface Profile {
  /** Nothing of what follows: letters, digits and ordinary signs. */
  isPlain: boolean;
  hasNonAscii: boolean;
  /** How many code units are not of ASCII. */
  nonAscii: number;
  /** Halves of pairs, variation selectors and other characters at the end of the basic plane. */
  hasHigh: boolean;
  hasBraille: boolean;
  hasPercent: boolean;
  hasBackslash: boolean;
  hasAmpersand: boolean;
  hasEquals: boolean;
  /** A less-than sign, or what opens a Markdown link's address or comment. */
  hasMarkup: boolean;
  hasControl: boolean;
  /** Stretches without blanks that are long and full of signs, as base85 writes: pairs of offsets. */
  symbolStretches: readonly number[];
  /** Where six or more short hexadecimal or decimal numbers stand in a row: pairs of offsets. */
  codeStretches: readonly number[];
  /** Where six or more single letters stand in a row: pairs of offsets. */
  singleStretches: readonly number[];
  /** Where several words near each other mix letters with digits or signs: pairs of offsets. */
  mixedStretches: readonly number[];
  /** Several words in a row made of dots and dashes. */
  hasDots: boolean;
  /** Maximal runs of base64 characters (both alphabets, hexadecimal included), as pairs of offsets. */
  runs: readonly number[];
}

const flag = {
  percent: 1,
  backslash: 2,
  ampersand: 4,
  encodable: 8,
  equals: 16,
  markup: 32,
  control: 64,
  symbol: 128,
  letter: 256,
  digit: 512,
  /** May be part of a number in a list of codes. */
  hexadecimal: 1024,
  /** Stands for a letter in a word: `@`, `$`, `!`, `|`, `+`. */
  lookalike: 2048,
  dot: 4096,
  /** May stand between letters that are set apart. */
  gap: 8192,
  blank: 16_384,
} as const;

const classes = new Uint16Array(128);
function mark(characters: string, bits: number): void {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    classes[code] = (classes[code] ?? 0) | bits;
  }
}
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', flag.encodable | flag.letter);
mark('0123456789', flag.encodable | flag.digit | flag.hexadecimal);
mark('+/-_', flag.encodable);
mark('abcdefABCDEFxX\\', flag.hexadecimal);
mark('%', flag.percent);
mark('\\', flag.backslash);
mark('&', flag.ampersand);
mark('=', flag.equals);
mark('<]', flag.markup);
mark('\u001b', flag.control);
mark('!#$%&*;<>?@^`{|}~', flag.symbol);
mark('@$!|+', flag.lookalike);
mark('.-', flag.dot);
mark(' .-_*', flag.gap);
mark(' \t\r\n', flag.blank);

/** Words are what stands between blanks, commas and the like. */
const inWord = flag.letter | flag.digit | flag.lookalike | flag.hexadecimal;
const plainInWord = flag.letter | flag.digit;
const inARow = 6;
/** A stretch without a blank that base85 may have written: so long, with so many signs. */
const stretchLength = 20;
const stretchSymbols = 3;
/** Of so many words in a row, three that mix letters with digits make a habit. */
const mixedWindow = 0b11_1111;
/** How far back six codes reach. */
const codeReach = 64;
/** How far back six single letters reach, with up to three characters between them. */
const singleReach = 32;
/** How far back such a habit is looked for. Characters. */
const mixedReach = 256;
const longCode = 48;

/** Signs of which one is enough to make a view worth trying. */
const odd = flag.percent | flag.backslash | flag.ampersand | flag.equals | flag.markup | flag.control;
const plain: Profile = {
  isPlain: true,
  hasNonAscii: false,
  nonAscii: 0,
  hasHigh: false,
  hasBraille: false,
  hasPercent: false,
  hasBackslash: false,
  hasAmpersand: false,
  hasEquals: false,
  hasMarkup: false,
  hasControl: false,
  symbolStretches: [],
  codeStretches: [],
  singleStretches: [],
  mixedStretches: [],
  hasDots: false,
  runs: [],
};

/** Reads the string once. */
export function profileOf(text: string): Profile {
  const runs: number[] = [];
  let flags = 0;
  let nonAscii = 0;
  let hasHigh = false;
  let hasBraille = false;
  let runStart = -1;
  let stretch = 0;
  let symbols = 0;
  const symbolStretches: number[] = [];
  // The word under way: its length, the classes in it and those that all its letters share.
  let length = 0;
  let kinds = 0;
  let shared = -1;
  let codes = 0;
  let singles = 0;
  let dots = 0;
  let mixed = 0;
  const codeStretches: number[] = [];
  const singleStretches: number[] = [];
  let hasDots = false;
  const mixedStretches: number[] = [];
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 10;
    const kind = code < 128 ? (classes[code] ?? 0) : flag.letter;
    flags |= kind;
    if (kind & plainInWord && code < 128) {
      // Most of any text: letters and digits, which change nothing but the word and the run that they are in.
      let end = index + 1;
      kinds |= kind;
      shared &= kind;
      for (; end < text.length; end++) {
        const next = classes[text.charCodeAt(end)] ?? 0;
        if ((next & plainInWord) === 0) break;
        kinds |= next;
        shared &= next;
      }
      flags |= kinds;
      if (runStart < 0) runStart = index;
      length += end - index;
      stretch += end - index;
      index = end - 1;
      continue;
    }
    if (code > 127) {
      nonAscii += 1;
      hasHigh ||= code >= 0xd800;
      hasBraille ||= code >> 8 === 0x28;
    }
    if (kind & flag.encodable) {
      if (runStart < 0) runStart = index;
    } else if (runStart >= 0) {
      if (index - runStart >= shapes.encodedRun) runs.push(runStart, index);
      runStart = -1;
    }
    if (kind & flag.blank) {
      if (stretch >= stretchLength && symbols >= stretchSymbols) symbolStretches.push(index - stretch, index);
      stretch = 0;
      symbols = 0;
    } else {
      stretch += 1;
      if (kind & flag.symbol) symbols += 1;
    }
    if (kind & inWord) {
      length += 1;
      kinds |= kind;
      shared &= kind;
      continue;
    }
    if (length > 0) {
      codes =
        length >= 2 && (shared & flag.hexadecimal) !== 0 ? codes + (length >= longCode ? inARow : 1) : 0;
      singles = length === 1 ? singles + 1 : 0;
      dots = 0;
      const mixes = (kinds & flag.letter) !== 0 && (kinds & (flag.digit | flag.lookalike)) !== 0;
      mixed = ((mixed << 1) | (mixes && length >= 3 ? 1 : 0)) & mixedWindow;
      if (mixes && isHabit(mixed)) addStretch(mixedStretches, index - mixedReach, index);
      if (codes >= inARow) addStretch(codeStretches, index - length - codeReach, index);
      if (singles >= inARow) addStretch(singleStretches, index - singleReach, index);
      length = 0;
      kinds = 0;
      shared = -1;
    }
    if ((kind & flag.gap) === 0) singles = 0;
    if (kind & flag.dot) {
      dots += 1;
      if (dots >= 2 * inARow) hasDots = true;
    } else if ((kind & flag.blank) === 0 && code !== 0x2f) {
      dots = 0;
    }
  }
  const isPlain =
    nonAscii === 0 &&
    (flags & odd) === 0 &&
    runs.length === 0 &&
    !hasDots &&
    codeStretches.length === 0 &&
    singleStretches.length === 0 &&
    symbolStretches.length === 0 &&
    mixedStretches.length === 0;
  if (isPlain) return plain;
  return {
    isPlain,
    hasNonAscii: nonAscii > 0,
    nonAscii,
    hasHigh,
    hasBraille,
    hasPercent: (flags & flag.percent) !== 0,
    hasBackslash: (flags & flag.backslash) !== 0,
    hasAmpersand: (flags & flag.ampersand) !== 0,
    hasEquals: (flags & flag.equals) !== 0,
    hasMarkup: (flags & flag.markup) !== 0,
    hasControl: (flags & flag.control) !== 0,
    symbolStretches,
    codeStretches,
    singleStretches,
    mixedStretches,
    hasDots,
    runs,
  };
}

/** Adds a stretch to others before it, or to the last of them where they touch. */
function addStretch(stretches: number[], from: number, to: number): void {
  const last = stretches.length - 1;
  if (last > 0 && from <= (stretches[last] ?? 0)) stretches[last] = to;
  else stretches.push(Math.max(0, from), to);
}

/** Whether three of the last words mix. */
function isHabit(mixed: number): boolean {
  const two = mixed & (mixed - 1);
  return (two & (two - 1)) !== 0;
}
