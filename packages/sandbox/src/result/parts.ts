import { ChartCapability, FrameCapability } from '../facade/index.js';
import {
  Capability,
  createObject,
  GuestMap,
  GuestSet,
  isPlainObject,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';

/** A value that may hold others. */
export type Parts = GuestValue[] | GuestObject | GuestMap | GuestSet;

/** A part with its name; that of a list has none. */
export type Part = readonly [name: string | undefined, value: GuestValue];

/** Levels below which frames and charts are looked for; deeper ones are part of a value. */
const deepest = 8;

/** Tells which lists and objects hold something to show. It looks at each once, whatever leads to it. */
export class PartFinder {
  readonly #known = new Map<object, boolean>();

  /** Whether a list or object holds a frame, a chart or an unfinished step. */
  holdsShown(value: GuestValue, level = 0): value is Parts {
    if (level > deepest || !isParts(value)) return false;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    // What leads back to itself holds no more than the rest of it.
    this.#known.set(value, false);
    for (const part of valuesOf(value)) {
      if (part instanceof Capability || isChartLike(part) || this.holdsShown(part, level + 1)) {
        this.#known.set(value, true);
        return true;
      }
    }
    return false;
  }

  /** Whether a part is shown by itself: a frame, a chart, records, or what holds such. */
  isShown(value: GuestValue): boolean {
    return (
      value instanceof FrameCapability ||
      value instanceof ChartCapability ||
      isChartLike(value) ||
      isRecords(value) ||
      this.holdsShown(value)
    );
  }
}

/** The parts with their names. */
export function partsOf(parts: Parts): Part[] {
  if (Array.isArray(parts)) return parts.map((value) => [undefined, value]);
  if (parts instanceof GuestSet) return [...parts.entries].map((value) => [undefined, value]);
  if (parts instanceof GuestMap) return [...parts.entries].map(([key, value]) => [nameOf(key), value]);
  return Object.entries(parts);
}

/** Parts put together again: an object where they have names, otherwise a list, or the only part. */
export function joined(parts: readonly Part[]): GuestValue {
  const [first] = parts;
  if (parts.every(([name]) => name === undefined)) {
    return parts.length === 1 ? first?.[1] : parts.map(([, value]) => value);
  }
  const object = createObject();
  for (const [name, value] of parts) object[name ?? ''] = value;
  return object;
}

function isParts(value: GuestValue): value is Parts {
  if (value instanceof GuestMap || value instanceof GuestSet || Array.isArray(value)) return true;
  return isPlainObject(value);
}

function valuesOf(parts: Parts): Iterable<GuestValue> {
  if (Array.isArray(parts)) return parts;
  return parts instanceof GuestMap || parts instanceof GuestSet
    ? parts.entries.values()
    : Object.values(parts);
}

function isRecords(value: GuestValue): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isPlainObject(item));
}

/** As `chartFromValue` recognises one. */
function isChartLike(value: GuestValue): boolean {
  if (!isPlainObject(value) || !('data' in value)) return false;
  return 'layer' in value || ('mark' in value && ('encoding' in value || 'x' in value));
}

function nameOf(key: GuestValue): string | undefined {
  const isPlain = typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean';
  return isPlain ? String(key) : undefined;
}
