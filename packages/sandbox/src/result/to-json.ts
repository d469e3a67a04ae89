import {
  Capability,
  GuestDate,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  type GuestValue,
} from '../language/index.js';
import type { SandboxLimits } from '../limits.js';
import type { Json } from '../types.js';
import { invalidResult } from './invalid-result.js';

/**
 * Turns guest values into JSON. Dates become ISO 8601 strings, a `Map` an object, a `Set` an array, NaN and the
 * infinities strings. No guest code runs. All values that one converter has seen count against one budget.
 */
export class JsonConverter {
  readonly #limits: SandboxLimits;
  #left: number;

  constructor(limits: SandboxLimits) {
    this.#limits = limits;
    this.#left = limits.tableCells;
  }

  /** @throws GuestError `result-invalid` when the value is too large, nested too deeply, or no data. */
  convert(value: GuestValue, depth = 0): Json {
    this.#spend(1);
    if (depth > this.#limits.valueDepth) {
      throw invalidResult(`The result is nested more than ${this.#limits.valueDepth} levels deep.`);
    }
    if (value === undefined || value === null) return null;
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (Array.isArray(value)) return this.#list(value, depth);
    if (value instanceof GuestDate) return dateText(value);
    if (value instanceof GuestMap) return this.#record(value.entries, depth);
    if (value instanceof GuestSet) return this.#list(value.entries, depth);
    if (value instanceof GuestPattern) return `/${value.source}/${value.flags}`;
    if (value instanceof Capability || value instanceof GuestFunction || value instanceof NativeFunction) {
      throw invalidResult(
        'The result holds a function, an unfinished expression, or a frame many levels deep.',
      );
    }
    return this.#record(Object.entries(value), depth);
  }

  #list(items: Iterable<GuestValue>, depth: number): Json[] {
    return Array.from(items, (item) => this.convert(item, depth + 1));
  }

  #record(entries: Iterable<readonly [GuestValue, GuestValue]>, depth: number): Json {
    const record = Object.create(null) as { [name: string]: Json };
    for (const [key, item] of entries) record[this.#keyText(key, depth)] = this.convert(item, depth + 1);
    return record;
  }

  #keyText(key: GuestValue, depth: number): string {
    const json = this.convert(key, depth + 1);
    return typeof json === 'string' ? json : JSON.stringify(json);
  }

  #spend(values: number): void {
    this.#left -= values;
    if (this.#left < 0) throw invalidResult(`The result holds more than ${this.#limits.tableCells} values.`);
  }
}

function dateText({ time }: GuestDate): Json {
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
