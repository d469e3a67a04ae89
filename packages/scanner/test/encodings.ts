import { deflateSync, gzipSync } from 'node:zlib';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const percent = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const unicodeEscapes = (text: string): string =>
  text.replaceAll(/./gs, (letter) => String.raw`\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const entities = (text: string): string => text.replaceAll(/./gs, (letter) => `&#${letter.charCodeAt(0)};`);
const zeroWidth = (text: string): string => Array.from(text).join('\u200b');
const fullWidth = (text: string): string =>
  text.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));
const cyrillic = (text: string): string =>
  text.replaceAll(/[aceopxyAKMHTP]/g, (letter) => 'асеорхуАКМНТР'['aceopxyAKMHTP'.indexOf(letter)] ?? letter);
export const tags = (text: string): string =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
const selectors = (text: string): string =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0) - 16)).join('');

const base32 = (text: string): string => {
  const bits = Array.from(Buffer.from(text), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(group.padEnd(5, '0'), 2)))
    .join('');
};
const base58 = (text: string): string => {
  let value = BigInt(`0x${hex(text)}`);
  let out = '';
  for (; value > 0n; value /= 58n) {
    out = `${'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'.charAt(Number(value % 58n))}${out}`;
  }
  return out;
};
const ascii85 = (text: string): string => {
  const bytes = Buffer.from(text);
  let out = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.alloc(4);
    const length = bytes.copy(group, 0, at, at + 4);
    let value = group.readUInt32BE();
    let digits = '';
    for (let index = 0; index < 5; index++) {
      digits = String.fromCharCode((value % 85) + 33) + digits;
      value = Math.floor(value / 85);
    }
    out += digits.slice(0, length + 1);
  }
  return `<~${out}~>`;
};
const codesOf =
  (radix: number, width: number, separator: string, prefix = '') =>
  (text: string): string =>
    Array.from(Buffer.from(text), (byte) => `${prefix}${byte.toString(radix).padStart(width, '0')}`).join(
      separator,
    );
const quotedPrintable = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const reversed = (text: string): string => Array.from(text).toReversed().join('');
const rot13 = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/** Ways to write a text so that it does not look like itself. */
export const encodings = {
  base32,
  base58,
  ascii85,
  gzip: (text: string) => gzipSync(text).toString('base64'),
  zlib: (text: string) => deflateSync(text).toString('base64'),
  quotedPrintable,
  decimalCodes: codesOf(10, 1, ', '),
  hexBytes: codesOf(16, 2, ' '),
  hexBytesWithPrefix: codesOf(16, 2, ', ', '0x'),
  binary: codesOf(2, 8, ' '),
  reversed,
  rot13,
  base64,
  base64url,
  hex,
  percent,
  unicodeEscapes,
  entities,
  zeroWidth,
  fullWidth,
  cyrillic,
  tags,
  selectors,
} as const satisfies Record<string, (text: string) => string>;

/** The name of one of {@link encodings}. */
export type EncodingName = keyof typeof encodings;

export const encodingNames = Object.keys(encodings) as EncodingName[];

/** Those that carry any text, so that another encoding fits into them. */
export const outerEncodings = ['base64', 'hex', 'percent', 'unicodeEscapes'] as const;
