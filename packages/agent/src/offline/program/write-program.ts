import type { QuerySpec } from '../query.js';

/** Writes the program that answers a query, in the sandbox's language. */
export function writeProgram(spec: QuerySpec): string {
  return spec.dataset;
}
