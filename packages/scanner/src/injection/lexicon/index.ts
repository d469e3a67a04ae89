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
  const words = new Map<string, Word>();
  for (const [index, { lexicon, isFree }] of languages.entries()) {
    for (const name of wordClasses) {
      for (const spelling of spellingsOf(lexicon, name)) {
        const isStem = spelling.endsWith('*');
        const text = isStem ? spelling.slice(0, -1) : spelling;
        const key = `${index} ${spelling}`;
        const known = words.get(key);
        if (known) known.classes |= bitsOf([name]);
        else
          words.set(key, {
            text,
            language: 1 << index,
            classes: bitsOf([name]),
            isStem,
            isAscii: ascii.test(text),
            isFree: isFree && !ascii.test(text),
          });
      }
    }
  }
  return [...words.values()];
}

function spellingsOf(lexicon: Lexicon, name: WordClass): string[] {
  return lexicon[name]?.split('|') ?? [];
}
