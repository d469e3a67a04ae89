import { callLimits } from '../../limits.js';
import { isBlank, operators, reserved } from './signs.js';
import { unknown, type Command, type Pipeline, type Redirect, type Script, type Word } from './syntax.js';
import { startVariables, type Variables } from './variables.js';
import { WordReader, type ScriptReader } from './word-reader.js';

/** What a script prints, where that can be told without running it. */
export type Evaluate = (script: Script) => string | undefined;

/** Most words of a list whose values are remembered. */
const longestList = 24;
const assignment = /^([A-Za-z_]\w*)\+?=/;

/**
 * Reads a text as a POSIX shell (with what bash adds) would, in one pass and within {@link callLimits}: quotes,
 * escapes, variables that are set in it, braces, substitutions, here-documents. It never runs anything and never
 * fails: what is no shell reads as a row of words.
 */
export class ShellParser implements ScriptReader {
  #at = 0;
  #depth = 0;
  #pending: { redirect: Redirect; end: string; isIndented: boolean }[] = [];
  readonly variables: Variables = startVariables();
  readonly #words = new WordReader(this);

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
    const before = isAdded ? (this.variables.get(name) ?? '') : '';
    this.variables.set(name, (before + value).slice(0, callLimits.variable));
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
    const { words, next } = this.#words.read(this.#at);
    this.#at = next;
    return words;
  }

  nested(at: number): { script: Script; next: number } {
    this.#at = at;
    const script = this.#nested(')');
    return { script, next: this.#at };
  }

  parseWithin(text: string): Script {
    if (this.#depth >= callLimits.nesting) return { pipelines: [] };
    return new ShellParser(text, this.evaluate, this.spent).parse();
  }
}
