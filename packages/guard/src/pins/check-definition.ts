import type { PinMode } from '../types.js';
import { diffDefinitions } from './diff.js';
import { digestOf } from './digest.js';
import {
  emptyRecord,
  ownPin,
  sectionOf,
  withSection,
  type Pin,
  type PinnedKind,
  type PinSection,
} from './pin-record.js';
import type { PinStore } from './pin-store.js';
import type { ServerDefinition, ShadowingTool, ToolsCheck, WithheldReason, WithheldTool } from './types.js';

export interface CheckOptions {
  mode: PinMode;
  /** Whether the scanner and the policy would block this definition. */
  isPoisoned: (tool: unknown, name: string) => boolean;
  areInstructionsPoisoned: (instructions: string) => boolean;
}

/**
 * Sets what a server says about itself against its pins. At first use everything that is not poisoned is pinned; from
 * then on a change waits for approval and is withheld each time, in every process that shares the store.
 */
export function checkDefinition(
  store: PinStore,
  server: string,
  definition: ServerDefinition,
  options: CheckOptions,
): ToolsCheck {
  const check: ToolsCheck = { allowed: [], withheld: [], shadowing: [], firstUse: false };
  if (options.mode === 'off') return { ...check, allowed: [...(definition.tools ?? [])] };
  if (definition.instructions !== null)
    checkInstructions(store, server, definition.instructions, options, check);
  if (definition.tools !== null) checkNamed(store, server, definition, options, check);
  return options.mode === 'warn' ? { ...check, allowed: [...(definition.tools ?? [])] } : check;
}

function checkNamed(
  store: PinStore,
  server: string,
  { tools, kind = 'tools', continuesFirstUse }: ServerDefinition,
  options: CheckOptions,
  check: ToolsCheck,
): void {
  const sorted = sortOut(tools ?? [], kind, options);
  check.withheld.push(...sorted.withheld);
  const known =
    (continuesFirstUse === true
      ? pinMore(store, server, kind, sorted.sound)
      : sectionOf(store.get(server), kind)) ?? pinFirst(store, server, kind, sorted.sound, check);
  const waiting = new Map<string, Pin>();
  for (const { name, tool } of sorted.sound) {
    const pin = ownPin(known.pinned, name);
    const seen = pinOf(tool);
    if (pin?.digest === seen.digest) {
      check.allowed.push(tool);
      continue;
    }
    waiting.set(name, seen);
    const reason = pin ? 'changed' : 'not-pinned';
    const diff = pin ? diffDefinitions(pin.definition, tool) : [];
    check.withheld.push({ tool, name, reason, diff, message: explain(kind, server, name, reason) });
  }
  keepWaiting(store, server, kind, known, waiting);
  if (kind === 'tools') check.shadowing.push(...findShadowing(store, server, sorted.sound));
}

function checkInstructions(
  store: PinStore,
  server: string,
  instructions: string | undefined,
  options: CheckOptions,
  check: ToolsCheck,
): void {
  if (instructions !== undefined && options.areInstructionsPoisoned(instructions)) {
    const message = `The instructions of ${server} hold hidden orders and are left out.`;
    check.instructions = { reason: 'poisoned', diff: [], message };
    return;
  }
  const seen = instructions === undefined ? undefined : pinOf(instructions);
  let known = store.get(server);
  if (!known || known.unseen?.includes('instructions') === true) {
    // Another process may have been first in the meantime: then its pin stands.
    known = store.update(server, (record = emptyRecord(server)) =>
      record.unseen?.includes('instructions') === true
        ? { ...record, instructions: seen, unseen: record.unseen.filter((one) => one !== 'instructions') }
        : record,
    );
  }
  if (seen === undefined || seen.digest === known?.instructions?.digest) return;
  check.instructions = {
    reason: 'changed',
    diff: diffDefinitions(known?.instructions?.definition, instructions),
    message: `The instructions of ${server} have changed since they were pinned. Approve the change to use them.`,
  };
  if (known?.waitingInstructions?.digest !== seen.digest)
    store.update(server, (record) => record && { ...record, waitingInstructions: seen });
}

interface Sorted {
  sound: { name: string; tool: unknown }[];
  withheld: WithheldTool[];
}

