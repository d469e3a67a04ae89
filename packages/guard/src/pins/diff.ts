import { canonicalJson } from '@sallyport/audit';
import { formatPointer, type Place } from '@sallyport/scanner';
import { limits } from '../limits.js';
import type { DefinitionChange } from './types.js';

/** Where two JSON values differ, in document order, down to the innermost places; at most {@link limits.differences}. */
export function diffDefinitions(before: unknown, after: unknown): DefinitionChange[] {
  const changes: DefinitionChange[] = [];
  compare(before, after, undefined, changes);
  return changes;
}

function compare(
  before: unknown,
  after: unknown,
  place: Place | undefined,
  changes: DefinitionChange[],
): void {
  if (changes.length >= limits.differences) return;
  if (canonicalJson(before) === canonicalJson(after)) return;
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    changes.push({
      pointer: formatPointer(place),
      kind: 'changed',
      before: show(before),
      after: show(after),
    });
    return;
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of names) {
    const at: Place = { parent: place, name };
    const inBefore = Object.hasOwn(before, name);
    const inAfter = Object.hasOwn(after, name);
    if (inBefore && inAfter) compare(before[name], after[name], at, changes);
    else if (changes.length >= limits.differences) return;
    else if (inAfter) changes.push({ pointer: formatPointer(at), kind: 'added', after: show(after[name]) });
    else changes.push({ pointer: formatPointer(at), kind: 'removed', before: show(before[name]) });
  }
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  const text = canonicalJson(value);
  return text.length > limits.differenceText ? `${text.slice(0, limits.differenceText)}…` : text;
}
