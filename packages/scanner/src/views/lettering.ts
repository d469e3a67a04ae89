import { costs, shapes } from '../limits.js';
import type { Decoder } from './decoders.js';
import { isKnownWord, spellWords } from './spell-words.js';
import { replaceSpans, spansIn, substitute } from './substitute.js';

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

/** Shortest word that is worth reading so. */
const shortestTelling = 4;

/**
 * Words in which digits and signs stand for the letters that they look like: those near one that is a word of
 * instructions when it is read so. Names of versions and the like are none.
 */
export const decodeLeet: Decoder = (view, { mixedStretches }) => {
  if (mixedStretches.length === 0) return undefined;
  const { text } = view;
  const spans = spansIn(view, leetWord, mixedStretches);
  const plains: string[] = [];
  const telling: number[] = [];
  for (let index = 0; index < spans.length; index += 2) {
    const from = spans[index] ?? 0;
    if (!view.budget.take(costs.leetWord)) break;
    const plain = withoutLeet(text.slice(from, spans[index + 1]));
    plains.push(plain);
    if (plain.length >= shortestTelling && isKnownWord(plain)) telling.push(from);
  }
  if (telling.length === 0) return undefined;
  let near = 0;
  let word = 0;
  return replaceSpans(view, 'leet', spans, (_, at) => {
    while (near < telling.length && (telling[near] ?? 0) < at - shapes.viewReach) near++;
    const plain = plains[word++];
    return (telling[near] ?? Infinity) <= at + shapes.viewReach ? plain : undefined;
  });
};

function withoutLeet(word: string): string {
  let plain = '';
  for (const sign of word) plain += letterOf[sign] ?? sign;
  return plain;
}

const letter = String.raw`[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]`;
const spaced = new RegExp(`(?<!${letter})${letter}(?:[ .\\-_*·]{1,3}${letter}(?!${letter})){5,400}`, 'g');

/** Letters set apart by blanks, dots or dashes. Wider gaps part words; where there are none, known words do. */
export const decodeSpaced: Decoder = (view, { singleStretches }) =>
  singleStretches.length === 0
    ? undefined
    : replaceSpans(view, 'spaced', spansIn(view, spaced, singleStretches), (run) => {
        const words = run.split(/[ .\-_*·]{2,3}/);
        const joined = words.map((word) => word.replaceAll(/[ .\-_*·]/g, ''));
        if (joined.length > 1) return joined.join(' ');
        const [letters = ''] = joined;
        return view.budget.take(letters.length * costs.spelledLetter) ? spellWords(letters) : undefined;
      });

const regional = /(?:\ud83c[\udde6-\uddff]\s{0,2}){4,400}/g;

/** Flags that spell words, a regional indicator for each letter. */
export const decodeRegional: Decoder = (view, { hasHigh }) =>
  hasHigh
    ? substitute(view, 'regional', regional, (run) =>
        run.replaceAll(/\ud83c([\udde6-\uddff])/g, (_, low: string) =>
          String.fromCharCode(low.charCodeAt(0) - 0xdde6 + 0x61),
        ),
      )
    : undefined;

/** Braille cells of the letters a to z. */
const brailleLetters = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵';
const firstCell = 0x2800;
/** What each of the cells stands for; itself, where it is no letter. */
const lettersOfCells = Array.from({ length: 256 }, (_, dots) => {
  const cell = String.fromCharCode(firstCell + dots);
  const letter = brailleLetters.indexOf(cell);
  return letter < 0 ? cell : String.fromCharCode(0x61 + letter);
});
lettersOfCells[0] = ' ';
const braille = /[\u2801-\u28ff](?:[\u2800-\u28ff ]{4,2000})/g;

/** Uncontracted English braille. */
export const decodeBraille: Decoder = (view, { hasBraille }) =>
  hasBraille
    ? substitute(view, 'braille', braille, (run) => {
        let text = '';
        for (let at = 0; at < run.length; at++)
          text += lettersOfCells[run.charCodeAt(at) - firstCell] ?? run.charAt(at);
        return text;
      })
    : undefined;

const morse: Readonly<Record<string, string>> = Object.fromEntries(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((code, index) => [code, String.fromCharCode(0x61 + index)]),
);
const morseRun = /(?<![.\-\w])[.-]{1,5}(?:(?: {1,3}| {1,2}\/ ?)[.-]{1,5}){7,800}/g;

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
