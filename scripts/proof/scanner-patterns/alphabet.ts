import type { Syntax } from './syntax.js';

/** Characters as bits: those that all sets of a pattern hold alike share one. */
export type Bits = bigint;

/** Of every script and kind a few, where a pattern that names none of them treats them alike. */
const usual = ((): string[] => {
  const points: number[] = [];
  for (let code = 0; code < 0x250; code++) points.push(code);
  for (let code = 0x250; code < 0x3000; code += 13) points.push(code);
  for (let code = 0x3000; code < 0x1_0000; code += 257) points.push(code);
  points.push(0x17f, 0x212a, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff, 0xfffc, 0xfffd);
  points.push(0x1_0400, 0x1_d400, 0x1_f600, 0x2_0000, 0xe_0041, 0xe_0100, 0x10_fffd);
  return points.map((point) => String.fromCodePoint(point));
})();

const letter =
  /\\u\{(?<braced>[0-9a-f]+)\}|\\u(?<four>[0-9a-f]{4})|\\x(?<two>[0-9a-f]{2})|(?<plain>[^\\])/giu;

/** The characters that a set names and their neighbours, where a range may begin or end. */
function namedIn(source: string): string[] {
  return Array.from(source.matchAll(letter)).flatMap(({ groups = {} }) => {
    const digits = groups['braced'] ?? groups['four'] ?? groups['two'];
    const point = digits === undefined ? (groups['plain']?.codePointAt(0) ?? 0) : Number.parseInt(digits, 16);
    const near = [point - 1, point, point + 1].filter((each) => each >= 0 && each <= 0x10_ffff);
    return near.flatMap((each) => {
      const character = String.fromCodePoint(each);
      return [character, character.toLowerCase(), character.toUpperCase()];
    });
  });
}

function setsOf(syntax: Syntax): string[] {
  switch (syntax.kind) {
    case 'set':
      return [syntax.source];
    case 'sequence':
      return syntax.parts.flatMap(setsOf);
    case 'choice':
      return syntax.options.flatMap(setsOf);
    case 'repeat':
    case 'look':
      return setsOf(syntax.body);
    default:
      return [];
  }
}

const known = new Map<string, string>();

/** Per character `1` where a set has it. */
function membership(source: string, flags: string, characters: readonly string[], key: string): string {
  const name = `${flags} ${key} ${source}`;
  let members = known.get(name);
  if (members === undefined) {
    const set = new RegExp(`^(?:${source})$`, flags);
    members = characters.map((character) => (set.test(character) ? '1' : '0')).join('');
    known.set(name, members);
  }
  return members;
}

/** The characters of a pattern, as few as tell its sets apart. */
export class Alphabet {
  readonly all: Bits;
  readonly lineEnds: Bits;
  readonly wordCharacters: Bits;
  /** One character for each bit. */
  readonly letters: readonly { readonly bit: Bits; readonly character: string }[];
  readonly #bits = new Map<string, Bits>();

  constructor(syntax: Syntax, flags: string) {
    const setFlags = flags.replaceAll(/[^isuv]/g, '');
    const sets = [...new Set([...setsOf(syntax), String.raw`[\n\r\u2028\u2029]`, String.raw`\w`])];
    const points = new Set(usual);
    for (const source of sets) for (const character of namedIn(source)) points.add(character);
    const isUnicode = /[uv]/.test(flags);
    const characters = [...points].filter((character) => isUnicode || character.length === 1);
    const key = characters.slice(usual.length).join('');
    const rows = sets.map((source) => membership(source, setFlags, characters, key));
    const kinds = new Map<string, number>();
    const letters: { bit: Bits; character: string }[] = [];
    for (const [index, character] of characters.entries()) {
      const kind = rows.map((row) => row.charAt(index)).join('');
      if (kinds.has(kind)) continue;
      letters.push({ bit: 1n << BigInt(kinds.size), character });
      kinds.set(kind, kinds.size);
    }
    this.letters = letters;
    for (const [index, source] of sets.entries()) {
      let bits = 0n;
      for (const [kind, bit] of kinds) if (kind.charAt(index) === '1') bits |= 1n << BigInt(bit);
      this.#bits.set(source, bits);
    }
    this.all = (1n << BigInt(kinds.size)) - 1n;
    this.lineEnds = this.bitsOf(String.raw`[\n\r\u2028\u2029]`);
    this.wordCharacters = this.bitsOf(String.raw`\w`);
  }

  bitsOf(source: string): Bits {
    return this.#bits.get(source) ?? 0n;
  }
}
