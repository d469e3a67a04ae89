import { comparatives } from '../words/lexicon.js';
import type { Token } from '../words/tokens.js';
import type { Reading } from './reading.js';

type Operator = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** A comparison with a number: `start` up to but without `end`, the number included. */
export interface Comparison {
  start: number;
  end: number;
  operator: Operator;
  value: number;
  high?: number;
  concept?: string;
  unit?: string;
}

const opening: readonly (readonly [readonly string[], Operator])[] = [
  [['greater', 'than', 'or', 'equal', 'to'], '>='],
  [['less', 'than', 'or', 'equal', 'to'], '<='],
  [['no', 'more', 'than'], '<='],
  [['not', 'more', 'than'], '<='],
  [['no', 'less', 'than'], '>='],
  [['no', 'fewer', 'than'], '>='],
  [['not', 'less', 'than'], '>='],
  [['at', 'least'], '>='],
  [['minimum', 'of'], '>='],
  [['at', 'most'], '<='],
  [['up', 'to'], '<='],
  [['maximum', 'of'], '<='],
  [['not', 'equal', 'to'], '!='],
  [['equal', 'to'], '='],
  [['equals'], '='],
  [['exactly'], '='],
  [['over'], '>'],
  [['above'], '>'],
  [['exceeding'], '>'],
  [['exceeds'], '>'],
  [['exceed'], '>'],
  [['under'], '<'],
  [['below'], '<'],
  [['>='], '>='],
  [['≥'], '>='],
  [['<='], '<='],
  [['≤'], '<='],
  [['!='], '!='],
  [['≠'], '!='],
  [['>'], '>'],
  [['<'], '<'],
  [['=='], '='],
  [['='], '='],
];

/** Whether a token is a number whose value is known. */
export const isNumber = (token: Token | undefined): token is Token & { value: number } =>
  token?.kind === 'number' && token.value !== undefined;

function openingAt(
  reading: Reading,
  index: number,
): { length: number; operator: Operator; concept?: string } | undefined {
  for (const [phrase, operator] of opening) {
    if (phrase.every((word, step) => reading.word(index + step) === word))
      return { length: phrase.length, operator };
  }
  const comparative = Object.hasOwn(comparatives, reading.word(index))
    ? comparatives[reading.word(index)]
    : undefined;
  if (comparative === undefined || reading.word(index + 1) !== 'than') return undefined;
  return { length: 2, ...comparative };
}

const skipFillers = (reading: Reading, index: number): number =>
  ['a', 'an', 'the', 'about'].includes(reading.word(index)) ? index + 1 : index;

/** The comparison that begins at a token; undefined when there is none. */
export function comparisonAt(reading: Reading, index: number): Comparison | undefined {
  const found = openingAt(reading, index);
  if (found !== undefined) {
    const position = skipFillers(reading, index + found.length);
    const number = reading.tokens[position];
    if (!isNumber(number)) return undefined;
    return {
      start: index,
      end: position + 1,
      operator: found.operator,
      value: number.value,
      concept: found.concept,
      unit: number.unit,
    };
  }
  if (reading.word(index) === 'between' || reading.word(index) === 'from') {
    const low = reading.tokens[index + 1];
    const high = reading.tokens[index + 3];
    const joined = ['and', 'to', '-', '–'].includes(reading.word(index + 2));
    if (!joined || !isNumber(low) || !isNumber(high)) return undefined;
    return {
      start: index,
      end: index + 4,
      operator: '>=',
      value: low.value,
      high: high.value,
      unit: high.unit,
    };
  }
  const number = reading.tokens[index];
  const after = `${reading.word(index + 1)} ${reading.word(index + 2)}`;
  if (!isNumber(number)) return undefined;
  if (/^or (more|above|higher|greater|over)/.test(after))
    return { start: index, end: index + 3, operator: '>=', value: number.value, unit: number.unit };
  if (/^or (less|fewer|below|lower|under)/.test(after))
    return { start: index, end: index + 3, operator: '<=', value: number.value, unit: number.unit };
  return undefined;
}
