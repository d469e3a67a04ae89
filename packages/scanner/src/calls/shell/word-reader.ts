import { callLimits } from '../../limits.js';
import { readEscape } from './escapes.js';
import { isBlank, isMeta } from './signs.js';
import { unknown, type Script, type Word } from './syntax.js';
import { expandParameter, type Variables } from './variables.js';
import { WordBuilder } from './word-builder.js';
import { withoutTrailing } from '../text/order.js';

/** What the reading of words needs of the reading of commands: a word may hold a script. */
export interface ScriptReader {
  readonly text: string;
  /** What was spent on the text so far. */
  readonly spent: { words: number; expanded: number };
  readonly variables: Variables;
  /** What a script prints, where that can be told without running it. */
  evaluate(script: Script): string | undefined;
  /** Reads the script that begins at an offset and ends at a closing parenthesis, which is skipped. */
  nested(at: number): { script: Script; next: number };
  /** Reads a script that stands between backticks. */
  parseWithin(text: string): Script;
}

/** Longest name of a program that is looked at. */
const longestName = 40;

/** Reads the words of a script: quotes, escapes, variables, substitutions, arithmetic. */
export class WordReader {
  #at = 0;

  constructor(readonly host: ScriptReader) {}

  /** The words that stand at an offset, and where they end: one, or as many as braces and variables make of it. */
  read(at: number): { words: Word[]; next: number } {
    this.#at = at;
    const words = this.#word();
    return { words, next: this.#at };
  }

  #word(): Word[] {
    const start = this.#at;
    const builder = new WordBuilder();
    while (this.#at < this.host.text.length) {
      const letter = this.host.text.charAt(this.#at);
      if (isBlank(letter) || isMeta(letter)) break;
      this.#piece(letter, builder, start);
    }
    if (!builder.isStarted) return [];
    this.host.spent.words++;
    return builder.words(start, this.#at);
  }

  #piece(letter: string, builder: WordBuilder, start: number): void {
    const isWithin = this.#at > start;
    if (letter === '\\') {
      const next = this.host.text.charAt(this.#at + 1);
      this.#at += 2;
      if (next === '\n') return;
      // `\rm` only goes round an alias; `r\m` hides.
      if (isWithin && /\w/.test(next)) builder.disguise();
      builder.literal(next === '' ? '\\' : next);
    } else if (letter === "'") {
      this.#singleQuoted(builder, isWithin);
    } else if (letter === '"') {
      this.#doubleQuoted(builder, isWithin);
    } else if (letter === '$') {
      this.#dollar(builder, false);
    } else if (letter === '`') {
      this.#backtick(builder, false);
    } else {
      this.#at++;
      builder.plain(letter);
    }
  }

  #singleQuoted(builder: WordBuilder, isWithin: boolean): void {
    const end = this.host.text.indexOf("'", this.#at + 1);
    const to = end < 0 ? this.host.text.length : end;
    builder.literal(this.host.text.slice(this.#at + 1, to));
    this.#at = to + 1;
    this.#noteQuotes(builder, isWithin);
  }

  /** Quotes inside of a word that would do without them hide it. */
  #noteQuotes(builder: WordBuilder, isWithin: boolean): void {
    if (!isWithin && !/\w/.test(this.host.text.charAt(this.#at))) return;
    if (builder.text.length <= longestName && /^\w*$/.test(builder.text)) builder.disguise();
  }

  #doubleQuoted(builder: WordBuilder, isWithin: boolean): void {
    builder.start();
    this.#at++;
    while (this.#at < this.host.text.length) {
      const letter = this.host.text.charAt(this.#at);
      if (letter === '"') break;
      if (letter === '$') this.#dollar(builder, true);
      else if (letter === '`') this.#backtick(builder, true);
      else if (letter === '\\' && /[$`"\\\n]/.test(this.host.text.charAt(this.#at + 1))) {
        if (this.host.text[this.#at + 1] !== '\n') builder.literal(this.host.text.charAt(this.#at + 1));
        this.#at += 2;
      } else {
        builder.literal(letter);
        this.#at++;
      }
    }
    this.#at++;
    this.#noteQuotes(builder, isWithin);
  }

  #dollar(builder: WordBuilder, isQuoted: boolean): void {
    const next = this.host.text.charAt(this.#at + 1);
    if (next === "'" && !isQuoted) this.#ansiQuoted(builder);
    else if (next === '"' && !isQuoted) this.#at++;
    else if (next === '(' && this.host.text[this.#at + 2] === '(') this.#arithmetic(builder);
    else if (next === '(') {
      const { script, next: after } = this.host.nested(this.#at + 2);
      this.#at = after;
      this.#substitute(script, builder, isQuoted);
    } else {
      const made = expandParameter(this.host.text, this.#at, this.host.variables);
      if (!made) {
        builder.literal('$');
        this.#at++;
        return;
      }
      this.#at = made.next;
      if (made.name !== '') builder.variable(made.name);
      if (made.isOdd) builder.disguise();
      this.#expand(made.value, builder, isQuoted);
    }
  }

  #arithmetic(builder: WordBuilder): void {
    const end = this.host.text.indexOf('))', this.#at);
    this.#at = end < 0 ? this.host.text.length : end + 2;
    builder.literal(unknown);
  }

  #ansiQuoted(builder: WordBuilder): void {
    builder.start();
    this.#at += 2;
    while (this.#at < this.host.text.length && this.host.text[this.#at] !== "'") {
      if (this.host.text[this.#at] !== '\\') {
        builder.literal(this.host.text.charAt(this.#at++));
        continue;
      }
      const { letter, next, isCoded } = readEscape(this.host.text, this.#at + 1);
      if (isCoded && /[\w/ .-]/.test(letter)) builder.disguise();
      builder.literal(letter);
      this.#at = next;
    }
    this.#at++;
  }

  #backtick(builder: WordBuilder, isQuoted: boolean): void {
    let inner = '';
    let at = this.#at + 1;
    for (; at < this.host.text.length && this.host.text[at] !== '`'; at++) {
      if (this.host.text[at] === '\\' && /[`\\$]/.test(this.host.text.charAt(at + 1))) at++;
      inner += this.host.text.charAt(at);
    }
    this.#at = at + 1;
    this.#substitute(this.host.parseWithin(inner), builder, isQuoted);
  }

  #substitute(script: Script, builder: WordBuilder, isQuoted: boolean): void {
    const value = this.host.evaluate(script);
    builder.substitution(script);
    if (value !== undefined) builder.disguise();
    this.#expand(value === undefined ? unknown : withoutTrailing(value, '\n'), builder, isQuoted);
  }

  #expand(value: string, builder: WordBuilder, isQuoted: boolean): void {
    const { spent } = this.host;
    spent.expanded += value.length;
    builder.expansion(spent.expanded > callLimits.expansion ? unknown : value, isQuoted);
  }
}
