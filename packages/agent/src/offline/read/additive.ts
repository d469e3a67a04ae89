import type { Operand } from '../query.js';
import { additiveWords } from '../words/concepts.js';
import { wordsOfName } from '../words/tokens.js';

/** Whether the values of a column add up over rows (units, deaths) rather than describe each row (a price, an age). */
export function isAdditive(operand: Operand): boolean {
  if (operand.kind === 'product') return true;
  return wordsOfName(operand.column).some((word) => additiveWords.has(word));
}
