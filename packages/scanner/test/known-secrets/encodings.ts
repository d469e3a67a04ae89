const bytesOf = (text: string): number[] => [...Buffer.from(text)];
const pairsOf = (text: string): string[] => bytesOf(text).map((byte) => byte.toString(16).padStart(2, '0'));
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Ways to write a text that the scanner reads back. */
export const encodings = {
  plain: (text: string) => text,
  'upper case': (text: string) => text.toUpperCase(),
  'lower case': (text: string) => text.toLowerCase(),
  reversed: (text: string) => Array.from(text).reverse().join(''),
  rot13: (text: string) =>
    text.replaceAll(/[a-z]/gi, (letter) => {
      const first = letter < 'a' ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
    }),
  base64: (text: string) => Buffer.from(text).toString('base64'),
  base64url: (text: string) => Buffer.from(text).toString('base64url'),
  'base64 twice': (text: string) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  base32: (text: string) => {
    const bits = bytesOf(text)
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('');
    return (bits.match(/.{1,5}/g) ?? [])
      .map((five) => base32[Number.parseInt(five.padEnd(5, '0'), 2)])
      .join('');
  },
  hex: (text: string) => pairsOf(text).join(''),
  'upper-case hex': (text: string) => pairsOf(text).join('').toUpperCase(),
  'hex with colons': (text: string) => pairsOf(text).join(':'),
  'hex with blanks': (text: string) => pairsOf(text).join(' '),
  'a list of hex numbers': (text: string) =>
    pairsOf(text)
      .map((pair) => `0x${pair}`)
      .join(', '),
  'hex escapes': (text: string) =>
    pairsOf(text)
      .map((pair) => String.raw`\x${pair}`)
      .join(''),
  'unicode escapes': (text: string) =>
    pairsOf(text)
      .map((pair) => String.raw`\u00${pair}`)
      .join(''),
  percent: (text: string) =>
    pairsOf(text)
      .map((pair) => `%${pair}`)
      .join(''),
  'decimal numbers': (text: string) => bytesOf(text).join(', '),
  entities: (text: string) =>
    bytesOf(text)
      .map((byte) => `&#${byte};`)
      .join(''),
  'hex entities': (text: string) =>
    pairsOf(text)
      .map((pair) => `&#x${pair};`)
      .join(''),
} as const satisfies Record<string, (text: string) => string>;
