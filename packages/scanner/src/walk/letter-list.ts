/** Fewest letters, and the most, that a list spells. */
const fewest = 6;
const most = 65_536;
/** How many of a list's letters must be of words: a column of small numbers has less. */
const wordShare = 0.7;

/** Gathers what a list spells letter by letter: by the codes of characters, or a character in each string. */
export class LetterList {
  #codes: number[] = [];
  #ofWords = 0;
  #isBroken = false;

  addCode(code: number): void {
    const isLetter = (code >= 0x20 && code < 0x7f) || code === 0x0a || code === 0x0d || code === 0x09;
    if (!isLetter || this.#codes.length >= most) this.#isBroken = true;
    if (this.#isBroken) return;
    this.#codes.push(code);
    const isOfWord =
      (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
    if (isOfWord || code === 0x20) this.#ofWords++;
  }

  addString(text: string): void {
    if (text.length === 1) this.addCode(text.charCodeAt(0));
    else this.#isBroken = true;
  }

  /** What the list spells, if anything; and begins anew. */
  take(): string | undefined {
    const codes = this.#codes;
    const isText = !this.#isBroken && codes.length >= fewest && this.#ofWords >= codes.length * wordShare;
    this.#codes = [];
    this.#ofWords = 0;
    this.#isBroken = false;
    return isText ? Buffer.from(codes).toString('latin1') : undefined;
  }
}

/** What a parsed list spells; undefined where it spells nothing. */
export function spelledBy(list: readonly unknown[]): string | undefined {
  if (list.length < fewest) return undefined;
  const [first] = list;
  if (typeof first !== 'number' && !(typeof first === 'string' && first.length === 1)) return undefined;
  const letters = new LetterList();
  for (const item of list) {
    if (typeof item === 'number') letters.addCode(item);
    else if (typeof item === 'string') letters.addString(item);
    else return undefined;
  }
  return letters.take();
}
