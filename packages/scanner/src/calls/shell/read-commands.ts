import { callLimits } from '../../limits.js';
import { inputOf, outputOf, outputOfCommands } from './evaluate.js';
import { ShellParser } from './parser.js';
import { interpreters, programOf, programOfGlob, shells } from './programs.js';
import { unknown, type Command, type Redirect, type Script, type Word } from './syntax.js';
import { unwrap } from './wrappers.js';

/** One program that a text would start, wrappers such as `sudo` and `env` taken off. */
export interface Invocation {
  /** The program: `rm` for `/bin/../bin/rm`, `python` for `python3.11`; `''` for a bare redirection. */
  name: string;
  /** As it was written: `/tmp/.x`. */
  path: string;
  words: readonly Word[];
  args: readonly string[];
  redirects: readonly Redirect[];
  assignments: readonly string[];
  /** `sudo`, `nohup`, `xargs`, … from the outside in. */
  wrappers: readonly string[];
  /** What stands before it in its pipeline, the nearest last; and after it. */
  before: readonly Invocation[];
  after: readonly Invocation[];
  /** What runs inside of its words: `$(…)`, `<(…)`. */
  inner: readonly Invocation[];
  isBackground: boolean;
  /** The function whose body it stands in. */
  within: string | undefined;
  /** How its name was hidden. */
  disguise: 'spelled' | 'glob' | undefined;
  /** What led to it, from the outside in: `decoded`, `sh -c`, `substitution`, … */
  via: readonly string[];
  /** What it reads, where that stands in the text. */
  input: string | undefined;
  /** Its span in the text, or that of what led to it. */
  start: number;
  end: number;
  /** How many invocations of the text came before. */
  index: number;
}

/** A program in another language that a command is given. */
export interface InlineProgram {
  language: string;
  text: string;
  start: number;
  end: number;
  via: readonly string[];
}

/** What a text would run. */
export interface Commands {
  invocations: readonly Invocation[];
  programs: readonly InlineProgram[];
  /** Whether something past a limit was not read. */
  isCut: boolean;
  /** Characters that were read, those that a decoder printed among them. */
  characters: number;
}

interface Frame {
  via: readonly string[];
  /** The span to report in place of the own one. */
  span: { start: number; end: number } | undefined;
  within: string | undefined;
}

/** Reads what a text would run as a shell: every command in it, and in what it would decode, fetch together and run. */
export function readCommands(text: string): Commands {
  const reader = new CommandReader();
  // A backslash parts folders there, and escapes nothing.
  const plain = windowsPath.test(text) ? text.replaceAll('\\', '/') : text;
  reader.read(plain, { via: [], span: undefined, within: undefined });
  return reader;
}

