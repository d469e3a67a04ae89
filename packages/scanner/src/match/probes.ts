import type { Feature } from '../injection/feature.js';
import { features } from '../injection/features.js';
import { readWords, type Word } from '../injection/lexicon/index.js';
import { KeywordIndex } from '../keywords/keyword-index.js';
import { costs } from '../limits.js';
import type { Lead, PatternRule } from '../rule.js';
import { patternRules } from '../rules/rules.js';
import type { StickyPattern } from '../sticky-pattern.js';

interface Tried {
  pattern: StickyPattern;
  lead: Lead | undefined;
  /** What must match, too, and is tried first. */
  ahead: StickyPattern | undefined;
  /** By ASCII code 1 for what the pattern never follows: a look at it spares a try. */
  notAfter: Uint8Array | undefined;
  /** Units of work that one try can take. */
  effort: number;
}

/** What is tried where one of its keywords stands. */
export type Probe = Tried & ({ kind: 'rule'; rule: PatternRule } | { kind: 'feature'; feature: Feature });

/** A word of the lexicon, which takes part in a frame. */
export interface WordProbe {
  kind: 'word';
  word: Word;
}

/** What a text is tried with: the rules of secrets, the signs of instructions, or both. */
export type ProbeSet = 'secrets' | 'instructions' | 'all';

const indexes = new Map<ProbeSet, KeywordIndex<Probe | WordProbe>>();

/** The keywords of a set of probes. Built when first asked for: who only lists the rules need not wait for it. */
export function probeIndex(set: ProbeSet): KeywordIndex<Probe | WordProbe> {
  let index = indexes.get(set);
  if (!index) {
    const rules = set === 'instructions' ? [] : patternRules.flatMap(entriesOfRule);
    const signs =
      set === 'secrets' ? [] : [...features.flatMap(entriesOfFeature), ...readWords().map(entryOfWord)];
    index = new KeywordIndex([...rules, ...signs]);
    indexes.set(set, index);
  }
  return index;
}

interface Entry {
  keyword: string;
  owner: Probe | WordProbe;
}

function entriesOfRule(rule: PatternRule): Entry[] {
  const { pattern, ahead, window, lead, keywords, effort = effortOf(window) } = rule;
  const owner: Probe = { kind: 'rule', rule, pattern, ahead, lead, notAfter: notAfter(pattern), effort };
  return keywords.map((keyword) => ({ keyword, owner }));
}

function entriesOfFeature(feature: Feature): Entry[] {
  const { pattern, window, keywords, effort = effortOf(window) } = feature;
  const owner: Probe = {
    kind: 'feature',
    feature,
    pattern,
    ahead: undefined,
    lead: undefined,
    notAfter: notAfter(pattern),
    effort,
  };
  return keywords.map((keyword) => ({ keyword, owner }));
}

function entryOfWord(word: Word): Entry {
  return { keyword: word.text, owner: { kind: 'word', word } };
}

const lookBehind = /^\(\?<!(?<letters>\\w|\[(?:\\.|[^\]\\])+\])\)/;
const tables = new Map<string, Uint8Array>();

/** What a pattern says first that it does not follow. */
function notAfter({ source, flags }: StickyPattern): Uint8Array | undefined {
  const letters = lookBehind.exec(source)?.groups?.['letters'];
  if (letters === undefined) return undefined;
  const key = `${flags} ${letters}`;
  let table = tables.get(key);
  if (!table) {
    const letter = new RegExp(letters, flags.replace('y', ''));
    table = Uint8Array.from({ length: 128 }, (_, code) => (letter.test(String.fromCharCode(code)) ? 1 : 0));
    tables.set(key, table);
  }
  return table;
}

/** Units of work that one try of a pattern with such a window can take, unless it says otherwise. */
function effortOf(window: number): number {
  return costs.probe + costs.windowCharacter * window;
}

/** Whether a value may be a credential for the sake of its member's name. */
export function isAssignmentName(name: string): boolean {
  let isFound = false;
  probeIndex('secrets').search(name, (probe) => {
    isFound = probe.kind === 'rule' && probe.rule.assignment === true;
    return !isFound;
  });
  return isFound;
}
