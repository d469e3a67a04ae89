import type { Guard, PinnedKind, ToolsCheck } from '@sallyport/guard';
import { isObject, objectAt, type JsonObject } from './messages.js';

/** The lists whose members are pinned: per method, the member of the result, and what it lists. */
const lists: Readonly<Record<string, { member: string; kind: PinnedKind }>> = {
  'tools/list': { member: 'tools', kind: 'tools' },
  'prompts/list': { member: 'prompts', kind: 'prompts' },
  'resources/templates/list': { member: 'resourceTemplates', kind: 'templates' },
};

/** What is known of a tool in this process. `unseen`: it has not been listed since the server last changed its list. */
export type ToolState = 'allowed' | 'withheld' | 'unseen';

/**
 * Sets what a server says about itself against its pins, as it comes: instructions with the first answer, lists page by
 * page. What is withheld is left out of the answer; everything else of it stays.
 */
export class Definitions {
  readonly #guard: Guard;
  readonly #server: string;
  /** Listed in this process, and as pinned. */
  readonly #allowed = new Set<string>();
  readonly #withheld = new Set<string>();
  readonly #withheldPrompts = new Set<string>();
  /** The cursors with which lists of a first use go on. Each counts once. */
  readonly #cursors = new Set<string>();
  #isComplete = false;

  constructor(guard: Guard, server: string) {
    this.#guard = guard;
    this.#server = server;
  }

  get arePinned(): boolean {
    return this.#guard.policy.pins === 'withhold';
  }

  /** Whether the whole list of tools has been seen since it last changed. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** What is known of a tool. Where pins withhold nothing every tool is allowed. */
  stateOf(tool: string): ToolState {
    if (!this.arePinned || this.#allowed.has(tool)) return 'allowed';
    return this.#withheld.has(tool) || this.#isComplete ? 'withheld' : 'unseen';
  }

  isPromptWithheld(prompt: string): boolean {
    return this.#withheldPrompts.has(prompt);
  }

  /** The server says that its list of tools has changed: what was seen of it counts no longer. */
  forgetTools(): void {
    this.#allowed.clear();
    this.#withheld.clear();
    this.#isComplete = false;
  }

  /** An answer, as far as it may be passed on. */
  check(message: JsonObject, method: string, cursor: unknown): JsonObject {
    if (method === 'initialize' || method === 'server/discover') return this.#checkServer(message);
    const list = Object.hasOwn(lists, method) ? lists[method] : undefined;
    return list ? this.#checkList(message, list, method, cursor) : message;
  }

  /** An answer to `initialize` or `server/discover`: without instructions that differ from the pinned ones. */
  #checkServer(message: JsonObject): JsonObject {
    const result = message['result'];
    if (!isObject(result)) return message;
    const { instructions } = result;
    const check = this.#guard.checkTools(this.#server, {
      tools: null,
      ...(typeof instructions === 'string' ? { instructions } : {}),
    });
    if (!check.instructions || !this.arePinned) return message;
    const { instructions: _left, ...rest } = result;
    return { ...message, result: rest };
  }

  #checkList(
    message: JsonObject,
    { member, kind }: { member: string; kind: PinnedKind },
    method: string,
    cursor: unknown,
  ): JsonObject {
    const result = objectAt(message, 'result');
    const members = result[member];
    if (!Array.isArray(members)) return message;
    const continuesFirstUse = cursor !== undefined && this.#cursors.delete(cursorKey(method, cursor));
    const definition = { kind, tools: members as unknown[], instructions: null, continuesFirstUse };
    const check = this.#guard.checkTools(this.#server, definition);
    const { nextCursor } = result;
    const isLast = nextCursor === undefined || nextCursor === null;
    if (!isLast && (check.firstUse || continuesFirstUse)) this.#cursors.add(cursorKey(method, nextCursor));
    if (kind === 'tools') this.#remember(check, isLast);
    if (kind === 'prompts') for (const { name } of check.withheld) this.#withheldPrompts.add(name);
    if (!this.arePinned || check.withheld.length === 0) return message;
    return { ...message, result: { ...result, [member]: check.allowed } };
  }

  #remember(check: ToolsCheck, isLast: boolean): void {
    for (const tool of check.allowed) {
      const name = isObject(tool) ? String(tool['name']) : '';
      this.#withheld.delete(name);
      this.#allowed.add(name);
    }
    for (const { name, reason } of check.withheld) {
      // A second tool of the same name does not take the first one away.
      if (reason === 'unusable-name') continue;
      this.#allowed.delete(name);
      this.#withheld.add(name);
    }
    if (isLast) this.#isComplete = true;
  }

  /** A tool of the list that the scanner blocks although its pin holds. */
  withhold(tool: string): void {
    this.#allowed.delete(tool);
    this.#withheld.add(tool);
  }
}

function cursorKey(method: string, cursor: unknown): string {
  return JSON.stringify([method, cursor]);
}
