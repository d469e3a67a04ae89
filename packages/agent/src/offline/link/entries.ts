import { isText, type ColumnProfile, type DatasetSummary } from '../catalog.js';
import { abbreviations, synonymGroups, valueSynonyms } from '../words/concepts.js';
import { formsOf, singular } from '../words/forms.js';
import { stopWords } from '../words/lexicon.js';
import { flagEntries } from './flags.js';
import { revenueOf } from './revenue.js';
import { wordsOfName } from '../words/tokens.js';

/** What words of a question may stand for in a dataset. */
export type Target =
  | { kind: 'column'; column: string }
  /** A value of a column; with `inside`, a part of several values. */
  | { kind: 'value'; column: string; value: string | boolean; inside?: boolean }
  /** The dataset, or one of its rows. */
  | { kind: 'entity' }
  /** The revenue, where it is a product of columns. */
  | { kind: 'revenue' };

/** A phrase, and what it stands for. `weight` ranks the readings of the same words; 3 is a literal name. */
export interface Entry {
  words: readonly string[];
  target: Target;
  weight: number;
}

const unitWords = new Set([
  'mm',
  'cm',
  'm',
  'g',
  'kg',
  'lbs',
  'in',
  'usd',
  'eur',
  'c',
  'f',
  'km',
  'mi',
  'per',
  'of',
  'and',
  'the',
]);

const conceptGroups = Object.values(synonymGroups);

/** Other words for a word of a name: its abbreviation's expansion, and its synonyms. */
/** Verbs by which a question means a column, but which mean something else in a column's name: `Aircraft Make Model`. */
const onlyAsked = new Set(['make', 'makes', 'making']);

function otherWordsFor(word: string): string[] {
  const base = singular(word);
  if (onlyAsked.has(base)) return [];
  const spelled = abbreviations[word] ?? [];
  const near = conceptGroups.filter((group) =>
    group.some((member) => member === base || member === word || spelled.includes(member)),
  );
  return [...new Set([...spelled, ...near.flat()])].filter((other) => other !== word && other !== base);
}

function columnEntries(column: ColumnProfile, shared: ReadonlyMap<string, number>): Entry[] {
  const target: Target = { kind: 'column', column: column.name };
  const all = wordsOfName(column.name);
  const essential = all.filter((word) => !unitWords.has(word));
  const name = essential.length > 0 ? essential : all;
  const entries: Entry[] = [{ words: name, target, weight: 3 }];
  if (name.length < all.length) entries.push({ words: all, target, weight: 3 });
  const spelledOut = name.map((word) => abbreviations[word]?.[0] ?? word);
  if (spelledOut.some((word, index) => word !== name[index]))
    entries.push({ words: spelledOut, target, weight: 3 });
  if (name.length > 1) {
    entries.push({ words: [...name].reverse(), target, weight: 2.9 });
    entries.push({ words: [...spelledOut].reverse(), target, weight: 2.9 });
  }
  for (const [index, word] of name.entries()) {
    if (/^\d+$/.test(word) || word.length < 2) continue;
    const specific = (shared.get(word) ?? 1) === 1;
    const isHead = index === name.length - 1;
    const weight = name.length === 1 ? 3 : (specific ? 2 : 1.4) + (isHead ? 0.2 : -0.4);
    if (name.length > 1 && !stopWords.has(word)) entries.push({ words: [word], target, weight });
    for (const other of otherWordsFor(word)) {
      entries.push({
        words: [other],
        target,
        weight:
          (name.length === 1 ? 1.8 : specific ? 1.3 : 1) + (abbreviations[word]?.includes(other) ? 0.4 : 0),
      });
    }
  }
  if (name.length > 2) {
    entries.push(
      { words: name.slice(0, 2), target, weight: 2.4 },
      { words: name.slice(-2), target, weight: 2.4 },
    );
  }
  return entries;
}

/** How many values a column may have for one word to stand for the whole value. */
const nameableValues = 12;

