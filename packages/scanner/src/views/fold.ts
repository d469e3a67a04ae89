import { shapes } from '../limits.js';
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

/** So many characters without a Latin letter are of another script: nobody writes English in lookalikes alone. */
const foreignStretch = /[^A-Za-z]{24,}/g;

/**
 * Compatibility forms (NFKC), accents and the commonest lookalikes turned into plain Latin; invisible ones dropped.
 * What is written in another script altogether stays as it is.
 */
export const foldLookalikes: Decoder = (view, { hasNonAscii }) => {
  if (!hasNonAscii) return undefined;
  const { text } = view;
  const foreign = new Stretches(text);
  const runs = new FoldedRuns(view);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) continue;
    const isPair = code >= 0xd800 && code <= 0xdbff;
    const character = isPair ? text.slice(at, at + 2) : text.charAt(at);
    const plain = foldCharacter(character);
    if (plain !== character && !(latinOf.has(character) && foreign.has(at))) runs.add(at, character, plain);
    if (isPair) at++;
  }
  return runs.build();
};

/** Stretches without a Latin letter, asked about from the beginning of a text to its end. */
class Stretches {
  readonly #matches: Iterator<RegExpExecArray>;
  #start = 0;
  #end = 0;

  constructor(text: string) {
    this.#matches = text.matchAll(foreignStretch);
  }

  has(at: number): boolean {
    while (at >= this.#end) {
      const next = this.#matches.next();
      if (next.done === true) {
        this.#start = Number.POSITIVE_INFINITY;
        this.#end = Number.POSITIVE_INFINITY;
      } else {
        this.#start = next.value.index;
        this.#end = next.value.index + next.value[0].length;
      }
    }
    return at >= this.#start;
  }
}

/** Puts a view together from what is folded and what lies around it. */
class FoldedRuns {
  readonly #view: View;
  #builder: ViewBuilder | undefined;
  #done = 0;

  constructor(view: View) {
    this.#view = view;
  }

  add(at: number, character: string, plain: string): void {
    if (!this.#builder) {
      this.#builder = new ViewBuilder(this.#view);
      this.#builder.copy(Math.max(0, at - shapes.viewReach), at);
    } else {
      this.#copyBetween(this.#builder, at);
    }
    if (plain.length === character.length) this.#builder.substitute(at, plain);
    else this.#builder.replace(at, at + character.length, plain);
    this.#done = at + character.length;
  }

  #copyBetween(builder: ViewBuilder, at: number): void {
    if (at - this.#done <= 2 * shapes.viewReach) {
      builder.copy(this.#done, at);
    } else {
      builder.copy(this.#done, this.#done + shapes.viewReach);
      builder.replace(this.#done + shapes.viewReach, at - shapes.viewReach, '\n');
      builder.copy(at - shapes.viewReach, at);
    }
  }

  build(): View | undefined {
    const end = Math.min(this.#view.text.length, this.#done + shapes.viewReach);
    this.#builder?.copy(this.#done, end);
    return this.#builder?.build('folded');
  }
}

const cache = new Map<string, string>();

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
  if (cache.size < 65_536) cache.set(character, plain);
  return plain;
}
