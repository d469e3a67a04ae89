import { GuardError, GuardErrorCode } from '../errors.js';

/** One definition that is trusted. */
export interface Pin {
  digest: string;
  /** The whole definition, for showing what a later one changes. */
  definition: unknown;
}

/** What a server lists by name, each of which is pinned by itself. */
export type PinnedKind = 'tools' | 'prompts' | 'templates';

/** The pins of one kind, and what the server showed instead of them, or beside them. */
export interface PinSection {
  pinned: Record<string, Pin>;
  waiting: Record<string, Pin>;
}

/** Everything pinned of one server, and what waits to be approved. */
export interface PinRecord {
  version: 1;
  server: string;
  /** How the server is reached: a command line, or an address with the key of its certificate. */
  identity?: string;
  waitingIdentity?: string;
  /** What was not seen yet when the record was made: its first sight is still a first use. */
  unseen?: ('tools' | 'instructions')[];
  prompts?: PinSection;
  templates?: PinSection;
  instructions: Pin | undefined;
  tools: Record<string, Pin>;
  /** Per tool what the server showed instead of the pinned definition, or beside it. */
  waiting: Record<string, Pin>;
  waitingInstructions: Pin | undefined;
}

/** The pin of that name; a tool may be called `constructor`, so only own members count. */
export function ownPin(pins: Readonly<Record<string, Pin>>, name: string): Pin | undefined {
  return Object.hasOwn(pins, name) ? pins[name] : undefined;
}

/** A record of a server of which nothing was seen yet. */
export function emptyRecord(server: string): PinRecord {
  return {
    version: 1,
    server,
    unseen: ['tools', 'instructions'],
    instructions: undefined,
    tools: {},
    waiting: {},
    waitingInstructions: undefined,
  };
}

/** The pins of a kind; undefined before its first use. */
export function sectionOf(record: PinRecord | undefined, kind: PinnedKind): PinSection | undefined {
  if (!record) return undefined;
  if (kind !== 'tools') return record[kind];
  return record.unseen?.includes('tools') === true
    ? undefined
    : { pinned: record.tools, waiting: record.waiting };
}

/** The record with other pins of a kind. */
export function withSection(record: PinRecord, kind: PinnedKind, section: PinSection): PinRecord {
  if (kind !== 'tools') return { ...record, [kind]: section };
  return {
    ...record,
    unseen: record.unseen?.filter((one) => one !== 'tools'),
    tools: section.pinned,
    waiting: section.waiting,
  };
}

/** Reads the text of a pin file. @throws {GuardError} `pins-unreadable`: an unreadable pin is never taken for none. */
export function parsePinRecord(text: string, path: string): PinRecord {
  let value: unknown;
  let cause: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    cause = error;
  }
  if (isRecord(value)) {
    return {
      version: 1,
      server: value.server,
      identity: value.identity,
      waitingIdentity: value.waitingIdentity,
      unseen: value.unseen,
      prompts: value.prompts,
      templates: value.templates,
      instructions: value.instructions,
      tools: value.tools,
      waiting: value.waiting,
      waitingInstructions: value.waitingInstructions,
    };
  }
  const message = `The pin file ${path} is damaged. Move it away to have the server pinned anew at its next use.`;
  throw new GuardError(GuardErrorCode.PinsUnreadable, message, { cause });
}

function isRecord(value: unknown): value is PinRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  const { version, server, instructions, tools, waiting, waitingInstructions } = record;
  return (
    version === 1 &&
    typeof server === 'string' &&
    isPins(tools) &&
    isPins(waiting) &&
    (instructions === undefined || isPin(instructions)) &&
    (waitingInstructions === undefined || isPin(waitingInstructions)) &&
    [record['prompts'], record['templates']].every(
      (section) => section === undefined || isSection(section),
    ) &&
    [record['identity'], record['waitingIdentity']].every(
      (one) => one === undefined || typeof one === 'string',
    ) &&
    (record['unseen'] === undefined || Array.isArray(record['unseen']))
  );
}

function isSection(value: unknown): value is PinSection {
  if (typeof value !== 'object' || value === null) return false;
  const { pinned, waiting } = value as Record<string, unknown>;
  return isPins(pinned) && isPins(waiting);
}

function isPins(value: unknown): value is Record<string, Pin> {
  return typeof value === 'object' && value !== null && Object.values(value).every(isPin);
}

function isPin(value: unknown): value is Pin {
  return typeof value === 'object' && value !== null && typeof (value as Pin).digest === 'string';
}
