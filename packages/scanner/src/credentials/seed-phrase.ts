import { createHash } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { seedPhraseLimits } from '../limits.js';
import type { ComputedRule } from '../rule.js';
import { fake } from './credential.js';

/** A phrase from which a wallet's keys are made. */
export const seedPhraseRule: ComputedRule = {
  kind: 'computed',
  id: 'seed-phrase',
  title: 'Recovery phrase of a wallet (BIP-39)',
  category: 'credential-leak',
  severity: 'critical',
  confidence: 0.75,
  directions: ['client-to-server', 'server-to-client'],
  surfaces: ['argument', 'result', 'definition'],
  why: 'The text holds as many words of the BIP-39 list in a row as a recovery phrase has, and their checksum holds. Whoever reads it has the wallet.',
  remedy: 'Move the money to a new wallet if the phrase is real, and keep phrases where no program reads.',
  references: ['OWASP-LLM02', 'OWASP-MCP01', 'CWE-522', 'AML.T0057'],
  examples: {
    mustMatch: [
      fake('legal winner thank year wave sausage ', 'worth useful legal winner thank yellow'),
      fake(
        '1. letter 2. advice 3. cage 4. absurd 5. amount 6. doctor ',
        '7. acoustic 8. avoid 9. letter 10. advice 11. cage 12. above',
      ),
    ],
    mustNotMatch: [
      fake('legal winner thank year wave sausage ', 'worth useful legal winner thank year'),
      'The quick brown fox jumps over the lazy dog while the other animals watch from above.',
      wordlist.slice(0, 100).join('\n'),
    ],
  },
};

/** Numbers of words that a phrase may have, the longest first. */
const sizes = [24, 21, 18, 15, 12];
const longestGap = 12;

/** A span of a text that is a phrase. */
export interface SeedPhrase {
  start: number;
  end: number;
  /** Surer where there are just these words in a row. */
  confidence: number;
}

/** By the first four letters, which tell every word of the list from the others: its number, from 1 on. */
let numbers: Int16Array | undefined;

function numbersByKey(): Int16Array {
  if (!numbers) {
    numbers = new Int16Array(27 ** 4);
    for (const [index, word] of wordlist.entries()) numbers[keyOf(word, 0, word.length)] = index + 1;
  }
  return numbers;
}

/** The first four letters as a number to the base 27. */
function keyOf(text: string, start: number, end: number): number {
  let key = 0;
  for (let index = 0; index < 4; index++) {
    const at = start + index;
    key = key * 27 + (at < end ? (text.charCodeAt(at) | 0x20) - 0x60 : 0);
  }
  return key;
}

/** Finds recovery phrases, however their words are set apart: by blanks, commas, quotation marks, numbers, lines. */
export function findSeedPhrases(text: string): SeedPhrase[] {
  if (text.length < seedPhraseLimits.shortest) return [];
  const byKey = numbersByKey();
  const found: SeedPhrase[] = [];
  const run = new WordRun();
  let start = -1;
  for (let index = 0; index <= text.length; index++) {
    // Past the end there is nothing, which ends a word as well.
    const letter = (index < text.length ? text.charCodeAt(index) : 0) | 0x20;
    if (letter >= 0x61 && letter <= 0x7a) {
      if (start < 0) start = index;
      continue;
    }
    if (start < 0) continue;
    const length = index - start;
    const number = length >= 3 && length <= 8 ? (byKey[keyOf(text, start, index)] ?? 0) : 0;
    if (number === 0 || start - run.end > longestGap) run.flush(text, found);
    if (number !== 0) run.add(number - 1, start, index);
    start = -1;
  }
  run.flush(text, found);
  return found;
}

/** Words in a row that may be of the list. */
class WordRun {
  #numbers: number[] = [];
  #starts: number[] = [];
  #ends: number[] = [];
  end = 0;

  add(number: number, start: number, end: number): void {
    this.#numbers.push(number);
    this.#starts.push(start);
    this.#ends.push(end);
    this.end = end;
  }

  /** Looks for phrases in the words so far, and begins anew. */
  flush(text: string, found: SeedPhrase[]): void {
    if (this.#numbers.length >= 12) this.#look(text, found);
    if (this.#numbers.length === 0) return;
    this.#numbers = [];
    this.#starts = [];
    this.#ends = [];
  }

  /** Whether the words are set apart in one way, numbers aside, as those of program text are not. */
  #isEven(text: string, first: number, size: number): boolean {
    const ends = this.#ends.slice(first, first + size);
    const gaps = this.#starts
      .slice(first + 1, first + size)
      .map((start, index) => text.slice(ends[index], start));
    return new Set(gaps.map((gap) => gap.replaceAll(/\d+/g, '0').replaceAll(/\s+/g, ' '))).size <= 1;
  }

  #look(text: string, found: SeedPhrase[]): void {
    const numbers = this.#numbers;
    const isOfList = numbers.every(
      (number, index) =>
        text.slice(this.#starts[index], this.#ends[index]).toLowerCase() === wordlist[number],
    );
    // Words that only begin as the list's do break the row; a list in its own order is the list.
    if (!isOfList || numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0)))
      return;
    const most = Math.min(numbers.length, seedPhraseLimits.words);
    for (const size of sizes) {
      for (let first = 0; first + size <= most; first++) {
        if (!hasChecksum(numbers.slice(first, first + size))) continue;
        const isWhole = size === numbers.length;
        const confidence = !this.#isEven(text, first, size)
          ? 0.5
          : isWhole
            ? 0.97
            : numbers.length <= 30
              ? 0.75
              : 0.5;
        found.push({ start: this.#starts[first] ?? 0, end: this.#ends[first + size - 1] ?? 0, confidence });
        return;
      }
    }
  }
}

/** Whether a phrase is one of those that specifications and tools show, which nobody keeps money behind. */
export function isShownPhrase(phrase: string): boolean {
  const words = phrase.toLowerCase().match(/[a-z]+/g) ?? [];
  return (
    new Set(words).size <= 2 ||
    /^(?:legal winner thank|letter advice cage|ozone drill grab)/.test(words.join(' '))
  );
}

/** Whether the last bits of a phrase are the first of the hash of the others (BIP-39). */
function hasChecksum(numbers: readonly number[]): boolean {
  const bits = numbers.map((number) => number.toString(2).padStart(11, '0')).join('');
  const length = Math.floor((bits.length * 32) / 33);
  const entropy = Buffer.from(
    (bits.slice(0, length).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)),
  );
  const checksum = Array.from(createHash('sha256').update(entropy).digest().subarray(0, 1), (byte) =>
    byte.toString(2).padStart(8, '0'),
  ).join('');
  return checksum.startsWith(bits.slice(length));
}
