import type { ScanBudget } from '../../budget.js';
import { costs, shapes } from '../../limits.js';
import type { Word } from '../lexicon/index.js';
import { withOrder } from '../lexicon/order.js';
import { bitsOf, type WordClass } from '../lexicon/word-class.js';
import type { SignHit } from '../score.js';
import type { Sign } from '../sign.js';
import type { Frame, SlotFilling } from './frame.js';
import { frames } from './frames.js';

/** A word of the lexicon where it stands in a view. */
interface WordHit {
  language: number;
  classes: number;
  start: number;
  end: number;
}

interface CompiledFrame {
  /** Per slot the classes of each filling, all of which a word must have. */
  slots: readonly (readonly number[])[];
  span: number;
  /** So many of the slots are filled in their order, the others after the first of them. */
  ordered: number;
  home: Sign;
  abroad: Sign;
  /** Bits of the languages in which it is looked for. */
  languages: number;
}

/** English is the first of the languages. */
const homeLanguage = 1;
/** Japanese and Korean, the last of them. */
const verbLast = 0b1_1000_0000;
const languagesOf = { abroad: ~homeLanguage, 'verb-last': verbLast } as const;

const compiled: readonly CompiledFrame[] = frames.map((frame) => compile(frame));

function compile(frame: Frame): CompiledFrame {
  const { id, kind, says, weight, abroad, only, slots, span, ordered = false } = frame;
  const home: Sign = { id, kind, says, weight, isLoose: true };
  return {
    slots: slots.map((fillings) => fillings.map((filling) => bitsOfFilling(filling))),
    span,
    ordered: ordered === 'first-two' ? 2 : ordered ? slots.length : 0,
    home,
    abroad: abroad === undefined ? home : { ...home, weight: { result: abroad, definition: abroad } },
    languages: only === undefined ? ~0 : languagesOf[only],
  };
}

function bitsOfFilling(filling: SlotFilling): number {
  return bitsOf(filling.split('&') as WordClass[]);
}

function fits(classes: number, slot: readonly number[]): boolean {
  for (const filling of slot) {
    if ((classes & filling) === filling) return true;
  }
  return false;
}

const letterBeyondAscii = /[\p{L}\p{N}]/u;

/** Whether a letter or digit stands at an offset. */
function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) {
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
  }
  return code >= 128 && letterBeyondAscii.test(text.charAt(at));
}

