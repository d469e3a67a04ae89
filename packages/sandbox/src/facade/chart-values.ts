import {
  GuestError,
  isPlainObject,
  suggestNames,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import { describeValue } from './describe-value.js';

/** Reads one property of a chart's specification into a value of its own, or throws. */
export type Reader = (value: GuestValue, path: string) => unknown;

const example =
  "chart(df, { mark: 'bar', encoding: { x: { field: 'city', type: 'nominal' }, y: { field: 'total', type: 'quantitative' } } })";

export function chartError(message: string, didYouMean?: string[]): GuestError {
  return new GuestError(PlanErrorCode.ChartInvalid, `chart: ${message}`, {
    hint: `Example: ${example}`,
    didYouMean,
  });
}

function expected(path: string, wanted: string, value: GuestValue): GuestError {
  return chartError(`${path} must be ${wanted}, not ${describeValue(value)}.`);
}

export function word(...words: readonly string[]): Reader {
  return (value, path) => {
    if (typeof value === 'string' && words.includes(value)) return value;
    const near = typeof value === 'string' ? suggestNames(value, words) : [];
    throw chartError(`${path} must be one of ${words.join(', ')}, not ${describeValue(value)}.`, near);
  };
}

export function number(minimum: number, maximum: number): Reader {
  return (value, path) => {
    if (typeof value === 'number' && value >= minimum && value <= maximum) return value;
    throw expected(path, `a number from ${minimum} to ${maximum}`, value);
  };
}

export const boolean: Reader = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw expected(path, 'true or false', value);
};

/** A text that is drawn as it is. */
export const plainText: Reader = (value, path) => {
  if (typeof value === 'string' && value.length <= 200) return value;
  throw expected(path, 'a text of at most 200 characters', value);
};

/** A text of harmless characters, such as a colour, a scheme or a format. */
export const token: Reader = (value, path) => {
  const isToken =
    typeof value === 'string' &&
    /^[\w #%,.$~+:()<>=^|/*-]{0,80}$/.test(value) &&
    !/url|javascript|\/\/|<[a-z/!]/i.test(value);
  if (isToken) return value;
  throw expected(path, 'a colour, a format or another short word', value);
};

export const nothing: Reader = (value, path) => {
  if (value === null) return null;
  throw expected(path, 'null', value);
};

/** A text, a number, a boolean or null. */
export const scalar: Reader = (value, path) => {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return plainText(value, path);
};

export function list(item: Reader, maximum: number): Reader {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > maximum)
      throw expected(path, `a list of at most ${maximum}`, value);
    return value.map((part, index) => item(part, `${path}[${index}]`));
  };
}

/** The first reader that takes the value; the last one's error when none does. */
export function anyOf(...readers: readonly Reader[]): Reader {
  return (value, path) => {
    const last = readers.length - 1;
    for (const [index, reader] of readers.entries()) {
      try {
        return reader(value, path);
      } catch (error) {
        if (index === last || !(error instanceof GuestError)) throw error;
      }
    }
    return undefined;
  };
}

/** An object of which only the listed properties may be there. */
export function shape(
  properties: Readonly<Record<string, Reader>>,
): (value: GuestValue, path: string) => Record<string, unknown> {
  return (value, path) => {
    if (!isPlainObject(value)) throw expected(path, 'an object', value);
    return readShape(value, path, properties);
  };
}

export function readShape(
  value: GuestObject,
  path: string,
  properties: Readonly<Record<string, Reader>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const reader = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (reader === undefined) throw refused(name, path, Object.keys(properties));
    if (item !== undefined) result[name] = reader(item, path === '' ? name : `${path}.${name}`);
  }
  return result;
}

function refused(name: string, path: string, known: readonly string[]): GuestError {
  const where = path === '' ? '' : ` in ${path}`;
  const computed = ['transform', 'params', 'selection', 'expr', 'signal', 'condition', 'impute'].includes(
    name,
  );
  const advice = computed ? 'Compute it with pl before.' : `Allowed${where} are ${known.join(', ')}.`;
  return chartError(
    `${JSON.stringify(name.slice(0, 60))} is not allowed${where}. ${advice}`,
    suggestNames(name, known),
  );
}
