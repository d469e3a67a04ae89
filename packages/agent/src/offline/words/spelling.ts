import { distance } from 'fastest-levenshtein';
import { formsOf, isEnglishWord } from './forms.js';
import type { Token } from './tokens.js';

const sortedLetters = (word: string): string => Array.from(word).sort().join('');

/** How many edits a slip may be away from the word that was meant. Short words are never guessed. */
function allowedDistance(word: string): number {
  if (word.length < 5) return 0;
  return word.length < 8 ? 1 : 2;
}

/** Whether `slip` may be a misspelling of `word`; the distance, or undefined. Swapped neighbours count as one edit. */
function slipDistance(slip: string, word: string): number | undefined {
  if (Math.abs(slip.length - word.length) > 2 || slip[0] !== word[0]) return undefined;
  if (slip.length >= 4 && slip.length === word.length && sortedLetters(slip) === sortedLetters(word))
    return 1;
  const edits = distance(slip, word);
  return edits <= allowedDistance(slip) && word.length >= 4 ? edits : undefined;
}

/** The nearest word of the vocabulary, when the word is neither known nor English and exactly one is near enough. */
function correctSpelling(word: string, vocabulary: ReadonlySet<string>): string | undefined {
  if (word.length < 4 || vocabulary.has(word) || isEnglishWord(word)) return undefined;
  let best: { word: string; edits: number } | undefined;
  for (const candidate of vocabulary) {
    const edits = slipDistance(word, candidate);
    if (edits === undefined || edits === 0) continue;
    if (best === undefined || edits < best.edits) best = { word: candidate, edits };
  }
  return best?.word;
}

/** Corrects the spelling of each token that the vocabulary does not know in any of its forms. */
export function correctTokens(tokens: readonly Token[], vocabulary: ReadonlySet<string>): Token[] {
  return tokens.map((token) => {
    if (token.kind !== 'word' || [...token.forms].some((form) => vocabulary.has(form))) return token;
    const corrected = correctSpelling(token.word, vocabulary);
    if (corrected === undefined) return token;
    return { ...token, word: corrected, forms: formsOf(corrected), slip: token.text };
  });
}
