import { ErrorCode } from '../error-code.js';
import { GuestError, invalidArgument, typeMismatch } from '../errors.js';
import { toText } from '../runtime/coerce.js';
import { isFunction, isPlainObject } from '../runtime/kinds.js';
import type { Run } from '../runtime/run.js';
import {
  Capability,
  createObject,
  GuestDate,
  type GuestArray,
  type GuestObject,
  type GuestValue,
} from '../values.js';
import { dateMethods } from './date-methods.js';
import { namespace } from './namespace.js';

/** `JSON.parse`, within the budget; every object in the result is a guest object. */
function parseJson(text: string, run: Run): GuestValue {
  run.charge(text.length);
  run.allocate(2 * text.length);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalidArgument(`JSON.parse: ${error.message}`, 'Check that the text is JSON.', 'SyntaxError');
  }
  return importValue(parsed, run);
}

/** Turns plain host data into guest values, within the budget. Throws on anything that JSON does not know. */
function importValue(value: unknown, run: Run, depth = 0): GuestValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (value === undefined) return undefined;
  if (depth > run.limits.valueDepth) throw tooDeep();
  run.charge(1);
  if (Array.isArray(value)) {
    run.allocate(16 + 8 * value.length);
    return value.map((element: unknown) => importValue(element, run, depth + 1));
  }
  if (typeof value !== 'object') throw new Error('A host value that is not data reached the guest.');
  const result = createObject();
  run.allocate(48);
  for (const [key, property] of Object.entries(value)) {
    run.charge(1);
    run.allocate(24);
    result[key] = importValue(property, run, depth + 1);
  }
  return result;
}

/** Passes every part of a parsed value through a function of the guest, the innermost first. */
function revive(key: string, value: GuestValue, reviver: GuestValue, run: Run): GuestValue {
  run.charge(1);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++)
      value[index] = revive(String(index), value[index], reviver, run);
  } else if (isPlainObject(value)) {
    for (const name of Object.keys(value)) {
      const revived = revive(name, value[name], reviver, run);
      if (revived === undefined) delete value[name];
      else value[name] = revived;
    }
  }
  return run.call(reviver, [key, value]);
}

function tooDeep(): GuestError {
  return new GuestError(ErrorCode.ArgumentInvalid, 'The value is nested too deeply.', {
    hint: 'Check that it does not contain itself.',
  });
}

class Writer {
  readonly #run: Run;
  readonly #indent: string;
  readonly #keys: ReadonlySet<string> | undefined;
  readonly #replace: GuestValue;
  readonly #open = new Set<object>();

  constructor(run: Run, indent: string, replacer: GuestValue) {
    this.#run = run;
    this.#indent = indent;
    this.#keys = Array.isArray(replacer) ? new Set(replacer.map((key) => toText(key, run))) : undefined;
    this.#replace = isFunction(replacer) ? replacer : undefined;
  }

  /** The text of a value, or `undefined` for what JSON leaves out. */
  write(key: string, original: GuestValue, margin: string): string | undefined {
    const own = this.#ownForm(key, original);
    const value = this.#replace === undefined ? own : this.#run.call(this.#replace, [key, own]);
    this.#run.charge(1);
    if (value === undefined || isFunction(value)) return undefined;
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
    if (typeof value === 'string') return this.#pay(JSON.stringify(value));
    if (value instanceof Capability) {
      throw typeMismatch(
        `A ${value.typeName} has no JSON form.`,
        'Get its rows first, for example with .toRecords().',
      );
    }
    if (Array.isArray(value)) return this.#nested(value, () => this.#array(value, margin));
    if (!isPlainObject(value)) return '{}';
    return this.#nested(value, () => this.#object(value, margin));
  }

  /** What an object's own `toJSON` makes of it. A date is given to a replacer as its text. */
  #ownForm(key: string, value: GuestValue): GuestValue {
    if (value instanceof GuestDate) return dateMethods.toJSON?.(value, [], this.#run);
    if (!isPlainObject(value) || !isFunction(value.toJSON)) return value;
    return this.#run.call(value.toJSON, [key]);
  }

  #nested(value: object, write: () => string): string {
    if (this.#open.has(value))
      throw invalidArgument(
        'JSON.stringify: the value contains itself.',
        'Leave the property out that leads back.',
        'TypeError',
      );
    if (this.#open.size >= this.#run.limits.valueDepth) throw tooDeep();
    this.#open.add(value);
    const text = write();
    this.#open.delete(value);
    return text;
  }

  #array(value: GuestArray, margin: string): string {
    const inner = margin + this.#indent;
    const items = value.map((element, index) => this.write(String(index), element, inner) ?? 'null');
    return this.#wrap('[', items, ']', margin, inner);
  }

  #object(value: GuestObject, margin: string): string {
    const inner = margin + this.#indent;
    const items: string[] = [];
    for (const key of Object.keys(value)) {
      if (this.#keys !== undefined && !this.#keys.has(key)) continue;
      const text = this.write(key, value[key], inner);
      if (text !== undefined) items.push(`${JSON.stringify(key)}:${this.#indent === '' ? '' : ' '}${text}`);
    }
    return this.#wrap('{', items, '}', margin, inner);
  }

  #wrap(open: string, items: readonly string[], close: string, margin: string, inner: string): string {
    if (items.length === 0) return open + close;
    if (this.#indent === '') return this.#pay(`${open}${items.join(',')}${close}`);
    return this.#pay(`${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`);
  }

  #pay(text: string): string {
    this.#run.charge(text.length >> 4);
    this.#run.allocate(32 + 2 * text.length);
    return text;
  }
}

function indentOf(value: GuestValue): string {
  if (typeof value === 'number') return ' '.repeat(Math.max(0, Math.min(10, Math.trunc(value) || 0)));
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

/** The JSON text of a value, within the budget. No code of the guest runs but a replacer that it passes. */
function stringifyJson(
  value: GuestValue,
  run: Run,
  replacer?: GuestValue,
  indent?: GuestValue,
): string | undefined {
  return new Writer(run, indentOf(indent), replacer).write('', value, '');
}

/** The global `JSON`. */
export const jsonNamespace = namespace('JSON', {
  parse: ([text, reviver], run) => {
    const parsed = parseJson(toText(text, run), run);
    return isFunction(reviver) ? revive('', parsed, reviver, run) : parsed;
  },
  stringify: (args, run) => stringifyJson(args[0], run, args[1], args[2]),
});
