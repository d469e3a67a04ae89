import { knownSecretLimits } from '../limits.js';

/** One way in which a secret may be written. */
export interface SecretForm {
  text: string;
  /** Whether upper and lower case are the same here. */
  ignoresCase: boolean;
  /** The name of the encoding, for the finding. */
  encoding: string;
}

const hexPairs = (bytes: Buffer): string[] => bytes.toString('hex').match(/../g) ?? [];

/**
 * The ways in which a secret may be written besides those that the views take off: whole, in another case, reversed,
 * escaped, and inside a longer text that was encoded as a whole (base64 from each of the three alignments: the letters
 * that the neighbours have a part in are left out).
 */
export function formsOf(value: string): SecretForm[] {
  const bytes = Buffer.from(value, 'utf8');
  const pairs = hexPairs(bytes);
  const numbers = Array.from(bytes, String);
  const forms: SecretForm[] = [
    loose('raw', value),
    loose('reversed', Array.from(value).reverse().join('')),
    loose('rot13', value.replaceAll(/[a-z]/gi, rotate)),
    loose('json', JSON.stringify(value).slice(1, -1)),
    loose('json in json', JSON.stringify(JSON.stringify(value)).slice(3, -3)),
    loose('percent', percentOf(bytes)),
    loose('percent', pairs.map((pair) => `%${pair}`).join('')),
    loose('without line ends', withoutLineEnds(value)),
    loose('base32', base32Of(bytes)),
    ...[0, 1, 2].flatMap((alignment) => base64FormsOf(bytes, alignment)),
    ...['', ':', ' ', '-', ', ', ',', ' 0x', ', 0x', ',0x', String.raw`\x`, String.raw`\u00`].map((joint) =>
      loose('hex', pairs.join(joint)),
    ),
    ...[',', ', ', ' ', ';', ';&#'].map((joint) => loose('character codes', numbers.join(joint))),
    loose('character codes', pairs.join(';&#x')),
  ];
  const seen = new Set<string>();
  return forms.filter(
    ({ text }) => text.length >= knownSecretLimits.gram && !seen.has(text) && seen.add(text),
  );
}

function loose(encoding: string, text: string): SecretForm {
  return { encoding, text, ignoresCase: true };
}

/** Percent-encoding as in a query: what is not reserved stays as it is. */
function percentOf(bytes: Buffer): string {
  return Array.from(bytes, (byte) => {
    const letter = String.fromCharCode(byte);
    return /[\w.~-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

function rotate(letter: string): string {
  const first = letter < 'a' ? 65 : 97;
  return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
}

/** The value with its lines joined, without the blanks around where they are parted. */
function withoutLineEnds(value: string): string {
  const lines = value.split(/[\r\n]/);
  return lines
    .map((line, index) => (index === 0 ? line : line.trimStart()))
    .map((line, index) => (index === lines.length - 1 ? line : line.trimEnd()))
    .join('');
}

function base64FormsOf(bytes: Buffer, alignment: number): SecretForm[] {
  const padded = Buffer.concat([Buffer.alloc(alignment), bytes]);
  const first = Math.ceil((alignment * 8) / 6);
  const last = Math.floor((padded.length * 8) / 6);
  return (['base64', 'base64url'] as const).map((encoding) => ({
    encoding,
    text: padded.toString(encoding).slice(first, last),
    ignoresCase: false,
  }));
}

function base32Of(bytes: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += letters.charAt((held >>> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  // What is left depends on what follows.
  return text;
}
