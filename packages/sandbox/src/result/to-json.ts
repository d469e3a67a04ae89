import { FrameCapability } from '../facade/index.js';
import {
  Capability,
  GuestDate,
  GuestError,
  GuestFunction,
  GuestMap,
  GuestPattern,
  GuestSet,
  NativeFunction,
  type GuestValue,
} from '../language/index.js';
import { RunErrorCode } from '../errors.js';
import type { SandboxLimits } from '../limits.js';
import type { Json } from '../types.js';

/** Values of one result; beyond, it is refused. */
const maximumValues = 100_000;

/**
 * A guest value as JSON. Dates become ISO 8601 strings, `Map` objects, `Set` arrays, frames their tables, NaN and the
 * infinities strings. No guest code runs.
 *
 * @throws GuestError `result-unsupported` where the value is too large, too deep or no data
 */
export function toJson(value: GuestValue, limits: SandboxLimits): Json {
  let left = maximumValues;
  const list = (items: Iterable<GuestValue>, depth: number): Json[] =>
    Array.from(items, (item) => convert(item, depth + 1));
  const record = (entries: Iterable<readonly [GuestValue, GuestValue]>, depth: number): Json => {
    const object = Object.create(null) as { [name: string]: Json };
    for (const [key, member] of entries) object[keyText(key)] = convert(member, depth + 1);
    return object;
  };
  const convert = (item: GuestValue, depth: number): Json => {
    left -= 1;
    if (left < 0) throw unsupported(`The result holds more than ${maximumValues} values.`);
    if (depth > limits.valueDepth)
      throw unsupported(`The result is nested more than ${limits.valueDepth} levels deep.`);
    if (item === undefined || item === null) return null;
    if (typeof item === 'number') return Number.isFinite(item) ? item : String(item);
    if (typeof item === 'string' || typeof item === 'boolean') return item;
    if (Array.isArray(item)) return list(item, depth);
    if (item instanceof GuestDate) return dateText(item);
    if (item instanceof GuestMap) return record(item.entries, depth);
    if (item instanceof GuestSet) return list(item.entries, depth);
    if (item instanceof GuestPattern) return `/${item.source}/${item.flags}`;
    if (item instanceof FrameCapability) return { ...item.collect(limits.tableRows) } as unknown as Json;
    if (item instanceof GuestFunction || item instanceof NativeFunction || item instanceof Capability) {
      throw unsupported('The result holds a function or an unfinished expression.');
    }
    return record(Object.entries(item), depth);
  };
  return convert(value, 0);
}

function dateText({ time }: GuestDate): Json {
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function keyText(key: GuestValue): string {
  return key instanceof GuestDate
    ? String(dateText(key))
    : typeof key === 'object'
      ? JSON.stringify(key)
      : String(key);
}

function unsupported(message: string): GuestError {
  return new GuestError(RunErrorCode.ResultUnsupported, message, {
    hint: 'End with a frame, a chart, a number, a text or a few records.',
  });
}
