import { SeededRandom } from '@sallyport/testing/figures';
import { asArgument, asResult, type BenignMessage } from './message.js';

const hexadecimal = '0123456789abcdef';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const linesOfOne = 50;

/** Values that look random and mean nothing: UUIDs, digests, identifiers, integrity values, telephone numbers. */
export function* madeUpValues(messages: number): Generator<BenignMessage> {
  const random = new SeededRandom(7);
  const letters = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(random.integer(0, alphabet.length - 1))).join('');
  const makers: Readonly<Record<string, () => string>> = {
    UUIDs: () => [8, 4, 4, 4, 12].map((length) => letters(hexadecimal, length)).join('-'),
    'SHA-1': () => letters(hexadecimal, 40),
    'SHA-256': () => `${letters(hexadecimal, 64)}  file-${random.integer(1, 99)}.txt`,
    'integrity values': () => `integrity sha512-${letters(base64, 86)}==`,
    'base64 of random bytes': () => letters(base64, 4 * random.integer(8, 60)),
    'numbers and times': () =>
      `${random.integer(1e12, 2e12)},${random.integer(1e15, 9e15)},2026-0${random.integer(1, 9)}-1${random.integer(0, 9)}T08:00:00Z`,
    'nano ids': () => `"id": "${letters(`${base64.slice(0, 62)}_-`, 21)}"`,
    'cache keys': () => `etag: W/"${letters(hexadecimal, 8)}-${letters(base64.slice(0, 62), 27)}"`,
  };
  for (const [name, make] of Object.entries(makers)) {
    for (let index = 0; index < messages; index++) {
      const text = Array.from({ length: linesOfOne }, make).join('\n');
      yield asResult('made-up values', `${name} ${index}`, text);
      yield asArgument('made-up values', `${name} ${index}`, text);
    }
  }
}
