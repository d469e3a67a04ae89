import type { ProgramError } from '../../language/index.js';
import { printable, printableLines } from './printable.js';

/** An error as a person reads it: what, where, what to do. */
export function errorText(error: ProgramError): string {
  const { code, message, line, column, snippet, hint, didYouMean } = error;
  const place =
    line === undefined ? '' : ` (line ${line}${column === undefined ? '' : `, column ${column}`})`;
  return [
    `${code}: ${printable(message)}${place}`,
    ...(snippet === undefined ? [] : [indented(printableLines(snippet))]),
    ...(hint === undefined ? [] : [`hint: ${printable(hint)}`]),
    ...(didYouMean === undefined ? [] : [`did you mean: ${didYouMean.map(printable).join(', ')}?`]),
  ].join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
