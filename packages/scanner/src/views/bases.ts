import { costs } from '../limits.js';
import type { Decoder } from './decoders.js';
import { readableText } from './readable.js';
import { replaceSpans, substitute } from './substitute.js';
import { ViewBuilder, type View } from './view.js';

const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Longest run of base58 that is decoded: the work grows with its square. */
const longestBase58 = 512;

const base32: Base = {
  isWritten: /^(?:[A-Z2-7]{16,}|[a-z2-7]{16,})$/,
  effortOf: (length) => length * costs.decodedCharacter,
  decode: (run) => wholly(fromBase32(run)),
};

const base58: Base = {
  isWritten: new RegExp(
    `^(?=[^0-9]{0,${longestBase58}}[0-9])(?=[^A-Z]{0,${longestBase58}}[A-Z])(?=[^a-z]{0,${longestBase58}}[a-z])[1-9A-HJ-NP-Za-km-z]{22,${longestBase58}}$`,
  ),
  effortOf: (length) => length * costs.decodedCharacter + length * length * costs.base58Square,
  decode: (run) => wholly(fromBase58(run)),
};

/** Base32 (RFC 4648), in capitals or small letters. */
export const decodeBase32: Decoder = (view, { runs }) => replaceRuns(view, runs, 'base32', base32);

/** Base58 in Bitcoin's alphabet. */
export const decodeBase58: Decoder = (view, { runs }) => replaceRuns(view, runs, 'base58', base58);

/** A way to write bytes in letters. */
interface Base {
  isWritten: RegExp;
  /** What it costs to decode so many letters, in units of work. */
  effortOf: (length: number) => number;
  decode: (run: string) => string | undefined;
}

function replaceRuns(
  view: View,
  runs: readonly number[],
  name: string,
  { isWritten, effortOf, decode }: Base,
): View | undefined {
  let builder: ViewBuilder | undefined;
  for (let index = 0; index < runs.length; index += 2) {
    const from = runs[index] ?? 0;
    const to = runs[index + 1] ?? 0;
    if (!view.budget.take(costs.run)) break;
    const run = view.text.slice(from, to);
    if (!isWritten.test(run)) continue;
    if (!view.budget.take(effortOf(run.length))) break;
    const text = decode(run);
    if (text === undefined) continue;
    builder ??= new ViewBuilder(view);
    const padding = /^={0,6}/.exec(view.text.slice(to, to + 6))?.[0].length ?? 0;
    builder.replace(from, to + padding, `${text}\n`);
  }
  return builder?.build(name);
}

/** By code the digit that a letter stands for, in either case. */
const base32Digits = new Uint8Array(128);
for (const [digit, letter] of Array.from(base32Alphabet).entries()) {
  base32Digits[letter.charCodeAt(0)] = digit;
  base32Digits[letter.toLowerCase().charCodeAt(0)] = digit;
}

function fromBase32(run: string): Buffer {
  const bytes = Buffer.allocUnsafe(Math.floor((run.length * 5) / 8));
  let bits = 0;
  let count = 0;
  let length = 0;
  for (let at = 0; at < run.length; at++) {
    bits = ((bits << 5) | (base32Digits[run.charCodeAt(at)] ?? 0)) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes[length++] = (bits >> count) & 255;
  }
  return bytes;
}

/** Digits of base58 that are taken at once, and bits of a limb: so much that products stay exact. */
const digitsAtOnce = 4;
const limbBits = 24;
const limb = 2 ** limbBits;

function fromBase58(run: string): Buffer {
  const limbs = [0];
  for (let at = 0; at < run.length; at += digitsAtOnce) {
    let carry = 0;
    let factor = 1;
    for (const letter of run.slice(at, at + digitsAtOnce)) {
      carry = carry * 58 + base58Alphabet.indexOf(letter);
      factor *= 58;
    }
    for (let index = 0; index < limbs.length; index++) {
      carry += (limbs[index] ?? 0) * factor;
      limbs[index] = carry % limb;
      carry = Math.floor(carry / limb);
    }
    if (carry > 0) limbs.push(carry);
  }
  const hex = limbs.map((value) => value.toString(16).padStart(limbBits / 4, '0')).toReversed();
  return Buffer.from(hex.join('').replace(/^(?:00)+(?=..)/, ''), 'hex');
}

