import { comparatives } from '../words/lexicon.js';
import type { Fragment } from './fragment.js';
import { columnOfConcept } from './numbers.js';
import type { Reading } from './reading.js';

/** `do remote workers earn more?`: a yes-or-no question whose comparative has no `than`. */
const asksWhetherMore = (reading: Reading, index: number): boolean =>
  /^(do|does|did|is|are|was|were)$/.test(reading.word(0)) && reading.tokens[index + 1]?.kind !== 'number';

/** Reads `was 2013 wetter than 2014?`, `is … higher in Sales or in Legal?`: two things set against each other, with no number. */
export function readComparatives(reading: Reading, fragment: Fragment): void {
  for (const { index, word } of reading.tokens) {
    const comparative = Object.hasOwn(comparatives, word) ? comparatives[word] : undefined;
    if (comparative === undefined || reading.isUsed(index)) continue;
    const opposed = reading.tokens.some(
      (token) => token.index > index && (token.word === 'than' || token.word === 'or'),
    );
    if (!opposed && !asksWhetherMore(reading, index)) continue;
    if (!opposed) fragment.setsAgainst = true;
    const column =
      comparative.concept === undefined ? undefined : columnOfConcept(reading, comparative.concept);
    if (column !== undefined) {
      fragment.measures.push({ operand: { kind: 'column', column } });
      fragment.linked = true;
      fragment.score += 2;
      reading.assume(`"${word}" is read from the column ${column}`);
    }
    fragment.comparison = true;
    reading.use(index);
  }
}
