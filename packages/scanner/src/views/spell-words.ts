import { english } from '../injection/lexicon/english.js';

/** Longest run of letters that is parted into words. */
const longestRun = 400;
const longestWord = 16;
const connectives =
  'a an and are as at be by for from has have i if in is it me my of on or so that the their then this to up was we will with all do';

const endings = ['', 'e', 's', 'es', 'ed', 'd', 'ing', 'ion', 'ions'];

let vocabulary: ReadonlySet<string> | undefined;

/** The words that instructions are made of. */
function knownWords(): ReadonlySet<string> {
  if (vocabulary) return vocabulary;
  const words = Object.values(english)
    .flatMap((list) => list.split(/[|\s]/))
    .flatMap((word) => (word.endsWith('*') ? endings.map((ending) => word.slice(0, -1) + ending) : [word]));
  vocabulary = new Set([...connectives.split(' '), ...words.filter((word) => word.length > 1)]);
  return vocabulary;
}

/** Whether a word is one that instructions are made of. */
export function isKnownWord(word: string): boolean {
  return knownWords().has(word.toLowerCase());
}

/**
 * Parts a run of letters into known words where it can, the way that leaves the fewest letters over; so that letters
 * that were all set apart alike read as words again.
 */
export function spellWords(letters: string): string {
  if (letters.length > longestRun) return letters;
  const known = knownWords();
  const lower = letters.toLowerCase();
  const cost = [0];
  const from = [0];
  for (let end = 1; end <= lower.length; end++) {
    cost[end] = (cost[end - 1] ?? 0) + 2;
    from[end] = end - 1;
    for (let start = Math.max(0, end - longestWord); start < end; start++) {
      const whole = (cost[start] ?? 0) + 1;
      if (whole <= (cost[end] ?? 0) && known.has(lower.slice(start, end))) {
        cost[end] = whole;
        from[end] = start;
      }
    }
  }
  return joinWords(letters, from, known);
}

/** Letters that belong to no word stay together. */
function joinWords(letters: string, from: readonly number[], known: ReadonlySet<string>): string {
  const parts: string[] = [];
  for (let end = letters.length; end > 0; end = from[end] ?? 0)
    parts.unshift(letters.slice(from[end] ?? 0, end));
  let text = '';
  let isLoose = false;
  for (const part of parts) {
    const isWord = known.has(part.toLowerCase());
    text += text === '' || (isLoose && !isWord) ? part : ` ${part}`;
    isLoose = !isWord;
  }
  return text;
}
