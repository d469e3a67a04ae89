import type { Guard } from '@sallyport/guard';
import { isObject, type JsonObject } from './messages.js';

/**
 * Sets what a server says about itself against its pins, as it comes: instructions with the first answer, tools page
 * by page. What is withheld is left out of the answer; everything else of it stays.
 */
export class ToolPages {
  readonly #guard: Guard;
  readonly #server: string;
  readonly #withheld = new Set<string>();
  /** The cursor with which the list of the first use goes on. */
  #cursor: unknown;
  #instructions: string | undefined;

  constructor(guard: Guard, server: string) {
    this.#guard = guard;
    this.#server = server;
  }

  /** Whether calls of a tool are refused: it was left out of the list, or the server is pinned without it. */
  isWithheld(tool: string): boolean {
    if (this.#withheld.has(tool)) return true;
    if (this.#guard.policy.pins !== 'withhold') return false;
    const known = this.#guard.pins.get(this.#server);
    return known !== undefined && !Object.hasOwn(known.tools, tool);
  }

  /** An answer to `initialize` or `server/discover`: without instructions that differ from the pinned ones. */
  checkServer(message: JsonObject): JsonObject {
    const result = message['result'];
    if (!isObject(result) || typeof result['instructions'] !== 'string') return message;
    this.#instructions = result['instructions'];
    const known = this.#guard.pins.get(this.#server);
    if (!known) return message;
    const tools = Object.values(known.tools).map(({ definition }) => definition);
    const { instructions } = this.#guard.checkTools(this.#server, {
      instructions: this.#instructions,
      tools,
    });
    if (!instructions || this.#guard.policy.pins !== 'withhold') return message;
    const { instructions: _left, ...rest } = result;
    return { ...message, result: rest };
  }

  /** @param cursor of the request that this page answers. */
  checkTools(message: JsonObject, cursor: unknown): JsonObject {
    const result = message['result'];
    if (!isObject(result) || !Array.isArray(result['tools'])) return message;
    const continuesFirstUse = cursor !== undefined && cursor === this.#cursor;
    const instructions = this.#instructions;
    const check = this.#guard.checkTools(this.#server, {
      tools: result['tools'],
      ...(instructions === undefined ? {} : { instructions }),
      ...(continuesFirstUse ? { continuesFirstUse } : {}),
    });
    this.#cursor = check.firstUse || continuesFirstUse ? result['nextCursor'] : undefined;
    const isKept = this.#guard.policy.pins !== 'withhold' || check.withheld.length === 0;
    for (const tool of check.allowed) if (isObject(tool)) this.#withheld.delete(String(tool['name']));
    if (isKept) return message;
    for (const { name } of check.withheld) this.#withheld.add(name);
    return { ...message, result: { ...result, tools: check.allowed } };
  }
}
