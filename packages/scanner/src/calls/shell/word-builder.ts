import { callLimits } from '../../limits.js';
import type { Script, Word } from './syntax.js';

interface Mark {
  at: number;
  sign: string;
}

/** Puts a word together letter by letter and knows where unquoted signs stand that make several words of it. */
export class WordBuilder {
  #text = '';
  #splits: number[] = [];
  #braces: Mark[] = [];
  #isStarted = false;
  #isGlob = false;
  #isDisguised = false;
  readonly #substitutions: Script[] = [];
  readonly #variables: string[] = [];

  get text(): string {
    return this.#text;
  }

  /** Whether there is a word at all: `''` is one. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  start(): void {
    this.#isStarted = true;
  }

  /** A letter that means itself. */
  literal(text: string): void {
    this.#isStarted = true;
    this.#text += text;
  }

  /** A letter outside of quotes. */
  plain(letter: string): void {
    this.#isStarted = true;
    if (letter === '{' || letter === '}' || letter === ',')
      this.#braces.push({ at: this.#text.length, sign: letter });
    else if (letter === '*' || letter === '?' || letter === '[') this.#isGlob = true;
    this.#text += letter;
  }

  /** What stands for a variable or a command. Outside of quotes its blanks part words. */
  expansion(text: string, isQuoted: boolean): void {
    this.#isStarted = true;
    if (isQuoted || !/\s/.test(text)) {
      this.#text += text;
      return;
    }
    for (const [index, piece] of text.split(/\s+/).entries()) {
      if (index > 0) this.#splits.push(this.#text.length);
      this.#text += piece;
    }
  }

  disguise(): void {
    this.#isDisguised = true;
  }

  substitution(script: Script): void {
    this.#substitutions.push(script);
  }

  variable(name: string): void {
    this.#variables.push(name);
  }

  /** The words that it comes to. */
  words(start: number, end: number): Word[] {
    const facts = {
      start,
      end,
      substitutions: this.#substitutions,
      variables: this.#variables,
      isGlob: this.#isGlob,
    };
    const texts = this.#splits.length > 0 ? this.#parted() : this.#unfolded();
    const isDisguised = this.#isDisguised || (texts.length > 1 && this.#splits.length === 0);
    return texts.map((text) => Object.assign({ text, isDisguised }, facts));
  }

  #parted(): string[] {
    const cuts = [0, ...this.#splits, this.#text.length];
    const pieces: string[] = [];
    for (let index = 0; index + 1 < cuts.length; index++) {
      const piece = this.#text.slice(cuts[index], cuts[index + 1]);
      if (piece !== '') pieces.push(piece);
    }
    return pieces;
  }

  /** `a{b,c}d` is `abd acd`. The first pair of braces only: nobody needs more. */
  #unfolded(): string[] {
    const text = this.#text;
    const open = this.#braces.findIndex(({ sign }) => sign === '{');
    if (open < 0) return [text];
    const commas: number[] = [];
    let depth = 0;
    for (const { at, sign } of this.#braces.slice(open)) {
      if (sign === '{') depth++;
      else if (sign === ',' && depth === 1) commas.push(at);
      else if (sign === '}' && --depth === 0) {
        const from = this.#braces[open]?.at ?? 0;
        if (commas.length === 0 || commas.length >= callLimits.braces) return [text];
        const cuts = [from, ...commas, at];
        if (cuts.length * text.length > callLimits.expansion) return [text];
        return cuts
          .slice(1)
          .map(
            (cut, index) =>
              text.slice(0, from) + text.slice((cuts[index] ?? 0) + 1, cut) + text.slice(at + 1),
          )
          .filter((word) => word !== '');
      }
    }
    return [text];
  }
}
