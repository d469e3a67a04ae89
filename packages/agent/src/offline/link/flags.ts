import { isBoolean, isText, type ColumnProfile } from '../catalog.js';
import { wordsOfName } from '../words/tokens.js';
import type { Entry } from './entries.js';

const yes = /^(yes|y|true)$/i;
const no = /^(no|n|false)$/i;

/** The two sides of a column that says yes or no, whether as booleans or as words; undefined for any other column. */
function sidesOf(column: ColumnProfile): { set: string | boolean; unset: string | boolean } | undefined {
  if (isBoolean(column)) return { set: true, unset: false };
  if (!isText(column) || column.distinct !== 2) return undefined;
  const values = (column.samples ?? []).filter((sample) => typeof sample === 'string');
  const set = values.find((value) => yes.test(value));
  const unset = values.find((value) => no.test(value));
  return set === undefined || unset === undefined ? undefined : { set, unset };
}

const auxiliaries = new Set(['is', 'has', 'was', 'were', 'are', 'does', 'did', 'had', 'flag']);

/** `cancelled` → `cancel`, `cancellation`; `renewed` → `renew`, `renewal`: other words for what a participle says. */
function nounsOf(word: string): string[] {
  if (!word.endsWith('ed') || word.length < 6) return [];
  const stem = word.slice(0, -2);
  return [stem, `${stem}e`, `${stem}al`, `${stem}ation`, `${stem}ion`, `${stem}ment`];
}

/** Phrases for a column that says yes or no: its name for the rows where it is set, `uninsured` for the others. */
export function flagEntries(column: ColumnProfile): Entry[] {
  const sides = sidesOf(column);
  if (sides === undefined) return [];
  const name = wordsOfName(column.name);
  const words = name.filter((word) => !auxiliaries.has(word));
  const [only, ...others] = words;
  const set = { kind: 'value', column: column.name, value: sides.set } as const;
  const unset = { kind: 'value', column: column.name, value: sides.unset } as const;
  const entries: Entry[] = [{ words: name, target: set, weight: 2.5 }];
  if (words.length > 0 && words.length < name.length) entries.push({ words, target: set, weight: 2.5 });
  if (only === undefined || others.length > 0) return entries;
  return [
    ...entries,
    ...nounsOf(only).map((noun) => ({ words: [noun], target: set, weight: 2 })),
    ...['un', 'in', 'non', 'dis'].map((prefix) => ({
      words: [`${prefix}${only}`],
      target: unset,
      weight: 2,
    })),
  ];
}
