/** A pattern that the linear matcher cannot take, or that is no pattern. */
export class PatternError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'PatternError';
    this.hint = hint;
  }
}

/** A JavaScript pattern as RE2 reads it, and the names of its groups by their numbers. */
export interface TranslatedPattern {
  readonly source: string;
  readonly names: ReadonlyMap<number, string>;
}

const spaces =
  '\\x{9}-\\x{D}\\x{20}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}';
const notSpaces =
  '\\x{0}-\\x{8}\\x{E}-\\x{1F}\\x{21}-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}';
const notLineEnds = '[^\\x{A}\\x{D}\\x{2028}\\x{2029}]';
const anything = '[\\x{0}-\\x{10FFFF}]';
const nothing = '[^\\x{0}-\\x{10FFFF}]';

const classEscapes: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['D', '\\D'],
  ['w', '0-9A-Za-z_'],
  ['W', '\\W'],
  ['s', spaces],
  ['S', notSpaces],
]);
const controlEscapes: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
]);

/** Unicode properties of JavaScript under the name that RE2 gives them. */
const propertyNames: ReadonlyMap<string, string> = new Map([
  ['Letter', 'L'],
  ['Lowercase_Letter', 'Ll'],
  ['Uppercase_Letter', 'Lu'],
  ['Mark', 'M'],
  ['Number', 'N'],
  ['Decimal_Number', 'Nd'],
  ['Punctuation', 'P'],
  ['Symbol', 'S'],
  ['Currency_Symbol', 'Sc'],
  ['Math_Symbol', 'Sm'],
  ['Separator', 'Z'],
  ['Space_Separator', 'Zs'],
]);

const lookAroundHint =
  'Look-around is not available: match what lies around too, and take the part that you mean with a group.';
const separatorsHint = "For thousands separators use number.toLocaleString('en-US').";
const syntaxHint = 'Check the pattern; a character that stands for itself is written with a backslash.';

