import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';
import { limits } from '../limits.js';
import { didYouMean, type ConfigProblem } from './problem.js';
import type {
  ChoiceNode,
  LackingNode,
  ListNode,
  NamedNode,
  NumberNode,
  SchemaNode,
  SectionNode,
  TextNode,
} from './schema-node.js';

/** Takes a YAML document apart by the schema; gathers every problem, so that a person can mend them all at once. */
export class ConfigReader {
  readonly problems: ConfigProblem[] = [];
  /** Keys that are given and change nothing, and why. */
  readonly notes: ConfigProblem[] = [];
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #resolvePath: (path: string) => string;
  #values = 0;

  constructor(document: Document, lines: LineCounter, resolvePath: (path: string) => string) {
    this.#document = document;
    this.#lines = lines;
    this.#resolvePath = resolvePath;
  }

  /** The whole document. */
  read(schema: SectionNode): unknown {
    return this.#section(schema, this.#document.contents, '') ?? {};
  }

  #value(node: SchemaNode, given: unknown, key: string): unknown {
    const value = this.#resolved(given, key);
    if (isEmpty(value)) return undefined;
    switch (node.kind) {
      case 'section':
        return this.#section(node, value, key);
      case 'named':
        return this.#named(node, value, key);
      case 'list':
        return this.#list(node, value, key);
      case 'text':
        return this.#text(node, value, key);
      case 'number':
        return this.#number(node, value, key);
      case 'choice':
        return this.#choice(node, value, key);
      case 'flag': {
        const flag = scalarOf(value);
        return typeof flag === 'boolean' ? flag : this.#wrong(value, key, 'This is true or false.');
      }
      case 'lacking':
        return this.#lacking(node, value, key);
      case 'no-effect':
        this.notes.push({ line: this.#lineOf(value), key, message: node.about });
        return undefined;
    }
  }

  #section(node: SectionNode, given: unknown, key: string): unknown {
    const value = this.#resolved(given, key);
    if (isEmpty(value)) return undefined;
    const read: Record<string, unknown> = {};
    const isOff = isMap(value) && value.get('enabled') === false;
    for (const [name, member, at] of this.#members(value, key)) {
      const inner = key === '' ? name : `${key}.${name}`;
      const child = Object.hasOwn(node.keys, name) ? node.keys[name] : undefined;
      if (!child) {
        const help = didYouMean(name, Object.keys(node.keys));
        this.problems.push({ line: at, key: inner, message: `There is no such key. ${help}` });
        continue;
      }
      // What a section that is turned off would do is nothing that is missed.
      if (isOff && child.kind === 'lacking') continue;
      const found = this.#value(child, member, inner);
      if (found !== undefined) read[name] = found;
    }
    for (const [name, child] of Object.entries(node.keys)) {
      if (child.kind !== 'text' || child.isRequired !== true || Object.hasOwn(read, name)) continue;
      this.#wrong(value, `${key}.${name}`, `This is missing. ${child.about}`);
    }
    return read;
  }

  #named(node: NamedNode, value: unknown, key: string): unknown {
    const entries = this.#members(value, key).map(
      ([name, member]) => [name, this.#section(node.item, member, `${key}.${name}`) ?? {}] as const,
    );
    return Object.fromEntries(entries);
  }

  #list(node: ListNode, value: unknown, key: string): unknown {
    if (!isSeq(value)) return this.#wrong(value, key, 'This is a list: lines that begin with "- ".');
    if (value.items.length > node.most)
      return this.#wrong(value, key, `A list has at most ${node.most} entries.`);
    return value.items.flatMap((item, index) => this.#value(node.item, item, `${key}[${index}]`) ?? []);
  }

  #text(node: TextNode, value: unknown, key: string): unknown {
    const text = scalarOf(value);
    if (typeof text !== 'string') return this.#wrong(value, key, 'This is a text; put it in quotes.');
    const wrong = node.check?.(text);
    if (wrong !== undefined) return this.#wrong(value, key, `${wrong}.`);
    const known = node.known?.();
    if (known && !known.includes(text) && node.alsoKnown?.test(text) !== true) {
      return this.#wrong(value, key, `There is no ${JSON.stringify(text)}. ${didYouMean(text, known)}`);
    }
    if (node.isPath !== true) return text;
    return text === '' ? undefined : this.#resolvePath(text);
  }

  #number({ least, most, isWhole }: NumberNode, value: unknown, key: string): unknown {
    const number = scalarOf(value);
    const isGood =
      typeof number === 'number' &&
      number >= least &&
      number <= most &&
      (isWhole !== true || Number.isInteger(number));
    if (isGood) return number;
    const range = least === most ? String(least) : `${least} to ${most}`;
    return this.#wrong(value, key, `This is a ${isWhole === true ? 'whole ' : ''}number, ${range}.`);
  }

  #choice(node: ChoiceNode, value: unknown, key: string): unknown {
    const word = scalarOf(value);
    if (word === '' && node.mayBeEmpty === true) return undefined;
    if (typeof word === 'string' && node.values.includes(word)) return word;
    const instead = typeof word === 'string' ? node.lacking?.[word] : undefined;
    if (instead !== undefined) return this.#wrong(value, key, `${instead}.`);
    return this.#wrong(value, key, `This is ${node.values.join(', ')}, not ${JSON.stringify(word ?? null)}.`);
  }

  /** Refused where it is turned on; told of where it only sets something up. */
  #lacking(node: LackingNode, value: unknown, key: string): undefined {
    if (isSeq(value) && value.items.length === 0) return undefined;
    if (isMap(value)) {
      if (value.items.length === 0) return undefined;
      const enabled = this.#resolved(value.get('enabled', true), key);
      if (scalarOf(enabled) === false) return undefined;
      const line = enabled ? this.#lineOf(enabled) : this.#lineOf(value);
      this.problems.push({ line, key, message: `${node.about} ${node.instead}.` });
      return undefined;
    }
    if (scalarOf(value) === false || scalarOf(value) === '') return undefined;
    this.#wrong(value, key, `${node.about} ${node.instead}.`);
    return undefined;
  }

  /** The keys of a mapping with their lines. */
  #members(value: unknown, key: string): [name: string, member: unknown, line: number][] {
    if (!isMap(value)) {
      this.#wrong(value, key, 'This is a section: keys with values, one step further in.');
      return [];
    }
    return value.items.map(({ key: name, value: member }) => [
      String(scalarOf(name)),
      member,
      this.#lineOf(name),
    ]);
  }

  /** What an alias stands for; everything else as it is. Counts, so that aliases cannot make much of little. */
  #resolved(given: unknown, key: string): unknown {
    this.#values += 1;
    if (this.#values > limits.configValues) {
      if (this.#values === limits.configValues + 1) {
        this.#wrong(given, key, `A configuration has at most ${limits.configValues} values.`);
      }
      return undefined;
    }
    return isAlias(given) ? given.resolve(this.#document) : given;
  }

  #wrong(at: unknown, key: string, message: string): undefined {
    this.problems.push({ line: this.#lineOf(at), key, message });
  }

  #lineOf(node: unknown): number {
    const range = (node as Node | null | undefined)?.range;
    return range ? this.#lines.linePos(range[0]).line : 1;
  }
}

function scalarOf(value: unknown): unknown {
  return isScalar(value) ? value.value : undefined;
}

/** Nothing, or a key with nothing after it. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (isScalar(value) && value.value === null);
}
