import { shapes } from '../../limits.js';
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
  ordered: boolean;
  home: Sign;
  abroad: Sign;
}

/** English is the first of the languages. */
const homeLanguage = 1;

const compiled: readonly CompiledFrame[] = frames.map((frame) => compile(frame));

function compile(frame: Frame): CompiledFrame {
  const { id, kind, says, weight, abroad, slots, span, ordered = false } = frame;
  const home: Sign = { id, kind, says, weight, isLoose: true };
  return {
    slots: slots.map((fillings) => fillings.map((filling) => bitsOfFilling(filling))),
    span,
    ordered,
    home,
    abroad: abroad === undefined ? home : { ...home, weight: { result: abroad, definition: abroad } },
  };
}

function bitsOfFilling(filling: SlotFilling): number {
  return bitsOf(filling.split('&') as WordClass[]);
}

const fits = (classes: number, slot: readonly number[]): boolean =>
  slot.some((filling) => (classes & filling) === filling);

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
  readonly #report: (hit: SignHit) => void;
  #sentence: WordHit[] = [];
  #end = 0;

  constructor(text: string, report: (hit: SignHit) => void) {
    this.#text = text;
    this.#report = report;
  }

  /** Takes a word of the lexicon that starts at an offset; it counts only as a whole word, or as a stem. */
  add(word: Word, start: number): void {
    const end = this.#endOf(word, start);
    if (end === undefined) return;
    if (this.#sentence.length > 0 && this.#isPast(start)) this.finish();
    const { language } = word;
    const classes =
      language === homeLanguage
        ? withOrder(word.classes, this.#text, this.#text.slice(start, end), start)
        : word.classes;
    this.#sentence.push({ language, classes, start, end });
    this.#end = Math.max(this.#end, end);
  }

  /** Ends the sentence under way. */
  finish(): void {
    const words = this.#sentence;
    this.#sentence = [];
    if (words.length < 2) return;
    let languages = 0;
    for (const { language } of words) languages |= language;
    for (let language = 1; language <= languages; language <<= 1) {
      if (languages & language) this.#read(words, language);
    }
  }

  /** Where the word ends, if it stands there as it should. */
  #endOf({ isFree, isStem, isAscii, text }: Word, start: number): number | undefined {
    const end = start + text.length;
    // The index gives candidates: letters beyond ASCII are its owner's to compare.
    if (!isAscii && this.#text.slice(start, end).toLowerCase() !== text) return undefined;
    if (isFree) return end;
    if (start > 0 && isLetterAt(text, 0) && isLetterAt(this.#text, start - 1)) return undefined;
    if (!isStem) {
      const isGlued = isLetterAt(text, text.length - 1) && isLetterAt(this.#text, end);
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
      if (!frame.slots.every((slot) => fits(classes, slot))) continue;
      const found = fill(frame, words);
      if (found) this.#report({ sign: language === homeLanguage ? frame.home : frame.abroad, ...found });
    }
  }
}

/** The first way to fill every slot within the span, nearest words first. */
function fill(frame: CompiledFrame, words: readonly WordHit[]): Omit<SignHit, 'sign'> | undefined {
  const [first = [], ...others] = frame.slots;
  for (const anchor of words) {
    if (!fits(anchor.classes, first)) continue;
    const taken = [anchor];
    for (const slot of others) {
      const next = nearest(slot, words, taken, frame);
      if (!next) break;
      taken.push(next);
    }
    if (taken.length === frame.slots.length) {
      return {
        start: Math.min(...taken.map(({ start }) => start)),
        end: Math.max(...taken.map(({ end }) => end)),
        focus: [anchor.start, anchor.end],
      };
    }
  }
  return undefined;
}

function nearest(
  slot: readonly number[],
  words: readonly WordHit[],
  taken: readonly WordHit[],
  { span, ordered }: CompiledFrame,
): WordHit | undefined {
  let best: WordHit | undefined;
  let least = span + 1;
  const from = Math.min(...taken.map(({ start }) => start));
  const to = Math.max(...taken.map(({ end }) => end));
  for (const candidate of words) {
    if (!fits(candidate.classes, slot)) continue;
    if (taken.some((other) => candidate.start < other.end && other.start < candidate.end)) continue;
    if (ordered && candidate.start < to) continue;
    const width = Math.max(to, candidate.end) - Math.min(from, candidate.start);
    if (width < least) {
      best = candidate;
      least = width;
    }
  }
  return best;
}
