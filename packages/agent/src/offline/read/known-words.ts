import {
  aggregatePhrases,
  bucketAdjectives,
  bucketNouns,
  chartWords,
  comparatives,
  rankedAdjectives,
  stopWords,
  structureWords,
  superlatives,
} from '../words/lexicon.js';

const aggregateWords = new Set(aggregatePhrases.flatMap(([phrase]) => phrase.split(' ')));

/** Words to which the reader gives a meaning whatever the dataset. */
export function isKnownWord(word: string): boolean {
  return isListedWord(word) || (word.length > 3 && word.endsWith('s') && isListedWord(word.slice(0, -1)));
}

function isListedWord(word: string): boolean {
  return (
    stopWords.has(word) ||
    structureWords.has(word) ||
    aggregateWords.has(word) ||
    [superlatives, comparatives, rankedAdjectives, bucketAdjectives, bucketNouns, chartWords].some((table) =>
      Object.hasOwn(table, word),
    ) ||
    /^(q|h)[1-4]$/.test(word)
  );
}
