import type { Direction, ScanLimits, Surface } from '../types.js';
import { spelledBy } from './letter-list.js';
import type { Place } from './pointer.js';
import type { VisitedString } from './visited-string.js';

/** Which limit ended a walk before its time. */
export type WalkLimit = 'depth' | 'nodes' | 'characters';

interface Task {
  value: unknown;
  place: Place | undefined;
  depth: number;
  surface: Surface;
  memberName: string | undefined;
}

/** Members of a result in which a server describes itself. */
const definitionMembers = new Set([
  'tools',
  'prompts',
  'resources',
  'resourceTemplates',
  'instructions',
  'serverInfo',
]);

/** Numbers from here on may be more than a count: of a card, an account, a person. */
const longNumber = 100_000_000;

/**
 * Visits every string, every member name and every long whole number (as its digits) of a message once, in document
 * order, without recursion. Returns the limit that was reached, at its place, where one was: what lies beyond has not
 * been seen.
 */
export function walkStrings(
  message: unknown,
  direction: Direction,
  limits: Pick<ScanLimits, 'depth' | 'nodes' | 'characters'>,
  visit: (string: VisitedString, isNumber: boolean) => void,
): { limit: WalkLimit; place: Place | undefined } | undefined {
  let nodes = 0;
  let characters = 0;
  const surface: Surface = direction === 'client-to-server' ? 'argument' : 'result';
  const stack: Task[] = [{ value: message, place: undefined, depth: 0, surface, memberName: undefined }];
  for (let task = stack.pop(); task; task = stack.pop()) {
    const { value, place, depth } = task;
    if (++nodes > limits.nodes) return { limit: 'nodes', place };
    if (typeof value === 'string') {
      characters += value.length;
      if (characters > limits.characters) return { limit: 'characters', place };
      visit(
        { text: value, place, target: 'value', surface: task.surface, memberName: task.memberName },
        false,
      );
      continue;
    }
    if (typeof value === 'number') {
      const isTelling = task.memberName !== undefined || Math.abs(value) >= longNumber;
      if (!isTelling || !Number.isInteger(value)) continue;
      const text = String(value);
      visit({ text, place, target: 'value', surface: task.surface, memberName: task.memberName }, true);
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= limits.depth) return { limit: 'depth', place };
    if (Array.isArray(value)) {
      if (nodes + value.length > limits.nodes) return { limit: 'nodes', place };
      const spelled = spelledBy(value);
      if (spelled !== undefined) visit(listString(spelled, task), false);
      for (let index = value.length - 1; index >= 0; index--) {
        const memberName = nameBefore(value, index) ?? task.memberName;
        const at: Place = { parent: place, name: index };
        stack.push({ ...task, value: value[index], place: at, depth: depth + 1, memberName });
      }
      continue;
    }
    const names = Object.keys(value);
    if (nodes + names.length > limits.nodes) return { limit: 'nodes', place };
    for (let index = names.length - 1; index >= 0; index--) {
      const name = names[index] ?? '';
      characters += name.length;
      if (characters > limits.characters) return { limit: 'characters', place };
      const at: Place = { parent: place, name };
      const isDefinition = depth === 1 && place?.name === 'result' && definitionMembers.has(name);
      const surfaceBelow = isDefinition && direction === 'server-to-client' ? 'definition' : task.surface;
      visit({ text: name, place: at, target: 'key', surface: surfaceBelow, memberName: undefined }, false);
      const member: unknown = (value as Record<string, unknown>)[name];
      const memberName = name === 'value' ? (nameBeside(value) ?? name) : name;
      stack.push({ value: member, place: at, depth: depth + 1, surface: surfaceBelow, memberName });
    }
  }
  return undefined;
}

/** A name that something secret may be given, as a member, a header or an option of a program. */
const secretName =
  /^-{0,2}(?=[\w.-]{3,64}$)[\w.-]{0,60}?(?:key|token|secret|pass|pwd|auth|credential)[\w.-]{0,60}$/i;

/** The name that the item before gives this one: `["X-Api-Key", "…"]`, `["--token", "…"]`. */
function nameBefore(list: readonly unknown[], index: number): string | undefined {
  const before: unknown = index > 0 && typeof list[index] === 'string' ? list[index - 1] : undefined;
  return typeof before === 'string' && secretName.test(before) ? before.replace(/^-+/, '') : undefined;
}

/** The name that a sibling gives the member `value`: `{ "name": "API_KEY", "value": "…" }`. */
function nameBeside(siblings: object): string | undefined {
  const { name, key, header } = siblings as Readonly<Record<string, unknown>>;
  return [name, key, header].find(
    (each): each is string => typeof each === 'string' && secretName.test(each),
  );
}

/** A text that a list spells, as a string at the list's place. */
function listString(text: string, { place, surface, memberName }: Task): VisitedString {
  const string = { text: '', place, target: 'value', surface, memberName } as const;
  return { ...string, text, within: { string, step: 'list', place: undefined, origin: () => [0, 0] } };
}
