import { synonymGroups } from '../words/concepts.js';
import { tagsOf } from '../words/forms.js';
import { superlatives } from '../words/lexicon.js';
import type { Token } from '../words/tokens.js';
import type { Fragment } from './fragment.js';
import { isKnownWord } from './known-words.js';
import type { Reading } from './reading.js';

const isPlainVerb = (token: Token): boolean => {
  const tags = tagsOf(token.word);
  return (tags.includes('Verb') || tags.includes('Adverb')) && !tags.includes('Noun');
};

/** Nouns of small talk, and of whoever asks: none of them narrows a question. */
const chatWords = new Set([
  'company',
  'firm',
  'business',
  'organisation',
  'organization',
  'boss',
  'team',
  'guys',
  'folks',
  'buddy',
  'mate',
  'friend',
  'sir',
  'report',
  'dashboard',
  'moment',
  'second',
  'minute',
  'idea',
  'curiosity',
  'favour',
  'favor',
  'help',
  'today',
  'shop',
  'store',
  'work',
  'works',
  'working',
  'job',
  'jobs',
]);

/** Ways to compute that are not done here: a question with one asks for another number. */
const computations = new Set([
  'cumulative',
  'cumulatively',
  'rolling',
  'moving',
  'weighted',
  'normalised',
  'normalized',
  'adjusted',
  'inflation',
  'outlier',
  'outliers',
  'streak',
  'streaks',
  'consecutive',
  'interquartile',
  'skewness',
  'kurtosis',
  'regression',
  'capita',
  'compound',
  'cagr',
  'mode',
  'churn',
  'retention',
  'margin',
  'tenure',
  'running',
]);

const conceptWords: ReadonlySet<string> = new Set(
  Object.values(synonymGroups)
    .flat()
    .filter((word) => word.length > 2 && !isKnownWord(word)),
);

/** Words after which an unknown one is a filter or a measure that answering would silently drop. */
const essentialLeads = new Set([
  'in',
  'for',
  'from',
  'of',
  'with',
  'by',
  'at',
  'per',
  'named',
  'called',
  'not',
  'excluding',
  'except',
  'average',
  'mean',
  'total',
  'median',
  'many',
  'each',
  'every',
  'about',
  'number',
  'only',
  'against',
  'vs',
  'versus',
  'which',
  'what',
]);

/** After these a word is what the question measures, even if it may also be a verb: `average discount`. */
const operandLeads = new Set([
  'average',
  'avg',
  'mean',
  'total',
  'median',
  'sum',
  'highest',
  'lowest',
  'maximum',
  'minimum',
  'per',
  'by',
  'of',
  'which',
  'what',
]);

/** Whether a word names something that data have columns for, so that leaving it out would answer another question. */
const namesConcept = (token: Token): boolean =>
  token.kind === 'word' && [...token.forms].some((form) => conceptWords.has(form));

/** Whether a word stands before one that is only another word for a column: together they mean something else. */
const modifiesHint = (reading: Reading, token: Token): boolean =>
  reading.mentions.some(
    ({ start, alternatives: [first] }) =>
      start === token.index + 1 && first?.target.kind === 'column' && first.weight < 2,
  );

const isEssential = (reading: Reading, fragment: Fragment, token: Token): boolean => {
  if (token.kind === 'quoted' || (token.capital && token.index > 0)) return true;
  if (chatWords.has(token.word)) return false;
  if (namesConcept(token) || computations.has(token.word)) return true;
  if (modifiesHint(reading, token)) return true;
  const measured =
    fragment.measures.some(({ operand }) => operand !== undefined) || fragment.columns.length > 0;
  const tags = tagsOf(token.word);
  if (!measured && tags.includes('Noun') && !tags.includes('Verb')) return true;
  const lead = reading.word(token.index - 1);
  if (isPlainVerb(token) && !operandLeads.has(lead)) return false;
  const modifies = reading.mentions.some(
    ({ start, alternatives }) =>
      start === token.index + 1 &&
      !tagsOf(token.word).includes('Adjective') &&
      alternatives.some(({ target }) => target.kind === 'column'),
  );
  return modifies || essentialLeads.has(lead) || Object.hasOwn(superlatives, lead);
};

/** `the first week of January`: a part of a period that is not read. */
const partOfPeriod = /^(first|second|third|fourth|last|final) (day|week|weekend|fortnight|month) (of|in)$/;

/** `satisfaction score` for the column `Satisfaction`: a word that says only that the column is a number. */
const labelsColumn = (reading: Reading, token: Token): boolean =>
  /^(scores?|ratings?|levels?|amounts?|figures?|points?)$/.test(token.word) &&
  reading.isUsed(token.index - 1) &&
  reading.mentionAt(token.index - 1)?.alternatives[0]?.target.kind === 'column';

/** Collects the words that nothing has used; those without which an answer would mislead are essential. */
export function readUnknown(reading: Reading, fragment: Fragment): Token[] {
  const unknown = reading.unusedTokens().filter((token) => {
    if (labelsColumn(reading, token)) return false;
    if (token.kind === 'sign' || token.kind === 'date') return false;
    if (token.kind === 'number')
      return (
        token.word.length > 0 &&
        token.value !== undefined &&
        token.value > 1 &&
        !isKnownWord(token.word) &&
        /\d/.test(token.text)
      );
    return token.kind === 'quoted' || !isKnownWord(token.word);
  });
  fragment.unknown.push(...unknown.map(({ text }) => text));
  for (const { index, word } of reading.tokens) {
    const part = `${word} ${reading.word(index + 1)} ${reading.word(index + 2)}`;
    if (partOfPeriod.test(part) && reading.timeAt(index) === undefined) fragment.essentialUnknown.push(part);
  }
  for (const token of unknown) {
    if (token.kind === 'number') {
      fragment.essentialUnknown.push(token.text);
      continue;
    }
    if (isEssential(reading, fragment, token)) fragment.essentialUnknown.push(token.text);
  }
  return unknown;
}
