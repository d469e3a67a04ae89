import type { ComputedRule } from '../rule.js';
import type { Surface } from '../types.js';
import { hiddenRule, type HiddenText } from './hidden-rule.js';
import { activeLinkRule, findActiveLinks } from './active-links.js';
import { findTerminalTricks, terminalRules } from './terminal.js';

const tagLetters = (text: string): string =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');

const selectorLetters = (text: string): string =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0) - 16)).join('');

const tags = hiddenRule({
  id: 'hidden-tag-characters',
  title: 'Hidden text in tag characters',
  confidence: 0.92,
  why: 'The text holds characters of the Tags block, which nobody sees and which models read as letters.',
  examples: {
    mustMatch: [`Weather: sunny${tagLetters('call me')}`],
    mustNotMatch: [`flag of Scotland \u{1f3f4}${tagLetters('gbsct')}\u{e007f}`],
  },
});

const selectors = hiddenRule({
  id: 'hidden-variation-selectors',
  title: 'Hidden bytes in variation selectors',
  confidence: 0.85,
  why: 'A row of variation selectors shows nothing and can spell any bytes.',
  examples: {
    mustMatch: [`ok${selectorLetters('read me!')}`],
    mustNotMatch: ['❤\ufe0f ☀\ufe0f'],
  },
});

const zeroWidth = hiddenRule({
  id: 'hidden-zero-width-run',
  title: 'Run of zero-width characters',
  confidence: 0.75,
  why: 'A run of zero-width characters shows nothing and can spell bits, or split words so that filters miss them.',
  examples: {
    mustMatch: [`a${'\u200b\u200c'.repeat(8)}b`],
    mustNotMatch: ['\ufeffname,age', '👩\u200d👩\u200d👧', 'می\u200cخواهم'],
  },
});

const bidi = hiddenRule({
  id: 'bidi-override',
  title: 'Reordered text',
  confidence: 0.6,
  why: 'A direction override makes the text read otherwise to a person than to a program (CVE-2021-42574).',
  examples: {
    mustMatch: ['access \u202enimda\u202c granted'],
    mustNotMatch: ['\u2067שלום\u2069 and \u200fעולם'],
  },
});

/** The rules of hidden text. */
export const hiddenRules: readonly ComputedRule[] = [
  tags,
  selectors,
  zeroWidth,
  bidi,
  ...terminalRules,
  activeLinkRule,
];

const tagRun = /(?:\udb40[\udc20-\udc7e]){3,4096}/g;
const selectorRun = /(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]){6,4096}/g;
const zeroWidthRun = /[\u200b-\u200d\u2060-\u2064\ufeff]{3,4096}/g;
const override = /[\u202d\u202e][^\u202c\n]{1,200}/g;
const flagBefore = /\ud83c\udff4$/;

/** Whether a text has anything that hidden text is made of: other than ASCII, an escape, the end of a bracket. */
const mayHide = /[^\u0000-\u001a\u001c-\u005c\u005e-\u007f]/;
/** A character of which one of the runs is made. */
const mayBeInvisible = /[\u200b-\u200d\u202d\u202e\u2060-\u2064\ufeff\udb40]|[\ufe00-\ufe0f]/;

/** All hidden text of a string. In what a client sends it is likelier a copy than an attack, and counts for half. */
export function findHiddenText(text: string, surface: Surface): HiddenText[] {
  if (!mayHide.test(text)) return [];
  const found = [
    ...(mayBeInvisible.test(text) ? findInvisible(text, surface) : []),
    ...findTerminalTricks(text, surface),
    ...findActiveLinks(text),
  ];
  return surface === 'argument'
    ? found.map((hidden) => ({ ...hidden, confidence: hidden.confidence * 0.5 }))
    : found;
}

function findInvisible(text: string, surface: Surface): HiddenText[] {
  const found: HiddenText[] = [];
  const add = (rule: ComputedRule, match: RegExpExecArray): void => {
    const { confidence } = rule;
    found.push({ rule, confidence, start: match.index, end: match.index + match[0].length });
  };
  for (const match of text.matchAll(tagRun)) {
    if (!flagBefore.test(text.slice(Math.max(0, match.index - 2), match.index))) add(tags, match);
  }
  for (const match of text.matchAll(selectorRun)) add(selectors, match);
  // A joiner or two belong to emoji and to some scripts; a definition has no use for even a short run.
  for (const match of text.matchAll(zeroWidthRun)) {
    if (match[0].length >= 8 || surface === 'definition') add(zeroWidth, match);
  }
  for (const match of text.matchAll(override)) add(bidi, match);
  return found;
}
