import { shapes } from '../limits.js';

const citing =
  /(?:such as|e\.g\.|for example|for instance|like|phrases?|attempts? to|attacks?|attackers?|pattern|payloads?|detect\w{0,8}|block\w{0,8}|reject\w{0,8}|strings?|says?|titled|called|means?|example)[\s:,.;("'“`*-]{0,6}$/i;
const forbidding =
  /(?:\bnever|\bnot|n['’]t|\bavoid|\brefuse to|\bcannot|\bwithout|\bwon['’]t)\s{1,3}(?:\w{1,12}\s{1,3}){0,2}$/i;
/** A purpose, as in: set this to ignore …; not a duty, as in: you have to ignore …. */
const purpose =
  /(?<!\b(?:need|needs|have|has|want|required|going|like|supposed|instructed|expected|are|is|ought|told|asked|you|sure|order))\sto\s{1,3}$/i;
/** What somebody else is told, or what a text of this kind does, as in: asks the model to act …, attempts to override …. */
const reporting =
  /(?:\b(?:ask(?:s|ed|ing)?|instruct(?:s|ed|ing)?|t(?:ell|ells|old|elling)|caus(?:e|es|ed|ing)|trick(?:s|ed|ing)?|convinc(?:e|es|ed|ing)|persuad(?:e|es|ed|ing)|manipulat(?:e|es|ed|ing)|forc(?:e|es|ed|ing)|allow(?:s|ed|ing)?|lets?|mak(?:e|es|ing)|made)\s(?:the|an?|their|your|our|victim|other)\s{0,1}(?:[\w-]{1,16}\s){0,3}(?:to|into|who|that)?\s{0,2}(?:[\w’',-]{1,16}\s){0,4}|\b(?:instructions?|attempts?|requests?|prompts?|commands?|phrases?|inputs?|tries|trying|designed|used|able|supposed)\s(?:that (?:try|tries|attempt|ask|asks|aim)\s|(?:telling|asking) (?:\w{1,12}\s){1,4})?to\s{1,2})$/i;
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
 * after words that cite or forbid, they count for less. Code marks take nothing from what is code itself, unless the
 * document is about attacks.
 */
export function useFactor(
  text: string,
  start: number,
  end: number,
  { fences, topic }: { fences: readonly number[]; topic: number },
  isCode = false,
): number {
  const before = text.slice(Math.max(0, start - shapes.mentionReach), start);
  let factor = 1;
  if (forbidding.test(before)) factor *= 0.3;
  if (citing.test(before)) factor *= 0.6;
  if (reporting.test(before)) factor *= 0.4;
  else if (purpose.test(before)) factor *= 0.75;
  // A document about attacks shows them: as quotations, and in its listings.
  const isAbout = topic < 1;
  if (isCode && !isAbout) return factor;
  if (isQuoted(text, start, end) || (isAbout && isLiteral(before))) factor *= isAbout ? 0.3 : 0.4;
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
export function isFenced(start: number, fences: readonly number[]): boolean {
  const before = fences.filter((at) => at < start).length;
  return before % 2 === 1 && before < fences.length;
}

const literal = /["'`“«][^"'`”»\n]{0,60}$/;

/** After an opening quotation mark of any kind, as in a listing. */
function isLiteral(before: string): boolean {
  return literal.test(before);
}

/** How far behind an occurrence its quotation may end. Characters. */
const longestQuotation = 164;

/** Inside quotation marks that belong to a sentence, not to a data format. */
function isQuoted(text: string, start: number, end: number): boolean {
  for (let at = start - 1; at >= Math.max(0, start - 40); at--) {
    const character = text.charAt(at);
    if (character === '\n') return false;
    const closing = quotes.get(character);
    if (!closing) continue;
    // A word ends before the mark, as in: such phrases as "…"; a format has a colon, a comma or a bracket there.
    const isProse = /[\p{L}\p{N},)]\s$|[(]$/u.test(text.slice(Math.max(0, at - 2), at)) && character !== "'";
    const after = text.slice(end, end + longestQuotation);
    const close = after.indexOf(closing);
    // What somebody says in a story: "…," he said.
    const isSpeech =
      character !== "'" && close > 0 && /^[,.!?]["”»’'] \p{Ll}/u.test(after.slice(close - 1, close + 3));
    if (!isProse && !isSpeech && character !== '`') return false;
    return close >= 0 && !after.slice(0, close).includes('\n');
  }
  return false;
}

/** In fewer characters, fewer words about attacks say what it is about. */
const shortDocument = 600;

const aboutAttacks =
  /prompt[ -]injection|jailbreak|\battack(?:s|ers?)?\b|\bmalicious\b|vulnerabilit|\bOWASP\b|\badversar|exploit|\bpayloads?\b|red[ -]team|\bCVE-\d|command injection|reverse shell|threat model|guardrail|mitigat|\bdetect(?:s|ion|or)?\b|security (?:review|audit|research|scanner)|취약점|공격|인젝션|탐지|漏洞|攻击|攻擊|注入|脆弱性|攻撃|検出|vulnérabilit|attaquant|schwachstelle|angreifer|angriffs|vulnerabilidad|ataques?\b|уязвимост|атак[аиу]/gi;

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
  const few = text.length < shortDocument ? 2 : 3;
  return terms.size >= few ? 0.75 : 1;
}
