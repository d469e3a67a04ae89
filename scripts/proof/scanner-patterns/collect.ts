import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Scanner from '@sallyport/scanner';

/** A regular expression of the scanner, and where it stands. */
export interface Pattern {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

const comment = /^\s*(?:\/\/|\/?\*).*$/gm;
/** A literal where an expression begins; a division stands after a value. */
const literal =
  /(?<=(?:[=(:,?[!&|{};]|=>)\s*|\breturn\s)\/(?<source>(?:[^/\\\n[*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/(?<flags>[dgimsuvy]*)(?=[\s;,).\]:?])/g;

type Add = (where: string, source: string, flags: string) => void;

/**
 * Every regular expression of the scanner, each once: those of the rules and signs, each literal in its sources, each
 * that is made with `new RegExp` while it loads and while it looks at the examples of its rules, and each that runs then.
 *
 * @param folder the sources of the scanner, of which a copy is loaded.
 */
export async function patternsOf(folder: string): Promise<Pattern[]> {
  const patterns = new Map<string, Pattern>();
  const add: Add = (where, source, flags) => {
    const key = `/${source}/${flags}`;
    if (!patterns.has(key) && isPattern(source, flags)) patterns.set(key, { where, source, flags });
  };
  for (const file of sourcesIn(folder)) {
    for (const match of readFileSync(file, 'utf8').replaceAll(comment, '').matchAll(literal)) {
      add(relative(folder, file), match.groups?.['source'] ?? '', match.groups?.['flags'] ?? '');
    }
  }
  await watchMade(add, async () => {
    const scanner = (await import(pathToFileURL(join(folder, 'index.ts')).href)) as typeof Scanner;
    const { rules, features } = scanner;
    for (const rule of rules) {
      if (rule.kind !== 'pattern') continue;
      add(`rule ${rule.id}`, rule.pattern.source, rule.pattern.flags);
      if (rule.ahead) add(`rule ${rule.id}, ahead`, rule.ahead.source, rule.ahead.flags);
    }
    for (const { id, pattern } of features) add(`sign ${id}`, pattern.source, pattern.flags);
    const known = new Set([...patterns.values()].map(({ source }) => source));
    const addNew: Add = (where, source, flags) => {
      if (!known.has(source)) add(where, source, flags);
    };
    watchRun(addNew, () => {
      for (const { examples } of [...rules, ...features]) {
        for (const text of [...examples.mustMatch, ...examples.mustNotMatch]) {
          scanner.scanText(text, { direction: 'client-to-server' });
          scanner.scanText(text, { direction: 'server-to-client' });
        }
      }
    });
  });
  return [...patterns.values()];
}

/** Tells of each pattern that is made from a text while something runs. */
async function watchMade(add: Add, run: () => Promise<void>): Promise<void> {
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [source, flags]: [RegExp | string, string | undefined]) => {
      const made = flags === undefined ? new target(source) : new target(source, flags);
      // What splitting makes of a pattern for itself is that pattern.
      if (typeof source === 'string') add('made while it runs', made.source, made.flags);
      return made;
    },
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = original;
  }
}

/** Tells of each pattern that is tried while something runs. */
function watchRun(add: Add, run: () => void): void {
  const { prototype } = RegExp;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const original = prototype.exec;
  prototype.exec = function (this: RegExp, text: string): RegExpExecArray | null {
    add('tried while it runs', this.source, this.flags);
    return original.call(this, text);
  };
  try {
    run();
  } finally {
    prototype.exec = original;
  }
}

/** What looks like a literal and is none, as a part of one that spans lines, does not compile. */
function isPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).source === source;
  } catch {
    return false;
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .sort();
}
