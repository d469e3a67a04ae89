import type { Decoder } from './decoders.js';
import { spellWords } from './spell-words.js';
import { substitute } from './substitute.js';

const leetWord =
  /(?<![\w@$!|+])(?=[a-z0-9@$!|+]{0,24}[a-z])(?=[a-z@$!|+]{0,24}[013457@$!|+])[a-z013457@$!|+]{3,24}(?![\w@$+|])/gi;
const letterOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  '+': 't',
};

/** Words in which digits and signs stand for the letters that they look like. */
export const decodeLeet: Decoder = (view, { hasMixedWords }) => {
  if (!hasMixedWords) return undefined;
  return substitute(view, 'leet', leetWord, (word) =>
    word.replaceAll(/[013457@$!|+]/g, (sign) => letterOf[sign] ?? sign),
  );
};

const letter = String.raw`[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]`;
const spaced = new RegExp(`(?<!${letter})${letter}(?:[ .\\-_*·]{1,3}${letter}(?!${letter})){5,400}`, 'g');

/** Letters set apart by blanks, dots or dashes. Wider gaps part words; where there are none, known words do. */
export const decodeSpaced: Decoder = (view, { hasSingles }) =>
  !hasSingles
    ? undefined
    : substitute(view, 'spaced', spaced, (run) => {
        const words = run.split(/[ .\-_*·]{2,3}/);
        const joined = words.map((word) => word.replaceAll(/[ .\-_*·]/g, ''));
        return joined.length > 1 ? joined.join(' ') : spellWords(joined[0] ?? '');
      });

const regional = /(?:\ud83c[\udde6-\uddff]\s{0,2}){4,400}/g;

/** Flags that spell words, a regional indicator for each letter. */
export const decodeRegional: Decoder = (view, { hasNonAscii }) =>
  hasNonAscii
    ? substitute(view, 'regional', regional, (run) =>
        run.replaceAll(/\ud83c([\udde6-\uddff])/g, (_, low: string) =>
          String.fromCharCode(low.charCodeAt(0) - 0xdde6 + 0x61),
        ),
      )
    : undefined;

/** Braille cells of the letters a to z. */
const brailleLetters = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵';
const braille = /[\u2801-\u28ff](?:[\u2800-\u28ff ]{4,2000})/g;

/** Uncontracted English braille. */
export const decodeBraille: Decoder = (view, { hasNonAscii }) =>
  hasNonAscii
    ? substitute(view, 'braille', braille, (run) =>
        Array.from(run, (cell) => {
          const letter = brailleLetters.indexOf(cell);
          return letter >= 0 ? String.fromCharCode(0x61 + letter) : cell === '\u2800' ? ' ' : cell;
        }).join(''),
      )
    : undefined;

const morse: Readonly<Record<string, string>> = Object.fromEntries(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((code, index) => [code, String.fromCharCode(0x61 + index)]),
);
const morseRun = /(?<![.\-\w])[.-]{1,5}(?: {1,2}\/? ?[.-]{1,5}){7,800}(?![.\-\w])/g;

/** Morse code: letters parted by blanks, words by a slash or a wider gap. */
export const decodeMorse: Decoder = (view, { hasDots }) =>
  hasDots
    ? substitute(view, 'morse', morseRun, (run) => {
        const words = run
          .split(/ {0,2}\/ {0,2}| {2}/)
          .map((word) => word.split(' ').map((code) => morse[code]));
        return words.flat().includes(undefined)
          ? undefined
          : words.map((letters) => letters.join('')).join(' ');
      })
    : undefined;
