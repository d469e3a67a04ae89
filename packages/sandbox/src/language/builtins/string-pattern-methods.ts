import { toInteger, toText } from '../runtime/coerce.js';
import { isFunction } from '../runtime/kinds.js';
import type { Run } from '../runtime/run.js';
import { GuestPattern, type GuestArray, type GuestValue } from '../values.js';
import type { Method } from './method.js';
import {
  createPattern,
  execute,
  matchArray,
  nextMatch,
  nextOffset,
  requireGlobal,
  Search,
  type Match,
} from './pattern.js';

type StringMethod = Method<string>;

/** A pattern as it is; a string as JavaScript does it in `match`: the source of one. */
function patternOf(value: GuestValue, run: Run): GuestPattern {
  if (value instanceof GuestPattern) return value;
  return createPattern(value === undefined ? '' : toText(value, run), '', run);
}

function* textMatches(text: string, wanted: string, all: boolean, run: Run): Generator<Match> {
  for (let offset = 0; offset <= text.length;) {
    run.charge(1 + ((text.length - offset) >> 4) + ((text.length >> 8) * wanted.length) / 16);
    const start = text.indexOf(wanted, offset);
    if (start === -1) return;
    yield { start, end: start + wanted.length, groups: [wanted], names: undefined };
    if (!all) return;
    offset = start + Math.max(1, wanted.length);
  }
}

/** Replaces matches one by one, paying for each piece before it is added. */
function replaceMatches(text: string, matches: Iterable<Match>, replacement: GuestValue, run: Run): string {
  const template = isFunction(replacement) ? undefined : toText(replacement, run);
  const pieces: string[] = [];
  let position = 0;
  for (const match of matches) {
    const value =
      template === undefined
        ? toText(run.call(replacement, replacerArguments(match, text)), run)
        : expand(template, match, text);
    run.charge(2 + (value.length >> 4));
    run.allocate(64 + 2 * (value.length + match.start - position));
    pieces.push(text.slice(position, match.start), value);
    position = match.end;
  }
  if (pieces.length === 0) return text;
  run.allocate(2 * (text.length - position));
  pieces.push(text.slice(position));
  return pieces.join('');
}

function replacerArguments(match: Match, text: string): GuestArray {
  const args: GuestArray = [...match.groups, match.start, text];
  if (match.names !== undefined) args.push(match.names);
  return args;
}

/** A replacement with `$1`, `$<name>`, `$&` and `$$` filled in. */
function expand(template: string, match: Match, text: string): string {
  if (!template.includes('$')) return template;
  return template.replaceAll(/\$(?:\$|&|`|'|(\d\d?)|<([^>]*)>)/g, (whole, digits?: string, name?: string) => {
    if (whole === '$$') return '$';
    if (whole === '$&') return match.groups[0] ?? '';
    if (whole === '$`') return text.slice(0, match.start);
    if (whole === "$'") return text.slice(match.end);
    if (name !== undefined) return match.names === undefined ? whole : (match.names[name] ?? '');
    const index = Number(digits);
    if (index >= 1 && index < match.groups.length) return match.groups[index] ?? '';
    const short = Number(digits?.[0]);
    if (digits?.length === 2 && short >= 1 && short < match.groups.length)
      return (match.groups[short] ?? '') + digits[1];
    return whole;
  });
}

function splitByPattern(text: string, pattern: GuestPattern, limit: number, run: Run): GuestArray {
  if (limit === 0) return [];
  const search = new Search(pattern, text, run, false);
  if (text === '') return search.from(0) === undefined ? [''] : [];
  const result: GuestArray = [];
  let position = 0;
  let offset = 0;
  while (result.length < limit) {
    const match = search.from(offset);
    if (match === undefined || match.start >= text.length) break;
    if (match.end === position) {
      offset = nextOffset(text, offset);
      continue;
    }
    run.allocate(40 + 2 * (match.start - position));
    result.push(text.slice(position, match.start), ...match.groups.slice(1));
    position = match.end;
    offset = position;
  }
  if (result.length < limit) result.push(text.slice(position));
  return result.slice(0, limit);
}

const split: StringMethod = (target, args, run) => {
  const limit = args[1] === undefined ? 2 ** 32 - 1 : toInteger(args[1]) >>> 0;
  if (args[0] === undefined) return [target];
  if (args[0] instanceof GuestPattern) return splitByPattern(target, args[0], limit, run);
  const separator = toText(args[0], run);
  run.charge(1 + target.length);
  let pieces = 1;
  if (separator === '') pieces = target.length;
  else
    for (let at = target.indexOf(separator); at !== -1; at = target.indexOf(separator, at + separator.length))
      pieces++;
  run.allocate(16 + 40 * Math.min(pieces, limit) + 2 * target.length);
  return target.split(separator, limit);
};

/** Every match of a global pattern, which begins and ends at the start of the text. */
function* globalMatches(pattern: GuestPattern, text: string, run: Run): Generator<Match> {
  pattern.lastIndex = 0;
  yield* new Search(pattern, text, run).all();
}

const match: StringMethod = (target, args, run) => {
  const pattern = patternOf(args[0], run);
  if (!pattern.flags.includes('g')) return execute(pattern, target, run);
  const found: GuestArray = [];
  for (const each of globalMatches(pattern, target, run)) found.push(each.groups[0]);
  return found.length === 0 ? null : found;
};

const matchAll: StringMethod = (target, args, run) => {
  const pattern =
    args[0] instanceof GuestPattern
      ? args[0]
      : createPattern(args[0] === undefined ? '' : toText(args[0], run), 'g', run);
  requireGlobal(pattern, 'matchAll');
  const found: GuestArray = [];
  for (const each of new Search(pattern, target, run).all(Math.max(0, pattern.lastIndex)))
    found.push(matchArray(each, target, run));
  return found;
};

function replace(all: boolean): StringMethod {
  return (target, args, run) => {
    const [wanted, replacement] = args;
    if (!(wanted instanceof GuestPattern))
      return replaceMatches(target, textMatches(target, toText(wanted, run), all, run), replacement, run);
    if (all) requireGlobal(wanted, 'replaceAll');
    if (wanted.flags.includes('g'))
      return replaceMatches(target, globalMatches(wanted, target, run), replacement, run);
    const first = nextMatch(wanted, target, run);
    return replaceMatches(target, first === undefined ? [] : [first], replacement, run);
  };
}

/** The string methods that take a regular expression. */
export const stringPatternMethods: Readonly<Record<string, StringMethod>> = {
  match,
  matchAll,
  replace: replace(false),
  replaceAll: replace(true),
  search: (target, args, run) => new Search(patternOf(args[0], run), target, run).from(0)?.start ?? -1,
  split,
};