/** Parts what can be pinned from what has no usable name, takes another's name, or is poisoned. */
function sortOut(tools: readonly unknown[], kind: PinnedKind, options: CheckOptions): Sorted {
  const sorted: Sorted = { sound: [], withheld: [] };
  const names = new Set<string>();
  for (const tool of tools) {
    const name = nameOf(tool, kind);
    const withhold = (reason: WithheldReason): void => {
      const message = explain(kind, 'the server', name ?? '', reason);
      sorted.withheld.push({ tool, name: name ?? '', reason, diff: [], message });
    };
    if (name === undefined || names.has(name)) withhold('unusable-name');
    else if (options.isPoisoned(tool, name)) withhold('poisoned');
    else sorted.sound.push({ name, tool });
    if (name !== undefined) names.add(name);
  }
  return sorted;
}

function pinFirst(
  store: PinStore,
  server: string,
  kind: PinnedKind,
  sound: Sorted['sound'],
  check: ToolsCheck,
): PinSection {
  const fresh = {
    pinned: Object.fromEntries(sound.map(({ name, tool }) => [name, pinOf(tool)])),
    waiting: {},
  };
  // Another process may have been first in the meantime: then its pins stand.
  const stored = store.update(server, (record = emptyRecord(server)) => {
    check.firstUse = sectionOf(record, kind) === undefined;
    return check.firstUse ? withSection(record, kind, fresh) : record;
  });
  return sectionOf(stored, kind) ?? fresh;
}

/** Pins what a further page of the first list brings. What is pinned already stays as it is. */
function pinMore(
  store: PinStore,
  server: string,
  kind: PinnedKind,
  sound: Sorted['sound'],
): PinSection | undefined {
  const stored = store.update(server, (record) => {
    const section = sectionOf(record, kind);
    if (!record || !section) return record;
    const more = sound.filter(({ name }) => ownPin(section.pinned, name) === undefined);
    const added = Object.fromEntries(more.map(({ name, tool }) => [name, pinOf(tool)]));
    return withSection(record, kind, { ...section, pinned: { ...section.pinned, ...added } });
  });
  return sectionOf(stored, kind);
}

/** Writes what waits, where it is not written yet: a list that is asked for again and again costs no write. */
function keepWaiting(
  store: PinStore,
  server: string,
  kind: PinnedKind,
  known: PinSection,
  waiting: ReadonlyMap<string, Pin>,
): void {
  if ([...waiting].every(([name, pin]) => ownPin(known.waiting, name)?.digest === pin.digest)) return;
  store.update(server, (record) => {
    const section = sectionOf(record, kind);
    if (!record || !section) return record;
    const more = { ...section.waiting, ...Object.fromEntries(waiting) };
    return withSection(record, kind, { ...section, waiting: more });
  });
}

/** Tools whose name another server's pinned tool bears, with another definition: a call could be meant for either. */
function findShadowing(store: PinStore, server: string, sound: Sorted['sound']): ShadowingTool[] {
  return store
    .servers()
    .filter((other) => other !== server)
    .flatMap((other) => {
      const pinned = sectionOf(store.get(other), 'tools')?.pinned ?? {};
      return sound
        .filter(({ name, tool }) => {
          const pin = ownPin(pinned, name);
          return pin !== undefined && pin.digest !== pinOf(tool).digest;
        })
        .map(({ name }) => ({
          name,
          other,
          message: `The tool ${name} of ${server} bears the name of a different tool of ${other}: a call could be meant for either.`,
        }));
    });
}

function pinOf(definition: unknown): Pin {
  return { digest: digestOf(definition), definition };
}

/** Templates are known by their address, the others by their name. */
function nameOf(tool: unknown, kind: PinnedKind): string | undefined {
  if (typeof tool !== 'object' || tool === null) return undefined;
  const name = (tool as Record<string, unknown>)[kind === 'templates' ? 'uriTemplate' : 'name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

const nouns: Readonly<Record<PinnedKind, string>> = {
  tools: 'tool',
  prompts: 'prompt',
  templates: 'resource template',
};

function explain(kind: PinnedKind, server: string, name: string, reason: WithheldReason): string {
  const noun = nouns[kind];
  switch (reason) {
    case 'changed':
      return `The ${noun} ${name} of ${server} has changed since it was pinned. Look at the difference and approve it to use the ${noun} again.`;
    case 'not-pinned':
      return `The ${noun} ${name} of ${server} was not there when the server was pinned. Approve it to use it.`;
    case 'poisoned':
      return `The definition of the ${noun} ${name} holds hidden orders to the assistant, so it is withheld and not pinned.`;
    case 'unusable-name':
      return name === ''
        ? `A ${noun} without a name is withheld.`
        : `A second ${noun} named ${name} is withheld.`;
  }
}
