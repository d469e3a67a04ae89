import { defaultLanguageLimits } from './limits.js';
import { isFunction, isPlainObject } from './runtime/kinds.js';
import { Run } from './runtime/run.js';
import {
  Capability,
  GuestDate,
  GuestMap,
  GuestPattern,
  GuestSet,
  type GuestObject,
  type GuestValue,
} from './values.js';

const maximumDepth = 4;
const maximumEntries = 100;

/** Writes a value for a reader. Stops when it has written as much as a line holds. */
class Formatter {
  readonly #run: Run;
  readonly #open = new Set<object>();
  #left: number;

  constructor(run: Run) {
    this.#run = run;
    this.#left = run.limits.logLineLength;
  }

  format(value: GuestValue, nested: boolean): string {
    const text = this.#text(value, nested);
    this.#run.charge(2 + (text.length >> 4));
    return text;
  }

  #text(value: GuestValue, nested: boolean): string {
    if (typeof value === 'string')
      return this.#spend(nested ? `'${value.slice(0, this.#left)}'` : value.slice(0, this.#left + 1));
    if (Object.is(value, -0)) return this.#spend('-0');
    if (typeof value !== 'object' || value === null) return this.#spend(String(value));
    if (isFunction(value))
      return this.#spend(`[function ${'code' in value ? value.code.name || 'anonymous' : value.name}]`);
    if (value instanceof Capability) return this.#spend(value.display(this.#run).slice(0, this.#left + 1));
    if (value instanceof GuestDate)
      return this.#spend(Number.isNaN(value.time) ? 'Invalid Date' : new Date(value.time).toISOString());
    if (value instanceof GuestPattern) return this.#spend(`/${value.source}/${value.flags}`);
    return this.#collection(value);
  }

  #spend(text: string): string {
    this.#left = Math.max(0, this.#left - text.length);
    return text;
  }

  #collection(value: GuestValue[] | GuestObject | GuestMap | GuestSet): string {
    if (isPlainObject(value) && this.#run.errors.has(value)) return this.#error(value);
    if (this.#open.has(value)) return '[circular]';
    if (this.#open.size >= maximumDepth) return Array.isArray(value) ? '[…]' : '{…}';
    this.#open.add(value);
    const text = this.#entries(value);
    this.#open.delete(value);
    return text;
  }

  #error(value: GuestObject): string {
    const { name, message } = value;
    return this.#spend(
      `${typeof name === 'string' ? name : 'Error'}: ${typeof message === 'string' ? message.slice(0, this.#left) : ''}`,
    );
  }

  #entries(value: GuestValue[] | GuestObject | GuestMap | GuestSet): string {
    if (Array.isArray(value))
      return this.#list('[', value, value.length, (element) => this.format(element, true), ']');
    if (value instanceof GuestMap) {
      const write = ([key, entry]: [GuestValue, GuestValue]): string =>
        `${this.format(key, true)} => ${this.format(entry, true)}`;
      return this.#list(`Map(${value.entries.size}) {`, value.entries, value.entries.size, write, '}');
    }
    if (value instanceof GuestSet) {
      const write = (entry: GuestValue): string => this.format(entry, true);
      return this.#list(`Set(${value.entries.size}) {`, value.entries, value.entries.size, write, '}');
    }
    const keys = Object.keys(value);
    return this.#list(
      '{',
      keys,
      keys.length,
      (key) => `${propertyName(key)}: ${this.format(value[key], true)}`,
      '}',
    );
  }

  #list<Item>(
    open: string,
    items: Iterable<Item>,
    count: number,
    write: (item: Item) => string,
    close: string,
  ): string {
    const parts: string[] = [];
    for (const item of items) {
      if (parts.length >= maximumEntries || this.#left === 0) {
        parts.push(`… ${count - parts.length} more`);
        break;
      }
      parts.push(write(item));
    }
    if (parts.length === 0) return open + close;
    return `${open} ${parts.join(', ')} ${close}`;
  }
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`;
}

/** The text that `console.log` prints for a value: bounded in depth, entries and length, and paid for. */
export function formatValue(value: GuestValue, run: Run = new Run(defaultLanguageLimits)): string {
  return new Formatter(run).format(value, false);
}
