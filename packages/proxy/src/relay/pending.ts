import { limits } from '../limits.js';
import { keyOf, type RequestId } from './messages.js';

/** A request that waits for its answer. */
export interface PendingRequest {
  id: RequestId;
  method: string;
  /** The tool that is called, or the prompt that is asked for. */
  name: string | undefined;
  /** Of a list that goes on. */
  cursor: unknown;
}

/** The requests of one side that wait for their answers. */
export class PendingRequests {
  readonly #requests = new Map<string, PendingRequest>();
  /** Taken back by whoever asked; an answer may have been under way and still passes. The oldest are forgotten. */
  readonly #cancelled = new Map<string, PendingRequest>();

  /** How many of each method wait. */
  readonly #methods = new Map<string, number>();

  get size(): number {
    return this.#requests.size;
  }

  /** False when too many wait, or when the id is taken: its answer could not be told from the other's. */
  add(request: PendingRequest): boolean {
    const key = keyOf(request.id);
    if (this.#requests.size >= limits.pendingRequests || this.#requests.has(key)) return false;
    this.#cancelled.delete(key);
    this.#requests.set(key, request);
    this.#count(request.method, 1);
    return true;
  }

  /** Takes out the request that an answer belongs to; undefined when there is none. */
  take(id: RequestId): PendingRequest | undefined {
    const key = keyOf(id);
    const waiting = this.#remove(key);
    const request = waiting ?? this.#cancelled.get(key);
    this.#cancelled.delete(key);
    return request;
  }

  /** Counts a request as taken back. */
  cancel(id: RequestId): void {
    const key = keyOf(id);
    const request = this.#remove(key);
    if (!request) return;
    this.#cancelled.set(key, request);
    const [oldest] = this.#cancelled.keys();
    if (this.#cancelled.size > limits.cancelledRequests && oldest !== undefined)
      this.#cancelled.delete(oldest);
  }

  /** Whether a request of that method waits. */
  has(method: string): boolean {
    return (this.#methods.get(method) ?? 0) > 0;
  }

  /** Takes out all of them. */
  takeAll(): PendingRequest[] {
    const all = [...this.#requests.values()];
    this.#requests.clear();
    this.#methods.clear();
    return all;
  }

  #remove(key: string): PendingRequest | undefined {
    const request = this.#requests.get(key);
    if (request && this.#requests.delete(key)) this.#count(request.method, -1);
    return request;
  }

  #count(method: string, by: 1 | -1): void {
    const count = (this.#methods.get(method) ?? 0) + by;
    if (count > 0) this.#methods.set(method, count);
    else this.#methods.delete(method);
  }
}
