import { programOf } from './programs.js';
import type { Word } from './syntax.js';

/** A program that starts another one: which of its options take a value, and how many words stand before the other. */
interface Wrapper {
  valued?: RegExp;
  skip?: number;
}

const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: { valued: /^-[ugpCTRDrt]$|^--(?:user|group|prompt|chdir)$/ },
  doas: { valued: /^-[uC]$/ },
  env: { valued: /^-[uCS]$/ },
  nohup: {},
  setsid: {},
  disown: {},
  nice: { valued: /^-n$/ },
  ionice: { valued: /^-[cn]$/ },
  chrt: { skip: 1 },
  taskset: { skip: 1 },
  timeout: { valued: /^-[sk]$/, skip: 1 },
  stdbuf: { valued: /^-[ioe]$/ },
  unbuffer: {},
  time: { valued: /^-[fo]$/ },
  command: {},
  builtin: {},
  exec: { valued: /^-a$/ },
  busybox: {},
  toybox: {},
  xargs: { valued: /^-[IndLPsEa]$/ },
  parallel: { valued: /^-[jNa]$/ },
  watch: { valued: /^-[nd]$/ },
  flock: { valued: /^-[wE]$/, skip: 1 },
  strace: { valued: /^-[eopsu]$/ },
  ltrace: { valued: /^-[eop]$/ },
  chroot: { skip: 1 },
  unshare: {},
  nsenter: { valued: /^-[tSGwrm]$/ },
  firejail: {},
  proxychains: {},
  proxychains4: {},
  torsocks: {},
  torify: {},
  caffeinate: {},
  pkexec: {},
  'ld.so': {},
  'ld-linux-x86-64.so.2': {},
};

/** What is left of a command when the programs that only start another one are taken off. */
export interface Unwrapped {
  words: readonly Word[];
  wrappers: readonly string[];
  assignments: readonly string[];
  /** Commands that a wrapper was given as one text, such as `watch 'a | b'`. */
  texts: readonly string[];
}

/** Takes off `sudo`, `env -i A=b`, `nohup`, `xargs`, `find … -exec` and their kin. */
export function unwrap(words: readonly Word[]): Unwrapped {
  const taken: string[] = [];
  const assignments: string[] = [];
  const texts: string[] = [];
  let rest = words;
  while (rest.length > 0 && taken.length < 12) {
    const name = programOf(rest[0]?.text ?? '');
    const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
    if (!wrapper) break;
    const next = startOfInner(rest, wrapper, assignments);
    if (next >= rest.length) break;
    taken.push(name);
    rest = rest.slice(next);
    const only = rest.length === 1 ? rest[0]?.text : undefined;
    if (only !== undefined && /\s/.test(only) && /^(?:watch|env|parallel|flock|xargs)$/.test(name))
      texts.push(only);
  }
  const run = innerRun(rest);
  if (run !== undefined) texts.push(run);
  return { words: rest, wrappers: taken, assignments, texts };
}

function startOfInner(words: readonly Word[], { valued, skip = 0 }: Wrapper, assignments: string[]): number {
  let at = 1;
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (/^[A-Za-z_]\w*=/.test(text)) assignments.push(text);
    else if (valued?.test(text)) at++;
    else if (!text.startsWith('-') || text === '-') break;
    else if (text === '--') {
      at++;
      break;
    }
  }
  return at + skip;
}

/** Commands that stand among the words of another: after `find -exec`, `ssh host`, `tmux new -d`, `script -c`. */
function innerRun(words: readonly Word[]): string | undefined {
  const name = programOf(words[0]?.text ?? '');
  const texts = words.map(({ text }) => text);
  if (name === 'find' || name === 'fd') {
    const at = texts.findIndex((text) => /^(?:-exec|-execdir|-ok|-okdir|-x)$/.test(text));
    if (at < 0) return undefined;
    const end = texts.findIndex((text, index) => index > at && (text === ';' || text === '+'));
    return quoted(texts.slice(at + 1, end < 0 ? undefined : end));
  }
  if (name === 'ssh') {
    const host = texts.findIndex(
      (text, index) =>
        index > 0 && !text.startsWith('-') && !/^-[bcDEeFIiJLlmOopQRSWw]$/.test(texts[index - 1] ?? ''),
    );
    return host > 0 && host + 1 < texts.length ? texts.slice(host + 1).join(' ') : undefined;
  }
  if (name === 'tmux' || name === 'screen') {
    const last = texts.at(-1) ?? '';
    if (!texts.some((text) => /^-\w*d/.test(text))) return undefined;
    return name === 'tmux' || /\s/.test(last) ? last : quoted(texts.slice(-2));
  }
  if (name === 'script') {
    const at = texts.findIndex((text) => /^-\w*c$/.test(text));
    return at < 0 ? undefined : texts[at + 1];
  }
  if (name === 'systemd-run') {
    const at = texts.findIndex(
      (text, index) => index > 0 && !text.startsWith('-') && !/^-[pu]$/.test(texts[index - 1] ?? ''),
    );
    return at > 0 ? quoted(texts.slice(at)) : undefined;
  }
  if (name === 'wsl' || name === 'start') return texts.length > 1 ? quoted(texts.slice(1)) : undefined;
  return undefined;
}

/** Words as a text that parses to the very same words. */
export function quoted(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=@%+,~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
