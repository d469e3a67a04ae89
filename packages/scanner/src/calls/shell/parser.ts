import { callLimits } from '../../limits.js';
import { readEscape } from './escapes.js';
import { isBlank, isMeta, operators, reserved } from './signs.js';
import { unknown, type Command, type Pipeline, type Redirect, type Script, type Word } from './syntax.js';
import { expandParameter, startVariables, type Variables } from './variables.js';
import { WordBuilder } from './word-builder.js';

/** What a script prints, where that can be told without running it. */
export type Evaluate = (script: Script) => string | undefined;

/** Most words of a list whose values are remembered. */
const longestList = 24;
/** Longest name of a program that is looked at. */
const longestName = 40;
const assignment = /^([A-Za-z_]\w*)\+?=/;

/**
 * Reads a text as a POSIX shell (with what bash adds) would, in one pass and within {@link callLimits}: quotes,
 * escapes, variables that are set in it, braces, substitutions, here-documents. It never runs anything and never
 * fails: what is no shell reads as a row of words.
 */
export class ShellParser {
  #at = 0;
  #depth = 0;
  #pending: { redirect: Redirect; end: string; isIndented: boolean }[] = [];
  readonly #variables: Variables = startVariables();

  constructor(
    readonly text: string,
    readonly evaluate: Evaluate,
    /** What was spent on the text; backticks within it spend of the same. */
    readonly spent = { words: 0, expanded: 0 },
  ) {}

  /** Whether the text has more words than are read. */
  get isCut(): boolean {
    return this.spent.words >= callLimits.words;
  }

