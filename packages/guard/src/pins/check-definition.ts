import type { PinMode } from '../types.js';
import { diffDefinitions } from './diff.js';
import { digestOf } from './digest.js';
import { ownPin, type Pin, type PinRecord } from './pin-record.js';
import type { PinStore } from './pin-store.js';
import type { ServerDefinition, ToolsCheck, WithheldReason, WithheldTool } from './types.js';

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
  const check: ToolsCheck = { allowed: [], withheld: [], firstUse: false };
  if (options.mode === 'off') return { ...check, allowed: [...definition.tools] };
  const sorted = sortOut(definition.tools, options);
  check.withheld.push(...sorted.withheld);
  const poisonedInstructions =
    definition.instructions !== undefined && options.areInstructionsPoisoned(definition.instructions);
  if (poisonedInstructions) {
    const message = `The instructions of ${server} hold hidden orders and are left out.`;
    check.instructions = { reason: 'poisoned', diff: [], message };
  }
  const instructions =
    definition.instructions === undefined || poisonedInstructions
      ? undefined
      : pinOf(definition.instructions);
  const known =
    (definition.continuesFirstUse === true ? pinMore(store, server, sorted.sound) : store.get(server)) ??
    pinFirst(store, server, sorted.sound, instructions, check);
  const waiting = new Map<string, Pin>();
  for (const { name, tool } of sorted.sound) {
    const pin = ownPin(known.tools, name);
    const seen = pinOf(tool);
    if (pin?.digest === seen.digest) {
      check.allowed.push(tool);
      continue;
    }
    waiting.set(name, seen);
    const reason = pin ? 'changed' : 'not-pinned';
    const diff = pin ? diffDefinitions(pin.definition, tool) : [];
    check.withheld.push({ tool, name, reason, diff, message: explain(server, name, reason) });
  }
  const changedInstructions =
    instructions !== undefined && instructions.digest !== known.instructions?.digest;
  if (changedInstructions) {
    check.instructions = {
      reason: 'changed',
      diff: diffDefinitions(known.instructions?.definition, definition.instructions),
      message: `The instructions of ${server} have changed since they were pinned. Approve the change to use them.`,
    };
  }
  keepWaiting(store, server, known, waiting, changedInstructions ? instructions : undefined);
  return options.mode === 'warn' ? { ...check, allowed: [...definition.tools] } : check;
}

interface Sorted {
  sound: { name: string; tool: unknown }[];
  withheld: WithheldTool[];
}

/** Parts what can be pinned from what has no usable name, takes another's name, or is poisoned. */
function sortOut(tools: readonly unknown[], options: CheckOptions): Sorted {
  const sorted: Sorted = { sound: [], withheld: [] };
  const names = new Set<string>();
  for (const tool of tools) {
    const name = nameOf(tool);
    const withhold = (reason: WithheldReason): void => {
      sorted.withheld.push({
        tool,
        name: name ?? '',
        reason,
        diff: [],
        message: explain('the server', name ?? '', reason),
      });
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
  sound: Sorted['sound'],
  instructions: Pin | undefined,
  check: ToolsCheck,
): PinRecord {
  const fresh: PinRecord = {
    version: 1,
    server,
    instructions,
    tools: Object.fromEntries(sound.map(({ name, tool }) => [name, pinOf(tool)])),
    waiting: {},
    waitingInstructions: undefined,
  };
  // Another process may have been first in the meantime: then its pins stand.
  const stored = store.update(server, (record) => record ?? fresh) ?? fresh;
  check.firstUse = stored === fresh;
  return stored;
}

/** Pins what a further page of the first list brings. What is pinned already stays as it is. */
function pinMore(store: PinStore, server: string, sound: Sorted['sound']): PinRecord | undefined {
  return store.update(server, (record) => {
    if (!record) return undefined;
    const more = sound.filter(({ name }) => ownPin(record.tools, name) === undefined);
    const added = Object.fromEntries(more.map(({ name, tool }) => [name, pinOf(tool)]));
    return { ...record, tools: { ...record.tools, ...added } };
  });
}

/** Writes what waits, where it is not written yet: a list that is asked for again and again costs no write. */
function keepWaiting(
  store: PinStore,
  server: string,
  known: PinRecord,
  waiting: ReadonlyMap<string, Pin>,
  waitingInstructions: Pin | undefined,
): void {
  const isKept =
    [...waiting].every(([name, pin]) => ownPin(known.waiting, name)?.digest === pin.digest) &&
    (waitingInstructions === undefined || known.waitingInstructions?.digest === waitingInstructions.digest);
  if (isKept) return;
  store.update(server, (record) => {
    return (
      record && {
        ...record,
        waiting: { ...record.waiting, ...Object.fromEntries(waiting) },
        waitingInstructions: waitingInstructions ?? record.waitingInstructions,
      }
    );
  });
}

function pinOf(definition: unknown): Pin {
  return { digest: digestOf(definition), definition };
}

function nameOf(tool: unknown): string | undefined {
  if (typeof tool !== 'object' || tool === null) return undefined;
  const { name } = tool as Record<string, unknown>;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function explain(server: string, name: string, reason: WithheldReason): string {
  switch (reason) {
    case 'changed':
      return `The tool ${name} of ${server} has changed since it was pinned. Look at the difference and approve it to use the tool again.`;
    case 'not-pinned':
      return `The tool ${name} of ${server} was not there when the server was pinned. Approve it to use it.`;
    case 'poisoned':
      return `The definition of the tool ${name} holds hidden orders to the assistant, so it is withheld and not pinned.`;
    case 'unusable-name':
      return name === '' ? 'A tool without a name is withheld.' : `A second tool named ${name} is withheld.`;
  }
}
