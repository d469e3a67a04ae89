import { costs, shapes } from '../limits.js';
import type { Decoder } from './decoders.js';
import { invisible } from './unicode.js';
import { ViewBuilder, type View } from './view.js';

/** Letters of other scripts that look like a Latin one, in the order of {@link lookalikeLatin}. */
const lookalikes = 'авекмнорстухіјѕԁԛԝһӏАВЕКМНОРСТУХІЈЅԌԚԜαβεηικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհցɑɡıⅼ∕․‚‘’“”';
const lookalikeLatin = 'abekmhopctyxijsdqwhlABEKMHOPCTYXIJSGQWaBenikvoptuxABEZHIKMNOPTYXounhgagil/.,\'\'""';
const latinOf = new Map(Array.from(lookalikes, (letter, index) => [letter, lookalikeLatin[index] ?? letter]));

/** What stands for itself: ASCII, and punctuation, arrows, frames and signs. */
const standsForItself =
  /[\u0000-\u007f\u00a9-\u00b1\u00b4-\u00b8\u00d7\u00f7\u2010-\u2027\u2030-\u203b\u2190-\u23ff\u2500-\u27bf\u{1f300}-\u{1faff}]/u;

/**
 * Compatibility forms (NFKC), accents and the commonest lookalikes turned into plain Latin; invisible ones dropped.
 * Words of another script stay as they are.
 */
export const foldLookalikes: Decoder = (view, { hasNonAscii }) => {
  if (!hasNonAscii) return undefined;
  const { text } = view;
  const words = new DisguisedWords(text);
  const runs = new FoldedRuns(view);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) continue;
    const isPair = code >= 0xd800 && code <= 0xdbff;
    let known = isPair ? 0 : (foldedTo[code] ?? 0);
    if (known === code) continue;
    const character = known > 0 ? '' : isPair ? text.slice(at, at + 2) : text.charAt(at);
    const plain = known > 0 ? '' : foldCharacter(character);
    known ||= isPair ? 0 : (foldedTo[code] ?? 0);
    const from = at;
    if (isPair) at++;
    if (known === code || (known === 0 && plain === character)) continue;
    const isDisguise = isForeignLetter(code)
      ? words.has(at)
      : !isWideSign(code) || isPlain(text.charCodeAt(at - 1)) || isPlain(text.charCodeAt(at + 1));
    if (!isDisguise) continue;
    if (!view.budget.take(costs.foldedCharacter)) break;
    if (known > 0) runs.addUnit(at, known);
    else runs.add(from, at + 1, plain);
  }
  return runs.build();
};

/** Greek, Cyrillic and Armenian: they are written for their own sake, too. */
function isForeignLetter(code: number): boolean {
  return code >= 0x370 && code < 0x590;
}

/** Signs in the width of a Chinese character: the punctuation of Chinese and Japanese texts. */
function isWideSign(code: number): boolean {
  return (code >= 0x2e80 && code < 0x3040) || (code >= 0xff01 && code <= 0xff5e && !isPlain(code));
}

/** Letters and digits of ASCII, and those in the width of a Chinese character. */
function isPlain(code: number): boolean {
  return isAscii(code >= 0xff01 ? code - 0xfee0 : code);
}

function isAscii(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || isLatin(code);
}

function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** How far a word is looked at. */
const longestWord = 40;
/** A word that is made of lookalikes alone may be one of its own script: among Latin words, and not a short one, it is none. */
const shortestDisguised = 3;

/** Whether a letter of another script stands in a Latin word; asked about from the beginning of a text to its end. */
class DisguisedWords {
  readonly #text: string;
  #end = 0;
  #isDisguised = false;

  constructor(text: string) {
    this.#text = text;
  }

  has(at: number): boolean {
    if (at >= this.#end) this.#read(at);
    return this.#isDisguised;
  }

  #read(at: number): void {
    const text = this.#text;
    let start = at;
    let hasAscii = false;
    for (let code = 0; start > 0 && at - start < longestWord; start--) {
      code = text.charCodeAt(start - 1);
      if (!isOfWord(code)) break;
      hasAscii ||= isAscii(code);
    }
    let end = at;
    for (let code = 0; end < text.length && end - at < longestWord; end++) {
      code = text.charCodeAt(end);
      if (!isOfWord(code)) break;
      hasAscii ||= isAscii(code);
    }
    this.#end = end;
    this.#isDisguised =
      hasAscii ||
      (end - start >= shortestDisguised &&
        (hasLatin(text, start - nearby, start) || hasLatin(text, end, end + nearby)) &&
        isOfLookalikes(text.slice(start, end)));
  }
}

/** So near a word others stand that say of what script the text is. */
const nearby = 3;

function hasLatin(text: string, from: number, to: number): boolean {
  for (let at = Math.max(0, from); at < to; at++) if (isLatin(text.charCodeAt(at))) return true;
  return false;
}

function isOfWord(code: number): boolean {
  return isAscii(code) || (code >= 0xc0 && code < 0x590);
}

function isOfLookalikes(word: string): boolean {
  return Array.from(word).every((letter) => latinOf.has(letter));
}

/** Puts a view together from what is folded and what lies around it. */
class FoldedRuns {
  readonly #view: View;
  #builder: ViewBuilder | undefined;
  #done = 0;

  constructor(view: View) {
    this.#view = view;
  }

  /** A code unit that one stands for. */
  addUnit(at: number, unit: number): void {
    this.#to(at).substituteUnit(at, unit);
    this.#done = at + 1;
  }

  /** A span that some letters stand for. */
  add(from: number, to: number, plain: string): void {
    const builder = this.#to(from);
    if (plain.length === to - from) builder.substitute(from, plain);
    else builder.replace(from, to, plain);
    this.#done = to;
  }

  /** What stands before, or as much of it as is near. */
  #to(at: number): ViewBuilder {
    const builder = (this.#builder ??= new ViewBuilder(this.#view));
    if (this.#done === 0) {
      builder.copy(Math.max(0, at - shapes.viewReach), at);
    } else if (at - this.#done <= 2 * shapes.viewReach) {
      builder.copy(this.#done, at);
    } else {
      builder.copy(this.#done, this.#done + shapes.viewReach);
      builder.replace(this.#done + shapes.viewReach, at - shapes.viewReach, '\n');
      builder.copy(at - shapes.viewReach, at);
    }
    return builder;
  }

  build(): View | undefined {
    const { text } = this.#view;
    this.#builder?.copy(this.#done, Math.min(text.length, this.#done + shapes.viewReach));
    return this.#builder?.build('folded');
  }
}

const notAscii = /[^\u0000-\u007f]/;
const cache = new Map<string, string>();
/** Per code unit the one that it stands for, once that is known: itself, where it is nothing else; 0 where it is more. */
const foldedTo = new Uint16Array(65_536);

function foldCharacter(character: string): string {
  const known = cache.get(character);
  if (known !== undefined) return known;
  const plain = standsForItself.test(character)
    ? character
    : Array.from(character.normalize('NFKD'), (part) => latinOf.get(part) ?? part)
        .join('')
        .replace(/\p{Mn}/gu, '')
        .replace(invisible, '')
        .normalize('NFC');
  const folded = notAscii.test(plain) ? character : plain;
  if (folded.length === 1 && character.length === 1) foldedTo[character.charCodeAt(0)] = folded.charCodeAt(0);
  else if (cache.size < 65_536) cache.set(character, folded);
  return folded;
}
