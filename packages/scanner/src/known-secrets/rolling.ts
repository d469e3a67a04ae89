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

/** Sixteen bits of a hash, spread together with a salt. */
export function prefilterOf(hash: number, salt: number): number {
  let mixed = Math.imul(hash ^ salt, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 16;
}

/** Which windows are worth a look: those whose hash, spread with a salt, has upper bits that were put here. */
export class Prefilter {
  /** One bit for each of 65,536 values. */
  readonly #bits = new Uint8Array(8192);

  constructor(readonly salt: number) {}

  add(value: number): void {
    const slot = value >>> 3;
    this.#bits[slot] = (this.#bits[slot] ?? 0) | (1 << (value & 7));
  }

  /**
   * Calls `visit` with the hash of every window of `length` code units that passes, and where it starts (Rabin and
   * Karp, 1987).
   */
  search(text: string, length: number, visit: (hash: number, start: number) => void): void {
    if (text.length < length) return;
    const bits = this.#bits;
    const { salt } = this;
    let leading = 1;
    for (let index = 1; index < length; index++) leading = Math.imul(leading, base);
    let hash = hashOf(text.slice(0, length - 1));
    for (let start = 0, end = length - 1; end < text.length; start++, end++) {
      const last = text.charCodeAt(end);
      hash = (Math.imul(hash, base) + (last >= 0x41 && last <= 0x5a ? last + 0x20 : last)) | 0;
      const value = prefilterOf(hash, salt);
      if (((bits[value >>> 3] ?? 0) & (1 << (value & 7))) !== 0) visit(hash, start);
      const first = text.charCodeAt(start);
      // The window that follows begins a letter later.
      hash = (hash - Math.imul(leading, first >= 0x41 && first <= 0x5a ? first + 0x20 : first)) | 0;
    }
  }
}
