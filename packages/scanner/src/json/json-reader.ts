import type { Place } from '../walk/pointer.js';

/** What a reader tells as it goes; offsets are those of the text, without the quotation marks. */
export interface JsonVisitor {
  /** The name of a member. The reader's place is that member. */
  name?(start: number, end: number, hasEscapes: boolean): void;
  /** A string that is a value. */
  string?(start: number, end: number, hasEscapes: boolean): void;
  number?(start: number, end: number): void;
  /** The end of an object or a list. The reader's place is still the last thing in it. */
  close?(): void;
  /** A member whose name its object has had before. The reader's place is that member. */
  duplicate?(): void;
}

/** What a text is that a reader could not read to its end. */
export type JsonFault = 'invalid' | 'trailing' | 'depth' | 'nodes';

/** How far a reader goes. */
export interface JsonLimits {
  depth: number;
  nodes: number;
}

/** The object or array that is being read. */
interface Container {
  isObject: boolean;
  place: Place | undefined;
  /** The name of the current member, or the index of the current item; -1 before the first. */
  at: string | number;
  /** The names so far, where duplicates are asked for. */
  names: Set<string> | undefined;
}

/**
 * Reads one JSON text (RFC 8259) strictly, from its beginning to its end and without recursion, and tells where its
 * strings stand. It keeps what `JSON.parse` throws away: offsets, members that are there twice, the digits of numbers.
 * Each character is looked at once.
 */
export class JsonReader {
  readonly #stack: Container[] = [];
  #index = 0;
  #nodes = 0;
  #fault: { fault: JsonFault; offset: number } | undefined;

  constructor(
    readonly text: string,
    readonly limits: JsonLimits,
    readonly visitor: JsonVisitor,
  ) {}

  /** Where the reader stands in the document. */
  place(): Place | undefined {
    const container = this.#stack.at(-1);
    return container && { parent: container.place, name: container.at };
  }

  /** The name of the member whose value (or whose list's item) is being read. */
  memberName(): string | undefined {
    for (let depth = this.#stack.length - 1; depth >= 0; depth--) {
      const at = this.#stack[depth]?.at;
      if (typeof at === 'string') return at;
    }
    return undefined;
  }

  /** Reads to the end; gives what is wrong with the text, and where. */
  read(): { fault: JsonFault; offset: number } | undefined {
    if (!this.#value()) return this.#fault;
    while (this.#stack.length > 0) if (!this.#next()) return this.#fault;
    this.#skipSpace();
    if (this.#index < this.text.length) this.#fail('trailing');
    return this.#fault;
  }

  /** On to the next value of the innermost container, or out of it. */
  #next(): boolean {
    const container = this.#stack.at(-1);
    if (!container) return true;
    this.#skipSpace();
    const code = this.text.charCodeAt(this.#index);
    if (code === (container.isObject ? 0x7d : 0x5d)) {
      this.#index++;
      this.visitor.close?.();
      this.#stack.pop();
      return true;
    }
    if (container.at !== -1) {
      if (code !== 0x2c) return this.#fail('invalid');
      this.#index++;
    }
    if (container.isObject) return this.#member(container);
    container.at = Number(container.at) + 1;
    return this.#value();
  }

  #member(container: Container): boolean {
    this.#skipSpace();
    const start = this.#index + 1;
    if (this.text.charCodeAt(this.#index) !== 0x22) return this.#fail('invalid');
    const escapes = this.#string();
    if (escapes === undefined) return false;
    const end = this.#index - 1;
    const name = escapes ? unescapeJson(this.text.slice(start, end)) : this.text.slice(start, end);
    container.at = name;
    if (container.names?.has(name)) this.visitor.duplicate?.();
    else container.names?.add(name);
    this.visitor.name?.(start, end, escapes);
    this.#skipSpace();
    if (this.text.charCodeAt(this.#index) !== 0x3a) return this.#fail('invalid');
    this.#index++;
    return this.#value();
  }

  #value(): boolean {
    this.#skipSpace();
    if (++this.#nodes > this.limits.nodes) return this.#fail('nodes');
    const code = this.text.charCodeAt(this.#index);
    switch (code) {
      case 0x22: {
        const start = this.#index + 1;
        const escapes = this.#string();
        if (escapes === undefined) return false;
        this.visitor.string?.(start, this.#index - 1, escapes);
        return true;
      }
      case 0x7b:
      case 0x5b:
        return this.#open(code === 0x7b);
      case 0x74:
        return this.#word('true');
      case 0x66:
        return this.#word('false');
      case 0x6e:
        return this.#word('null');
      default:
        return this.#number();
    }
  }

  #open(isObject: boolean): boolean {
    if (this.#stack.length >= this.limits.depth) return this.#fail('depth');
    this.#index++;
    const names = isObject && this.visitor.duplicate ? new Set<string>() : undefined;
    this.#stack.push({ isObject, place: this.place(), at: -1, names });
    return true;
  }

  /** Reads a string from its first quotation mark past its last; whether it has escapes. */
  #string(): boolean | undefined {
    const { text } = this;
    let hasEscapes = false;
    for (let index = this.#index + 1; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 0x22) {
        this.#index = index + 1;
        return hasEscapes;
      }
      if (code < 0x20) break;
      if (code !== 0x5c) continue;
      hasEscapes = true;
      const length = escapeLength(text, index);
      if (length === 0) break;
      index += length - 1;
    }
    this.#fail('invalid');
    return undefined;
  }

  /** RFC 8259, without more: `-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`. */
  #number(): boolean {
    const { text } = this;
    const start = this.#index;
    let at = text.charCodeAt(start) === 0x2d ? start + 1 : start;
    const first = at;
    at = endOfDigits(text, at);
    const hasLeadingZero = text.charCodeAt(first) === 0x30 && at > first + 1;
    if (at === first || hasLeadingZero) return this.#fail('invalid');
    if (text.charCodeAt(at) === 0x2e) {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1) return this.#fail('invalid');
      at = end;
    }
    if ((text.charCodeAt(at) | 0x20) === 0x65) {
      const sign = text.charCodeAt(at + 1);
      const digits = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
      at = endOfDigits(text, digits);
      if (at === digits) return this.#fail('invalid');
    }
    this.#index = at;
    this.visitor.number?.(start, at);
    return true;
  }

  #word(word: string): boolean {
    if (!this.text.startsWith(word, this.#index)) return this.#fail('invalid');
    this.#index += word.length;
    return true;
  }

  #skipSpace(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.#index);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#index++;
    }
  }

  #fail(fault: JsonFault): false {
    this.#fault ??= { fault, offset: this.#index };
    return false;
  }
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(at)) at++;
  return at;
}

const shortEscapes = '"\\/bfnrt';
const hexadecimal = /^[0-9a-f]{4}$/i;

/** The length of the escape at an offset; 0 where it is none. */
function escapeLength(text: string, at: number): number {
  const kind = text.charAt(at + 1);
  if (kind === 'u') return hexadecimal.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  return kind !== '' && shortEscapes.includes(kind) ? 2 : 0;
}

/** What the content of a JSON string says. */
export function unescapeJson(content: string): string {
  const value: unknown = JSON.parse(`"${content}"`);
  return typeof value === 'string' ? value : '';
}