/** Letters that may follow a stem. */
const longestEnding = 12;
const sentenceEnd = /[.!?](?=["'”’)\]]{0,2}(?:\s|$))|[;；。！？\r]|\n\s{0,8}(?:\n|[-*#|>•\d])/;

/**
 * Reads the words of a text in the order in which they are given and finds the frames that they fill, sentence by
 * sentence. It keeps one sentence, and of a sentence no more words than the limit.
 */
export class FrameReader {
  readonly #text: string;
  readonly #budget: ScanBudget;
  readonly #report: (hit: SignHit) => void;
  #sentence: WordHit[] = [];
  #end = 0;

  constructor(text: string, budget: ScanBudget, report: (hit: SignHit) => void) {
    this.#text = text;
    this.#budget = budget;
    this.#report = report;
  }

  /**
   * Takes a word of the lexicon that starts at an offset; it counts only as a whole word, or as a stem. Gives false when
   * the budget is spent.
   */
  add(word: Word, start: number): boolean {
    if (!this.#budget.take(costs.wordTried)) return false;
    const end = this.#endOf(word, start);
    if (end === undefined) return true;
    if (this.#sentence.length > 0 && this.#isPast(start)) this.finish();
    const { language } = word;
    const classes =
      language === homeLanguage ? withOrder(word.classes, this.#text, start, end) : word.classes;
    this.#sentence.push({ language, classes, start, end });
    if (end > this.#end) this.#end = end;
    return this.#budget.take(costs.word);
  }

  /** Ends the sentence under way. */
  finish(): void {
    const words = this.#sentence;
    if (words.length === 0) return;
    this.#sentence = [];
    if (words.length < 2) return;
    // No word fills two slots: a language with one word has no frame here.
    let once = 0;
    let languages = 0;
    for (const { language } of words) {
      languages |= once & language;
      once |= language;
    }
    for (let language = 1; language <= languages; language <<= 1) {
      if (languages & language && this.#budget.take(costs.sentence)) this.#read(words, language);
    }
  }

  /** Where the word ends, if it stands there as it should. */
  #endOf({ isFree, isStem, text }: Word, start: number): number | undefined {
    const end = start + text.length;
    if (isFree) return end;
    if (start > 0 && isLetterAt(this.#text, start - 1) && isLetterAt(text, 0)) return undefined;
    if (!isStem) {
      const isGlued = isLetterAt(this.#text, end) && isLetterAt(text, text.length - 1);
      return isGlued ? undefined : end;
    }
    let last = end;
    while (last - end < longestEnding && isLetterAt(this.#text, last)) last += 1;
    return last;
  }

  #isPast(start: number): boolean {
    if (this.#sentence.length >= shapes.sentenceWords) return true;
    if (start <= this.#end) return false;
    if (start - this.#end > shapes.sentenceGap) return true;
    return start - this.#end > 1 && sentenceEnd.test(this.#text.slice(this.#end, start));
  }

  #read(all: readonly WordHit[], language: number): void {
    const words = all.filter((word) => word.language === language);
    let classes = 0;
    for (const word of words) classes |= word.classes;
    for (const frame of compiled) {
      if ((frame.languages & language) === 0) continue;
      if (!frame.slots.every((slot) => fits(classes, slot))) continue;
      const found = fill(frame, words, this.#budget);
      if (found) this.#report({ sign: language === homeLanguage ? frame.home : frame.abroad, ...found });
    }
  }
}

/** The first way to fill every slot within the span, nearest words first. */
function fill(
  frame: CompiledFrame,
  words: readonly WordHit[],
  budget: ScanBudget,
): Omit<SignHit, 'sign'> | undefined {
  const [first = [], ...others] = frame.slots;
  for (const anchor of words) {
    if (!fits(anchor.classes, first)) continue;
    if (!budget.take(words.length * costs.wordCompared)) return undefined;
    const taken = new Taken(anchor);
    if (others.every((slot, index) => taken.add(nearest(slot, words, taken, frame, index + 1)))) {
      return { start: taken.from, end: taken.to, focus: [anchor.start, anchor.end] };
    }
  }
  return undefined;
}

/** The words that fill the slots of a frame so far, and the stretch from the first of them to the last. */
class Taken {
  readonly words: WordHit[];
  from: number;
  to: number;

  constructor(anchor: WordHit) {
    this.words = [anchor];
    this.from = anchor.start;
    this.to = anchor.end;
  }

  /** Takes one more; false where there is none. */
  add(word: WordHit | undefined): boolean {
    if (!word) return false;
    this.words.push(word);
    this.from = Math.min(this.from, word.start);
    this.to = Math.max(this.to, word.end);
    return true;
  }

  /** Whether a word shares letters with one of them. */
  overlaps({ start, end }: WordHit): boolean {
    for (const other of this.words) {
      if (start < other.end && other.start < end) return true;
    }
    return false;
  }
}

function nearest(
  slot: readonly number[],
  words: readonly WordHit[],
  taken: Taken,
  { span, ordered }: CompiledFrame,
  rank: number,
): WordHit | undefined {
  const earliest = rank < ordered ? taken.to : ordered > 0 ? taken.from : 0;
  let best: WordHit | undefined;
  let least = span + 1;
  for (const candidate of words) {
    const width = Math.max(taken.to, candidate.end) - Math.min(taken.from, candidate.start);
    if (width >= least || candidate.start < earliest) continue;
    if (!fits(candidate.classes, slot) || taken.overlaps(candidate)) continue;
    best = candidate;
    least = width;
  }
  return best;
}