/** `nuclear` for `Nuclear Energy`: a word that only one of a few values has. */
function distinctiveWords(column: ColumnProfile): Entry[] {
  const values = (column.samples ?? []).filter((sample) => typeof sample === 'string');
  if ((column.distinct ?? nameableValues + 1) > nameableValues) return [];
  const counts = new Map<string, number>();
  for (const value of values)
    for (const word of new Set(wordsOfName(value))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const headers = new Set(wordsOfName(column.name));
  return values.flatMap((value): Entry[] => {
    const words = wordsOfName(value);
    if (words.length < 2 || words.length > 4) return [];
    return words
      .filter(
        (word) => counts.get(word) === 1 && word.length > 3 && !stopWords.has(word) && !headers.has(word),
      )
      .map((word) => ({ words: [word], target: { kind: 'value', column: column.name, value }, weight: 1.4 }));
  });
}

function valueEntries(column: ColumnProfile): Entry[] {
  const flags = flagEntries(column);
  if (!isText(column)) return flags;
  const parts = (column.foundInside ?? []).map((value): Entry => ({
    words: wordsOfName(value),
    target: { kind: 'value', column: column.name, value, inside: true },
    weight: 2.4,
  }));
  const whole: Entry[] = distinctiveWords(column);
  for (const sample of column.samples ?? []) {
    const name = typeof sample === 'string' ? wordsOfName(sample) : [];
    const [first] = name;
    if (
      typeof sample !== 'string' ||
      first === undefined ||
      name.length > 8 ||
      (name.length === 1 && stopWords.has(first))
    )
      continue;
    const target: Target = { kind: 'value', column: column.name, value: sample };
    whole.push({ words: name, target, weight: 2.8 + name.length * 0.1 });
    for (const other of valueSynonyms[name.join(' ')] ?? [])
      whole.push({ words: other.split(' '), target, weight: 2.2 });
  }
  return [...flags, ...whole, ...parts];
}

const conceptWords = [...new Set(conceptGroups.flat())].filter((word) => word.length > 3);

/** `birdstrikes` → `bird`, `strikes`: the parts of a name written as one word. */
function partsOfCompound(word: string): string[] {
  const base = singular(word);
  const tail = conceptWords.find((other) => base.endsWith(other) && base.length - other.length >= 3);
  return tail === undefined ? [] : [base.slice(0, -tail.length), tail];
}

function entityEntries(dataset: DatasetSummary): Entry[] {
  const target: Target = { kind: 'entity' };
  const name = wordsOfName(dataset.name);
  const title = wordsOfName(dataset.title ?? '');
  const entries: Entry[] = [{ words: name, target, weight: 3.2 }];
  for (const part of name.flatMap(partsOfCompound)) {
    entries.push({ words: [part], target, weight: 2.1 });
    for (const other of otherWordsFor(part)) entries.push({ words: [other], target, weight: 1 });
  }
  if (title.length > 0 && title.length < 6) entries.push({ words: title, target, weight: 3.1 });
  for (const word of name) {
    if (stopWords.has(word) || /^\d+$/.test(word)) continue;
    // The last word says what kind of thing it is (orders), the ones before it which (café).
    if (name.length > 1) entries.push({ words: [word], target, weight: word === name.at(-1) ? 1.4 : 2.1 });
    for (const other of otherWordsFor(word)) entries.push({ words: [other], target, weight: 1.5 });
  }
  for (const word of title) {
    if (!stopWords.has(word) && !name.includes(word) && word.length > 3)
      entries.push({ words: [word], target, weight: 1.1 });
  }
  return entries;
}

/** Words for the revenue, where no column but a product of columns holds it. */
function revenueEntries(dataset: DatasetSummary): Entry[] {
  if (revenueOf(dataset)?.kind !== 'product') return [];
  return ['revenue', 'turnover', 'takings', 'income', 'earnings'].map((word) => ({
    words: [word],
    target: { kind: 'revenue' },
    weight: 2,
  }));
}

/** How many columns of the dataset share each word of a name. */
function sharedWords(dataset: DatasetSummary): Map<string, number> {
  const counts = new Map<string, number>();
  for (const column of dataset.columns) {
    for (const word of new Set(wordsOfName(column.name))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

const remembered = new WeakMap<DatasetSummary, Entry[]>();

/** All phrases that have a meaning in a dataset: its name, its columns, their values, and other words for them. */
export function entriesOf(dataset: DatasetSummary): Entry[] {
  const known = remembered.get(dataset);
  if (known !== undefined) return known;
  const shared = sharedWords(dataset);
  const columns: readonly ColumnProfile[] = dataset.columns;
  const entries = [
    ...entityEntries(dataset),
    ...columns.flatMap((column) => columnEntries(column, shared)),
    ...columns.flatMap(valueEntries),
    ...revenueEntries(dataset),
  ];
  remembered.set(dataset, entries);
  return entries;
}

/** Whether a token's forms match a word of an entry. */
export function matchesWord(forms: ReadonlySet<string>, word: string): boolean {
  if (forms.has(word) || abbreviations[word]?.some((spelled) => forms.has(spelled)) === true) return true;
  for (const form of forms) if (abbreviations[form]?.includes(word) === true) return true;
  const base = singular(word);
  if (base !== word && forms.has(base)) return true;
  if (word.length < 5) return false;
  for (const form of formsOf(word)) if (forms.has(form)) return true;
  return false;
}
