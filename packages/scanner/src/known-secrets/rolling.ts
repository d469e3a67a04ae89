/** The base of the polynomial; any odd number will do. */
const base = 0x01000193;

/** Per UTF-16 code unit the lower case of ASCII letters. */
export function foldCode(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

/** The text with ASCII letters in lower case. */
export function foldText(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The hash of a whole text without regard to ASCII case: the one that {@link rollOver} gives for such a window. */
export function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    hash = (Math.imul(hash, base) + foldCode(text.charCodeAt(index))) | 0;
  }
  return hash;
}

/** Calls `visit` with the hash of every window of `length` code units and where it starts (Rabin and Karp, 1987). */
export function rollOver(text: string, length: number, visit: (hash: number, start: number) => void): void {
  if (text.length < length) return;
  let leading = 1;
  for (let index = 0; index < length; index++) leading = Math.imul(leading, base);
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    hash = (Math.imul(hash, base) + foldCode(text.charCodeAt(index))) | 0;
    if (index >= length) {
      hash = (hash - Math.imul(leading, foldCode(text.charCodeAt(index - length)))) | 0;
    }
    if (index >= length - 1) visit(hash, index - length + 1);
  }
}

/** Spreads a hash, together with a salt, over all its bits. */
export function mix(hash: number, salt: number): number {
  let mixed = Math.imul(hash ^ salt, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A set of 16-bit numbers that is cheap to ask. */
export class BitSet {
  readonly #bits = new Uint8Array(8192);

  add(value: number): void {
    const slot = (value & 0xffff) >>> 3;
    this.#bits[slot] = (this.#bits[slot] ?? 0) | (1 << (value & 7));
  }

  has(value: number): boolean {
    return ((this.#bits[(value & 0xffff) >>> 3] ?? 0) & (1 << (value & 7))) !== 0;
  }
}
