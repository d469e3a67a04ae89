import { contentLimits } from './limits.js';

/** A form as its reader sees it: each field with its value, or its values where it comes more than once. */
export type FormFields = Record<string, string | string[]>;

/** Reads `application/x-www-form-urlencoded`; undefined where it has too many fields. */
export function parseForm(text: string): FormFields | undefined {
  const fields = new Map<string, string | string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > contentLimits.fields) return undefined;
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === 'string') fields.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(fields);
}
