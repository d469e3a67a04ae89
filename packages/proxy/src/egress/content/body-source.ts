import type { Readable } from 'node:stream';

/** What came next of a body: a piece, its end, or nothing for a while. */
export type Next =
  { readonly kind: 'chunk'; readonly bytes: Buffer } | { readonly kind: 'end' } | { readonly kind: 'rest' };

/** Reads a body piece by piece, and tells when it rests. */
export class BodySource {
  readonly #iterator: AsyncIterator<unknown>;
  #waiting: Promise<IteratorResult<unknown>> | undefined;
  readonly #body: Readable;

  constructor(body: Readable) {
    this.#body = body;
    this.#iterator = body[Symbol.asyncIterator]();
  }

  /** @param restMs how long to wait for a piece; for ever where it is not given. */
  async next(restMs?: number): Promise<Next> {
    const waiting = (this.#waiting ??= this.#iterator.next());
    const result = restMs === undefined ? await waiting : await this.#within(waiting, restMs);
    if (result === undefined) return { kind: 'rest' };
    this.#waiting = undefined;
    if (result.done === true) return { kind: 'end' };
    const { value } = result;
    return { kind: 'chunk', bytes: Buffer.isBuffer(value) ? value : Buffer.from(value as Uint8Array) };
  }

  /** Stops reading and lets the body go. */
  close(): void {
    // What the body still fails with is nobody's business any more.
    this.#waiting?.catch(() => undefined);
    this.#body.destroy();
  }

  #within<T>(waiting: Promise<T>, restMs: number): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(undefined), restMs);
      waiting.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}
