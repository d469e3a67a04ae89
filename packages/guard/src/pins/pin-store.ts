import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GuardError, GuardErrorCode } from '../errors.js';
import { withFileLock } from '../files/file-lock.js';
import { writeAtomically } from '../files/write-atomically.js';
import { diffDefinitions } from './diff.js';
import { ownPin, parsePinRecord, sectionOf, withSection, type PinRecord } from './pin-record.js';
import type { DefinitionChange } from './types.js';

/** Something of a server that waits for a person: what it was (if it was pinned) and what it would become. */
export interface WaitingChange {
  server: string;
  /** The name of the tool, prompt or template; absent for the server's instructions and its identity. */
  tool?: string;
  /** What it is, where it is no tool. */
  kind?: 'prompt' | 'template' | 'instructions' | 'identity';
  diff: DefinitionChange[];
}

/** The definitions that are trusted, per server. With a folder, shared by every process that uses it. */
export interface PinStore {
  /** The names of the servers that are pinned. */
  servers(): string[];
  /** What is pinned of a server; undefined before its first use. */
  get(server: string): PinRecord | undefined;
  /** What waits to be approved, of one server or of all. */
  waiting(server?: string): WaitingChange[];
  /**
   * Trusts what waits: one tool, or with no tool named everything of the server.
   * @throws {GuardError} `pin-unknown` where nothing waits under that name.
   */
  approve(server: string, tool?: string): void;
  /** Forgets a server: its next use is a first use. */
  revoke(server: string): void;
  /** Changes a server's record in one step that no other process sees half done. For the guard's own use. */
  update(
    server: string,
    change: (record: PinRecord | undefined) => PinRecord | undefined,
  ): PinRecord | undefined;
}

/** Keeps pins in a folder (mode 0700, one JSON file per server), or, without one, in memory. */
export function createPinStore(folder?: string): PinStore {
  return new JsonPinStore(folder === undefined ? new MemoryRecords() : new FileRecords(folder));
}

const kinds = ['tools', 'prompts', 'templates'] as const;
const kindNames = { tools: undefined, prompts: 'prompt', templates: 'template' } as const;

function changesOf(record: PinRecord): WaitingChange[] {
  const { server, instructions, waitingInstructions, identity, waitingIdentity } = record;
  const changes: WaitingChange[] = kinds.flatMap((kind) => {
    const { pinned, waiting } = sectionOf(record, kind) ?? { pinned: {}, waiting: {} };
    return Object.entries(waiting).map(([tool, pin]) => ({
      server,
      tool,
      kind: kindNames[kind],
      diff: diffDefinitions(ownPin(pinned, tool)?.definition, pin.definition),
    }));
  });
  if (waitingInstructions) {
    const diff = diffDefinitions(instructions?.definition, waitingInstructions.definition);
    changes.push({ server, kind: 'instructions', diff });
  }
  if (waitingIdentity !== undefined)
    changes.push({ server, kind: 'identity', diff: diffDefinitions(identity, waitingIdentity) });
  return changes;
}

/** The record with what waits trusted; undefined where nothing waits under that name. */
function approvedRecord(record: PinRecord, name: string | undefined): PinRecord | undefined {
  let approved = record;
  let isChanged = false;
  for (const kind of kinds) {
    const section = sectionOf(record, kind);
    const chosen = Object.entries(section?.waiting ?? {}).filter(
      ([one]) => name === undefined || one === name,
    );
    if (!section || chosen.length === 0) continue;
    const taken = new Set(chosen.map(([one]) => one));
    isChanged = true;
    approved = withSection(approved, kind, {
      pinned: { ...section.pinned, ...Object.fromEntries(chosen) },
      waiting: Object.fromEntries(Object.entries(section.waiting).filter(([one]) => !taken.has(one))),
    });
  }
  const { waitingInstructions, waitingIdentity } = record;
  if (name === undefined && waitingInstructions !== undefined) {
    isChanged = true;
    approved = { ...approved, instructions: waitingInstructions, waitingInstructions: undefined };
  }
  if (name === undefined && waitingIdentity !== undefined) {
    isChanged = true;
    approved = { ...approved, identity: waitingIdentity, waitingIdentity: undefined };
  }
  return isChanged ? approved : undefined;
}

interface Records {
  list(): PinRecord[];
  read(server: string): PinRecord | undefined;
  update(
    server: string,
    change: (record: PinRecord | undefined) => PinRecord | undefined,
  ): PinRecord | undefined;
}

class JsonPinStore implements PinStore {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  servers(): string[] {
    return this.#records
      .list()
      .map((record) => record.server)
      .sort();
  }

  get(server: string): PinRecord | undefined {
    return this.#records.read(server);
  }

  waiting(server?: string): WaitingChange[] {
    const records =
      server === undefined ? this.#records.list() : [this.get(server)].filter((record) => !!record);
    return records.flatMap((record) => changesOf(record));
  }

  approve(server: string, tool?: string): void {
    this.update(server, (record) => {
      const approved = record && approvedRecord(record, tool);
      if (approved) return approved;
      const what = tool === undefined ? server : `${tool} of ${server}`;
      throw new GuardError(GuardErrorCode.PinUnknown, `Nothing of ${what} waits to be approved.`);
    });
  }

  revoke(server: string): void {
    this.update(server, () => undefined);
  }

  update(
    server: string,
    change: (record: PinRecord | undefined) => PinRecord | undefined,
  ): PinRecord | undefined {
    return this.#records.update(server, change);
  }
}

class MemoryRecords implements Records {
  readonly #records = new Map<string, PinRecord>();

  list(): PinRecord[] {
    return [...this.#records.values()];
  }

  read(server: string): PinRecord | undefined {
    return this.#records.get(server);
  }

  update(
    server: string,
    change: (record: PinRecord | undefined) => PinRecord | undefined,
  ): PinRecord | undefined {
    const next = change(this.#records.get(server));
    if (next) this.#records.set(server, next);
    else this.#records.delete(server);
    return next;
  }
}

class FileRecords implements Records {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
  }

  list(): PinRecord[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => this.#readFile(join(this.#folder, name)))
      .filter((record) => record !== undefined);
  }

  read(server: string): PinRecord | undefined {
    return this.#readFile(this.#pathOf(server));
  }

  update(
    server: string,
    change: (record: PinRecord | undefined) => PinRecord | undefined,
  ): PinRecord | undefined {
    const path = this.#pathOf(server);
    return withFileLock(`${path}.lock`, () => {
      const next = change(this.#readFile(path));
      if (next) writeAtomically(path, `${JSON.stringify(next, null, 2)}\n`);
      else rmSync(path, { force: true });
      return next;
    });
  }

  #pathOf(server: string): string {
    return join(this.#folder, `${createHash('sha256').update(server).digest('hex').slice(0, 32)}.json`);
  }

  #readFile(path: string): PinRecord | undefined {
    try {
      return parsePinRecord(readFileSync(path, 'utf8'), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
