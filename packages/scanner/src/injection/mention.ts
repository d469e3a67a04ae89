import { shapes } from '../limits.js';

const citing =
  /(?:such as|e\.g\.|for example|for instance|like|phrases?|attempts? to|attacks?|attackers?|pattern|payloads?|detect\w*|block\w*|reject\w*|strings?|says?|titled|called|means?|example)[\s:,.;("'“`*-]{0,6}$/i;
const forbidding =
  /(?:\bnever|\bnot|n['’]t|\bavoid|\brefuse to|\bcannot|\bwithout|\bwon['’]t)\s{1,3}(?:\w{1,12}\s{1,3}){0,2}$/i;
/** A purpose, as in: set this to ignore …; not a duty, as in: you have to ignore …. */
const purpose =
  /(?<!\b(?:need|needs|have|has|want|required|going|like|supposed|instructed|expected|are|is|ought|told|asked|you|sure|order))\sto\s{1,3}$/i;
const quotes = new Map([
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['`', '`'],
  ["'", "'"],
  ['‘', '’'],
]);

/**
 * How much an occurrence counts, 0.2 to 1: whether the words are used, or mentioned. Quoted in a sentence, in code,
 * after words that cite or forbid, they count for less.
 */
export function useFactor(
  text: string,
  start: number,
  end: number,
  { fences, topic }: { fences: readonly number[]; topic: number },
): number {
  const before = text.slice(Math.max(0, start - shapes.mentionReach), start);
  let factor = 1;
  if (forbidding.test(before)) factor *= 0.3;
  if (citing.test(before)) factor *= 0.6;
  if (purpose.test(before)) factor *= 0.75;
  // A document about attacks shows them: as quotations, and in its listings.
  const isAbout = topic < 1;
  if (isQuoted(text, start, end) || (isAbout && isLiteral(before))) factor *= isAbout ? 0.35 : 0.5;
  else if (isFenced(start, fences)) factor *= isAbout ? 0.45 : 0.7;
  return Math.max(0.2, factor);
}

/** Where the code fences of a Markdown text stand, at most so many as the limit. */
export function fencesOf(text: string): number[] {
  const fences: number[] = [];
  for (let at = text.indexOf('```'); at >= 0 && fences.length < 1000; at = text.indexOf('```', at + 3))
    fences.push(at);
  return fences;
}

/** Between an opening fence and its closing one. */
function isFenced(start: number, fences: readonly number[]): boolean {
  const before = fences.filter((at) => at < start).length;
  return before % 2 === 1 && before < fences.length;
}

const literal = /["'`“«][^"'`”»\n]{0,60}$/;

/** After an opening quotation mark of any kind, as in a listing. */
function isLiteral(before: string): boolean {
  return literal.test(before);
}

/** Inside quotation marks that belong to a sentence, not to a data format. */
function isQuoted(text: string, start: number, end: number): boolean {
  for (let at = start - 1; at >= Math.max(0, start - 40); at--) {
    const character = text.charAt(at);
    if (character === '\n') return false;
    const closing = quotes.get(character);
    if (!closing) continue;
    // A word ends before the mark, as in: such phrases as "…"; a format has a colon, a comma or a bracket there.
    const isProse = /[\p{L}\p{N},)]\s$|[(]$/u.test(text.slice(Math.max(0, at - 2), at)) && character !== "'";
    if (!isProse && character !== '`') return false;
    const close = text.indexOf(closing, end);
    return close >= 0 && close - end <= 160 && !text.slice(end, close).includes('\n');
  }
  return false;
}

const aboutAttacks =
  /prompt[ -]injection|jailbreak|\battack(?:s|ers?)?\b|\bmalicious\b|vulnerabilit|\bOWASP\b|\badversar|exploit|\bpayloads?\b|red[ -]team|threat model|guardrail|mitigat|\bdetect(?:s|ion|or)?\b|security (?:review|audit|research|scanner)/gi;

/**
 * How much anything in a document counts, 0.55 to 1: one that speaks of attacks in many words is likelier to explain
 * them than to be one. The floor stays high enough for several strong signs together.
 */
export function topicFactor(text: string): number {
  const terms = new Set<string>();
  let scanned = 0;
  for (const match of text.slice(0, 65_536).matchAll(aboutAttacks)) {
    terms.add(match[0].toLowerCase().slice(0, 6));
    if (++scanned > 400 || terms.size >= 6) break;
  }
  if (terms.size >= 5) return 0.55;
  return terms.size >= 3 ? 0.75 : 1;
}
