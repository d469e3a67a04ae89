import type { ColumnType, Reading } from './reading.js';

/** Words for true and for false, as people write them. Zeros and ones are numbers. */
const pairs: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['t', 'f'],
  ['y', 'n'],
];

/** One pair of words for true and false. */
class BooleanReading implements Reading {
  readonly #pair: readonly [string, string];
  #trues = 0;
  #falses = 0;

  constructor(pair: readonly [string, string]) {
    this.#pair = pair;
  }

  read(text: string): boolean | undefined {
    if (text.length > 5) return undefined;
    const word = text.toLowerCase();
    if (word === this.#pair[0]) {
      this.#trues += 1;
      return true;
    }
    if (word !== this.#pair[1]) return undefined;
    this.#falses += 1;
    return false;
  }

  type(): ColumnType | undefined {
    // A single letter alone may as well be a code, such as F for female.
    const isTold = this.#pair[0].length > 1 || (this.#trues > 0 && this.#falses > 0);
    return isTold ? 'bool' : undefined;
  }
}

export function booleanReadings(): Reading[] {
  return pairs.map((pair) => new BooleanReading(pair));
}
