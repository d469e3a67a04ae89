import { formatPointer, type Place } from '../walk/pointer.js';

/** One place in which two definitions differ. */
export interface Difference {
  /** RFC 6901 pointer into the definition. */
  pointer: string;
  kind: 'added' | 'removed' | 'changed';
  /** `annotation`: a hint says otherwise. `schema`: more is taken than before. `text`: anything else. */
  effect: 'annotation' | 'schema' | 'text';
}

/** The most places that are told. */
const mostDifferences = 200;
/** Levels that are compared; what lies deeper counts as one place. */
const deepest = 64;
/** Hints of the MCP specification and what they are taken for when they are absent. */
const hints: Readonly<Record<string, boolean>> = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};
/** Words of JSON Schema that narrow what is taken: without them, or with others, more may be. */
const narrowing = new Set([
  'enum',
  'const',
  'pattern',
  'format',
  'maxLength',
  'maximum',
  'maxItems',
  'type',
  'items',
]);

/** Where two definitions differ, in document order, down to the innermost places. */
export function differences(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  compare(before, after, undefined, 0, found);
  return found;
}

function compare(
  before: unknown,
  after: unknown,
  place: Place | undefined,
  depth: number,
  found: Difference[],
): void {
  if (found.length >= mostDifferences || Object.is(before, after)) return;
  if (
    depth < deepest &&
    isContainer(before) &&
    isContainer(after) &&
    Array.isArray(before) === Array.isArray(after)
  ) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const at: Place = { parent: place, name };
      const wasThere = Object.hasOwn(before, name);
      const isThere = Object.hasOwn(after, name);
      if (wasThere && isThere) compare(before[name], after[name], at, depth + 1, found);
      else if (found.length < mostDifferences) {
        const kind = isThere ? 'added' : 'removed';
        found.push({
          pointer: formatPointer(at),
          kind,
          effect: effectOf(at, kind, before[name], after[name]),
        });
      }
    }
    return;
  }
  found.push({
    pointer: formatPointer(place),
    kind: 'changed',
    effect: effectOf(place, 'changed', before, after),
  });
}

function effectOf(
  place: Place | undefined,
  kind: Difference['kind'],
  before: unknown,
  after: unknown,
): Difference['effect'] {
  const path = pathOf(place);
  const [last = ''] = path.slice(-1);
  if (path[0] === 'annotations' && Object.hasOwn(hints, last)) {
    const usual = hints[last];
    return (before ?? usual) === (after ?? usual) ? 'text' : 'annotation';
  }
  if (path[0] !== 'inputSchema') return 'text';
  const isNewParameter = kind === 'added' && path.at(-2) === 'properties';
  const isNewDuty = kind !== 'removed' && path.at(-2) === 'required';
  const isOpened = last === 'additionalProperties' && after !== false;
  const isWider = narrowing.has(last) && kind !== 'added';
  const isNewChoice = kind === 'added' && path.at(-2) === 'enum';
  return isNewParameter || isNewDuty || isOpened || isWider || isNewChoice ? 'schema' : 'text';
}

function pathOf(place: Place | undefined): string[] {
  const path: string[] = [];
  for (let at = place; at; at = at.parent) path.unshift(String(at.name));
  return path;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
