/** Every bound of the offline analyst, in one place. */
export const offlineLimits = {
  /** Questions that a decline gives as examples. */
  examples: 3,
  /** Characters of a question that are read; the rest is left out. */
  questionCharacters: 1_000,
  /** Earlier user turns that a follow-up may lean on. */
  historyTurns: 12,
  /** Datasets that are described before the reading is narrowed to one. */
  firstCandidates: 3,
  /** Datasets that are described at all in one turn. */
  describedDatasets: 4,
  /** Described datasets in whose text columns an unknown word is looked up. */
  lookedUpDatasets: 2,
  /** Datasets beyond `describedDatasets` that are described because a look-up found a word in them. */
  foundDatasets: 1,
  /** Text columns of one dataset that a look-up searches. */
  lookedUpColumns: 8,
  /** Words and phrases that a look-up searches for. */
  lookedUpPhrases: 4,
  /** Columns that one look-up program searches in all. */
  lookedUpPlaces: 30,
  /** Distinct values that a look-up program reports per column. */
  lookedUpValues: 20,
  /** Corrected programs after a failed one. */
  corrections: 2,
  /** Rows that a listing asks for when the question names no number. */
  listedRows: 10,
  /** Groups that a program keeps when the question names no number. */
  groups: 200,
  /** Points in a scatter plot. */
  points: 2_000,
  /** Bars in a histogram. */
  bins: 12,
  /** Lines of a list that an answer writes out. */
  answerLines: 12,
  /** Rows of a report's table. */
  reportRows: 50,
  /** Characters of the name of a report's file. */
  reportNameCharacters: 60,
  /** Characters of one streamed delta. */
  deltaCharacters: 24,
} as const;
