import { UsageError } from '../usage-error.js';

/** A value of a JSON text, and where it stands: `[start, end)` in UTF-16 code units. */
export type JsonNode = { start: number; end: number } & (
  | { kind: 'object'; members: JsonMember[] }
  | { kind: 'array'; items: JsonNode[] }
  | { kind: 'scalar'; value: string | number | boolean | null }
);

/** A member of an object. */
export interface JsonMember {
  name: string;
  start: number;
  value: JsonNode;
}

/** Nesting that the file of a client has. */
const deepest = 64;

/**
 * Reads JSON with comments and commas before a closing bracket, as editors keep their settings, with the place of every
 * value, so that one can be replaced and all else stays as it was.
 * @throws UsageError with the line of what cannot be read.
 */
export function parseJsonc(text: string): JsonNode {
  return new JsoncParser(text).whole();
}

/** The member of that name; the last one, as JSON readers take it. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  if (node?.kind !== 'object') return undefined;
  return node.members.findLast((member) => member.name === name)?.value;
}

/** The string that a node is; undefined for everything else. */
export function stringOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** The plain value of a node. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'array':
      return node.items.map((item) => plainValue(item));
    case 'object':
      return Object.fromEntries(node.members.map(({ name, value }) => [name, plainValue(value)]));
  }
}

class JsoncParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonNode {
    const node = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail('something follows the end');
    return node;
  }

  #value(): JsonNode {
    this.#space();
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{' || first === '[') {
      if (++this.#depth > deepest) this.#fail(`it is nested deeper than ${deepest}`);
      const node = first === '{' ? this.#object(start) : this.#array(start);
      this.#depth--;
      return node;
    }
    scalar.lastIndex = start;
    const found = scalar.exec(this.#text)?.[0];
    if (found === undefined) this.#fail('a value is missing');
    this.#at += found.length;
    try {
      const value = JSON.parse(found) as string | number | boolean | null;
      return { kind: 'scalar', start, end: this.#at, value };
    } catch {
      return this.#fail(`this is no value: ${found.slice(0, 40)}`);
    }
  }

  #object(start: number): JsonNode {
    const members: JsonMember[] = [];
    this.#list('}', () => {
      const at = this.#at;
      const name = stringOf(this.#value());
      if (name === undefined) return this.#fail('the name of a member is missing');
      this.#space();
      if (this.#text[this.#at] !== ':') this.#fail('a colon is missing');
      this.#at++;
      members.push({ name, start: at, value: this.#value() });
    });
    return { kind: 'object', start, end: this.#at, members };
  }

  #array(start: number): JsonNode {
    const items: JsonNode[] = [];
    this.#list(']', () => items.push(this.#value()));
    return { kind: 'array', start, end: this.#at, items };
  }

  /** What stands between two brackets, with commas between. */
  #list(close: string, one: () => void): void {
    this.#at++;
    for (this.#space(); this.#text[this.#at] !== close; this.#space()) {
      one();
      this.#space();
      if (this.#text[this.#at] === ',') this.#at++;
      else if (this.#text[this.#at] !== close) this.#fail(`a comma or ${close} is missing`);
    }
    this.#at++;
  }

  #space(): void {
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)?.[0].length ?? 0;
  }

  #fail(why: string): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new UsageError(`The file is not JSON: ${why} in line ${line}. Nothing was changed.`);
  }
}

const blank = /(?:[\s\ufeff]|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const scalar = /"(?:[^"\\\n]|\\.)*"|[-+.\w]+/y;
