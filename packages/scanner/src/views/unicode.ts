import { costs } from '../limits.js';
import type { Decoder } from './decoders.js';
import { replaceSpans } from './substitute.js';
import { ViewBuilder } from './view.js';

/** Characters that show nothing, as ranges of code points. */
const invisibleRanges: readonly (readonly [first: number, last: number])[] = [
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // combining grapheme joiner
  [0x61c, 0x61c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180f], // Mongolian selectors
  [0x200b, 0x200f], // zero-width, joiners, marks of direction
  [0x202a, 0x202e], // embeddings and overrides of direction
  [0x2060, 0x206f], // word joiner, invisible operators, isolates
  [0x3164, 0x3164], // Hangul filler
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff], // byte order mark
  [0xffa0, 0xffa0], // half-width Hangul filler
  [0x1d173, 0x1d17a], // musical format characters
  [0xe0000, 0xe007f], // tags
  [0xe0100, 0xe01ef], // more variation selectors
];

const escapeOf = (code: number): string => `\\u{${code.toString(16)}}`;

/** One character that shows nothing. */
export const invisible = new RegExp(
  `[${invisibleRanges.map(([first, last]) => `${escapeOf(first)}-${escapeOf(last)}`).join('')}]`,
  'gu',
);

/** The text without the characters that show nothing. */
export const removeInvisible: Decoder = (view, { hasNonAscii }) => {
  return hasNonAscii ? replaceSpans(view, 'invisible', invisibleSpans(view.text), () => '') : undefined;
};

/** Per code unit whether it shows nothing; the first half of a pair where some of its pairs show nothing. */
const mayBeInvisible = new Uint8Array(65_536);
for (const [first, last] of invisibleRanges) {
  for (let code = first; code <= last; code++) mayBeInvisible[String.fromCodePoint(code).charCodeAt(0)] = 1;
}

/** The stretches of characters that show nothing. */
function invisibleSpans(text: string): number[] {
  const spans: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (mayBeInvisible[text.charCodeAt(at)] === 0) continue;
    const from = at;
    for (let length = invisibleAt(text, at); length > 0; length = invisibleAt(text, at)) at += length;
    if (at > from) spans.push(from, at);
  }
  return spans;
}

/** How many code units the character has that stands at an offset and shows nothing; 0 for any other. */
function invisibleAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (mayBeInvisible[unit] !== 1) return 0;
  if (unit < 0xd800 || unit > 0xdbff) return 1;
  const code = text.codePointAt(at) ?? 0;
  return invisibleRanges.some(([first, last]) => code >= first && code <= last) ? 2 : 0;
}

const tagRun = /(?:\udb40[\udc20-\udc7f])+/g;
/** A flag of a region: black flag, tags, cancel tag. */
const flag = /\ud83c\udff4$/;

/** What is spelled in tag characters (U+E0020 to U+E007F), which show nothing and which models read as ASCII. */
export const decodeTags: Decoder = (view, { hasHigh }) => {
  if (!hasHigh) return undefined;
  let builder: ViewBuilder | undefined;
  for (const match of view.text.matchAll(tagRun)) {
    if (flag.test(view.text.slice(Math.max(0, match.index - 2), match.index))) continue;
    if (!view.budget.take(costs.span + match[0].length * costs.decodedCharacter)) break;
    builder ??= new ViewBuilder(view);
    let ascii = '';
    for (let index = 1; index < match[0].length; index += 2) {
      ascii += String.fromCharCode(match[0].charCodeAt(index) - 0xdc00);
    }
    builder.replace(match.index, match.index + match[0].length, `${ascii.replaceAll('\u007f', '')}\n`);
  }
  return builder?.build('tags');
};

const selectorRun = /(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]){4,4096}/g;

/** What the bytes of a run say as UTF-8. */
function selectedText(run: string): string {
  const bytes = Buffer.allocUnsafe(run.length);
  let length = 0;
  for (let at = 0; at < run.length; at++) {
    const unit = run.charCodeAt(at);
    bytes[length++] = unit >= 0xfe00 ? unit - 0xfe00 : run.charCodeAt(++at) - 0xdd00 + 16;
  }
  return bytes.toString('utf8', 0, length);
}

/** Bytes that are spelled in variation selectors: U+FE00 to U+FE0F are 0 to 15, U+E0100 to U+E01EF are 16 to 255. */
export const decodeSelectors: Decoder = (view, { hasHigh }) => {
  if (!hasHigh) return undefined;
  let builder: ViewBuilder | undefined;
  for (const match of view.text.matchAll(selectorRun)) {
    if (!view.budget.take(costs.span + match[0].length * costs.decodedCharacter)) break;
    builder ??= new ViewBuilder(view);
    builder.replace(match.index, match.index + match[0].length, `${selectedText(match[0])}\n`);
  }
  return builder?.build('selectors');
};
