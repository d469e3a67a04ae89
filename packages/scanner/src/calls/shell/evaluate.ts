import { gunzipSync, inflateSync } from 'node:zlib';
import { callLimits } from '../../limits.js';
import { readEscapes } from './escapes.js';
import { programOf } from './programs.js';
import { unknown, type Command, type Script } from './syntax.js';

/** What a script prints, where its commands only make letters out of letters. Undefined where it does more. */
export function outputOf(script: Script): string | undefined {
  let printed = '';
  for (const { commands } of script.pipelines) {
    const output = outputOfCommands(commands);
    if (output === undefined) return undefined;
    printed += output;
    if (printed.length > callLimits.expansion) return undefined;
  }
  return printed;
}

/** What a row of commands joined by `|` prints. */
export function outputOfCommands(commands: readonly Command[]): string | undefined {
  let text: string | undefined;
  for (const command of commands) {
    text = outputOfCommand(command, text);
    if (text === undefined || text.includes(unknown) || text.length > callLimits.expansion) return undefined;
  }
  return text;
}

function outputOfCommand(command: Command, piped: string | undefined): string | undefined {
  if (command.group) return command.words.length === 0 ? outputOf(command.group) : undefined;
  const [head, ...words] = command.words;
  if (!head) return command.assignments.length > 0 ? '' : undefined;
  const args = words.map(({ text }) => text);
  const name = programOf(head.text);
  if (name === 'command' || name === 'builtin' || name === 'busybox') {
    return outputOfCommand({ ...command, words }, piped);
  }
  if (command.redirects.some(({ operator }) => operator.startsWith('>'))) return undefined;
  if (name === 'echo') return echo(args);
  if (name === 'printf') return format(args);
  if (name === 'which' || (name === 'type' && args[0] === '-p')) return args.at(-1);
  const input = inputOf(command) ?? piped;
  return input === undefined ? undefined : filters[name]?.(input, args);
}

/** What a command is given to read, where that stands in the text. */
export function inputOf(command: Command): string | undefined {
  for (const { operator, target, body } of command.redirects) {
    if (operator === '<<<') return `${target.text}\n`;
    if (operator === '<<' && body !== undefined) return body;
  }
  return undefined;
}

function echo(args: readonly string[]): string {
  const options = args.findIndex((arg) => !/^-[neE]+$/.test(arg));
  const words = options < 0 ? [] : args.slice(options);
  const isRead = args.slice(0, Math.max(0, options)).some((option) => option.includes('e'));
  const text = words.join(' ');
  return `${isRead ? readEscapes(text) : text}\n`;
}

/** `printf FORMAT ARGUMENT…`, with the format used again while there are arguments. */
function format(args: readonly string[]): string {
  const [pattern = '', ...values] = args[0] === '--' ? args.slice(1) : args;
  let printed = '';
  let used = 0;
  do {
    const before = used;
    printed += readEscapes(pattern).replaceAll(
      /%(?:[-+ #0]?\d{0,3}(?:\.\d{1,3})?)([sbdixXoc%q])/g,
      (_, kind: string) => {
        if (kind === '%') return '%';
        const value = values[used++] ?? '';
        return kind === 'b' ? readEscapes(value) : value;
      },
    );
    if (used === before) break;
  } while (used < values.length && printed.length < callLimits.expansion);
  return printed;
}

type Filter = (input: string, args: readonly string[]) => string | undefined;

const decodes = (args: readonly string[]): boolean =>
  args.some((arg) => /^(?:--?d(?:ecode)?|-D|-[a-ce-z]*d[a-z]*)$/.test(arg));

const filters: Readonly<Record<string, Filter>> = {
  cat: (input, args) => (args.every((arg) => arg.startsWith('-')) ? input : undefined),
  tee: (input) => input,
  base64: (input, args) =>
    decodes(args) ? fromBase64(input) : Buffer.from(input, 'latin1').toString('base64'),
  base32: (input, args) => (decodes(args) ? fromBase32(input) : undefined),
  openssl: (input, args) =>
    /base64|-a\b/.test(args.join(' ')) && decodes(args) ? fromBase64(input) : undefined,
  xxd: (input, args) => (args.some((arg) => /^-\w*r/.test(arg)) ? fromHex(input) : undefined),
  rev: (input) =>
    input
      .split('\n')
      .map((line) => Array.from(line).reverse().join(''))
      .join('\n'),
  tac: (input) => input.split('\n').reverse().join('\n'),
  gunzip: inflate,
  zcat: inflate,
  gzip: (input, args) => (args.some((arg) => /d/.test(arg)) ? inflate(input) : undefined),
  tr: translate,
  sed: substitute,
  head: (input) => input,
  xargs: (input, args) => (args.length === 0 || args[0] === 'echo' ? input.replaceAll('\n', ' ') : undefined),
};

function fromBase64(input: string): string {
  return Buffer.from(input.replaceAll(/\s/g, ''), 'base64').toString('latin1');
}

function fromHex(input: string): string {
  return Buffer.from(input.replaceAll(/\\x|0x|\s/g, ''), 'hex').toString('latin1');
}

function fromBase32(input: string): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const letter of input.toUpperCase()) {
    const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter);
    if (value < 0) continue;
    held = ((held << 5) | value) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      text += String.fromCharCode((held >>> bits) & 0xff);
    }
  }
  return text;
}

function inflate(input: string): string | undefined {
  const bytes = Buffer.from(input, 'latin1');
  const bounds = { maxOutputLength: callLimits.expansion };
  try {
    return (bytes[0] === 0x1f ? gunzipSync(bytes, bounds) : inflateSync(bytes, bounds)).toString('latin1');
  } catch {
    // Bytes that are not compressed, or grow past the limit: what they print is not known.
    return undefined;
  }
}

/** `tr SET SET` and `tr -d SET`. */
function translate(input: string, args: readonly string[]): string | undefined {
  const [first = '', second] = args.filter((arg) => !/^-[cCsdt]+$/.test(arg)).map(spread);
  if (args.some((arg) => /^-\w*d/.test(arg)))
    return Array.from(input)
      .filter((letter) => !first.includes(letter))
      .join('');
  if (second === undefined || second === '') return undefined;
  const to = new Map(
    Array.from(first, (letter, index) => [letter, second[Math.min(index, second.length - 1)] ?? '']),
  );
  return Array.from(input, (letter) => to.get(letter) ?? letter).join('');
}

/** `a-cx` is `abcx`. */
function spread(set: string): string {
  return readEscapes(set)
    .slice(0, 256)
    .replaceAll('[:upper:]', 'A-Z')
    .replaceAll('[:lower:]', 'a-z')
    .replaceAll(/([^-])-([^-])/g, (_, from: string, to: string) => {
      const start = from.charCodeAt(0);
      const count = Math.min(256, Math.max(0, to.charCodeAt(0) - start + 1));
      return Array.from({ length: count }, (__, index) => String.fromCharCode(start + index)).join('');
    });
}

/** `sed s/from/to/g`, without patterns. */
function substitute(input: string, args: readonly string[]): string | undefined {
  const script = args.filter((arg) => !/^-[enrE]+$/.test(arg)).join(';');
  const [, separator = '', rest = ''] = /^s([/|#,@:])(.*)$/s.exec(script) ?? [];
  if (separator === '') return undefined;
  const [from = '', to = '', flags = ''] = rest.split(separator);
  if (from === '' || /[.*[\]\\^$]/.test(from) || to.length > 100) return undefined;
  return flags.includes('g') ? input.replaceAll(from, () => to) : input.replace(from, () => to);
}
