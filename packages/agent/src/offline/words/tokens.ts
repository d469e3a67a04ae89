import { formsOf } from './forms.js';
import { wordTable } from './word-table.js';

/** One word, number, sign or quotation of a question. */
export interface Token {
  index: number;
  kind: 'word' | 'number' | 'date' | 'quoted' | 'sign';
  /** As it was written. */
  text: string;
  /** Lower case, after contractions and spelling corrections. */
  word: string;
  forms: ReadonlySet<string>;
  /** The number of a number token, with its `k`, `m` or `%` taken into account. */
  value?: number;
  /** `$`, `%`, … written at a number. */
  unit?: string;
  capital: boolean;
  /** What the user had written, when the spelling was corrected. */
  slip?: string;
}

/** Letters without their accents, so that `cafe` finds `Café`. */
const foldMarks = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC');

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\b(what|who|where|when|how|that|there|it|which)['’]s\b/gi, '$1 is'],
  [/\b(what|who|how|which|where)['’]re\b/gi, '$1 are'],
  [/\bwhats\b/gi, 'what is'],
  [/\bcan['’]t\b/gi, 'can not'],
  [/\bwon['’]t\b/gi, 'will not'],
  [/\b(\p{L}+)n['’]t\b/giu, '$1 not'],
  [/\blet['’]s\b/gi, 'let us'],
  [/\bi['’]d\b/gi, 'i would'],
  [/\bi['’]m\b/gi, 'i am'],
  [/(\p{L})['’](?:s\b|(?=\s|$))/giu, '$1'],
];

const pattern = new RegExp(
  [
    String.raw`"(?<double>[^"]+)"|“(?<curly>[^”]+)”|(?<=^|\s)'(?<single>[^']+)'(?=[\s,?.!]|$)`,
    String.raw`(?<date>\b\d{4}-\d{1,2}(?:-\d{1,2})?\b(?![-\d])|\b\d{1,2}\/\d{1,2}\/\d{2,4}\b)`,
    String.raw`(?<currency>[$€£])?(?<number>(?<![\p{L}\d])-?\d+(?:,\d{3})*(?:\.\d+)?)(?<suffix>\s?%|k\b|m\b|bn\b|b\b|K\b|M\b|(?:st|nd|rd|th)\b|(?![\p{L}\d]))`,
    String.raw`(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)`,
    String.raw`(?<sign>>=|<=|!=|<>|==|[<>=≥≤≠,&/?()+%–-])`,
  ].join('|'),
  'gu',
);

const numberWords: Readonly<Record<string, number>> = wordTable({
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  fifty: 50,
});

const scales: Readonly<Record<string, number>> = wordTable({
  k: 1e3,
  m: 1e6,
  bn: 1e9,
  b: 1e9,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
});

type Draft = Omit<Token, 'index'>;

const wordToken = (text: string): Draft => {
  const word = foldMarks(text.toLowerCase());
  const value = numberWords[word];
  return {
    kind: value === undefined ? 'word' : 'number',
    text,
    word,
    forms: formsOf(word),
    capital: /^\p{Lu}/u.test(text),
    ...(value === undefined ? {} : { value }),
  };
};

function numberToken(text: string, digits: string, suffix: string, currency: string | undefined): Draft {
  const mark = suffix.trim().toLowerCase();
  const unit = currency ?? (mark === '%' ? '%' : undefined);
  const value = Number(digits.replaceAll(',', '')) * (scales[mark] ?? 1);
  return { kind: 'number', text, word: text.toLowerCase(), forms: new Set(), value, unit, capital: false };
}

function draftOf(match: RegExpMatchArray): Draft {
  const groups = match.groups ?? {};
  const text = match[0];
  const quoted = groups['double'] ?? groups['curly'] ?? groups['single'];
  const plain = { text, word: text.toLowerCase(), forms: new Set<string>(), capital: false };
  if (quoted !== undefined) return { ...plain, kind: 'quoted', text: quoted, word: quoted.toLowerCase() };
  if (groups['date'] !== undefined) return { ...plain, kind: 'date' };
  if (groups['number'] !== undefined)
    return numberToken(text, groups['number'], groups['suffix'] ?? '', groups['currency']);
  if (groups['word'] !== undefined) return wordToken(text);
  return { ...plain, kind: 'sign' };
}

/** `2 million` is one number. */
function joinScales(drafts: Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const before = joined.at(-1);
    const scale = draft.kind === 'word' && draft.word.length > 2 ? scales[draft.word] : undefined;
    if (before?.value !== undefined && scale !== undefined) before.value *= scale;
    else joined.push(draft);
  }
  return joined;
}

/** Cuts a question into tokens. Contractions are written out, possessives dropped, underscores taken as spaces. */
export function tokenise(question: string): Token[] {
  let text = question.normalize('NFC').replaceAll('_', ' ');
  for (const [from, to] of contractions) text = text.replace(from, to);
  const drafts = [...text.matchAll(pattern)].map(draftOf);
  return joinScales(drafts).map((draft, index) => Object.assign(draft, { index }));
}

/** The words of a column's or dataset's name: `Miles_per_Gallon`, `budgetYear`, `Beak Length (mm)`. */
export function wordsOfName(name: string): string[] {
  return foldMarks(name)
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\p{N})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}
