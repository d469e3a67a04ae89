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
const longestWord = 8;
/** How far apart words are looked at: the shortest phrase is longer, with twelve words of three letters. */
const stride = 40;

/** A word of the list, by its number. */
interface Word {
  number: number;
  start: number;
  end: number;
}

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

/**
 * Finds recovery phrases, however their words are set apart: by blanks, commas, quotation marks, numbers, lines. A
 * phrase is so long that a look at a word here and there finds it; the words around are read only where it is of the
 * list.
 */
export function findSeedPhrases(text: string): SeedPhrase[] {
  const found: SeedPhrase[] = [];
  if (text.length < seedPhraseLimits.shortest) return found;
  for (let at = stride; at < text.length; at += stride) {
    const end = rowAround(text, at, found);
    if (end > at) at = end;
  }
  return found;
}

/** Reads the row of words of the list in which the word at, or soon after, a place stands. Returns where it ends. */
function rowAround(text: string, at: number, found: SeedPhrase[]): number {
  let first = skipGap(text, at);
  while (first > 0 && at - first <= longestWord && isLetter(text.charCodeAt(first - 1))) first--;
  let end = endOfWord(text, first);
  if (end < 0) return at;
  let count = 1;
  for (let next = endOfWord(text, skipGap(text, end)); next >= 0; count++) {
    end = next;
    next = endOfWord(text, skipGap(text, end));
  }
  for (let earlier = startOfWordBefore(text, first); earlier >= 0; count++) {
    first = earlier;
    earlier = startOfWordBefore(text, first);
  }
  if (count >= 12) lookInRow(text, wordsOf(text, first, end), found);
  return end;
}

function isLetter(code: number): boolean {
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}

/** Where the next word begins, if it does soon. */
function skipGap(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from <= longestGap && !isLetter(text.charCodeAt(at))) at++;
  return at;
}

/** Where the word ends that begins at a place, if it may be of the list; -1 if not. */
function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && end - start <= longestWord && isLetter(text.charCodeAt(end))) end++;
  return mayBeOfList(text, start, end) ? end : -1;
}

/** Whether letters in a row begin as a word of the list does. */
function mayBeOfList(text: string, start: number, end: number): boolean {
  if (end - start < 3 || end - start > longestWord) return false;
  return numbersByKey()[keyOf(text, start, end)] !== 0;
}

/** Where the word begins that ends before the one at a place, if it may be of the list; -1 if not. */
function startOfWordBefore(text: string, next: number): number {
  let end = next;
  while (end > 0 && next - end <= longestGap && !isLetter(text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start <= longestWord && isLetter(text.charCodeAt(start - 1))) start--;
  return end < next && mayBeOfList(text, start, end) ? start : -1;
}

function wordsOf(text: string, first: number, end: number): Word[] {
  const words: Word[] = [];
  for (let start = first; start < end;) {
    const wordEnd = endOfWord(text, start);
    if (wordEnd < 0) break;
    words.push({ number: (numbersByKey()[keyOf(text, start, wordEnd)] ?? 0) - 1, start, end: wordEnd });
    start = skipGap(text, wordEnd);
  }
  return words;
}

/** Looks for phrases in words that follow each other. */
function lookInRow(text: string, row: readonly Word[], found: SeedPhrase[]): void {
  const isOfList = row.every(
    ({ number, start, end }) => text.slice(start, end).toLowerCase() === wordlist[number],
  );
  // Words that only begin as the list's do break the row; a list in its own order is the list.
  if (!isOfList || row.every(({ number }, index) => index === 0 || number >= (row[index - 1]?.number ?? 0)))
    return;
  const most = Math.min(row.length, seedPhraseLimits.words);
  for (const size of sizes) {
    for (let first = 0; first + size <= most; first++) {
      const words = row.slice(first, first + size);
      if (!hasChecksum(words.map(({ number }) => number))) continue;
      const isWhole = size === row.length;
      const confidence = !isEven(text, words) ? 0.5 : isWhole ? 0.97 : row.length <= 30 ? 0.75 : 0.5;
      found.push({ start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0, confidence });
      return;
    }
  }
}

/** Whether words are set apart in one way, numbers aside, as those of program text are not. */
function isEven(text: string, words: readonly Word[]): boolean {
  const gaps = words.slice(1).map(({ start }, index) => text.slice(words[index]?.end, start));
  return new Set(gaps.map((gap) => gap.replaceAll(/\d+/g, '0').replaceAll(/\s+/g, ' '))).size <= 1;
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
