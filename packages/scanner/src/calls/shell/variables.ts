import { unknown } from './syntax.js';

/** What is known of the shell's variables. */
export type Variables = Map<string, string>;

/** Values that every shell has, near enough to judge paths by. */
export function startVariables(): Variables {
  return new Map([
    ['HOME', '~'],
    ['IFS', ' '],
    ['PWD', '.'],
    ['OLDPWD', '.'],
    ['SHELL', '/bin/bash'],
    ['PATH', '/usr/local/bin:/usr/bin:/bin'],
    ['USERPROFILE', '~'],
  ]);
}

interface Expansion {
  name: string;
  value: string;
  next: number;
  /** Whether it is a spelling that hides letters: a slice, a replacement, an empty parameter. */
  isOdd: boolean;
}

const simple = /\$(?:([A-Za-z_]\w{0,200})|([0-9@*#?$!-]))/y;
const braced = /\$\{(!|#)?([A-Za-z_]\w{0,200}(?!\w)|[0-9@*#?$!-])([^{}]{0,400})\}/y;
const slice = /^:\s?(-?\d{1,4})(?::(-?\d{1,4}))?$/;
const fallback = /^:?[-=+](.*)$/s;
const swap = /^\/\/?([^/]{1,40})(?:\/(.{0,100}))?$/s;

/** Reads `$name` or `${name…}`; undefined where the dollar sign is just that. */
export function expandParameter(text: string, at: number, variables: Variables): Expansion | undefined {
  simple.lastIndex = at;
  const plain = simple.exec(text);
  if (plain) {
    const [all, name = '', special] = plain;
    const next = at + all.length;
    // Positional parameters are empty at a prompt: `c$@at` is `cat`.
    if (special !== undefined)
      return { name: '', value: /[$#?!]/.test(special) ? unknown : '', next, isOdd: special !== '$' };
    return { name, value: variables.get(name) ?? unknown, next, isOdd: name === 'IFS' };
  }
  braced.lastIndex = at;
  const match = braced.exec(text);
  if (!match) return undefined;
  const [all, sign, name = '', rest = ''] = match;
  const next = at + all.length;
  const held = /^\w/.test(name) && !/^\d/.test(name) ? variables.get(name) : '';
  if (sign !== undefined)
    return {
      name,
      value: sign === '!' ? (variables.get(held ?? '') ?? unknown) : unknown,
      next,
      isOdd: sign === '!',
    };
  return { name, ...apply(held, rest, name), next };
}

function apply(held: string | undefined, rest: string, name: string): { value: string; isOdd: boolean } {
  if (rest === '') return { value: held ?? unknown, isOdd: name === 'IFS' || /^[@*\d]$/.test(name) };
  const cut = slice.exec(rest);
  if (cut && held !== undefined) {
    const from = Number(cut[1]);
    const to = cut[2] === undefined ? undefined : (from < 0 ? held.length + from : from) + Number(cut[2]);
    return { value: held.slice(from, to), isOdd: true };
  }
  const other = fallback.exec(rest)?.[1];
  if (other !== undefined && held === undefined) return { value: other, isOdd: false };
  const [, sought, put = ''] = swap.exec(rest) ?? [];
  if (sought !== undefined && held !== undefined) {
    const value = rest.startsWith('//') ? held.replaceAll(sought, put) : held.replace(sought, put);
    return { value, isOdd: true };
  }
  return { value: held ?? unknown, isOdd: false };
}