const ascii85Run = /<~[!-uz\s]{10,16384}~>/g;
const hasSymbol = /^[^!#$%&()*;<>?@^`{|}~]*[!#$%&()*;<>?@^`{|}~][^!#$%&()*;<>?@^`{|}~]*[!#$%&()*;<>?@^`{|}~]/;
/** Shortest and longest run of base85 that is decoded. */
const shortestBase85 = 20;
const longestBase85 = 4096;
const base85Alphabet =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/** Ascii85 between its marks, and base85 as RFC 1924 and git write it. */
export const decodeBase85: Decoder = (view, { symbolStretches }) => {
  if (symbolStretches.length === 0) return undefined;
  const marked = view.text.includes('~>')
    ? substitute(view, 'base85', ascii85Run, (run) =>
        wholly(fromBase85(run.slice(2, -2).replaceAll(/\s/g, '').replaceAll('z', '!!!!!'), 33)),
      )
    : undefined;
  return (
    marked ??
    replaceSpans(view, 'base85', base85Runs(view.text, symbolStretches), (run) =>
      hasSymbol.test(run) ? wholly(fromBase85(run)) : undefined,
    )
  );
};

/** What base85 may be made of, what may stand right before it, and what right after it, by code. */
const inBase85 = membersOf(base85Alphabet);
const beforeBase85 = membersOf(' \t\n\r\v\f"\'=:,');
const afterBase85 = membersOf(' \t\n\r\v\f"\',');

function membersOf(letters: string): Uint8Array {
  const members = new Uint8Array(128);
  for (const letter of letters) members[letter.charCodeAt(0)] = 1;
  return members;
}

const wideBlank = /[^\S\u0000-\u007f]/;

function isOneOf(delimiters: Uint8Array, code: number): boolean {
  return code < 128 ? delimiters[code] === 1 : wideBlank.test(String.fromCharCode(code));
}

/** What base85 may have written of some stretches, between delimiters: `key=` before it is no part of it. */
function base85Runs(text: string, stretches: readonly number[]): number[] {
  const runs: number[] = [];
  for (let index = 0; index < stretches.length; index += 2) {
    let from = stretches[index] ?? 0;
    const last = stretches[index + 1] ?? 0;
    for (let to = from; to <= last; to++) {
      if (inBase85[text.charCodeAt(to)] === 1) continue;
      const isEnd = to === text.length || isOneOf(afterBase85, text.charCodeAt(to));
      if (isEnd && to - from >= shortestBase85) {
        const start = base85Start(text, from, to);
        if (start !== undefined) runs.push(start, to);
      }
      from = to + 1;
    }
  }
  return runs;
}

function base85Start(text: string, from: number, to: number): number | undefined {
  const isBegun = from === 0 || isOneOf(beforeBase85, text.charCodeAt(from - 1));
  if (isBegun && to - from <= longestBase85) return from;
  const assigned = text.indexOf('=', Math.max(from, to - longestBase85 - 1)) + 1;
  return assigned > 0 && to - assigned >= shortestBase85 ? assigned : undefined;
}

/** @param first the code of the digit 0 where digits follow each other in ASCII; without it, RFC 1924's alphabet. */
function fromBase85(run: string, first?: number): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < run.length; at += 5) {
    const group = run.slice(at, at + 5);
    let value = 0;
    for (let index = 0; index < 5; index++) value = value * 85 + digitOf(group.charAt(index), first);
    for (let index = 0; index < group.length - 1; index++) {
      bytes.push(Math.floor(value / 256 ** (3 - index)) & 255);
    }
  }
  return Buffer.from(bytes);
}

/** What is missing of the last group counts as the highest digit. */
function digitOf(character: string, first: number | undefined): number {
  if (character === '') return 84;
  return first === undefined ? base85Alphabet.indexOf(character) : character.charCodeAt(0) - first;
}

const mostly = 0.9;

/** What bytes read as, if nearly all of them can be read: by chance, words in these alphabets decode to noise. */
function wholly(bytes: Buffer): string | undefined {
  const text = readableText(bytes);
  return text !== '' && text.length >= bytes.length * mostly ? text : undefined;
}
