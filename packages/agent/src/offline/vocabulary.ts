import { isText, type DatasetProfile } from './catalog.js';
import { entriesOf } from './link/entries.js';
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
} from './words/lexicon.js';
import { wordsOfName } from './words/tokens.js';
import { formsOf } from './words/forms.js';

const general: ReadonlySet<string> = new Set([
  ...stopWords,
  ...structureWords,
  ...aggregatePhrases.flatMap(([phrase]) => phrase.split(' ')),
  ...[superlatives, comparatives, rankedAdjectives, bucketAdjectives, bucketNouns, chartWords].flatMap(
    (table) => Object.keys(table),
  ),
]);

const remembered = new WeakMap<DatasetProfile, ReadonlySet<string>>();

/** Every word that means something in a dataset, or to the reader itself: what spelling is corrected towards. */
export function vocabularyOf(dataset: DatasetProfile): ReadonlySet<string> {
  const known = remembered.get(dataset);
  if (known !== undefined) return known;
  const names = entriesOf(dataset).flatMap(({ words }) => words);
  const values = dataset.columns
    .filter(isText)
    .flatMap(({ samples }) =>
      (samples ?? []).flatMap((sample) => (typeof sample === 'string' ? wordsOfName(sample) : [])),
    );
  const vocabulary = new Set([
    ...general,
    ...names,
    ...values,
    ...[...names, ...values].flatMap((word) => Array.from(formsOf(word))),
  ]);
  remembered.set(dataset, vocabulary);
  return vocabulary;
}
