import type { Decoder } from './decoders.js';
import { readableText } from './readable.js';
import { substitute } from './substitute.js';
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
const base85Run = /(?<![^\s"'=:,])[0-9A-Za-z!#$%&()*+\-;<=>?@^_`{|}~]{20,4096}(?![^\s"',])/g;
const hasSymbol = /[!#$%&()*;<>?@^`{|}~].*[!#$%&()*;<>?@^`{|}~]/;
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
    substitute(view, 'base85', base85Run, (run) =>
      hasSymbol.test(run) ? wholly(fromBase85(run)) : undefined,
    )
  );
};

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
