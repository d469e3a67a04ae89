/** What a regular expression is made of, as far as its time goes: groups are gone, each set of characters is its source. */
export type Syntax =
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Syntax[] }
  | { readonly kind: 'choice'; readonly options: readonly Syntax[] }
  | { readonly kind: 'repeat'; readonly body: Syntax; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'boundary'; readonly isNegated: boolean }
  | {
      readonly kind: 'look';
      readonly isBehind: boolean;
      readonly isNegated: boolean;
      readonly body: Syntax;
    };

/** Something that the proof cannot speak about. */
export class Unsupported extends Error {}

/** Reads a pattern that compiles. */
export function parsePattern(source: string, flags: string): Syntax {
  return new PatternParser(source, /[uv]/.test(flags)).parse();
}

const quantifier = /^(?:[*+?]|\{(?<least>\d+)(?<comma>,(?<most>\d*))?\})\??/;
const escape = /^\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|p\{[^}]*\}|.)/iu;
const backReference = /^\\(?:(?<number>[1-9]\d*)|k<(?<name>[^>]*)>)/;
const opening = /^\((?:\?(?:(?<plain>:)|(?<look><?[=!])|<(?<name>[^>]*)>))?/;

class PatternParser {
  #at = 0;
  #groups = 0;
  readonly #bodies = new Map<string, Syntax>();

  constructor(
    readonly source: string,
    readonly isUnicode: boolean,
  ) {}

  parse(): Syntax {
    const syntax = this.#choice();
    if (this.#at < this.source.length) throw new Unsupported(`what stands at ${this.#at}`);
    return syntax;
  }

  #choice(): Syntax {
    const options = [this.#sequence()];
    while (this.source[this.#at] === '|') {
      this.#at += 1;
      options.push(this.#sequence());
    }
    return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options };
  }

  #sequence(): Syntax {
    const parts: Syntax[] = [];
    while (this.#at < this.source.length && !'|)'.includes(this.source.charAt(this.#at))) {
      parts.push(this.#quantified(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.source.slice(this.#at));
    if (match) this.#at += match[0].length;
    return match ?? undefined;
  }

  #quantified(body: Syntax): Syntax {
    const match = this.#take(quantifier);
    if (!match) return body;
    const { least: digits = '0', comma, most: limit = '' } = match.groups ?? {};
    const sign = match[0].charAt(0);
    const least = sign === '{' ? Number(digits) : sign === '+' ? 1 : 0;
    const counted = comma === undefined ? least : limit === '' ? Infinity : Number(limit);
    const most = sign === '{' ? counted : sign === '?' ? 1 : Infinity;
    return { kind: 'repeat', body, least, most };
  }

  #atom(): Syntax {
    switch (this.source.charAt(this.#at)) {
      case '(':
        return this.#group();
      case '[':
        return this.#class();
      case '\\':
        return this.#escape();
      case '^':
        this.#at += 1;
        return { kind: 'start' };
      case '$':
        this.#at += 1;
        return { kind: 'end' };
      default: {
        const point = this.isUnicode ? (this.source.codePointAt(this.#at) ?? 0) : 0;
        const source = this.source.slice(this.#at, this.#at + (point > 0xffff ? 2 : 1));
        this.#at += source.length;
        return { kind: 'set', source };
      }
    }
  }

  #group(): Syntax {
    const match = this.#take(opening);
    const { plain, look, name } = match?.groups ?? {};
    const number = plain === undefined && look === undefined ? ++this.#groups : 0;
    const body = this.#choice();
    if (this.source[this.#at] !== ')') throw new Unsupported(`an open group at ${this.#at}`);
    this.#at += 1;
    if (look !== undefined)
      return { kind: 'look', isBehind: look.startsWith('<'), isNegated: look.endsWith('!'), body };
    if (number > 0) this.#bodies.set(String(number), body);
    if (name !== undefined) this.#bodies.set(name, body);
    return body;
  }

  #class(): Syntax {
    const from = this.#at;
    for (this.#at += 1; this.source[this.#at] !== ']'; this.#at += 1) {
      if (this.source[this.#at] === '\\') this.#at += 1;
      if (this.#at >= this.source.length) throw new Unsupported(`an open class at ${from}`);
    }
    this.#at += 1;
    return { kind: 'set', source: this.source.slice(from, this.#at) };
  }

  #escape(): Syntax {
    const back = this.#take(backReference);
    // What a group took may be read again: something that the group itself may read.
    const again = back && this.#bodies.get(back.groups?.['number'] ?? back.groups?.['name'] ?? '');
    if (back && !again) throw new Unsupported('a reference to a group that comes later');
    if (again) return again;
    const source = this.#take(escape)?.[0] ?? '';
    if (source === '\\b' || source === '\\B') return { kind: 'boundary', isNegated: source === '\\B' };
    return { kind: 'set', source };
  }
}