/** Reads a pattern once, from left to right. Nothing in it is nested for this reader: groups are passed on. */
class Translator {
  readonly #source: string;
  readonly #flags: string;
  readonly #groupCount: number;
  readonly #names = new Map<number, string>();
  #at = 0;
  #groups = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
    this.#groupCount = countGroups(source);
  }

  translate(): TranslatedPattern {
    let result = '';
    while (this.#at < this.#source.length) result += this.#term();
    return { source: result, names: this.#names };
  }

  #term(): string {
    const character = this.#source.charAt(this.#at);
    switch (character) {
      case '\\':
        return this.#escape();
      case '[':
        return this.#class();
      case '(':
        return this.#group();
      case '{':
        return this.#brace();
    }
    if (character !== '.' && character !== '^' && character !== '$' && !'*+?|)'.includes(character))
      return literal(this.#codePoint());
    this.#at += 1;
    if (character === '.') return this.#flags.includes('s') ? anything : notLineEnds;
    const lines = this.#flags.includes('m');
    if (character === '^') return lines ? '(?m:^)' : '\\A';
    if (character === '$') return lines ? '(?m:$)' : '\\z';
    return character;
  }

  /** The code point at the reader, which moves past it. */
  #codePoint(): number {
    const point = this.#source.codePointAt(this.#at) ?? 0;
    this.#at += point > 0xff_ff ? 2 : 1;
    return point;
  }

  #group(): string {
    const rest = this.#source.slice(this.#at);
    const opening = /^\((?:\?(?:(:)|(<?[=!])|<([^>]*)>|)|)/.exec(rest);
    const [text = '(', plain, lookAround, name] = opening ?? [];
    if (lookAround !== undefined) {
      const hint = this.#source.includes('\\B(?=') ? separatorsHint : lookAroundHint;
      throw new PatternError('it looks around', hint);
    }
    if (text === '(?') throw new PatternError('there is no group of this kind', syntaxHint);
    this.#at += text.length;
    if (plain !== undefined) return '(?:';
    this.#groups += 1;
    if (name === undefined) return '(';
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || [...this.#names.values()].includes(name))
      throw new PatternError('a group has an invalid name, or one that is taken', syntaxHint);
    this.#names.set(this.#groups, name);
    return '(';
  }

  #brace(): string {
    const quantifier = /^\{\d+(?:,\d*)?\}/.exec(this.#source.slice(this.#at))?.[0];
    if (quantifier === undefined) return literal(this.#codePoint());
    this.#at += quantifier.length;
    return quantifier;
  }

  #escape(): string {
    const character = this.#source.charAt(this.#at + 1);
    if (character === 'b' || character === 'B') {
      this.#at += 2;
      return `\\${character}`;
    }
    const found = this.#classEscape();
    if (found !== undefined) return `[${found}]`;
    const number = /^\\([1-9]\d*)/.exec(this.#source.slice(this.#at))?.[1];
    const refersBack =
      number === undefined
        ? character === 'k' && this.#source.includes('(?<')
        : Number(number) <= this.#groupCount;
    if (refersBack)
      throw new PatternError('it refers back to a group', 'Compare the two parts after the match.');
    return literal(this.#characterEscape());
  }

  /** The members of a class that an escape stands for, where it stands for one. */
  #classEscape(): string | undefined {
    const letter = this.#source.charAt(this.#at + 1);
    const known = classEscapes.get(letter);
    if (known !== undefined) {
      this.#at += 2;
      return known;
    }
    if ((letter !== 'p' && letter !== 'P') || !this.#flags.includes('u')) return undefined;
    const [text, property] =
      /^\\[pP]\{(?:(?:General_Category|gc|Script|sc)=)?(\w+)\}/.exec(this.#source.slice(this.#at)) ?? [];
    if (text === undefined || property === undefined)
      throw new PatternError('a Unicode property has no name', 'Write \\p{L}, \\p{Lu} or \\p{Script=Greek}.');
    this.#at += text.length;
    return `\\${letter}{${propertyNames.get(property) ?? property}}`;
  }

  /** The code point that an escape stands for. */
  #characterEscape(): number {
    const rest = this.#source.slice(this.#at);
    if (rest === '\\') throw new PatternError('it ends in a backslash', syntaxHint);
    const letter = rest.charAt(1);
    const control = controlEscapes.get(letter);
    if (control !== undefined) return this.#take(2, control);
    const [whole = '', hex, pair, braced, controlled, octal] =
      /^\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4}(?:\\u[Dd][C-Fc-f][\dA-Fa-f]{2})?)|u\{([\dA-Fa-f]{1,6})\}|c([A-Za-z])|([0-3]?[0-7]?[0-7]))/.exec(
        rest,
      ) ?? [];
    if (hex !== undefined) return this.#take(whole.length, Number.parseInt(hex, 16));
    if (pair !== undefined) return this.#takeUnits(pair);
    if (braced !== undefined && this.#flags.includes('u')) {
      const point = Number.parseInt(braced, 16);
      if (point > 0x10_ff_ff) throw new PatternError('a code point is too large', syntaxHint);
      return this.#take(whole.length, point);
    }
    if (controlled !== undefined) return this.#take(whole.length, controlled.charCodeAt(0) & 31);
    if (octal !== undefined) return this.#take(whole.length, Number.parseInt(octal, 8));
    this.#at += 1;
    // `\c` without a letter is a backslash and a c.
    return letter === 'c' ? 92 : this.#codePoint();
  }

  #take(length: number, point: number): number {
    this.#at += length;
    return point;
  }

  /** One `\uXXXX`, or two that make one character. */
  #takeUnits(units: string): number {
    const first = Number.parseInt(units.slice(0, 4), 16);
    const isPair = units.length > 4 && first >= 0xd8_00 && first <= 0xdb_ff;
    if (!isPair) return this.#take(6, first);
    const text = String.fromCharCode(first, Number.parseInt(units.slice(-4), 16));
    return this.#take(12, text.codePointAt(0) ?? first);
  }

  #class(): string {
    this.#at += 1;
    const negated = this.#source.charAt(this.#at) === '^';
    if (negated) this.#at += 1;
    let members = '';
    while (this.#source.charAt(this.#at) !== ']') members += this.#members();
    this.#at += 1;
    if (members === '') return negated ? anything : nothing;
    return `[${negated ? '^' : ''}${members}]`;
  }

  /** One character, range or escape of a class. */
  #members(): string {
    const first = this.#member();
    const rest = this.#source.slice(this.#at, this.#at + 2);
    if (typeof first === 'string' || rest.length < 2 || rest.charAt(0) !== '-' || rest.charAt(1) === ']')
      return typeof first === 'string' ? first : point(first);
    this.#at += 1;
    const last = this.#member();
    if (typeof last === 'string') return `${point(first)}${point(45)}${last}`;
    if (last < first) throw new PatternError('a range of a class is upside down', syntaxHint);
    return `${point(first)}-${point(last)}`;
  }

  #member(): string | number {
    if (this.#at >= this.#source.length) throw new PatternError('a class is not closed', syntaxHint);
    if (this.#source.charAt(this.#at) !== '\\') return this.#codePoint();
    const found = this.#classEscape();
    if (found !== undefined) return found;
    if (this.#source.charAt(this.#at + 1) === 'b') return this.#take(2, 8);
    return this.#characterEscape();
  }
}

/** How many groups capture: what decides whether `\1` refers back. */
function countGroups(source: string): number {
  const outside = source.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, '');
  return outside.match(/\((?!\?)|\(\?<(?![=!])/g)?.length ?? 0;
}

function point(codePoint: number): string {
  return `\\x{${codePoint.toString(16).toUpperCase()}}`;
}

function literal(codePoint: number): string {
  const text = String.fromCodePoint(codePoint);
  return /^[\w ]$/.test(text) ? text : point(codePoint);
}

/**
 * Writes a JavaScript pattern in the syntax of RE2, so that classes, escapes and assertions mean what they mean in
 * JavaScript. Takes each character of the pattern once.
 *
 * @throws PatternError where a pattern looks around, refers back or is malformed.
 */
export function translatePattern(source: string, flags: string): TranslatedPattern {
  return new Translator(source, flags).translate();
}
