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
    const known = isPair ? 0 : foldedTo[code];
    if (known === code) continue;
    const character = isPair ? text.slice(at, at + 2) : text.charAt(at);
    const plain = foldCharacter(character);
    if (isPair) at++;
    if (plain === character) continue;
    const isDisguise = isForeignLetter(code) ? words.has(at) : !isWideSign(code) || isAmongLetters(text, at);
    if (!isDisguise) continue;
    if (!view.budget.take(costs.foldedCharacter)) break;
    runs.add(isPair ? at - 1 : at, character, plain);
  }
  return runs.build();
};

/** Greek, Cyrillic and Armenian: they are written for their own sake, too. */
function isForeignLetter(code: number): boolean {
  return code >= 0x370 && code < 0x590;
}

/** Signs in the width of a Chinese character: the punctuation of Chinese and Japanese texts. */
function isWideSign(code: number): boolean {
  return (
    (code >= 0x2e80 && code < 0x3040) ||
    (code >= 0xff01 && code <= 0xff5e && !wideLetter.test(String.fromCharCode(code)))
  );
}

const wideLetter = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;
const anyLetter = /[A-Za-z0-9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;

function isAmongLetters(text: string, at: number): boolean {
  return anyLetter.test(text.charAt(at - 1)) || anyLetter.test(text.charAt(at + 1));
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
    while (start > 0 && at - start < longestWord && isOfWord(text.charCodeAt(start - 1))) start--;
    let end = at;
    while (end < text.length && end - at < longestWord && isOfWord(text.charCodeAt(end))) end++;
    const word = text.slice(start, end);
    this.#end = end;
    const around = text.slice(Math.max(0, start - 3), start) + text.slice(end, end + 3);
    this.#isDisguised =
      /[A-Za-z0-9]/.test(word) ||
      (word.length >= shortestDisguised && /[A-Za-z]/.test(around) && isOfLookalikes(word));
  }
}

function isOfWord(code: number): boolean {
  const isAscii =
    (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return isAscii || (code >= 0xc0 && code < 0x590);
}

function isOfLookalikes(word: string): boolean {
  return Array.from(word).every((letter) => latinOf.has(letter));
}

/** Puts a view together from what is folded and what lies around it. */
class FoldedRuns {
  readonly #view: View;
  #builder: ViewBuilder | undefined;
  /** What reads letter for letter as the original does from {@link #from} on, and is not yet in the view. */
  #pending = '';
  #from = 0;
  #done = 0;

  constructor(view: View) {
    this.#view = view;
  }

  add(at: number, character: string, plain: string): void {
    const { text } = this.#view;
    if (!this.#builder) {
      this.#builder = new ViewBuilder(this.#view);
      this.#from = Math.max(0, at - shapes.viewReach);
      this.#pending = text.slice(this.#from, at);
    } else if (at - this.#done <= 2 * shapes.viewReach) {
      this.#pending += text.slice(this.#done, at);
    } else {
      this.#pending += text.slice(this.#done, this.#done + shapes.viewReach);
      this.#flush(this.#builder);
      this.#builder.replace(this.#done + shapes.viewReach, at - shapes.viewReach, '\n');
      this.#from = at - shapes.viewReach;
      this.#pending = text.slice(this.#from, at);
    }
    this.#done = at + character.length;
    if (plain.length === character.length) this.#pending += plain;
    else {
      this.#flush(this.#builder);
      this.#builder.replace(at, this.#done, plain);
      this.#from = this.#done;
    }
  }

  #flush(builder: ViewBuilder): void {
    builder.substitute(this.#from, this.#pending);
    this.#pending = '';
  }

  build(): View | undefined {
    if (!this.#builder) return undefined;
    this.#pending += this.#view.text.slice(this.#done, this.#done + shapes.viewReach);
    this.#flush(this.#builder);
    return this.#builder.build('folded');
  }
}

const notAscii = /[^\u0000-\u007f]/;
const cache = new Map<string, string>();
/** Per code unit the unit itself, once it is known to stand for itself. */
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
  if (folded === character && character.length === 1)
    foldedTo[character.charCodeAt(0)] = character.charCodeAt(0);
  else if (cache.size < 65_536) cache.set(character, folded);
  return folded;
}
