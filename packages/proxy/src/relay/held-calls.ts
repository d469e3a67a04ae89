import { randomBytes } from 'node:crypto';
import { limits } from '../limits.js';
import type { OutLine } from './outcome.js';
import type { JsonObject, RequestId } from './messages.js';

/** A call that waits for the list that its tool stands in. */
export interface HeldCall {
  id: RequestId;
  tool: string;
  /** What goes to the server when the tool is found to be as pinned. */
  line: OutLine;
  /** What the call carries as `_meta`: under the current protocol, a request for the list must carry it too. */
  meta: JsonObject;
}

/** Calls that wait for the list of tools, and the proxy's own request for it. */
export class HeldCalls {
  readonly #calls = new Map<RequestId, HeldCall>();
  #bytes = 0;
  #list: { id: string; pages: number; meta: JsonObject } | undefined;

  get isEmpty(): boolean {
    return this.#calls.size === 0;
  }

  /** False where too much waits already. */
  add(call: HeldCall): boolean {
    const isFull = this.#calls.size >= limits.heldCalls || this.#bytes + call.line.length > limits.heldBytes;
    if (isFull) return false;
    this.#calls.set(call.id, call);
    this.#bytes += call.line.length;
    return true;
  }

  has(id: RequestId): boolean {
    return this.#calls.has(id);
  }

  /** Takes a call back. True where it was waiting here. */
  remove(id: RequestId): boolean {
    const call = this.#calls.get(id);
    if (!call) return false;
    this.#calls.delete(id);
    this.#bytes -= call.line.length;
    return true;
  }

  /** Those that a test picks, taken out, in the order in which they came. */
  take(test: (call: HeldCall) => boolean): HeldCall[] {
    const taken = [...this.#calls.values()].filter(test);
    for (const { id } of taken) this.remove(id);
    return taken;
  }

  /** Whether an answer is to the proxy's own request. */
  isOwnList(id: RequestId): boolean {
    return this.#list?.id === id;
  }

  get isListing(): boolean {
    return this.#list !== undefined;
  }

  /** The request for the list's first page. */
  startList(): string {
    const [first] = this.#calls.values();
    return this.#request({ pages: 0, meta: first?.meta ?? {} }, undefined);
  }

  /** The request for the next page; undefined where there have been too many. */
  nextPage(cursor: unknown): string | undefined {
    const list = this.#list;
    return list && list.pages < limits.listPages ? this.#request(list, cursor) : undefined;
  }

  endList(): void {
    this.#list = undefined;
  }

  #request({ pages, meta }: { pages: number; meta: JsonObject }, cursor: unknown): string {
    // Not to be guessed: an answer to it must not be forged ahead of time.
    const id = `sallyport-${randomBytes(9).toString('base64url')}`;
    this.#list = { id, pages: pages + 1, meta };
    const params = {
      ...(cursor === undefined ? {} : { cursor }),
      ...(Object.keys(meta).length === 0 ? {} : { _meta: meta }),
    };
    return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list', params });
  }
}
