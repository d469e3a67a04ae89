import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { features, rules } from '@sallyport/scanner';

/** A regular expression of the scanner, and where it stands. */
export interface Pattern {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

const comment = /^\s*(?:\/\/|\/?\*).*$/gm;
/** A literal where an expression begins; a division stands after a value. */
const literal =
  /(?<=[=(:,?[!&|]\s*|\breturn\s)\/(?<source>(?:[^/\\\n[*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/(?<flags>[dgimsuvy]*)(?=[\s;,).\]:?])/g;

/** Every pattern of a rule or a sign, as it is made, and every literal in the sources of the scanner, each once. */
export function patternsOf(folder: string): Pattern[] {
  const patterns = new Map<string, Pattern>();
  const add = (where: string, source: string, flags: string): void => {
    const key = `/${source}/${flags}`;
    if (!patterns.has(key) && isPattern(source, flags)) patterns.set(key, { where, source, flags });
  };
  for (const rule of rules) {
    if (rule.kind !== 'pattern') continue;
    add(`rule ${rule.id}`, rule.pattern.source, rule.pattern.flags);
    if (rule.ahead) add(`rule ${rule.id}, ahead`, rule.ahead.source, rule.ahead.flags);
  }
  for (const { id, pattern } of features) add(`sign ${id}`, pattern.source, pattern.flags);
  for (const file of sourcesIn(folder)) {
    for (const match of readFileSync(file, 'utf8').replaceAll(comment, '').matchAll(literal)) {
      add(relative(folder, file), match.groups?.['source'] ?? '', match.groups?.['flags'] ?? '');
    }
  }
  return [...patterns.values()];
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
