import { bitsOf, orderable, type WordClass } from './word-class.js';

const orderableBits = bitsOf(orderable);
const orderBits = bitsOf(['order' satisfies WordClass]);
/** Longest stretch before a verb that is looked at. Characters. */
const reach = 28;
/** What an order may stand after in English: the start of a clause, or a word that asks. */
const lead =
  /(?:^|[.!?:;,\n"'“‘(>*•|–—-]|\b(?:please|now|then|first|also|immediately|always|never|just|simply|kindly|instead|next|quietly|silently|secretly|don['’]t))\s{0,3}$/i;
const inflected = /(?:ing|ed|s)$/;
/** Imperatives that look inflected. */
const plain = /^(?:pass|address|process|access|discuss|dismiss|bypass|embed|need|feed|bring|cross|press)$/;

/** The classes of a verb where it stands: with `order` when it reads as an order. */
export function withOrder(classes: number, text: string, start: number, end: number): number {
  if ((classes & orderableBits) === 0) return classes;
  const word = text.slice(start, end);
  if (inflected.test(word) && !plain.test(word)) return classes;
  return lead.test(text.slice(Math.max(0, start - reach), start)) ? classes | orderBits : classes;
}