const windowsPath = /(?:^|[\s"'=])(?:[a-z]:\\|\\\\\w|%\w{3,20}%\\|hk(?:lm|cu|cr|u|ey_\w{4,20})\\)/i;
/** Programs besides shells that act on what they read. */
const readsInput = new Set([
  'crontab',
  'at',
  'batch',
  'tee',
  'source',
  'chpasswd',
  'sqlite3',
  'psql',
  'mysql',
]);
/** Commands joined by `|` whose output is worked out. */
const longestPipeline = 12;

class CommandReader implements Commands {
  readonly invocations: Invocation[] = [];
  readonly programs: InlineProgram[] = [];
  isCut = false;
  characters = 0;

  read(text: string, frame: Frame): Invocation[] {
    this.characters += text.length;
    if (frame.via.length > callLimits.nesting || this.characters > 4 * callLimits.command) {
      this.isCut = true;
      return [];
    }
    const parser = new ShellParser(text, outputOf);
    const script = parser.parse();
    if (parser.isCut) this.isCut = true;
    return this.#script(script, frame);
  }

  #script(script: Script, frame: Frame): Invocation[] {
    const all: Invocation[] = [];
    for (const { commands, isBackground } of script.pipelines) {
      const row: Invocation[][] = [];
      for (const [index, command] of commands.entries()) {
        if (this.invocations.length >= callLimits.invocations) {
          this.isCut = true;
          return all;
        }
        const before = row.slice(-callLimits.before).flat().slice(-callLimits.before);
        row.push(this.#command(command, commands.slice(0, index), before, isBackground, frame));
      }
      const flat = row.flat();
      // A row as long as a script would be linked in all pairs.
      if (flat.length <= 64) {
        for (const [index, made] of row.entries()) {
          for (const one of made) (one.after as Invocation[]).push(...row.slice(index + 1).flat());
        }
      }
      all.push(...flat);
    }
    return all;
  }

  #command(
    command: Command,
    piped: readonly Command[],
    before: readonly Invocation[],
    isBackground: boolean,
    frame: Frame,
  ): Invocation[] {
    const span = frame.span ?? { start: command.start, end: command.end };
    const made: Invocation[] = [];
    if (command.group) {
      const within = command.defines ?? frame.within;
      made.push(...this.#script(command.group, { ...frame, span, within }));
      if (command.words.length === 0 && command.redirects.length === 0) return made;
    }
    const inner = [
      ...command.words,
      ...command.assignments,
      ...command.redirects.map(({ target }) => target),
    ].flatMap((word) => word.substitutions);
    const seen = new Set<Script>();
    const within: Invocation[] = [];
    for (const script of inner) {
      if (seen.has(script)) continue;
      seen.add(script);
      within.push(...this.#script(script, { ...frame, via: [...frame.via, 'substitution'], span }));
    }
    const unwrapped = unwrap(command.words);
    const [head, ...words] = unwrapped.words;
    const { name, disguise } = nameOf(head);
    const input = inputOf(command) ?? this.#piped(name, piped, unwrapped.wrappers);
    // `xargs` makes words of what it reads.
    if (unwrapped.wrappers.includes('xargs') && input !== undefined && head) {
      for (const text of input.trim().split(/\s+/, callLimits.braces)) words.push({ ...head, text });
    }
    const invocation: Invocation = {
      name,
      path: head?.text ?? '',
      words,
      args: words.map(({ text }) => text),
      redirects: command.redirects,
      assignments: [...command.assignments.map(({ text }) => text), ...unwrapped.assignments],
      wrappers: unwrapped.wrappers,
      before: before.slice(-16),
      after: [],
      inner: within,
      isBackground,
      within: frame.within,
      disguise,
      via: frame.via,
      input,
      ...span,
      index: this.invocations.length,
    };
    this.invocations.push(invocation);
    made.push(invocation);
    for (const text of unwrapped.texts) {
      made.push(
        ...this.read(text, { ...frame, via: [...frame.via, unwrapped.wrappers.at(-1) ?? 'text'], span }),
      );
    }
    this.#follow(invocation, { ...frame, span });
    return made;
  }

  /** What a program that runs its input is given by the pipeline before it. */
  #piped(name: string, piped: readonly Command[], wrappers: readonly string[]): string | undefined {
    const isRun =
      wrappers.includes('xargs') ||
      shells.has(name) ||
      Object.hasOwn(interpreters, name) ||
      readsInput.has(name);
    if (!isRun || piped.length === 0 || piped.length > longestPipeline) return undefined;
    return outputOfCommands(piped);
  }

  /** Reads on in what a shell or an interpreter is given to run. */
  #follow({ name, args, words, input, before, via, redirects }: Invocation, frame: Frame): void {
    const span = frame.span ?? { start: 0, end: 0 };
    const follow = (text: string, how: string): void => {
      this.read(text, { ...frame, via: [...via, how] });
    };
    if (name === 'eval')
      follow(args.join(' '), words.some(({ isDisguised }) => isDisguised) ? 'decoded' : 'eval');
    else if (shells.has(name) || name === 'su') {
      const option = args.findIndex((arg) => /^-[a-z]*c$|^--command$/.test(arg));
      const text = option < 0 ? undefined : args[option + 1];
      if (text !== undefined) follow(text, words[option + 1]?.isDisguised ? 'decoded' : `${name} -c`);
      else if (input !== undefined && !args.some((arg) => !arg.startsWith('-'))) {
        follow(
          input,
          isDecoded(before) || redirects.some(({ target }) => target.isDisguised) ? 'decoded' : `${name} <`,
        );
      }
    } else if (name === 'cmd') {
      const option = args.findIndex((arg) => /^\/[ck]$/i.test(arg));
      if (option >= 0) follow(args.slice(option + 1).join(' '), 'cmd /c');
    } else if (name === 'source' || name === '.') {
      if (input !== undefined) follow(input, 'source');
    } else if (name === 'powershell' || name === 'pwsh') {
      const given = powerShellText(args);
      if (given) {
        follow(given.text, given.isEncoded ? 'decoded' : name);
        this.programs.push({ language: 'powershell', text: given.text, ...span, via });
      }
    }
    const interpreter = Object.hasOwn(interpreters, name) ? interpreters[name] : undefined;
    if (!interpreter) return;
    const { language } = interpreter;
    const option = args.findIndex((arg) => interpreter.option.test(arg));
    const text = language === 'awk' ? args[option] : args[option + 1];
    if (option >= 0 && text !== undefined) this.programs.push({ language, text, ...span, via });
    else if (input !== undefined && !args.some((arg) => /^[^-]/.test(arg) && arg !== '-')) {
      this.programs.push({
        language,
        text: input,
        ...span,
        via: [...via, isDecoded(before) ? 'decoded' : name],
      });
    }
  }
}

/** The program in the words of PowerShell: after `-Command`, or encoded after any beginning of `-EncodedCommand`. */
function powerShellText(args: readonly string[]): { text: string; isEncoded: boolean } | undefined {
  for (const [index, arg] of args.entries()) {
    const value = args[index + 1];
    if (value === undefined) return undefined;
    if (/^[-/](?:e|ec|en|enc\w*)$/i.test(arg)) {
      return { text: Buffer.from(value, 'base64').toString('utf16le'), isEncoded: true };
    }
    if (/^[-/](?:c|co\w*)$/i.test(arg)) return { text: args.slice(index + 1).join(' '), isEncoded: false };
  }
  return undefined;
}

/** Whether a pipeline takes an encoding off. */
function isDecoded(before: readonly Invocation[]): boolean {
  return before.some(
    ({ name, args }) =>
      (/^(?:base64|base32|xxd|openssl|uudecode|rev|tr|gunzip|zcat|gzip)$/.test(name) &&
        args.join('') !== '') ||
      (/^(?:printf|echo)$/.test(name) && /\\(?:x|0?[0-7]{2}|u)/.test(args.join(' '))),
  );
}

function nameOf(head: Word | undefined): Pick<Invocation, 'name' | 'disguise'> {
  if (!head) return { name: '', disguise: undefined };
  const path = head.text.replaceAll(unknown, '');
  if (head.isGlob && /[?*[]/.test(path)) {
    const meant = programOfGlob(path);
    if (meant !== undefined) return { name: programOf(meant), disguise: 'glob' };
  }
  const isHidden = head.isDisguised || head.variables.length > 1 || (path !== head.text && path !== '');
  return { name: programOf(path), disguise: isHidden ? 'spelled' : undefined };
}
