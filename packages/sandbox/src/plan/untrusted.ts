import { PlanErrorCode } from './error-code.js';
import { invalidPlan, planError } from './errors.js';
import type { PlanLimits } from './limits.js';

/** Counts what a plan spends while it is checked. */
export interface Budget {
  readonly limits: PlanLimits;
  nodes: number;
  cells: number;
}

/** The own enumerable properties of a plain object, all of which must be among `names`. */
export function ownProperties(value: unknown, names: readonly string[], what: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidPlan(`${what} must be an object`);
  }
  const properties = new Map<string, unknown>();
  for (const [name, property] of Object.entries(value)) {
    if (!names.includes(name)) throw invalidPlan(`${what} has no ${describe(name)}`);
    properties.set(name, property);
  }
  return properties;
}

/** The items of an array, within the limit. */
export function ownItems(value: unknown, budget: Budget): unknown[] {
  if (!Array.isArray(value)) throw invalidPlan('a list was expected');
  if (value.length > budget.limits.listItems) {
    throw planError(PlanErrorCode.PlanTooLarge, `A list has more than ${budget.limits.listItems} items.`);
  }
  return Array.from(value as unknown[]);
}

/** A value as an error message names it. */
export function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : typeof value;
}