  parse(): Script {
    const pipelines: Pipeline[] = [];
    while (this.#at < this.text.length && !this.isCut) {
      pipelines.push(...this.#script('').pipelines);
      // A closing sign that nothing opened, as after the pattern of a `case`.
      this.#at++;
    }
    return { pipelines };
  }

  #script(close: string): Script {
    const pipelines: Pipeline[] = [];
    let commands: Command[] = [];
    const end = (isBackground: boolean): void => {
      if (commands.length > 0) pipelines.push({ commands, isBackground });
      commands = [];
    };
    while (this.#at < this.text.length && !this.isCut) {
      const command = this.#command(close);
      if (command) commands.push(command);
      this.#skipBlanks();
      const operator = this.#peekOperator();
      if (operator === ')' || this.#isBraceEnd(close)) break;
      this.#at += operator.length;
      if (operator === '\n') this.#readBodies();
      if (operator === '|' || operator === '|&') continue;
      end(operator === '&');
    }
    end(false);
    return { pipelines };
  }

  #isBraceEnd(close: string): boolean {
    return close === '}' && this.text[this.#at] === '}';
  }

  #command(close: string): Command | undefined {
    const words: Word[] = [];
    const assignments: Word[] = [];
    const redirects: Redirect[] = [];
    this.#skipBlanks();
    const start = this.#at;
    let end = start;
    let group: Script | undefined;
    let defines: string | undefined;
    while (this.#at < this.text.length && !this.isCut) {
      this.#skipBlanks();
      if (words.length === 0 && this.#isBraceEnd(close)) break;
      const operator = this.#peekOperator();
      if (operator === '(' && words.length === 0 && !group) {
        group = this.#group(')');
      } else if (operator === '(' && words.length === 1 && this.text[this.#at + 1] === ')') {
        this.#at += 2;
        defines = words.pop()?.text;
        const body = this.#functionBody();
        if (body) group = body;
      } else if (/^\d*(?:[<>]|&>)/.test(operator)) {
        if (!this.#redirect(operator, words, redirects)) break;
      } else if (operator !== '') {
        break;
      } else {
        const from = this.#at;
        const made = this.#word();
        if (this.#at === from) break;
        if (!this.#keep(made, words, assignments)) {
          if (made[0]?.text === '{' && !group) group = this.#afterBrace();
          continue;
        }
      }
      end = this.#at;
    }
    if (words.length === 0 && assignments.length === 0 && redirects.length === 0 && !group) return undefined;
    return { words, assignments, redirects, group, defines, start, end };
  }

  /** Puts words where they belong; false for a reserved word, which is left out. */
  #keep(made: readonly Word[], words: Word[], assignments: Word[]): boolean {
    const [first] = made;
    if (!first) return true;
    if (words.length === 0) {
      if (made.length === 1 && reserved.has(first.text) && !first.isDisguised) return false;
      const name = assignment.exec(first.text)?.[1];
      if (name !== undefined) {
        this.#assign(name, first.text.slice(first.text.indexOf('=') + 1), first.text.includes('+='));
        assignments.push(first);
        return true;
      }
    }
    words.push(...made);
    if (words.length <= longestList) this.#assignListed(words, made);
    return true;
  }

  /** What `for x in …` and `export x=…` set. */
  #assignListed(words: readonly Word[], made: readonly Word[]): void {
    const [head, name, , ...values] = words;
    if (!head || !name) return;
    if (head.text === 'for' && words[2]?.text === 'in') {
      this.#assign(name.text, values.map(({ text }) => text).join(' '), false);
    } else if (made.includes(name) && /^(?:export|declare|local|readonly|typeset)$/.test(head.text)) {
      const set = assignment.exec(name.text)?.[1];
      if (set !== undefined) this.#assign(set, name.text.slice(set.length + 1), false);
    }
  }

  #assign(name: string, value: string, isAdded: boolean): void {
    const before = isAdded ? (this.#variables.get(name) ?? '') : '';
    this.#variables.set(name, (before + value).slice(0, callLimits.variable));
  }

  #functionBody(): Script | undefined {
    while (this.#at < this.text.length && /\s/.test(this.text.charAt(this.#at))) this.#at++;
    return this.text[this.#at] === '{' ? (this.#at++, this.#afterBrace()) : undefined;
  }

  #afterBrace(): Script {
    return this.#nested('}');
  }

  #group(close: string): Script {
    this.#at++;
    return this.#nested(close);
  }

  /** What stands between here and the closing sign, which is skipped. */
  #nested(close: string): Script {
    if (this.#depth >= callLimits.nesting) return { pipelines: [] };
    this.#depth++;
    const script = this.#script(close);
    this.#depth--;
    this.#at++;
    return script;
  }

  #skipBlanks(): void {
    for (;;) {
      const letter = this.text.charAt(this.#at);
      if (letter !== '' && isBlank(letter)) this.#at++;
      else if (letter === '\\' && this.text[this.#at + 1] === '\n') this.#at += 2;
      else if (letter === '#' && this.#startsWord()) this.#skipLine();
      else return;
    }
  }

  #startsWord(): boolean {
    return this.#at === 0 || /[\s;&|(]/.test(this.text.charAt(this.#at - 1));
  }

  #skipLine(): void {
    const end = this.text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.text.length : end;
  }

  /** The operator that stands here, with the descriptor of a redirection; `''` for none. */
  #peekOperator(): string {
    let at = this.#at;
    while (at - this.#at < 3 && this.text.charAt(at) >= '0' && this.text.charAt(at) <= '9') at++;
    const digits = this.text.slice(this.#at, at);
    operators.lastIndex = at;
    const operator = operators.exec(this.text)?.[0] ?? '';
    if (digits === '') return operator;
    return /^[<>]/.test(operator) ? digits + operator : '';
  }

  /** False where nothing follows that could be a target. */
  #redirect(operator: string, words: Word[], redirects: Redirect[]): boolean {
    const plain = operator.replace(/^[\d&]+/, '').replace('>|', '>');
    this.#at += operator.length;
    if (/^[<>]$/.test(plain) && this.text[this.#at] === '(') {
      // Process substitution: its output is a file.
      const start = this.#at - 1;
      const script = this.#group(')');
      const text = `/dev/fd/${unknown}`;
      const facts = { variables: [], isDisguised: false, isGlob: false };
      words.push({ text, start, end: this.#at, substitutions: [script], ...facts });
      return true;
    }
    this.#skipBlanks();
    const target = this.#word()[0];
    if (!target) return this.#at < this.text.length && this.#peekOperator() === '';
    const redirect: Redirect = { operator: plain === '<<-' ? '<<' : plain, target };
    if (redirect.operator === '<<') {
      this.#pending.push({ redirect, end: target.text, isIndented: plain === '<<-' });
    }
    redirects.push(redirect);
    return true;
  }

  /** The here-documents that were announced on the line before. */
  #readBodies(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { redirect, end, isIndented } of pending) {
      const lines: string[] = [];
      while (this.#at < this.text.length) {
        const from = this.#at;
        this.#skipLine();
        const line = this.text.slice(from, this.#at++);
        if ((isIndented ? line.replace(/^\t+/, '') : line).trimEnd() === end) break;
        lines.push(line);
      }
      redirect.body = lines.join('\n');
    }
  }

  #word(): Word[] {
    const start = this.#at;
    const builder = new WordBuilder();
    while (this.#at < this.text.length) {
      const letter = this.text.charAt(this.#at);
      if (isBlank(letter) || isMeta(letter)) break;
      this.#piece(letter, builder, start);
    }
    if (!builder.isStarted) return [];
    this.spent.words++;
    return builder.words(start, this.#at);
  }

  #piece(letter: string, builder: WordBuilder, start: number): void {
    const isWithin = this.#at > start;
    if (letter === '\\') {
      const next = this.text.charAt(this.#at + 1);
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
    const end = this.text.indexOf("'", this.#at + 1);
    const to = end < 0 ? this.text.length : end;
    builder.literal(this.text.slice(this.#at + 1, to));
    this.#at = to + 1;
    this.#noteQuotes(builder, isWithin);
  }

  /** Quotes inside of a word that would do without them hide it. */
  #noteQuotes(builder: WordBuilder, isWithin: boolean): void {
    if (!isWithin && !/\w/.test(this.text.charAt(this.#at))) return;
    if (builder.text.length <= longestName && /^\w*$/.test(builder.text)) builder.disguise();
  }

  #doubleQuoted(builder: WordBuilder, isWithin: boolean): void {
    builder.start();
    this.#at++;
    while (this.#at < this.text.length) {
      const letter = this.text.charAt(this.#at);
      if (letter === '"') break;
      if (letter === '$') this.#dollar(builder, true);
      else if (letter === '`') this.#backtick(builder, true);
      else if (letter === '\\' && /[$`"\\\n]/.test(this.text.charAt(this.#at + 1))) {
        if (this.text[this.#at + 1] !== '\n') builder.literal(this.text.charAt(this.#at + 1));
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
    const next = this.text.charAt(this.#at + 1);
    if (next === "'" && !isQuoted) this.#ansiQuoted(builder);
    else if (next === '"' && !isQuoted) this.#at++;
    else if (next === '(' && this.text[this.#at + 2] === '(') this.#arithmetic(builder);
    else if (next === '(') {
      this.#at += 2;
      this.#substitute(this.#nested(')'), builder, isQuoted);
    } else {
      const made = expandParameter(this.text, this.#at, this.#variables);
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
    const end = this.text.indexOf('))', this.#at);
    this.#at = end < 0 ? this.text.length : end + 2;
    builder.literal(unknown);
  }

  #ansiQuoted(builder: WordBuilder): void {
    builder.start();
    this.#at += 2;
    while (this.#at < this.text.length && this.text[this.#at] !== "'") {
      if (this.text[this.#at] !== '\\') {
        builder.literal(this.text.charAt(this.#at++));
        continue;
      }
      const { letter, next, isCoded } = readEscape(this.text, this.#at + 1);
      if (isCoded && /[\w/ .-]/.test(letter)) builder.disguise();
      builder.literal(letter);
      this.#at = next;
    }
    this.#at++;
  }

  #backtick(builder: WordBuilder, isQuoted: boolean): void {
    let inner = '';
    let at = this.#at + 1;
    for (; at < this.text.length && this.text[at] !== '`'; at++) {
      if (this.text[at] === '\\' && /[`\\$]/.test(this.text.charAt(at + 1))) at++;
      inner += this.text.charAt(at);
    }
    this.#at = at + 1;
    const deep = this.#depth < callLimits.nesting;
    this.#substitute(
      deep ? new ShellParser(inner, this.evaluate, this.spent).parse() : { pipelines: [] },
      builder,
      isQuoted,
    );
  }

  #substitute(script: Script, builder: WordBuilder, isQuoted: boolean): void {
    const value = this.evaluate(script);
    builder.substitution(script);
    if (value !== undefined) builder.disguise();
    this.#expand(value?.replace(/\n+$/, '') ?? unknown, builder, isQuoted);
  }

  #expand(value: string, builder: WordBuilder, isQuoted: boolean): void {
    this.spent.expanded += value.length;
    builder.expansion(this.spent.expanded > callLimits.expansion ? unknown : value, isQuoted);
  }
}
