import type { Readable } from 'node:stream';

/** What came next of a body: a piece, its end, or nothing for a while. */
export type Next =
  { readonly kind: 'chunk'; readonly bytes: Buffer } | { readonly kind: 'end' } | { readonly kind: 'rest' };

/** A body that is read piece by piece. */
export interface BodySource {
  /**
   * The next piece, one call at a time. @param restMs how long to wait for it; for ever where it is not given.
   * @throws what the body failed with.
   */
  next(restMs?: number): Promise<Next>;
  /** Stops reading and lets the body go. */
  close(): void;
}

/** Waits for what comes next, or for so long. */
export function within(waiting: Promise<Next>, restMs: number): Promise<Next> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ kind: 'rest' }), restMs);
    waiting.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** A stream of Node as a source. */
export class ReadableSource implements BodySource {
  readonly #iterator: AsyncIterator<unknown>;
  #waiting: Promise<Next> | undefined;
  readonly #body: Readable;

  constructor(body: Readable) {
    this.#body = body;
    this.#iterator = body[Symbol.asyncIterator]();
  }

  async next(restMs?: number): Promise<Next> {
    const waiting = (this.#waiting ??= this.#iterator.next().then(nextOf));
    const next = restMs === undefined ? await waiting : await within(waiting, restMs);
    if (next.kind !== 'rest') this.#waiting = undefined;
    return next;
  }

  close(): void {
    // What the body still fails with is nobody's business any more.
    this.#waiting?.catch(() => undefined);
    this.#body.destroy();
  }
}

function nextOf({ done, value }: IteratorResult<unknown>): Next {
  if (done === true) return { kind: 'end' };
  return { kind: 'chunk', bytes: Buffer.isBuffer(value) ? value : Buffer.from(value as Uint8Array) };
}

/** The pieces of a source that nobody looks at. */
export async function* piecesOf(source: BodySource): AsyncGenerator<Buffer> {
  try {
    for (let next = await source.next(); next.kind === 'chunk'; next = await source.next()) yield next.bytes;
  } finally {
    source.close();
  }
}
