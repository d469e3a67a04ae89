import { runInNewContext } from 'node:vm';

import {
  Capability,
  GuestDate,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  runProgram,
  type GuestValue,
  type LanguageLimits,
  type ProgramError,
  type ProgramOutcome,
} from '../../src/language/index.js';

/** A host object as the facade would offer one: a capability with a method that hands out another. */
export class Probe extends Capability {
  readonly typeName = 'Probe';

  override memberNames(): readonly string[] {
    return ['columns', 'fail', 'next', 'rows', 'withColumns'];
  }

  override getMember(name: string): GuestValue {
    if (name === 'next') return new NativeFunction('next', () => new Probe());
    if (name === 'columns') return ['name', 'salary'];
    if (name === 'rows')
      return new NativeFunction('rows', () => [Object.assign(Object.create(null), { a: 1 })]);
    if (name !== 'fail') return undefined;
    return new NativeFunction('fail', () => {
      throw new RangeError('The host said no.');
    });
  }
}

export function run(source: string, limits: Partial<LanguageLimits> = {}): ProgramOutcome {
  return runProgram(source, { globals: { pl: new Probe() }, limits });
}

/** The value of a program that has to succeed. */
export function valueOf(source: string): GuestValue {
  const outcome = run(source);
  if (outcome.status !== 'ok')
    throw new Error(`${outcome.status}: ${JSON.stringify(outcome.error)}\n${source}`);
  return outcome.value;
}

/** The error of a program that has to fail, with how it failed. */
export function failureOf(
  source: string,
  limits?: Partial<LanguageLimits>,
): ProgramError & { status: string } {
  const outcome = run(source, limits);
  if (outcome.status === 'ok') throw new Error(`The program was accepted: ${source}`);
  return { ...outcome.error, status: outcome.status };
}

/** A value of the guest or of V8 in a form in which the two compare. */
export function plain(value: unknown, depth = 0): unknown {
  if (depth > 20) return '…';
  if (value instanceof GuestFunction || value instanceof NativeFunction || typeof value === 'function')
    return 'function';
  if (value instanceof GuestDate) return { date: value.time };
  if (value instanceof GuestMap) return { map: plain([...value.entries], depth + 1) };
  if (value instanceof GuestSet) return { set: plain([...value.entries], depth + 1) };
  if (value instanceof GuestPattern) return { pattern: value.source };
  if (Array.isArray(value)) return Array.from(value, (element: unknown) => plain(element, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Date]') return { date: (value as Date).getTime() };
  if (tag === '[object Map]') return { map: plain([...(value as Map<unknown, unknown>)], depth + 1) };
  if (tag === '[object Set]') return { set: plain([...(value as Set<unknown>)], depth + 1) };
  if (tag === '[object Error]') return { name: (value as Error).name, message: (value as Error).message };
  if (tag.endsWith('Iterator]')) return plain([...(value as Iterable<unknown>)], depth + 1);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, depth + 1)]));
}

/** What V8 makes of a program. The language under test never sees this. */
export function valueInV8(source: string): unknown {
  return plain(runInNewContext(`'use strict';${source}`, { structuredClone }, { timeout: 2000 }));
}

/** Where a value breaks invariant I1: a guest holds only guest values. */
export function foreignPart(value: unknown, path = 'value', seen = new Set<unknown>()): string | undefined {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return path;
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (value instanceof Capability || value instanceof NativeFunction || value instanceof GuestFunction)
    return undefined;
  if (value instanceof GuestDate || value instanceof GuestPattern) return undefined;
  if (value instanceof GuestMap)
    return foreignPart([...value.entries.keys(), ...value.entries.values()], path, seen);
  if (value instanceof GuestSet) return foreignPart([...value.entries], path, seen);
  if (Array.isArray(value)) {
    if (Object.getPrototypeOf(value) !== Array.prototype) return path;
    for (const [index, element] of value.entries()) {
      const found = foreignPart(element, `${path}[${index}]`, seen);
      if (found !== undefined) return found;
    }
    return Object.keys(value).length === value.length ? undefined : `${path} is sparse or has names`;
  }
  if (Object.getPrototypeOf(value) !== null) return path;
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!('value' in descriptor)) return `${path}.${key} is an accessor`;
    const found = foreignPart(descriptor.value, `${path}.${key}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
