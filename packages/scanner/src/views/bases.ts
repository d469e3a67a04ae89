import type { Decoder } from './decoders.js';
import { readableText } from './readable.js';
import { replaceSpans, substitute } from './substitute.js';
import { ViewBuilder, type View } from './view.js';

const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Longest run of base58 that is decoded: the work grows with its square. */
const longestBase58 = 512;

const base32Run = /^(?:[A-Z2-7]{16,}|[a-z2-7]{16,})$/;
const base58Run = /^(?=.*[0-9])(?=.*[A-Z])(?=.*[a-z])[1-9A-HJ-NP-Za-km-z]{22,}$/;

/** Base32 (RFC 4648), in capitals or small letters. */
export const decodeBase32: Decoder = (view, { runs }) =>
  replaceRuns(view, runs, 'base32', (run) => (base32Run.test(run) ? wholly(fromBase32(run)) : undefined));

/** Base58 in Bitcoin's alphabet. */
export const decodeBase58: Decoder = (view, { runs }) =>
  replaceRuns(view, runs, 'base58', (run) =>
    run.length <= longestBase58 && base58Run.test(run) ? wholly(fromBase58(run)) : undefined,
  );

function replaceRuns(
  view: View,
  runs: readonly number[],
  name: string,
  decode: (run: string) => string | undefined,
): View | undefined {
  let builder: ViewBuilder | undefined;
  for (let index = 0; index < runs.length; index += 2) {
    const [from = 0, to = 0] = runs.slice(index, index + 2);
    const text = decode(view.text.slice(from, to));
    if (text === undefined) continue;
    builder ??= new ViewBuilder(view);
    const padding = /^={0,6}/.exec(view.text.slice(to, to + 6))?.[0].length ?? 0;
    builder.replace(from, to + padding, `${text}\n`);
  }
  return builder?.build(name);
}

function fromBase32(run: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of run.toUpperCase()) {
    bits = ((bits << 5) | base32Alphabet.indexOf(letter)) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 255);
  }
  return Buffer.from(bytes);
}

function fromBase58(run: string): Buffer {
  const bytes: number[] = [0];
  for (const letter of run) {
    let carry = base58Alphabet.indexOf(letter);
    for (let index = 0; index < bytes.length; index++) {
      carry += (bytes[index] ?? 0) * 58;
      bytes[index] = carry & 255;
      carry >>= 8;
    }
    while (carry > 0) {
      bytes.push(carry & 255);
      carry >>= 8;
    }
  }
  return Buffer.from(bytes.toReversed());
}

const ascii85Run = /<~[!-uz\s]{10,16384}~>/g;
const hasSymbol = /[!#$%&()*;<>?@^`{|}~].*[!#$%&()*;<>?@^`{|}~]/;
/** Shortest and longest run of base85 that is decoded. */
const shortestBase85 = 20;
const longestBase85 = 4096;
const base85Alphabet =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/** Ascii85 between its marks, and base85 as RFC 1924 and git write it. */
export const decodeBase85: Decoder = (view, { hasSymbols }) => {
  if (!hasSymbols) return undefined;
  const marked = view.text.includes('~>')
    ? substitute(view, 'base85', ascii85Run, (run) =>
        wholly(fromBase85(run.slice(2, -2).replaceAll(/\s/g, '').replaceAll('z', '!!!!!'), 33)),
      )
    : undefined;
  return (
    marked ??
    replaceSpans(view, 'base85', base85Runs(view.text), (run) =>
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

/** The stretches between delimiters that base85 may have written, in one pass: `key=` before it is no part of it. */
function base85Runs(text: string): [from: number, to: number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (let to = 0; to <= text.length; to++) {
    if (inBase85[text.charCodeAt(to)] === 1) continue;
    const isEnd = to === text.length || isOneOf(afterBase85, text.charCodeAt(to));
    if (isEnd && to - from >= shortestBase85) {
      const start = base85Start(text, from, to);
      if (start !== undefined) runs.push([start, to]);
    }
    from = to + 1;
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
