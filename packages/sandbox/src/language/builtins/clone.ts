import { ErrorCode } from '../error-code.js';
import { GuestError, typeMismatch } from '../errors.js';
import { isPlainObject, kindOf } from '../runtime/kinds.js';
import type { Run } from '../runtime/run.js';
import { createObject, GuestDate, GuestMap, GuestSet, type GuestArray, type GuestValue } from '../values.js';

/** `structuredClone`: a deep copy that keeps shared and cyclic references, within the budget. */
export function cloneValue(
  value: GuestValue,
  run: Run,
  seen = new Map<GuestValue, GuestValue>(),
  depth = 0,
): GuestValue {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (depth > run.limits.valueDepth)
    throw new GuestError(ErrorCode.ArgumentInvalid, 'The value is nested too deeply.');
  run.charge(2);
  const copy = (part: GuestValue): GuestValue => cloneValue(part, run, seen, depth + 1);
  if (Array.isArray(value)) {
    run.allocate(16 + 8 * value.length);
    const result: GuestArray = [];
    seen.set(value, result);
    for (const element of value) result.push(copy(element));
    return result;
  }
  if (isPlainObject(value)) {
    const result = createObject();
    seen.set(value, result);
    run.allocate(48);
    for (const key of Object.keys(value)) {
      run.allocate(24);
      result[key] = copy(value[key]);
    }
    return result;
  }
  return cloneCollection(value, run, seen, copy);
}

function cloneCollection(
  value: GuestValue,
  run: Run,
  seen: Map<GuestValue, GuestValue>,
  copy: (part: GuestValue) => GuestValue,
): GuestValue {
  if (value instanceof GuestDate) return new GuestDate(value.time);
  if (value instanceof GuestMap) {
    const result = new GuestMap();
    seen.set(value, result);
    run.allocate(64 + 48 * value.entries.size);
    for (const [key, entry] of value.entries) result.entries.set(copy(key), copy(entry));
    return result;
  }
  if (value instanceof GuestSet) {
    const result = new GuestSet();
    seen.set(value, result);
    run.allocate(64 + 48 * value.entries.size);
    for (const entry of value.entries) result.entries.add(copy(entry));
    return result;
  }
  throw typeMismatch(`structuredClone cannot copy ${kindOf(value)}.`);
}
