import { limits } from '../limits.js';
import type { RequestId } from '../relay/messages.js';

const quote = 34;
const comma = 44;
const colon = 58;
const backslash = 92;
const open = new Set([91, 123]);
const close = new Set([93, 125]);

/**
 * Looks for the `id` of a message that is too long to be read, as its bytes go by: only the member of the message
 * itself counts, and it may stand at the very end.
 */
export class TopLevelId {
  /** Set when it has gone by. */
  id: RequestId | undefined;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isName = true;
  /** The bytes of the name or of the value of `id` that is being read. */
  #bytes: number[] = [];
  #isId = false;

  push(part: Buffer): void {
    if (this.id !== undefined) return;
    for (const byte of part) {
      this.#step(byte);
      if (this.id !== undefined) return;
    }
  }

  #step(byte: number): void {
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === backslash) this.#isEscaped = true;
      else if (byte === quote) this.#isInString = false;
      this.#keep(byte);
      return;
    }
    if (byte === quote) {
      this.#isInString = true;
      this.#keep(byte);
    } else if (open.has(byte)) this.#depth++;
    else if (close.has(byte)) {
      if (this.#depth === 1) this.#endOfMember();
      this.#depth--;
    } else if (this.#depth !== 1) return;
    else if (byte === colon) {
      this.#isId = this.#isName && Buffer.from(this.#bytes).toString() === '"id"';
      this.#isName = false;
      this.#bytes = [];
    } else if (byte === comma) {
      this.#endOfMember();
      this.#isName = true;
      this.#bytes = [];
    } else if (byte > 32) this.#keep(byte);
  }

  #keep(byte: number): void {
    const isWanted = this.#depth === 1 && (this.#isName || this.#isId);
    if (isWanted && this.#bytes.length <= limits.idCharacters) this.#bytes.push(byte);
  }

  #endOfMember(): void {
    if (!this.#isId || this.#bytes.length > limits.idCharacters) return;
    this.#isId = false;
    try {
      const id: unknown = JSON.parse(Buffer.from(this.#bytes).toString('utf8'));
      if (typeof id === 'string' || typeof id === 'number') this.id = id;
    } catch (error) {
      // Whoever wrote this wrote no JSON: then there is no id.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
}
