import { limits } from '../limits.js';
import { keyOf, type RequestId } from './messages.js';

/** A request that waits for its answer. */
export interface PendingRequest {
  id: RequestId;
  method: string;
  tool: string | undefined;
  /** Of a list that goes on. */
  cursor: unknown;
}

/** The requests of one side that wait for their answers. */
export class PendingRequests {
  readonly #requests = new Map<string, PendingRequest>();

  get size(): number {
    return this.#requests.size;
  }

  /** False when too many wait, or when the id is taken: its answer could not be told from the other's. */
  add(request: PendingRequest): boolean {
    const key = keyOf(request.id);
    if (this.#requests.size >= limits.pendingRequests || this.#requests.has(key)) return false;
    this.#requests.set(key, request);
    return true;
  }

  /** Takes out the request that an answer belongs to; undefined when there is none. */
  take(id: RequestId): PendingRequest | undefined {
    const key = keyOf(id);
    const request = this.#requests.get(key);
    this.#requests.delete(key);
    return request;
  }

  /** Takes out all of them. */
  takeAll(): PendingRequest[] {
    const all = [...this.#requests.values()];
    this.#requests.clear();
    return all;
  }
}
