import { createContext, Script } from 'node:vm';

import {
  GuestDate,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  runProgram,
} from '../../../src/language/index.js';

/**
 * How a program compares with V8. `equal`: the same values and classes of errors. `refused`: the language refuses
 * aloud what JavaScript coerces in silence, as docs/differences.md says. `rejected` and `limit`: nothing to compare.
 */
export interface Comparison {
  readonly verdict: 'equal' | 'refused' | 'different' | 'rejected' | 'limit';
  /** What differs, or why there is nothing to compare. */
  readonly detail: string;
}

/** The messages of refusals that docs/differences.md lists. */
const documentedRefusal =
  /cannot be a property name|has no text of its own|is not a number\.|does not work on|is compared with|cannot be iterated|has no (?:member|method)/;

const context = createContext({});
// In the language objects inherit nothing; so it is here, lest a key such as `constructor` be a difference.
new Script('for (const key of Reflect.ownKeys(Object.prototype)) delete Object.prototype[key]').runInContext(
  context,
);

function inV8(source: string): unknown {
  // A block of its own, so that the names of one program are not those of the next.
  return new Script(`'use strict'; {\n${source}\n}`).runInContext(context);
}

/** Runs a program of `writeProgram` in the language and in V8. */
export function compare(source: string): Comparison {
  const outcome = runProgram(source, { globals: {} });
  if (outcome.status !== 'ok')
    return {
      verdict: outcome.status === 'failed' ? 'different' : outcome.status,
      detail: outcome.error.message,
    };
  const { why, ...own } = outcome.value as Record<string, unknown>;
  const { why: _messages, ...expected } = inV8(source) as Record<string, unknown>;
  const [left, right] = [canonical(own), canonical(expected)];
  if (left === right) return { verdict: 'equal', detail: '' };
  const messages = (why as unknown[]).filter((message) => typeof message === 'string');
  const refusal = messages.find((message) => documentedRefusal.test(message));
  if (refusal !== undefined) return { verdict: 'refused', detail: refusal };
  return { verdict: 'different', detail: `${left}\n  instead of ${right}` };
}

/** A value as text in which two values are equal exactly when the texts are. Holes count as `undefined`. */
function canonical(value: unknown, open: readonly unknown[] = []): string {
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof GuestFunction || value instanceof NativeFunction || typeof value === 'function')
    return 'function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (open.includes(value)) return `^${open.indexOf(value)}`;
  const inside = [...open, value];
  const list = (values: Iterable<unknown>): string =>
    Array.from(values, (each) => canonical(each, inside)).join(',');
  if (Array.isArray(value)) return `[${list(Array.from(value))}]`;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (value instanceof GuestDate || tag === 'Date')
    return `Date(${value instanceof GuestDate ? value.time : (value as Date).getTime()})`;
  if (value instanceof GuestMap || tag === 'Map')
    return `Map(${list(value instanceof GuestMap ? value.entries : (value as Map<unknown, unknown>))})`;
  if (value instanceof GuestSet || tag === 'Set')
    return `Set(${list(value instanceof GuestSet ? value.entries : (value as Set<unknown>))})`;
  if (value instanceof GuestPattern || tag === 'RegExp') return `/${(value as RegExp).source}/`;
  if (tag === 'Error') return canonicalError(value as Error);
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${canonical(each, inside)}`,
  );
  return `{${entries.join(',')}}`;
}

function canonicalError({ name, message }: Error): string {
  return `{"name":${JSON.stringify(name)},"message":${JSON.stringify(message)}}`;
}
