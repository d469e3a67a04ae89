import { chinese } from './chinese.js';
import { english } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { japanese } from './japanese.js';
import { korean } from './korean.js';
import { portuguese } from './portuguese.js';
import { russian } from './russian.js';
import { spanish } from './spanish.js';
import { bitsOf, wordClasses, type Lexicon, type WordClass } from './word-class.js';

/** One word or expression of one language, with what it can mean. */
export interface Word {
  text: string;
  /** The language's bit, so that a frame is filled by words of one language. */
  language: number;
  /** {@link bitsOf} its classes. */
  classes: number;
  /** Whether letters may follow. */
  isStem: boolean;
  isAscii: boolean;
  /** Whether it counts in the middle of letters too, as where nothing parts words. */
  isFree: boolean;
}

const languages: readonly { lexicon: Lexicon; isFree: boolean }[] = [
  { lexicon: english, isFree: false },
  { lexicon: spanish, isFree: false },
  { lexicon: french, isFree: false },
  { lexicon: german, isFree: false },
  { lexicon: portuguese, isFree: false },
  { lexicon: russian, isFree: false },
  { lexicon: chinese, isFree: true },
  { lexicon: japanese, isFree: true },
  { lexicon: korean, isFree: true },
];

const ascii = /^[\u0000-\u007f]*$/;

/** Every word of every language; those of one spelling in one language are one. */
export function readWords(): Word[] {
  return languages.flatMap((language, index) => Array.from(wordsOf(language, 1 << index).values()));
}

/** The words of one language by their spelling. */
function wordsOf({ lexicon, isFree }: (typeof languages)[number], language: number): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const name of wordClasses) {
    const classes = bitsOf([name]);
    for (const spelling of spellingsOf(lexicon, name)) {
      const known = words.get(spelling);
      if (known) {
        known.classes |= classes;
        continue;
      }
      const isStem = spelling.endsWith('*');
      const text = isStem ? spelling.slice(0, -1) : spelling;
      const isAscii = ascii.test(text);
      words.set(spelling, { text, language, classes, isStem, isAscii, isFree: isFree && !isAscii });
    }
  }
  return words;
}

function spellingsOf(lexicon: Lexicon, name: WordClass): string[] {
  return lexicon[name]?.split('|') ?? [];
}
